/** What public plans begin and never end: what is closed, paused or lowered, traffic, watches, ways back. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
service web on web-db
database web-db
database old-db
service jobs
source grafana
audience buyers { uses web }
`;

const of = (code: string, body: string, { kind = 'normal', window = '' } = {}) => {
  const text = standardRelease(CAST, body).replace('kind   standard', `kind   ${kind}`);
  return messagesOf(code, window === '' ? text : text.replace(/window .*/, `window ${window}`));
};

describe('what the run suspends', () => {
  const plan = (
    pause: string,
    resume: string,
    back = '',
    call = 'when "Errors" > 5 % over 5m from grafana then rollback back',
  ) => `run {
  ${pause}
  deploy web 10m by ann
  verify web 5m by bob
  ${resume}
  ${call}
}
rollback back {
  deploy web as before 5m by ann
  ${back}
}`;
  const quiet = 'configure web as quiet "Silence the alerts" 5m by ann';
  const loud = 'configure web as loud "Alerts are back" 5m by ann';
  const late = 'gate keep 5m by bob {\n    - "It holds"\n    no-go then rollback back\n  }';
  test.each([
    [quiet, loud, '', undefined, 1],
    ['stop jobs as paused "Nightly jobs" 5m by ann', 'start jobs 5m by ann', '', undefined, 1],
    [quiet, loud, '', '', 1],
    [quiet, loud, 'task alerts "Alerts on again" 5m by ann', undefined, 0],
    [
      'stop jobs as paused "Nightly jobs" 5m by ann',
      'start jobs 5m by ann',
      'start jobs as up 5m by ann',
      undefined,
      0,
    ],
    [`${quiet} undo 5m`, loud, '', undefined, 0],
    // By then they are back.
    [quiet, `${loud}\n  ${late}`, '', '', 0],
    [quiet, `${late}\n  ${loud}`, '', '', 1],
    // What nobody resumes at all is told once.
    [quiet, '', '', undefined, 1],
  ])('is brought back by whoever goes back: %s, %s, %s, %s', (pause, resume, back, call, count) => {
    expect(of('left-stopped', plan(pause, resume, back, call))).toHaveLength(count);
  });

  test('and by what comes behind the run in any case', () => {
    expect(
      of('left-stopped', `${plan(quiet, loud)}\nphase morning at T+8h {\n  ${loud.replace('as loud', 'as louder')}\n}`),
    ).toEqual([]);
  });
});

describe('a way back that closes something', () => {
  const plan = (back: string) => `run {
  deploy web 10m by ann
  verify web 5m by bob
}
rollback back {
  ${back}
}`;
  const shut = 'stop web as no-writes "No writes" 5m by ann';
  test.each([
    [`${shut}\n  restore web-db 5m by ann`, 1],
    ['configure web as closed "Maintenance mode" 5m by ann\n  restore web-db 5m by ann', 1],
    [`${shut}\n  restore web-db 5m by ann\n  start web as up 5m by ann`, 0],
    [`${shut}\n  restore web-db 5m by ann\n  task open "Writes are allowed" 5m by ann`, 0],
    // It starts with what is brought there, or users work elsewhere.
    [`${shut}\n  deploy web as before 5m by ann`, 0],
    [`${shut}\n  switch web as over to old-db 5m by ann`, 0],
  ])('opens it: %s', (back, count) => {
    expect(of('left-stopped', plan(back))).toHaveLength(count);
  });
});

describe('what is set otherwise for the night', () => {
  const plan = (
    line: string,
    change = 'deploy web 10m by ann undo 5m',
    last = '',
  ) => `${line.startsWith('task') ? `phase ahead at T-2d {\n  ${line}\n}\n` : ''}run {
  ${line.startsWith('task') ? '' : line}
  ${change}
  verify web 5m by bob
  ${last}
}`;
  const closed = 'configure web-db as closed "Read-only" 5m by ann undo 5m';
  const lower = 'task ttl "Lower the DNS TTL to 60 s" by ann';
  test.each([
    [lower, undefined, '', 1],
    ['task ttl "TTL of all records reduced" by ann', undefined, '', 1],
    [lower, undefined, 'task higher "TTL back to 3600" 5m by ann', 0],
    [lower, undefined, 'wait expired "TTL has expired" 5m', 1],
    ['task ttl "TTL of the certificates" by ann', undefined, '', 0],
    [closed.replace(' undo 5m', ''), undefined, '', 1],
    [closed, undefined, '', 0],
    [closed.replace(' undo 5m', ''), undefined, 'configure web-db as open "Writable again" 5m by ann', 0],
    // Users and data leave it.
    [closed.replace(' undo 5m', ''), 'switch web as over to old-db 10m by ann undo 5m', '', 0],
    ['configure web-db as roles "Read-only roles" 5m by ann', undefined, '', 0],
  ])('is set back: %s, %s, %s', (line, change, last, count) => {
    expect(of('left-stopped', plan(line, change, last))).toHaveLength(count);
  });
});

describe('traffic that is turned', () => {
  const plan = (turn: string, back: string) => `run {
  deploy web 10m by ann
  ${turn}
  verify web 5m by bob
}
rollback back {
  deploy web as before 5m by ann
  ${back}
}`;
  const turn = 'switch web as turned "Traffic to the new service" 5m by ann';
  test.each([
    [turn, '', 1],
    ['switch web as turned to old-db 5m by ann', '', 1],
    [turn, 'task incident "Report" 5m by ann', 1],
    [turn, 'switch web as again 5m by ann', 0],
    [turn, 'task lead "Point the records at the one before" 5m by ann', 0],
    [`${turn} undo 5m`, '', 0],
    // A feature, a share, and what was drained before.
    ['switch web as turned "Season 2" 5m by ann', '', 0],
    ['switch web as turned "Traffic" to 5 % 5m by ann', '', 0],
    [`stop web 5m by ann\n  ${turn}`, '', 0],
  ])('is turned back: %s, %s', (line, back, count) => {
    const found = of('rollback-missing', plan(line, back)).filter((one) => one.includes('turns the traffic'));
    expect(found).toHaveLength(count);
  });
});

describe('a way back that gives way to another one', () => {
  const plan = (limit: string, more = '') =>
    `run {
  deploy web 10m by ann
  verify web 5m by bob
  when web-db.failed then rollback quick
  ${more}
}
rollback quick ${limit}else full {
  deploy web as quickly 5m by ann
}
rollback full {
  deploy web as fully 5m by ann
}`.replace('web-db.failed', '"Errors" > 5 % from grafana');
  test.each([
    ['', '', 'tbd', 1],
    ['', '', 'Sat 2026-12-05 22:00 .. 23:00', 0],
    ['due T+1h ', '', 'tbd', 0],
    ['', 'when "Errors" > 50 % from grafana then rollback full', 'tbd', 0],
  ])('does so by some hour: %s, %s, %s', (limit, more, window, count) => {
    const found = of('rollback-uncalled', plan(limit, more), { window });
    expect(found.filter((one) => one.includes('no longer fits'))).toHaveLength(count);
  });
});

test('a look on which the way back hangs says more than that it works', () => {
  const says = (title: string, body = '', action = 'rollback back') =>
    of(
      'gate-criteria-missing',
      `run {\n  deploy web 10m by ann\n  verify web as works "${title}" 5m by bob${body}\n  when works.failed then ${action}\n}\nrollback back {\n  deploy web as before 5m by ann\n}`,
    );
  expect(says('It works as expected')).toHaveLength(1);
  expect(says('Smoke tests')).toEqual([]);
  expect(says('It works as expected', ' {\n    - "Log in"\n  }')).toEqual([]);
  expect(says('It works as expected', '', 'notify bob')).toEqual([]);
});

test('what comes round behind the run is held against its trigger', () => {
  const says = (limit: string, step: string) =>
    of(
      'trigger-unlike-gate',
      `run {\n  deploy web 10m by ann\n  verify web 5m by bob\n  when "Error rate" > ${limit} % from grafana then rollback back\n}\n${step} {\n  expect "Error rate" < 0.1 %\n}\nrollback back {\n  deploy web as before 5m by ann\n}`,
    );
  const look = 'task look by bob every 5m from T until T+1h';
  expect(says('5', look)).toHaveLength(1);
  expect(says('0.1', look)).toEqual([]);
  expect(says('5', 'task look by bob at T-1d')).toEqual([]);
});

test.each([
  ['Fri 2026-12-04 10:00 .. 12:00', 'T+8h', 1],
  ['Thu 2026-12-03 10:00 .. 12:00', 'T+8h', 0],
  ['Fri 2026-12-04 10:00 .. 12:00', 'T+4d', 0],
  ['Sat 2026-12-05 22:00 .. 23:00', 'T+12h', 0],
])('nobody is left alone over a weekend: %s, until %s', (window, end, count) => {
  const care = `run {\n  deploy web 10m by ann undo 5m\n  verify web 5m by bob\n}\nhypercare T .. ${end} {\n  cover by ann otherwise\n  criterion "Open P1" = 0 from grafana\n}`;
  const found = of('hypercare-gap', care, { window });
  expect(found.filter((one) => one.includes('are free'))).toHaveLength(count);
});

describe('users who hear in the night that it begins', () => {
  const plan = (last: string, at = 'T', window = 'tbd') =>
    of(
      'message-missing',
      `phase early at T-3d {\n  notify buyers as soon "On Saturday" by ann\n}\nrun {\n  notify buyers as begun "It begins" by ann at ${at}\n  start web 10m by ann at T+1h\n  verify web 5m by bob\n}\n${last}`,
      { window },
    ).filter((one) => /under way|is not told after/.test(one));
  test.each([
    ['', 'T', 'tbd', 1],
    ['', 'T', '', 1],
    ['notify buyers as done "Open" by ann at T+2h', 'T', 'tbd', 0],
    ['notify buyers as news by ann every 30m from T until T+3h', 'T', '', 0],
  ])('hear that it is over: %s, %s, %s', (last, at, window, count) => {
    expect(plan(last, at, window === '' ? 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00' : window)).toHaveLength(count);
  });
});

describe('a way back that nobody has gone', () => {
  const plan = (
    gate: string,
    more = '',
    back = 'deploy web as before 5m by ann',
  ) => `rehearsal dry in staging at T-5wd 10:00
prepare {
  gate go 5m by bob due T-1d {
    - "${gate}"
  }
  ${more}
}
run {
  migrate web as moved to old-db 10m by ann
  switch web as over to old-db 5m by ann
  verify web 5m by bob
  when "Errors" > 5 % over 5m from grafana then rollback back
}
rollback back {
  ${back}
}`;
  const cast = (text: string) => of('rollback-unrehearsed', text.replace('in staging', ''));
  test('is tried where a gate asks whether it was', () => {
    expect(cast(plan('Rollback tested'))).toHaveLength(1);
    expect(cast(plan('All there'))).toEqual([]);
    expect(cast(plan('Rollback tested', 'task try-back "Rollback tested in staging" 1h by ann due T-2d'))).toEqual([]);
    expect(cast(plan('Rollback tested').replace('rehearsal dry', 'rehearsal dry-run-of-rollback'))).toEqual([]);
  });
  test('is work where data were brought to where the traffic goes', () => {
    const back = plan('All there', '', 'switch web as back-again 5m by ann').replace(/rehearsal.*\n/, '');
    expect(of('rollback-unrehearsed', back)).toHaveLength(1);
    expect(of('rollback-unrehearsed', back.replace(/ {2}migrate.*\n/, ''))).toEqual([]);
  });
});

describe('what is copied before its users are turned', () => {
  const plan = (before: string, inNight = '', turn = 'switch web as over to old-db') => `prepare {
  migrate web as load to old-db 1h by ann due T-1h
  ${before}
}
run {
  ${inNight}
  ${turn} 5m by ann undo 5m
  verify web 5m by bob
}`;
  test.each([
    ['', '', undefined, 1],
    ['', 'stop web 5m by ann', undefined, 0],
    ['', 'migrate web as rest to old-db 10m by ann', undefined, 0],
    ['task quiet "Freeze of all content" 5m by ann due T-2h', '', undefined, 0],
    ['', '', 'switch web as over to web-db', 0],
    ['', '', 'switch web as over to 5 %', 0],
  ])('is closed in between: %s, %s, %s', (before, inNight, turn, count) => {
    const found = of('writes-lost', plan(before, inNight, turn)).filter((one) => one.includes('turns its users'));
    expect(found).toHaveLength(count);
  });
});

test('what one would go back to is not taken away while somebody looks whether it holds', () => {
  const says = (at: string, window = '') =>
    of(
      'gate-missing',
      `run {\n  gate go 5m by bob {\n    - "All there"\n  }\n  deploy web 10m by ann undo 5m\n  verify web 5m by bob\n}\ntask decommission "Old database" by ann at ${at}\nhypercare T .. T+5d {\n  cover by ann otherwise\n  criterion "Open P1" = 0 from grafana\n}`,
      { window },
    ).filter((one) => one.includes('what one would go back to'));
  expect(says('T+2d')).toHaveLength(1);
  expect(says('T+2d', 'tbd')).toHaveLength(1);
  expect(says('T+7d')).toEqual([]);
});
