/** What public plans of still other trades showed: who looks and until when, what is tried before the night, what goes away behind it. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
service web on web-db
database web-db
database old-db
environment staging
source grafana
audience buyers { uses web }
`;

const of = (code: string, body: string, { kind = 'normal', window = '' } = {}) => {
  const text = standardRelease(CAST, body).replace('kind   standard', `kind   ${kind}`);
  return messagesOf(code, window === '' ? text : text.replace(/window .*/, `window ${window}`));
};

const RUN = `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
}`;

describe('what looks often', () => {
  const looks = (until: string, last = '') => `run {
  deploy web 10m by ann undo 5m
  wait   soak 2h
  start  web as opened 10m by ann
  verify web 5m by bob
}
task often "Errors, logs" by bob every 15m from T until ${until}
${last}
hypercare T .. T+5d {
  cover by bob otherwise
  criterion "Open P1" = 0 over 48h from grafana
}`;
  const wide = 'task wide "Errors, disks" by bob every 2h from T until T+24h';

  test.each([
    ['T+1h', wide, 1],
    ['T+3h', wide, 0],
    // Nothing goes on, so that there is no closer one of two.
    ['T+1h', '', 0],
  ])('looks at what is done last, too: until %s, %s', (until, last, count) => {
    expect(of('hypercare-gap', looks(until, last)).filter((one) => one.includes('looks every'))).toHaveLength(count);
  });
});

describe('who covers hours of the clock', () => {
  const care = (hours: string, action: string) => `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
  when "Errors" > 5 % over 5m from grafana then ${action}
}
hypercare T .. T+5d {
  cover by ann every Mon..Sun ${hours}
  cover by bob otherwise
  criterion "Open P1" = 0 over 48h from grafana
}`;
  test.each([
    ['08:00 .. 20:00', 'notify ann', 1],
    ['20:00 .. 24:00', 'notify ann', 0],
    ['08:00 .. 20:00', 'notify bob', 0],
  ])('is asked for at these: %s, %s', (hours, action, count) => {
    expect(of('hypercare-gap', care(hours, action)).filter((one) => one.includes('at others of it'))).toHaveLength(
      count,
    );
  });
});

describe('a way back that the night may call', () => {
  const plan = (
    more = '',
    call = 'when "Errors" > 5 % over 5m from grafana then rollback back',
    back = 'deploy web as before',
  ) => `run {
  deploy web 10m by ann
  verify web 5m by bob
  ${call}
}
rollback back {
  ${back} 5m by ann
}
${more}`;
  test.each([
    ['', undefined, 'normal', 1],
    ['', 'wait soak 5m', 'normal', 0],
    ['', undefined, 'standard', 0],
    ['rehearsal dry in staging at T-5wd 10:00', undefined, 'normal', 0],
    [
      'prepare {\n  verify web as way-back "Rollback tested in staging" 1h by bob in staging\n}',
      undefined,
      'normal',
      0,
    ],
    ['prepare {\n  task ready 1h by bob {\n    - "Rollback procedures tested"\n  }\n}', undefined, 'normal', 0],
  ])('is gone before: %s', (more, call, kind, count) => {
    expect(of('rollback-unrehearsed', plan(more, call), { kind })).toHaveLength(count);
  });

  test('turns traffic back in a moment, and data not', () => {
    expect(of('rollback-unrehearsed', plan('', undefined, 'switch web as before'))).toEqual([]);
    expect(of('rollback-unrehearsed', plan('', undefined, 'switch web-db as before'))).toHaveLength(1);
  });
});

describe('what is taken away days behind the run', () => {
  const plan = (line: string, more = '') => `gate go 5m by bob at T-1h {
  - "All there"
}
${RUN}
${line}
${more}`;
  const drop = 'task decommission "Old database" by ann at T+7d';
  const gate = 'gate settled by bob at T+6d {\n  - "Nobody has gone back"\n}';
  test.each([
    [drop, '', 1],
    ['stop old-db as away "Delete the old database" by ann at T+7d', '', 1],
    // It says who decides, or when nothing is decided any more.
    [drop, gate, 0],
    [`${drop} only if "Nobody uses it" = "yes"`, '', 0],
    [drop, 'hypercare T .. T+5d {\n  cover by ann otherwise\n  criterion "Open P1" = 0 from grafana\n}', 0],
    // In the hours of the run it is part of it; what is cleaned up and not old is nothing one goes back to.
    ['task decommission "Old database" by ann at T+6h', '', 0],
    ['task tidy "Remove temporary files" by ann at T+7d', '', 0],
  ])('is no longer needed, as somebody says: %s %s', (line, more, count) => {
    const found = of('gate-missing', plan(line, more)).filter((one) => one.includes('what one would go back to'));
    expect(found).toHaveLength(count);
  });
});

describe('users who work with another database', () => {
  const plan = (move: string, soak: string, back = '') => `run {
  ${move}
  verify web 5m by bob
  wait   soak ${soak}
  when "Errors" > 5 % over 5m from grafana then rollback back
}
rollback back {
  ${back}
  switch web-db as over-back 5m by ann
}`;
  const blue = 'switch web-db as over 5m by ann version 13 -> 16';
  const moved = 'stop web 5m by ann\n  migrate web-db as load 10m by ann from old-db\n  start web as opened 5m by ann';
  test.each([
    [blue, '2h', '', 1],
    [moved, '2h', '', 1],
    [blue, '10m', '', 0],
    [blue, '2h', 'task out "Export what is new" 5m by ann', 0],
    // Nobody says when they are let in.
    ['migrate web-db as load 10m by ann from old-db', '2h', '', 0],
  ])('lose nothing on the way back: %s, %s, %s', (move, soak, back, count) => {
    expect(of('writes-lost', plan(move, soak, back))).toHaveLength(count);
  });
});

describe('a play that changes something', () => {
  const plan = (who: string, step = 'configure web as off "Feature off" 5m by ann') => `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
  when "Sign-in" = "odd" ${who} then play mend
}
play mend {
  ${step}
}`;
  test.each([
    ['', undefined, 1],
    ['by bob', undefined, 0],
    ['from grafana', undefined, 0],
    ['', 'task ask "Ask around" 5m by ann', 0],
  ])('is begun by somebody: %s %s', (who, step, count) => {
    expect(of('criterion-untestable', plan(who, step))).toHaveLength(count);
  });
});

describe('a message that counts from T', () => {
  const plan = (at: string, after = 'after moved') => `run {
  sequence moved {
    deploy web 30m by ann undo 5m
    verify web 30m by bob
  }
}
notify bob as half "Moved" by ann at ${at} ${after}`;
  test.each([
    ['T+30m', undefined, 1],
    ['T+1h', undefined, 0],
    ['T+30m', 'after moved.start', 0],
  ])('is not sent before what it reports, whenever T is: %s %s', (at, after, count) => {
    expect(of('starts-too-early', plan(at, after), { window: 'tbd' })).toHaveLength(count);
  });
});

describe('a wait for something that may never come', () => {
  const plan = (wait: string, more = '') => `run {
  deploy web by ann undo 5m
  ${wait}
  verify web by bob
  ${more}
}`;
  test.each([
    ['wait finished until "Upgrade" = "complete"', '', 1],
    ['wait finished ..2h until "Upgrade" = "complete"', '', 0],
    ['wait finished until "Errors" = 0 over 1h', '', 0],
    ['wait finished until "Upgrade" = "complete"', 'when "Upgrade" = "failed" by bob then stop', 0],
  ])('says how long at most: %s %s', (wait, more, count) => {
    const found = of('estimate-missing', plan(wait, more), { window: 'Sat 2026-12-05 22:00' });
    expect(found.filter((one) => one.includes('waits for a condition'))).toHaveLength(count);
  });
});

describe('what is suspended for the night', () => {
  const plan = (pause: string, last = '') => `run {
  ${pause}
  deploy web 10m by ann undo 5m
  verify web 5m by bob
  ${last}
}`;
  const silence = 'configure web as quiet "Silence the alerts" 5m by ann';
  test.each([
    [silence, '', 1],
    ['task calm "Nightly jobs paused" 5m by ann', '', 1],
    ['configure web as closed "Maintenance mode on" 5m by ann', '', 1],
    [silence, 'configure web as loud "Alerts are back" 5m by ann', 0],
    [silence, 'task tidy 5m by ann {\n    - "Alerting enabled again"\n  }', 0],
    ['configure web as closed "Maintenance page" 5m by ann', 'start web 5m by ann', 0],
    ['configure web as quiet "Silence the alerts for 4 hours" 5m by ann', '', 0],
    ['configure web as quiet "Disable the old cron jobs" 5m by ann', '', 0],
    ['task told "Maintenance mode is announced" 5m by ann', '', 0],
    ['verify web as monitoring "Alerts, monitoring" 5m by ann', '', 0],
  ])('is resumed: %s, %s', (pause, last, count) => {
    expect(of('left-stopped', plan(pause, last))).toHaveLength(count);
  });
});

describe('users who are let in', () => {
  const plan = (...lines: string[]) =>
    `run {\n  stop web 5m by ann\n  deploy web 10m by ann undo 5m\n  ${lines.join('\n  ')}\n}`;
  const [open, look] = ['start web as opened "Open to users" 5m by ann', 'verify web 5m by bob'];
  test.each([
    [[open, look], 1],
    [[look, open], 0],
    [['gate seen 5m by bob {\n    - "It looks well"\n  }', open, look], 0],
    // A server is started so that somebody can look at it.
    [['start web 5m by ann', look], 0],
  ])('are not the first who look: %j', (lines, count) => {
    const found = of('verify-missing', plan(...lines)).filter((one) => one.includes('lets users in'));
    expect(found).toHaveLength(count);
  });
});

describe('a number that is said twice', () => {
  const RELEASE = 'version 2.3.0 -> 2.4.0';
  test.each([
    ['wait soak "30 minutes" 15m', 1],
    ['wait soak "30 minutes" 15m..45m', 0],
    ['wait soak "30 minutes before the next" 15m', 0],
    ['switch web as half "50 % of all" to 25 % 5m by ann undo 5m', 1],
    ['switch web as half "From 25 % to 50 %" to 50 % 5m by ann undo 5m', 0],
    [`deploy web "Web 2.4.1" ${RELEASE} 5m by ann undo 5m`, 1],
    [`deploy web "From 2.3.0" ${RELEASE} 5m by ann undo 5m`, 0],
    ['deploy web "Docs in 3.2.1" 5m by ann undo 5m', 0],
  ])('is the same in title and line: %s', (line, count) => {
    expect(of('count-differs', `run {\n  ${line}\n  verify web 5m by bob\n}`)).toHaveLength(count);
  });

  test.each([
    ['We upgrade at block height 382,991', 'Done at height 382,250', 1],
    ['We upgrade at block height 382,991', 'Done at height 382,991', 0],
    ['We upgrade at block height 382,991', 'The height has changed to height 382,250', 0],
    ['Soon: v2.4.0', 'Done: v2.4.1', 1],
    ['Soon: v2.4.0', 'Done, from v2.3.0 to v2.4.0', 0],
  ])('is the same in all messages: %s, %s', (before, after, count) => {
    const messages = `version 2.4.0\nnotify bob as one "${before}" by ann at T-1h\n${RUN}\nnotify bob as two "${after}" by ann at T+1h`;
    const known = messages.replace('deploy web', `deploy web ${RELEASE}`);
    expect(of('count-differs', known)).toHaveLength(count);
  });
});

test('that all is over is not told at an hour at which the run still goes on', () => {
  const plan = (line: string) => `${RUN.replace('verify web 5m', 'verify web 2h')}\n${line}`;
  const says = (line: string) => of('order-contradicts-dates', plan(line));
  expect(says('notify bob as news "Back to normal" by ann at T+1h')).toHaveLength(1);
  expect(says('notify bob as news "Back to normal" by ann at T+3h')).toEqual([]);
  expect(says('notify bob as news "Web 2.1" by ann at T+1h')).toEqual([]);
  expect(says('notify bob as news "Back to normal" by ann at T+1h after deploy web')).toEqual([]);
});

test('a flag is flipped in no time, where it stands at an hour', () => {
  const says = (at: string) =>
    of(
      'estimate-missing',
      `run {\n  deploy web 10m by ann undo 5m\n  verify web 5m by bob\n  configure web as off "Maintenance mode off" by ann ${at}\n}`,
    );
  expect(says('at T+1h')).toEqual([]);
  expect(says('')).toHaveLength(1);
});

describe('a way back to what the run has closed', () => {
  const plan = (close: string, open = '') => `run {
  ${close}
  migrate web-db as load 10m by ann from old-db
  verify web 5m by bob
  when "Errors" > 5 % over 5m from grafana then rollback back
}
rollback back {
  switch old-db as users-back 5m by ann
  ${open}
}`;
  const shut = 'configure old-db as read-only "Read-only" 5m by ann';
  test.each([
    [shut, '', 1],
    [shut, 'configure old-db as open "Writable again" 5m by ann', 0],
    [shut, 'start old-db as up 5m by ann', 0],
    [shut, 'task open "Open it for writing" 5m by ann', 0],
    ['configure old-db as sized "More memory" 5m by ann', '', 0],
  ])('opens it again: %s, %s', (close, open, count) => {
    const found = of('rollback-missing', plan(close, open)).filter((one) => one.includes('has closed'));
    expect(found).toHaveLength(count);
  });
});

describe('shares of the traffic', () => {
  const run = (minutes: string) => `run {
  switch web as a to 5 % ${minutes} by ann undo 5m
  switch web as b to 25 % ${minutes} by ann undo 5m
  switch web as c to 50 % ${minutes} by ann undo 5m
  switch web as d to 100 % ${minutes} by ann undo 5m
  verify web 30m by bob
}`;
  test.each([
    ['1m', 1],
    ['10m', 0],
  ])('stay long enough to be looked at: %s', (minutes, count) => {
    expect(of('traffic-share', run(minutes))).toHaveLength(count);
  });

  test('may go down in steps on the way back', () => {
    const back = (last: string) =>
      `${run('10m')}\nrollback back {\n  switch web as less to 50 % 5m by ann\n  switch web as none to ${last} 5m by ann\n}`;
    expect(of('traffic-share', back('0 %'))).toEqual([]);
    expect(of('traffic-share', back('25 %'))).toHaveLength(1);
  });
});

describe('a look that comes round', () => {
  test.each([
    ['every 30m from T', 1],
    ['every 30m from T until T+8h', 0],
    ['every 1d from T', 0],
  ])('has an end where it is close, while its date is open: %s', (every, count) => {
    const care = 'hypercare T .. T+5d {\n  cover by ann otherwise\n  criterion "Open P1" = 0 from grafana\n}';
    const found = of('hypercare-gap', `${RUN}\ntask health "Health" by bob ${every}\n${care}`, { window: 'tbd' });
    expect(found.filter((one) => one.includes('comes round'))).toHaveLength(count);
  });
});

test.each([
  ['T+1d', 'Sat 2026-12-05 06:00 .. 08:00', 1],
  ['T+12h', 'Sat 2026-12-05 06:00 .. 08:00', 0],
  ['T+1d', 'tbd', 1],
  ['T+12h', 'tbd', 0],
])('nobody is left alone for more than a night: hypercare at %s, %s', (begin, window, count) => {
  const care = `hypercare ${begin} .. T+5d {\n  cover by ann otherwise\n  criterion "Open P1" = 0 from grafana\n}`;
  const found = of('hypercare-gap', `${RUN}\n${care}`, { window });
  expect(found.filter((one) => one.includes('nobody is there in between'))).toHaveLength(count);
});

test('while its date is open a run begins with what stands before T in it; two lines of one range are one row', () => {
  const run = (at: string) => `run {\n  deploy web 10m by ann undo 5m ${at}\n  verify web 5m by bob\n}`;
  expect(of('starts-too-early', run('at T-15m'), { window: 'tbd' })).toEqual([]);
  expect(of('starts-too-early', run('at T-15m'))).toHaveLength(1);
  const rows = (second: string) => `run {\n  deploy web T .. T+1h by ann undo 5m\n  verify web ${second} by bob\n}`;
  expect(of('starts-too-early', rows('T .. T+1h'))).toEqual([]);
  expect(of('starts-too-early', rows('T+30m .. T+2h'))).toHaveLength(1);
});

test('what is made read-only days before is seen in the run, and nobody has to try it', () => {
  const plan = (title: string, look: string) =>
    `phase ahead at T-4d {\n  configure old-db as step "${title}" 5m by ann undo 5m\n}\nrun {\n  stop web 5m by ann\n  start web 5m by ann\n  ${look}\n}`;
  const says = (title: string, look: string) =>
    of('verify-missing', plan(title, look)).filter((one) => one.includes('is the last change of `old-db`'));
  expect(says('More memory', 'task look 5m by bob')).toHaveLength(1);
  expect(says('More memory', 'verify old-db 5m by bob')).toEqual([]);
  expect(says('Read-only', 'task look 5m by bob')).toEqual([]);
});

test('a gate outside of the run says nothing of what happens in it', () => {
  const plan = (gate: string) => `run {
  deploy web 10m by ann
  verify web 5m by bob {
    expect "Errors" < 0.1 %
  }
  ${gate === 'in' ? 'gate keep 5m by ann {\n    criterion "Errors" < 0.1 % from grafana\n    no-go then rollback back\n  }' : ''}
  when "Errors" > 5 % from grafana then rollback back
}
rollback back {
  deploy web as before 5m by ann
}
${gate === 'out' ? 'gate signed by ann at T+1d {\n  criterion "Errors" < 0.1 % from grafana\n}' : ''}`;
  const says = (gate: string) => of('trigger-unlike-gate', plan(gate)).filter((one) => one.includes('expects'));
  expect(says('out')).toHaveLength(1);
  expect(says('in')).toEqual([]);
});

test.each([
  ['T+1h', 1],
  ['T-1d', 0],
])('what is told in a phase at %s is told on that side of T, whenever T is', (at, count) => {
  const plan = `${RUN}\nphase news at ${at} {\n  notify buyers as live "Live" by ann\n}\nnotify buyers as done "Done" by ann at T+2h`;
  const found = of('message-missing', plan, { window: 'tbd' });
  expect(found.filter((one) => one.includes('not told before'))).toHaveLength(count);
});
