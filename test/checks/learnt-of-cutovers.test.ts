/** What readers marked in plans of hosts, clusters and apps that are replaced: findings that a look at the next line answers, and what is only spoken of. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, toldOf } from './marked.ts';

const CAST = `person ann
person bob
server   host
server   old-host
service  web on host
service  old-web on old-host
database web-db
audience team-chat
`;
const normal = (body: string) => standardRelease(CAST, body).replace('kind   standard', 'kind   normal');
const open = (body: string) => normal(body).replace(/window .*/, 'window tbd');
const run = (body: string, more = '') => normal(`run {\n${body}\n}\n${more}`);

describe('what a line elsewhere answers', () => {
  test('a play that a runbook calls is called', () => {
    const plan = (trigger: string) =>
      run('use swap(3)', 'play mend { configure web 5m by ann }').replace(
        'release ',
        `runbook swap(old: number) {\n  deploy web 10m by ann undo 5m\n  ${trigger}\n  verify web 10m by bob\n}\nrelease `,
      );
    expect(messagesOf('unused', plan('')).join()).toContain('Nothing calls the play `mend`');
    expect(messagesOf('unused', plan('when "web" = "does not start" then play mend')).join()).not.toContain('`mend`');
  });

  test('whoever looks at a host behind the start of what runs on it has seen it run', () => {
    const starts = (before: string, behind: string) =>
      messagesOf(
        'verify-missing',
        run(
          `stop web 5m by ann\ndeploy web-db 10m by ann undo 5m\n${before}\nstart web 5m by ann\n${behind}\nverify web-db 5m by bob`,
        ),
      ).join();
    expect(starts('', 'verify host 5m by bob')).toBe('');
    expect(starts('verify host 5m by bob', '')).toContain('starts what was stopped');
  });

  test('what a later line takes away for good, itself or its host, is stopped for good', () => {
    const stopped = (later: string) =>
      messagesOf(
        'left-stopped',
        run(`deploy web 10m by ann undo 5m\nstart web 5m by ann\nstop old-web 5m by ann`, later),
      );
    expect(stopped('sequence end at Sat 2026-12-12 10:00 { stop host 5m by ann irreversible }').join()).toContain(
      'stops `old-web`',
    );
    for (const target of ['old-host', 'old-web'])
      expect(stopped(`sequence end at Sat 2026-12-12 10:00 { stop ${target} 5m by ann irreversible }`)).toEqual([]);
    expect(stopped('sequence end at Sat 2026-12-12 10:00 { stop old-host "Destroy it" 5m by ann }')).toEqual([]);
  });

  test('whoever is told that it is there waits for no other word', () => {
    const told = (title: string) =>
      messagesOf(
        'message-missing',
        run(
          `deploy web 10m by ann undo 5m\nnotify team-chat "${title}"\nwait 10m\nconfigure web 5m by ann undo 5m\nverify web 5m by bob`,
        ),
      ).filter((message) => message.includes('under way'));
    expect(told('We begin')).toHaveLength(1);
    for (const title of ['The new host is now production', 'Web is live', 'Cutover completed'])
      expect(told(title)).toEqual([]);
  });

  test('`healthy` is what a probe answers, and an opinion of anything else', () => {
    const fault = (criterion: string) =>
      messagesOf(
        'criterion-untestable',
        run(`gate go 5m by ann { criterion ${criterion} }\ndeploy web 10m by ann undo 5m`),
      );
    expect(fault('"Health checks" = healthy')).toEqual([]);
    expect(fault('"Service" = healthy').join()).toContain('an opinion');
    expect(fault('"Status" = good').join()).toContain('an opinion');
  });

  test('work that has a day and no hour does not take the last minute of its window', () => {
    const thin = (length: string) =>
      messagesOf(
        'contingency-thin',
        run(
          `sequence first Sat 2026-12-05 { deploy web ${length} by ann undo 5m }\nsequence second Sun 2026-12-06 { configure web ${length} by ann undo 5m }`,
        ).replace(/window .*/, 'window Sat 2026-12-05'),
      );
    expect(thin('')).toEqual([]);
    const sheet = run(
      'deploy web 2h by ann at Sat 2026-12-05 22:00 undo 5m\nconfigure web 2h by ann at Sun 2026-12-06 00:00',
    );
    expect(messagesOf('contingency-thin', sheet).join()).toContain('last minute');
  });
});

describe('what is only spoken of', () => {
  const RUN = 'run {\n  deploy web 10m by ann undo 5m\n  verify web 5m by bob\n}';

  test('a point of no return that no run has', () => {
    const spoken = (task: string, point = '') =>
      messagesOf('point-of-no-return', normal(`prepare { task ${task} by ann }\n${RUN.replace('{', `{\n${point}`)}`));
    expect(spoken('t "Decide where the point of no return is"').join()).toContain('no run of the plan has one');
    expect(spoken('t "Decide where the point of no return is"', 'point of no return')).toEqual([]);
    expect(spoken('t "Decide where we meet"')).toEqual([]);
  });

  test('a rehearsal that nobody has given a date is none that is planned, whether or not there is a date of the release', () => {
    const LINE = 'rehearsal trial in staging';
    const rehearsed = (line: string, make = open) =>
      messagesOf(
        'rehearsal-missing',
        make(`${line}\n${RUN}`).replace('person ann', 'environment staging\nperson ann'),
      ).join();
    expect(rehearsed(LINE)).toContain('`trial` has no date');
    expect(rehearsed(LINE, normal)).toContain('`trial` has no date');
    expect(rehearsed(`${LINE} at T-7d`)).toContain('only 1 is planned');
  });

  test('a line that may be left out restores no copy', () => {
    const untried = (line: string) =>
      messagesOf(
        'backup-unverified',
        run(
          `backup web-db 10m by ann {\n- "Try a restore"${line}\n}\ndeploy web 10m by ann\nverify web 5m by bob`,
          'rollback back { deploy web 5m by ann }',
        ),
      );
    expect(untried('')).toEqual([]);
    expect(untried(' optional').join()).toContain('nothing of the plan puts it back');
  });
});

test('while there is no date, that one person does all that anybody does shows that nobody stands in', () => {
  const steps = (who: readonly string[]) => who.map((name, i) => `task t-${i} by ${name}`).join('\n');
  const alone = (who: readonly string[], make = open, cast = 'person ann') =>
    messagesOf(
      'no-deputy',
      `policy normal {\n  check no-deputy warning\n}\n${make(`prepare {\n${steps(who)}\n}\nrun {\n  deploy web 10m\n}`).replace('person ann', cast)}`,
    );
  const ANN = Array.from({ length: 5 }, () => 'ann');
  expect(alone(ANN).join()).toContain('All 5 steps that anybody does are done by `ann`');
  expect(alone(ANN.slice(1))).toEqual([]);
  expect(alone([...ANN, 'bob'])).toEqual([]);
  expect(alone(ANN, normal)).toEqual([]);
  expect(alone(ANN, open, 'person ann {\n  deputy bob\n}')).toEqual([]);
});

test('shares that follow each other at once are seen by no trigger, whether or not they have a time yet', () => {
  const raised = (between: string, shares = [5, 20, 50, 100]) =>
    messagesOf(
      'traffic-share',
      open(
        `run {\n  deploy web 10m by ann undo 5m\n}\nphase p after run {\n  sequence s {\n${shares.map((share) => `switch web as to-${share} to ${share} %`).join(`\n${between}\n`)}\n  }\n  when "Errors" > 20 from grafana then stop\n}`,
      ),
    ).join();
  expect(raised('')).toContain('follow `to-5` at once, and no trigger sees');
  expect(raised('', [5, 100])).toBe('');
  for (const between of ['wait 2h', 'gate by ann', 'verify web']) expect(raised(between)).toBe('');
});

describe('a store looks at an app before its users get it', () => {
  const app = (body: string, cast = 'application shop "Shop for iOS"') =>
    messagesOf('change-lead-time', normal(body).replace('person ann', `${cast}\nperson ann`)).join();
  const RUN = 'run {\n  task hand-in "Submit the build" by ann\n  deploy shop 10m by ann\n}';

  test('nothing hands it in, or in the night in which they get it', () => {
    expect(app(RUN.replace(/ {2}task.*\n/, ''))).toContain('no line of the plan hands it to the store');
    expect(app(RUN)).toContain('within a day of `hand-in`');
  });

  test.each([
    ['handed in days before', `prepare { task early "Submit the build" by ann due T-5d }\n${RUN}`],
    ['a line waits for the answer', RUN.replace('deploy', 'wait ok "Approved by Apple" 1h\n  deploy')],
    ['a milestone is the answer', `milestone ok "Store review passed" Tue 2026-12-01\n${RUN}`],
    ['testers get it', RUN.replace('deploy shop', 'deploy shop "To TestFlight"')],
  ])('%s', (_, body) => expect(app(body)).toBe(''));

  test('a web app has no store', () => expect(app(RUN, 'application shop "Mobile web"')).toBe(''));
});

test('a run of many changes that has a day has an hour as well', () => {
  const steps = (count: number, more = '') =>
    Array.from({ length: count }, (_, i) => `configure web as c-${i} by ann${more}\nverify web as v-${i} by bob`).join(
      '\n',
    );
  const told = (body: string, window = 'Sat 2026-12-05') =>
    messagesOf('not-scheduled', run(body).replace(/window .*/, `window ${window}`)).join();
  expect(told(steps(4))).toContain('The run has a day and no hour: it is planned from Sat 2026-12-05 00:00');
  expect(told(steps(3))).toBe('');
  expect(told(steps(4), 'Sat 2026-12-05 22:00')).toBe('');
  expect(told(steps(4), 'Sat 2026-12-05 .. Sun 2026-12-06')).toBe('');
  expect(told(`sequence late at Sat 2026-12-05 20:00 {\n${steps(4)}\n}`)).toBe('');
  expect(told(`sequence day Sat 2026-12-05 {\n${steps(4)}\n}`)).toContain('no hour');
});

test('the second night begins by what the first one has shown', () => {
  const nights = (between = '', head = 'run second in later') =>
    messagesOf(
      'gate-missing',
      normal(
        `run first in early {\n  gate go by ann { - "All is ready" }\n  deploy web 10m by ann undo 5m\n}\n${between}\n${head} {\n  deploy web as more 10m by ann undo 5m\n}`,
      ).replace(
        /window .*/,
        'window early Sat 2026-12-05 22:00 .. 23:00\n  window later Sat 2026-12-12 22:00 .. 23:00\n  window spare Sun 2026-12-13 22:00 .. 23:00',
      ),
    ).join();
  expect(nights()).toContain('`second` begins whatever `first` has shown');
  expect(nights('gate go-on by ann at Mon 2026-12-07 10:00 { - "It holds" }')).toBe('');
  expect(nights('gate go-on by ann at Mon 2026-11-30 10:00 { - "It holds" }')).toContain('nobody says go between');
  expect(nights('', 'run second in early')).toBe('');
  expect(nights('when "Errors" > 5 % from grafana then postpone to Sun 2026-12-13 22:00')).toBe('');
});

test('who cannot work any more is told before', () => {
  const closed = (message: string, who = 'team-chat') =>
    messagesOf(
      'message-missing',
      run(
        `deploy web 10m by ann undo 5m\nrevoke web-db from ${who} 5m by ann\nverify web 5m by bob`,
        `notify bob "We begin" by ann at T-2h\n${message}`,
      ),
    ).filter((one) => one.includes('takes from'));
  expect(closed('')).toEqual([expect.stringContaining('takes from `team-chat` what they work with')]);
  expect(closed('notify team-chat "Closed on Saturday" by ann at T-1wd')).toEqual([]);
  expect(closed('notify team-chat "It is closed" by ann at T+1d')).toHaveLength(1);
  expect(closed('', 'bob')).toEqual([]);
});

test('a watch that is set up needs no look at what it watches', () => {
  const unseen = (title: string) =>
    messagesOf(
      'verify-missing',
      run(`deploy web 10m by ann undo 5m\nverify web 5m by bob\nconfigure web "${title}" 5m by ann`),
    ).join();
  expect(unseen('Set up continuous monitoring')).toBe('');
  expect(unseen('Set up the cache')).toContain('is the last change of `web`');
});

test('of what is counted less than all is enough only where somebody says what may be missing', () => {
  const fault = (...expects: readonly string[]) =>
    toldOf(
      'criterion-untestable',
      run(
        `deploy web 10m by ann undo 5m\nverify web 5m by bob {\n${expects.map((one) => `expect ${one}`).join('\n')}\n}`,
      ),
    ).join();
  expect(fault('"Tests passed of 48" >= 40')).toContain('less than all 48 are enough');
  expect(fault('"Tests passed of 48" >= 40', '"Checks passed of 9" > 7')).toContain(
    '2 conditions are content with less',
  );
  for (const one of [
    '"Tests passed of 48" = 48',
    '"Tests failed of 48" < 8',
    '"Share of 48 tests" >= 40 %',
    '"Satisfaction of 5" >= 4',
    '"Nodes up of 3" >= 2',
  ])
    expect(fault(one)).toBe('');
});
