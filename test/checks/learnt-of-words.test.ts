/** What readers marked that a plan says in words alone: what is deleted, lent, dated, compared, done twice, or shorter than it says. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
service  shop
service  queue
database shop-db
audience merchants
source   grafana
`;
const plan = (body: string) => standardRelease(CAST, body);
const run = (body: string, more = '') => plan(`run {\n${body}\n}\n${more}`);
const DEPLOY = 'deploy shop 10m by ann undo 5m\nverify shop 10m by bob';

describe('what a plan says in words', () => {
  test('is deleted for good, and nobody says that it may be', () => {
    const deleted = (body: string, more = '') => messagesOf('rollback-missing', run(`${DEPLOY}\n${body}`, more)).join();
    expect(deleted('task purge "Delete the orphaned rows" 5m by ann')).toContain(
      '`purge` deletes what nothing brings back',
    );
    expect(deleted('', 'rollback back {\ntask gone "Destroy the upgraded server" 5m by ann\n}')).toContain('`gone`');
    expect(deleted('', 'play tidy {\nmigrate shop-db as tidied "Remove all broken orders" 5m by ann\n}')).toContain(
      '`tidied`',
    );
    expect(deleted('task purge "Delete the orphaned rows" 5m by ann irreversible approved by bob')).toBe('');
    for (const topic of ['Deep dive: deleting records', 'Discuss how we delete old rows', 'Agree on purging data'])
      expect(deleted(`task topic "${topic}" 5m by ann`)).toBe('');
    expect(
      deleted(
        'task purge "Delete temporary tables" 5m by ann\ntask out "Remove the old server from the balancer" 5m by ann',
      ),
    ).toBe('');
    expect(
      deleted(
        'backup shop-db 5m by ann { tested 5m }',
        'play tidy {\nmigrate shop-db as tidied "Delete broken orders" 5m by ann\n}',
      ),
    ).toBe('');
  });

  test('is set otherwise for the launch alone, and never set back', () => {
    const lent = (title: string, more = '') =>
      messagesOf('left-stopped', run(`configure queue as lent "${title}" 5m by ann\n${DEPLOY}\n${more}`)).join();
    for (const title of [
      'Alert thresholds for the launch',
      'Temporary firewall rules',
      'Double the workers temporarily',
    ])
      expect(lent(title)).toContain('`lent` is for the night, and nothing ends it');
    expect(
      lent('Alert thresholds for the launch', 'configure queue as usual "Thresholds back to normal" 5m by ann'),
    ).toBe('');
    expect(lent('Alert thresholds')).toBe('');
  });

  test('is a day of another time in a command of data, while there is none yet', () => {
    const dated = (how: string, window = 'window tbd') =>
      messagesOf(
        'time-said-twice',
        run(`task copied "Bring it" 5m by ann { how "${how}" }\n${DEPLOY}`).replace(/window .*/, window),
      ).join();
    for (const how of [
      'sync --since 2025-12-29T15:00Z',
      'pg_dump shop > shop-20251229.sql',
      'restore nightly/2025-12-29',
    ])
      expect(dated(how)).toContain('`copied` says 2025');
    expect(dated('sync --since 2025-12-29', 'window Sat 2026-12-05 22:00 .. 23:00')).toBe('');
    expect(dated('az deploy --api-version 2025-12-29')).toBe('');
    expect(dated('restore shop 1.20251229.4')).toBe('');
  });

  test('stands twice', () => {
    const twice = (first: string, second: string, frame = (line: string) => line) =>
      messagesOf(
        'shared-exclusively',
        run(
          `sequence one {\n${frame(first)} 5m by ann undo 5m\n}\nsequence two {\n${frame(second)} 5m by ann undo 5m\n}\nverify shop, queue 5m by bob`,
        ),
      ).join();
    expect(twice('deploy shop as a "Ship the new shop"', 'deploy shop as b "Ship the new shop"')).toContain(
      'in the same words',
    );
    expect(
      twice('configure shop, queue as a "Distribute prices (with texts)"', 'configure shop as b "Distribute prices"'),
    ).toContain('`b` does what `a`');
    expect(twice('migrate shop as a "Load customers"', 'migrate shop as b "Load Customers"')).toContain(
      'or the same twice',
    );
    expect(twice('configure shop as a "Reload settings"', 'configure shop as b "Reload settings"')).toBe('');
    expect(twice('deploy shop as a "Ship it now" version 1', 'deploy shop as b "Ship it now" version 2')).toBe('');
    expect(twice('deploy shop as a "Ship it now"', 'deploy queue as b "Ship it now"')).toBe('');
  });

  test('compares with what was before, which nothing measures', () => {
    const compared = (criterion: string, prepare = '') =>
      messagesOf(
        'criterion-untestable',
        plan(
          `prepare {\n${prepare}\n}\nrun {\n${DEPLOY}\ngate kept 5m by ann {\ncriterion ${criterion} from grafana\nno-go then stop\n}\n}`,
        ),
      ).join();
    for (const criterion of [
      '"Conversion against before" > 97 %',
      '"Tickets" = "no increase"',
      '"Revenue" = "exceeds baseline"',
    ])
      expect(compared(criterion)).toContain('compares with what was before');
    expect(compared('"Tickets" = "no increase"', 'task as-is "Benchmark the old shop" 5m by ann')).toBe('');
    expect(compared('"Tickets" = "no increase"', 'task noted "Capture current error rates" 5m by ann')).toBe('');
    expect(compared('"Error rate" < 0.1 %')).toBe('');
  });
});

describe('what is known already', () => {
  test('that one whom nobody knows yet does nearly all of a run', () => {
    const share = (declared: string, of: (i: number) => string) =>
      messagesOf(
        'single-point-of-failure',
        `policy standard { check single-point-of-failure information }\n${declared}\n${run(Array.from({ length: 10 }, (_, i) => `task step-${i} "Part ${'abcdefghij'[i]}" by ${of(i)}`).join('\n')).replace(/window .*/, 'window tbd')}`,
      ).join();
    expect(share('role ops is tbd', () => 'ops')).toContain('`ops` does 10 of the 10 steps of the run');
    expect(share('team ops is tbd', (i) => (i < 8 ? 'ops' : 'bob'))).toContain('`ops` does 8 of the 10');
    expect(share('role ops is tbd', (i) => (i < 9 ? 'ops' : 'ann with ops'))).toContain('`ops` does 9');
    expect(share('role ops is tbd', (i) => (i < 7 ? 'ops' : 'bob'))).toBe('');
    expect(share('role ops is tbd else bob', () => 'ops')).toBe('');
    expect(share('team ops is ann, bob', () => 'ops')).not.toContain('nobody knows yet');
  });

  test('how long its words say that it lasts', () => {
    const lasts = (line: string) => messagesOf('estimate-below-measured', run(`${DEPLOY}\n${line}`)).join();
    expect(lasts('task watch "Monitor it for 24 hours" 1h by ann')).toContain('say 1 d, and `1h` is all that it takes');
    expect(lasts('verify shop as held "Runs stable for at least 30 min" 10m by bob')).toContain('say 30 min');
    expect(lasts('sequence last 20m { task eyes "Keep an eye on it for another 2h" by ann }')).toContain(
      'all that the block around it takes',
    );
    expect(lasts('task watch "Monitor it for 30 minutes" 30m by ann')).toBe('');
    expect(lasts('task watch "Set up monitoring for 24 hours" 10m by ann')).toBe('');
    expect(lasts('task watch "Look at orders for 3 shops" 10m by ann')).toBe('');
  });

  test('that those whom a freeze binds hear of it when it begins', () => {
    const told = (at: string, title = 'Code freeze') =>
      messagesOf(
        'notice-too-short',
        plan(
          `freeze code of shop from Wed 2026-12-02 until T\nnotify merchants "${title}" by ann at ${at}\nrun {\n${DEPLOY}\n}`,
        ),
      ).join();
    expect(told('Wed 2026-12-02 09:00')).toContain('`code`');
    expect(told('Tue 2026-12-01 17:00', 'Main is frozen from tomorrow')).toContain('has begun something by then');
    expect(told('Thu 2026-12-03 09:00', 'Feature freeze')).toContain('Tell them a day before');
    expect(told('Mon 2026-11-30 09:00')).toBe('');
    expect(told('Wed 2026-12-02 09:00', 'The shop is away on Saturday')).toBe('');
  });

  test('that a trial in production leaves there what it writes', () => {
    const tried = (item: string, where = 'live', behind = '') =>
      messagesOf(
        'left-stopped',
        `environment live { production }\nenvironment lab\n${run(DEPLOY, `rehearsal dress 1h by ann in ${where} at Tue 2026-12-01 10:00 {\n- "${item}"\n}\n${behind}`)}`,
      ).join();
    for (const item of [
      'Reply to a message: the message arrives',
      'Place an order as a merchant',
      'Sign up a new customer',
    ])
      expect(tried(item)).toContain('`dress` writes into production');
    const inRun = (title: string) =>
      messagesOf('left-stopped', run(`${DEPLOY}\nverify shop as tried "${title}" 5m by bob`)).join();
    expect(inRun('Create a test order')).toContain('`tried` writes into production');
    expect(inRun('Look at an order')).toBe('');
    expect(tried('Place an order as a merchant', 'lab')).toBe('');
    expect(tried('Read the messages')).toBe('');
    expect(
      tried(
        'Place an order as a merchant',
        'live',
        'follow-up { task tidy "Cancel the orders of the rehearsal" 5m by ann after run }',
      ),
    ).toBe('');
  });
});
