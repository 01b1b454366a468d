/** What readers marked in cut-overs: what is ready only once users are in, names that others keep, jobs that work twice, and limits that loosen. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
service  shop
service  scheduler
service  old-scheduler
service  queue
database shop-db
network  dns
audience merchants
audience drivers
audience press
audience house "Our own staff" {
  members ann, bob
}
source   grafana
`;
/** Long enough to be asked for what a small plan leaves to those who know each other. */
const LIST = `prepare {\n${Array.from({ length: 20 }, (_, i) => `task list-${i} "Item ${'abcdefghijklmnopqrst'[i]}" 5m by ann`).join('\n')}\n}`;
const plan = (body: string) => standardRelease(CAST, body);
const long = (body: string) => plan(`${LIST}\n${body}`);
const run = (body: string, more = '') => plan(`run {\n${body}\n}\n${more}`);
const DEPLOY = 'deploy shop 10m by ann undo 5m\nverify shop 10m by bob';

describe('what has to be ready for the first users', () => {
  const late = (behind: string, before = '') =>
    messagesOf('ready-too-late', run(`${before}switch shop as live 5m by ann undo 5m\nverify shop 10m by bob`, behind));
  const next = 'at Mon 2026-12-07 10:00';

  test.each([
    ['load', `follow-up { verify shop as stress "Load testing with twice the traffic" 1h by bob ${next} }`],
    ['security', `follow-up { task pen-test "An outside company tries to get in" 1h by bob ${next} }`],
    ['training', `task desk "Service desk is trained" 1h by ann ${next}`],
    ['support', `follow-up { task cover "Set up weekend on-call" 1h by ann ${next} }`],
    ['watch', `follow-up { configure shop as eyes "Create dashboards" 1h by ann ${next} }`],
    ['copies', `backup shop-db as daily 1h by ann every 1d from Mon 2026-12-07 02:00 until Fri 2026-12-11`],
  ])('%s comes once they are in', (_, behind) => {
    expect(late(behind).join()).toContain('lets the first users in (Sat 2026-12-05 22:05');
  });

  test.each([
    [
      'was there before',
      `follow-up { verify shop as again-loaded "Load test" 1h by bob ${next} }`,
      'verify shop as loaded "Load test" 5m by bob\n',
    ],
    ['is done once more', `follow-up { meet more "Additional training" 1h by ann ${next} }`, ''],
    ['may be left out', `follow-up { meet course "Training" 1h by ann optional ${next} }`, ''],
    ['is another thing', `follow-up { task models "Model training" 1h by ann ${next} }`, ''],
  ])('what %s is none', (_, behind, before) => {
    expect(late(behind, before)).toEqual([]);
  });

  test('in a phase of an hour, while nobody knows the day', () => {
    const hour = (at: string) =>
      messagesOf(
        'ready-too-late',
        run(
          'switch shop as live 5m by ann undo 5m\nverify shop 10m by bob',
          `phase hour ${at} {\ntask ready "Support is prepared" by ann\n}`,
        ).replace(/window .*/, 'window tbd'),
      ).join();
    expect(hour('at T+1h')).toContain('`ready` comes T + 1 h');
    expect(hour('at T-1h')).toBe('');
  });

  test('within the hour tests and watches belong to the night; training does not', () => {
    const soon = (step: string) =>
      messagesOf(
        'ready-too-late',
        run(`switch shop as live 5m by ann undo 5m\nverify shop 10m by bob\n${step}`),
      ).join();
    expect(soon('configure shop as eyes "Set up monitoring" 10m by ann undo 5m\nverify shop as seen 5m by bob')).toBe(
      '',
    );
    expect(soon('task desk "Brief the service desk" 10m by ann')).toContain('`desk`');
  });
});

describe('names that others keep', () => {
  const kept = (
    before: string,
    turn = 'switch dns as turned "Records to the new host" 5m by ann undo 5m',
    behind = '',
    more = '',
  ) =>
    messagesOf(
      'names-kept',
      plan(`prepare {\n${before}\n}\nrun {\n${turn}\nverify shop 10m by bob\n${behind}\n}\n${more}`),
    );

  test('are switched, and nothing has lowered the TTL', () => {
    expect(kept('').join()).toContain('nothing lowers their TTL before');
    expect(
      kept('', 'configure shop as pointed "Point the A records to the new host" 5m by ann undo 5m').join(),
    ).toContain('`pointed`');
    expect(
      kept('', 'switch shop as live 5m by ann undo 5m\nverify dns as spread "DNS propagation" 5m by bob').join(),
    ).toContain('`live`');
  });

  test('are let go too late, or kept for long while somebody may still go back', () => {
    expect(kept('configure dns as ttl "Reduce TTL to 60 s" 5m by ann at T-2h').join()).toContain(
      'lowers the TTL 2 h before `turned`',
    );
    const raised = (hypercare: string) =>
      kept(
        'configure dns as ttl "TTL 300" 5m by ann at T-3d',
        undefined,
        '',
        `rollback back { switch dns as home "Records to the old host" 5m by ann }\nfollow-up { configure dns as ttl-back "TTL back to normal" 5m by ann at T+2d }\n${hypercare}`,
      );
    expect(raised('hypercare T .. T+7d { cover by bob otherwise }').join()).toContain('`hypercare` goes on');
    expect(raised('hypercare T .. T+1d { cover by bob otherwise }')).toEqual([]);
  });

  test('are nothing where none are switched, where it is said in a checklist, and where they are let go in time', () => {
    expect(kept('', 'task ready "DNS switch prepared" 5m by ann')).toEqual([]);
    expect(kept('task net "Network" 5m by ann { - "TTL is 60 s" }')).toEqual([]);
    expect(kept('configure dns as ttl "Lower the TTL" 5m by ann at T-2d')).toEqual([]);
  });
});

describe('a job that works in two places at once', () => {
  const both = (body: string, more = '') => messagesOf('shared-exclusively', run(`${DEPLOY}\n${body}`, more));
  const swap = (...lines: string[]) => lines.map((line) => `${line} 5m by ann`).join('\n');

  test('the new one begins before the old one is stopped, on the way there or back', () => {
    expect(both(swap('start scheduler', 'stop old-scheduler')).join()).toContain('`old-scheduler` works until');
    expect(both(swap('start shop, scheduler', 'verify shop', 'stop old-scheduler, queue')).join()).toContain(
      'done twice',
    );
    expect(both('', `rollback back {\n${swap('start old-scheduler', 'stop scheduler')}\n}`).join()).toContain(
      'starts `old-scheduler`',
    );
  });

  test('is none in the other order, of what has been held before, and of what answers users', () => {
    expect(both(swap('stop old-scheduler', 'start scheduler'))).toEqual([]);
    expect(both(swap('configure old-scheduler "Drain it"', 'start scheduler', 'stop old-scheduler'))).toEqual([]);
    expect(both(swap('start shop', 'stop queue'))).toEqual([]);
  });
});

describe('looks behind the run', () => {
  const looks = (hour: string, end: string, frame = long) =>
    messagesOf(
      'trigger-unlike-gate',
      frame(
        `run {\n${DEPLOY}\n}\nfollow-up {\nverify shop as hour 10m by bob at T+4h { expect ${hour} from grafana }\ngate kept 5m by ann at T+1d { criterion ${end} from grafana }\n}`,
      ),
    ).join();

  test('ask for more first than in the end', () => {
    expect(looks('"Error rate" < 0.05 %', '"Error rate" < 0.1 %')).toContain(
      '`hour` asks for `< 0.05 %` of `Error rate`',
    );
    expect(looks('"Uptime" = 100 %', '"Uptime" >= 99.9 %')).toContain('good enough in the end');
    expect(looks('"Throughput" >= 500 rps', '"throughput" > 300 rps')).toContain('`kept` behind it');
  });

  test('are right where limits tighten or are the same, over another time, and in a small plan', () => {
    expect(looks('"Error rate" < 0.1 %', '"Error rate" < 0.05 %')).toBe('');
    expect(looks('"Error rate" < 0.1 %', '"Error rate" < 0.1 %')).toBe('');
    expect(looks('"Error rate" < 0.1 % over 5m', '"Error rate" < 0.2 % over 1h')).toBe('');
    expect(looks('"Error rate" < 0.05 %', '"Error rate" < 0.1 %', plan)).toBe('');
  });
});

describe('the night', () => {
  test('mends something that nobody tries', () => {
    const mended = (play: string, frame = long) =>
      messagesOf(
        'verify-missing',
        frame(`run {\n${DEPLOY}\nwhen "Errors" > 5 from grafana then play mend\n}\nplay mend {\n${play}\n}`),
      ).join();
    for (const play of [
      'deploy shop as fix 10m by ann',
      'task look "Find it" 10m by ann\nmigrate shop-db as repair 10m by ann\ntask watch "Go on watching" 5m by bob',
      'restore shop-db as old-data 10m by ann',
    ])
      expect(mended(play)).toContain('nobody tries it there or before');
    expect(mended('deploy shop as fix 10m by ann', plan)).toBe('');
    expect(mended('deploy shop as fix 10m by ann\nverify shop as fixed 5m by bob')).toBe('');
    expect(mended('task tried "Test the fix on staging" 5m by bob\ndeploy shop as fix 10m by ann')).toBe('');
    expect(mended('configure shop as slower "Fewer workers" 5m by ann')).toBe('');
  });

  test('fetches and builds while users are cut off', () => {
    const cut = (step: string) =>
      messagesOf(
        'outage-promise',
        run(`outage {\nstop shop 5m by ann\n${step}\nstart shop 5m by ann\n}\nverify shop 5m by bob`),
      ).join();
    for (const step of [
      'task got "Download the installer" 10m by ann',
      'task made "Build the new image" 10m by ann',
      'deploy shop as installed 10m by ann { how "git clone https://git.example/shop && make install" }',
    ])
      expect(cut(step)).toContain('while users are cut off: do that before');
    expect(cut('task dump "Download the last dump" 10m by ann')).toBe('');
    expect(cut('deploy shop as installed 10m by ann { how "helm upgrade shop" }')).toBe('');
  });

  test('leaves less time than the longest play takes', () => {
    const left = (play: string, when = 'when "Errors" > 5 from grafana then play long') =>
      messagesOf(
        'contingency-thin',
        run(`deploy shop 3h by ann undo 5m\nverify shop 20m by bob\n${when}`, play),
      ).join();
    expect(left('play long { configure shop "Rebuild" 1h by ann }')).toContain('`long` takes 1 h, and 40 min are left');
    expect(left('play long 50m { task "Ask the vendor" by ann }')).toContain('`long` takes 50 min');
    expect(left('play long {\nconfigure shop "Rebuild" 30m by ann\nverify shop as built 20m by bob\n}')).toContain(
      '`long` takes 50 min',
    );
    expect(left('play long { configure shop "Restart" 20m by ann }')).toBe('');
    // What is done at once takes as long as the longest of it.
    expect(left('play long {\nparallel {\nconfigure shop "A" 30m by ann\ntask "B" 30m by bob\n}\n}')).toBe('');
    expect(
      left(
        'play long { configure shop "Rebuild" 1h by ann }',
        'when "Errors" > 5 from grafana during Sat 2026-12-05 22:00 .. 23:00 then play long',
      ),
    ).toBe('');
    expect(left('play long until Sun 2026-12-06 00:30 {\nconfigure shop "Rebuild" 1h by ann }')).toBe('');
    expect(left('play long { configure shop "Rebuild" 1h by ann }', '')).toBe('');
  });

  test('has no length at all', () => {
    const lengths = (body: string, frame = long) =>
      messagesOf('estimate-missing', frame(`run night {\n${body}\n}`).replace(/window .*/, 'window tbd')).join();
    const steps = 'stop shop by ann\ndeploy shop by ann\nstart shop by ann';
    expect(lengths(steps)).toContain('none of its 3 steps has a length');
    expect(lengths(`${steps}\nverify shop by bob\nnotify merchants "Done"`)).toContain('none of its 4 steps');
    expect(lengths('switch shop by ann\nverify shop by bob\ntask tidy "Tidy up" by ann')).toContain(
      'Nothing says how long `night` takes',
    );
    expect(lengths(steps, plan)).toBe('');
    expect(lengths('stop shop by ann at T\ndeploy shop by ann at T+10m\nstart shop by ann at T+40m')).not.toContain(
      'none of its',
    );
    expect(lengths('task a "Sort" by ann\ntask b "Fold" by bob\ntask c "Send" by ann')).toBe('');
  });
});

describe('users who hear of it', () => {
  const told = (...messages: string[]) =>
    messagesOf(
      'message-missing',
      long(`notify press "Tonight" at T-2d\n${messages.join('\n')}\nrun {\n${DEPLOY}\n}`).replace(
        'kind   standard',
        'kind   normal',
      ),
    ).join();

  test('only when it is done', () => {
    expect(told('notify merchants "New addresses" by ann at T+2d')).toContain('`merchants` is told when it is done');
    expect(told('follow-up {\nnotify merchants "Log in again" by ann after run\n}')).toContain('they meet it first');
    expect(told('notify merchants, drivers "It is there" by ann at T+1d')).toContain(
      '`merchants` and `drivers` are told',
    );
  });

  test('before, or who use nothing of it', () => {
    expect(
      told('notify merchants "It comes" by ann at T-1d', 'notify merchants "It is there" by ann at T+2d'),
    ).not.toContain('meet it first');
    expect(told('notify press "It is there" by ann at T+2d')).not.toContain('meet it first');
    expect(told('notify house "It is there" by ann at T+2d')).not.toContain('meet it first');
  });

  test('as what a go/no-go has come to alone', () => {
    const heard = (title: string) =>
      messagesOf(
        'message-missing',
        long(`notify press "${title}" at T-2d\nrun {\n${DEPLOY}\n}`).replace('kind   standard', 'kind   normal'),
      ).join();
    expect(heard('The decision')).toContain('nobody but those who do it is told before');
    expect(heard('The shop is away on Saturday')).toBe('');
  });
});
