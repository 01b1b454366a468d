/** What public plans of further trades showed: who decides, who is called, what is told before it is over. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';

const HEAD = `person ann
person bob
service web on web-db
database web-db
audience buyers { channels mail }
channel mail
source grafana
register cmdb
`;

function told(
  lines: string,
  { window = 'Sat 2026-12-05 22:00 .. 24:00', kind = 'normal', head = HEAD, now = '2026-11-20T09:00Z' } = {},
) {
  const workspace = createWorkspace({ roots: [], now: () => Date.parse(now) / 60_000 });
  workspace.set(
    'file:///a.release',
    `${head}release r {
  kind   ${kind}
  owner ann
  zone   UTC
  window ${window}
${lines}
}
`,
  );
  const { findings } = workspace.analysis('file:///a.release');
  return (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
}

const RUN = `run {
    deploy web 10m by ann undo 5m
    verify web 5m by bob
  }`;

describe('a way back that hangs on a word', () => {
  const run = (more: string, value = '"broken"') => `run {
    deploy web 10m by ann undo 5m
    verify web 5m by bob
    when "Sign-in" = ${value} ${more} then rollback back
  }
  rollback back {
    deploy web 5m by ann
  }`;

  test.each([
    ['', 1],
    ['by ann', 0],
    ['from grafana', 0],
  ])('is decided by somebody, or read somewhere: `%s`', (more, count) => {
    expect(told(run(more))('criterion-untestable')).toHaveLength(count);
  });

  test('a message hangs on it without anybody', () => {
    expect(told(run('').replace('rollback back\n', 'notify buyers\n'))('criterion-untestable')).toEqual([]);
  });
});

describe('who is called when nobody answers', () => {
  const care = (chain: string, by = 'ann') => `${RUN}
  hypercare T .. T+5d {
    cover by ${by} otherwise
    respond P1 within 15m
    ${chain}
    criterion "Open P1" = 0 over 48h from grafana
  }`;

  test.each([
    ['escalate P1 ann within 10m\n    escalate P2 bob within 10m', 1],
    ['escalate P1 ann, bob within 10m', 0],
    ['escalate P1 bob within 10m\n    escalate P2 ann, bob within 10m', 0],
  ])('is somebody else: %s', (chain, count) => {
    const found = told(care(chain))('hypercare-gap').filter((message) => message.includes('is who is called'));
    expect(found).toHaveLength(count);
  });

  test('where others cover as well, it may be one of them', () => {
    const found = told(care('escalate P1 ann within 10m\n    escalate P2 bob within 10m', 'any of ops'), {
      head: `${HEAD}team ops is ann, bob\n`,
    })('hypercare-gap');
    expect(found.filter((message) => message.includes('is who is called'))).toEqual([]);
  });
});

describe('that it is over', () => {
  const plan = (at: string, title: string) => `${RUN}
  gate keep by ann with bob at T+48h {
    criterion "Open P1" = 0 from grafana
    no-go then rollback back
  }
  rollback back {
    deploy web 5m by ann
  }
  notify buyers as news "${title}" by ann via mail at ${at}`;

  test.each([
    ['T+2h', 'The move is complete', 'Sat 2026-12-05 22:00 .. 24:00', 1],
    ['T+48h', 'Normal operations resumed', 'Sat 2026-12-05 22:00 .. 24:00', 1],
    ['T+49h', 'The move is complete', 'Sat 2026-12-05 22:00 .. 24:00', 0],
    ['T+2h', 'We have moved', 'Sat 2026-12-05 22:00 .. 24:00', 0],
    ['T+2h', 'The move is complete', 'tbd', 1],
  ])('is not told before the last decision: %s, %s, %s', (at, title, window, count) => {
    expect(told(plan(at, title), { window })('order-contradicts-dates')).toHaveLength(count);
  });
});

test('nor in a run that goes on to look, and may go back', () => {
  const run = (before: string, behind: string) => `run {
    deploy web 10m by ann undo 5m
    ${before}
    verify web 5m by bob
    ${behind}
    when "Errors" > 5 % over 5m from grafana then rollback back
  }
  rollback back {
    deploy web 5m by ann
  }`;
  const message = 'notify buyers as news "The move is complete" by ann via mail';
  expect(told(run(message, ''))('order-contradicts-dates')).toEqual([
    expect.stringContaining('comes behind it, where a trigger may still go back'),
  ]);
  expect(told(run('', message))('order-contradicts-dates')).toEqual([]);
});

test('a gate in a phase that begins before T decides before the run, whenever that is', () => {
  const plan = (at: string) => `phase ahead at ${at} {
    gate go by ann with bob {
      - "Everybody is there"
    }
  }
  ${RUN}`;
  const found = (at: string) => {
    const toldOf = told(plan(at), { window: 'tbd' });
    return [...toldOf('gate-missing'), ...toldOf('practices-missing').filter((one) => one.includes('go/no-go'))];
  };
  expect(found('T-1h')).toEqual([]);
  expect(found('T+1h')).toHaveLength(1);
});

describe('a window', () => {
  test.each([
    ['Sat 2026-12-05 22:00 .. Mon 2026-12-07 06:00', 1],
    ['Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00', 0],
    // Planned by the day.
    ['Sat 2026-12-05 .. Mon 2026-12-07', 0],
  ])('is not empty for days: %s', (window, count) => {
    expect(told(RUN, { window })('contingency-thin')).toHaveLength(count);
  });

  test('what has no length yet does not make it empty', () => {
    const lines = RUN.replace('verify web 5m', 'verify web');
    expect(told(lines, { window: 'Sat 2026-12-05 22:00 .. Mon 2026-12-07 06:00' })('contingency-thin')).toEqual([]);
  });

  const outage = (more: string) => `${more}
  run {
    outage {
      deploy web 10m by ann undo 5m
      verify web 5m by bob
    }
  }`;

  test.each([
    ['Sat 2026-12-05 22:00', '', 1],
    ['Sat 2026-12-05 22:00', 'promise outage 1h', 0],
    ['Sat 2026-12-05 22:00 .. 24:00', '', 0],
    ['tbd', '', 0],
  ])('in which users are cut off has an end, or a promise: %s, %s', (window, more, count) => {
    expect(told(outage(more), { window })('outage-promise')).toHaveLength(count);
  });
});

test('an issue that is solved behind T is open when the release begins', () => {
  const issue = (due: string) => `issue conflicts "Conflicts of roles" by bob due ${due}\n${RUN}`;
  expect(told(issue('Mon 2026-12-07'))('punch-list-open')).toHaveLength(1);
  expect(told(issue('Fri 2026-12-04'))('punch-list-open')).toEqual([]);
});

describe('who hears of a release', () => {
  const others = HEAD.replace('audience buyers { channels mail }\nchannel mail\n', '');
  const practices = (lines: string, head = others) => told(lines, { head })('practices-missing').join();

  const long = `${RUN}
  prepare {
${Array.from({ length: 8 }, (_, i) => `    task t${i} 1h by bob`).join('\n')}
  }`;

  test('is asked where a plan of some length names no users and tells nobody', () => {
    expect(practices(long)).toContain('a message to `users`');
    expect(practices(`${long}\nnotify bob "It is out" by ann after run`)).not.toContain('a message');
    expect(practices(RUN)).not.toContain('a message');
  });

  test('and not of what is small', () => {
    expect(told(long, { head: others, kind: 'standard' })('practices-missing').join()).not.toContain('a message');
  });
});

test('a note of how many there are keeps no register', () => {
  const run = (place: string, more = '') => `run {
    record web-db as counts "How many users" 5m by ann${place}
    deploy web 10m by ann undo 5m
    verify web 5m by bob
  }${more}`;
  const head = HEAD.replace('register cmdb\n', '');
  expect(told(run(''), { head })('record-missing')).toEqual([]);
  expect(told(run(' in cmdb'))('record-missing')).toHaveLength(1);
});

test('the first message before a date that is open says when it has to be known', () => {
  const lines = `${RUN}
  notify buyers as early "It comes" by ann via mail at T-30d
  notify buyers as late "It comes tomorrow" by ann via mail at T-1d`;
  const [message] = told(lines, { window: 'tbd' })('still-open');
  expect(message ?? told(lines, { window: 'tbd' })('not-scheduled')[0]).toBeDefined();
  const withOpen = told(`${lines}\n  task rest tbd by bob`, { window: 'tbd' })('still-open').join();
  expect(withOpen).toContain('2 messages count from it, the first 30d before');
});

test('shares that end short of all are told in phases, too', () => {
  const phase = (last: string) => `phase pilot at T-7d {
    switch web as one 5m by ann to 1 %
    switch web as half 5m by ann to ${last} %
  }
  ${RUN}`;
  expect(told(phase('50'))('traffic-share')).toHaveLength(1);
  expect(told(phase('100'))('traffic-share')).toEqual([]);
});

test('a block says its begin twice, too', () => {
  const phase = (day: string) => `phase ahead at T-48h meaning ${day} 22:00 {
    task look 1h by bob
  }
  ${RUN}`;
  expect(told(phase('Thu 2026-12-03'))('time-said-twice')).toEqual([]);
  expect(told(phase('Fri 2026-12-04'))('time-said-twice')).toHaveLength(1);
});

test('on the last day nobody rehearses once more what has passed', () => {
  const lines = (result: string) => `rehearsal dress in staging at Mon 2026-11-16 10:00 {
    ${result} by ann on Mon 2026-11-16
  }
  ${RUN}`;
  const found = (result: string, now: string) =>
    told(lines(result), { now, head: `${HEAD}environment staging\n` })('rehearsal-missing');
  expect(found('passed', '2026-11-20T09:00Z')).toHaveLength(1);
  expect(found('passed', '2026-12-05T09:00Z')).toEqual([]);
  expect(found('failed', '2026-12-05T09:00Z')).toHaveLength(1);
});

describe('what a step expects, and a trigger', () => {
  const run = ({ expects = '< 150 ms', fires = '> 200 ms', more = '', then = 'rollback back' }) => `run {
    deploy web 10m by ann undo 5m
    verify web as watching 5m by bob {
      expect "P95 latency" ${expects} from grafana
    }
    when "P95 latency" ${fires} from grafana then ${then}
    ${more}
  }
  rollback back {
    deploy web 5m by ann
  }`;

  test('leave a band in which the one has failed and the other says nothing', () => {
    expect(told(run({}))('trigger-unlike-gate')).toEqual([
      '`watching` expects `< 150 ms`, and the trigger acts only at `> 200 ms`: between 150 and 200 ms the one has failed and the other says ' +
        'nothing. Let them agree, or say what holds in between.',
    ]);
    const low = run({ expects: '>= 99 ms', fires: '< 98 ms' });
    expect(told(low)('trigger-unlike-gate')[0]).toContain('between 98 and 99 ms');
  });

  test.each([
    ['they agree', { fires: '> 150 ms' }],
    ['the trigger comes before', { fires: '> 100 ms' }],
    ['they are of different units', { fires: '> 200 s' }],
    ['the one is a peak, and the other a mean', { expects: '< 150 ms over 30m', fires: '> 200 ms over 5m' }],
    ['it only tells somebody', { then: 'notify buyers' }],
    ['another trigger holds in between', { more: 'when "P95 latency" > 150 ms from grafana then notify buyers' }],
    ['a failed step has its own consequence', { more: 'when watching.failed then rollback back' }],
    [
      'another step expects less',
      { more: 'verify web as rest 5m by bob {\n expect "P95 latency" < 200 ms from grafana\n}' },
    ],
    [
      'a gate judges the figure',
      { more: 'gate keep 5m by ann {\n criterion "P95 latency" < 200 ms from grafana\n no-go then rollback back\n}' },
    ],
  ])('are left alone where %s', (_, change) => {
    expect(told(run(change))('trigger-unlike-gate')).toEqual([]);
  });

  test('are compared though a gate needs another step, and not though it needs this one', () => {
    const needing = (step: string) =>
      run({ more: `verify web as other 5m by bob\n    gate keep 5m by ann {\n      needs ${step}\n    }` });
    expect(told(needing('other'))('trigger-unlike-gate')).toHaveLength(1);
    expect(told(needing('watching'))('trigger-unlike-gate')).toEqual([]);
  });

  test('but not the test of another environment', () => {
    const staged = run({}).replace('verify web as watching', 'verify web as watching in staging');
    expect(told(staged, { head: `${HEAD}environment staging\n` })('trigger-unlike-gate')).toEqual([]);
  });
});

describe('the sign-off of migrated data', () => {
  const run = (gate: string, before = '') => `run {
    backup web-db 10m by bob
    migrate web-db as load 10m by ann undo 5m
    verify web-db 5m by bob
    ${before}
    ${gate}
  }`;

  test('is not by whoever has migrated them alone', () => {
    expect(told(run('gate signed "Sign-off of the data" 5m by ann'))('self-approval')).toEqual([
      '`ann` signs off `signed` alone and has done `load`; let somebody else look at it, or add a second one by `with`.',
    ]);
  });

  test.each([
    ['by somebody else', 'gate signed "Sign-off of the data" 5m by bob', ''],
    ['with somebody else', 'gate signed "Sign-off of the data" 5m by ann with bob', ''],
    ['behind the word of somebody else', 'gate signed "Sign-off" 5m by ann', 'gate looked 5m by bob'],
    ['a gate that only goes on', 'gate go-on "Open the doors" 5m by ann', ''],
  ])('is fine %s', (_, gate, before) => {
    expect(told(run(gate, before))('self-approval')).toEqual([]);
  });
});

describe('a gate with a responsible and an accountable', () => {
  const run = (accountable: string) => `run {
    backup web-db 10m by bob ${accountable}
    migrate web-db 10m by ann ${accountable} undo 5m
    verify web-db 5m by bob ${accountable}
    gate keep 5m by ann accountable cid
  }`;
  const head = `${HEAD}person cid\n`;

  test.each([
    ['', 1],
    ['accountable cid', 0],
  ])('says nothing new where each step has both: `%s`', (accountable, count) => {
    const words = told(run(accountable), { head })('accountable-unclear');
    expect(words.filter((one) => one.includes('last word'))).toHaveLength(count);
  });
});
