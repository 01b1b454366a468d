/** What a plan says twice and differently, or says and does not list: of counts, triggers, stages, gates and whoever keeps a bridge open. */
import { describe, expect, test } from 'vitest';
import { messagesOf, toldOf } from './marked.ts';

const plan = (lines: string, shared = '', kind = 'normal') => `person ann
person bob
${shared}
service shop
release r {
  kind   ${kind}
  zone   UTC
  window Thu 2026-12-10 20:00 .. 23:00
  change CHG-1
  ${lines}
}
`;
const RUN = 'run {\n deploy shop 5m by ann undo 5m\n verify shop 5m by bob\n}';

describe('count-differs', () => {
  const items = (title: string, count: number) =>
    messagesOf('count-differs', plan(`task x "${title}" 5m by ann {\n${'- "One"\n'.repeat(count)}}`));

  test.each([
    ['Nine templates', 6, 1],
    ['9 mail templates', 6, 1],
    ['The three servers', 3, 0],
    ['All 4 servers', 3, 1],
    ['Top 10 risks', 9, 1],
    // No number of things, or of other things.
    ['Five minutes', 2, 0],
    ['Two times', 3, 0],
    ['Wait two minutes', 3, 0],
    ['Move 300 rows', 3, 0],
    ['Windows 11 laptops', 3, 0],
    ['Step 4 of 9', 3, 0],
    // What stands below is one line for all of them.
    ['Nine templates', 1, 0],
    ['Nine templates', 0, 0],
  ])('%s, %d lines: %d', (title, count, found) => {
    expect(items(title, count)).toHaveLength(found);
  });

  test('steps of a block are counted as well, whatever else stands between them', () => {
    const block = (title: string) =>
      messagesOf(
        'count-differs',
        plan(
          `run {\n sequence all "${title}" {\n deploy shop 5m by ann\n point of no return\n verify shop 5m by bob\n}\n}`,
        ),
      );
    expect(block('Two steps')).toEqual([]);
    expect(block('Three steps')).toEqual([
      'The title says `Three steps`, and there are 2 steps below it; correct one of them.',
    ]);
  });
});

describe('triggers-contradict', () => {
  const triggers = (...lines: string[]) =>
    messagesOf(
      'triggers-contradict',
      plan(
        `${RUN.replace(/\}$/, `${lines.join('\n')}\n}`)}\nrollback back {\n deploy shop 5m by ann\n}\nplay calm {\n task t 5m by ann\n}`,
      ),
    );
  const back = 'when "Latency" > 500 ms by ann then rollback back';

  test.each([
    ['another answer to the same', 'when "Latency" > 500 ms by ann then play calm', 1],
    ['what is milder behind what is not', 'when "Latency" > 900 ms by ann then play calm', 1],
    ['a ladder', 'when "Latency" > 200 ms by ann then play calm', 0],
    ['the same answer', 'when "Latency" > 900 ms by ann then rollback back', 0],
    ['a message besides', 'when "Latency" > 500 ms by ann then notify bob', 0],
    ['over another length', 'when "Latency" > 500 ms over 10m by ann then play calm', 0],
    ['another figure', 'when "Errors" > 500 ms by ann then play calm', 0],
    ['the other side', 'when "Latency" < 500 ms by ann then play calm', 0],
    ['a second condition', 'when "Latency" > 500 ms and "Bob agrees" by ann then play calm', 0],
  ])('%s', (_, line, found) => {
    expect(triggers(back, line)).toHaveLength(found);
    expect(triggers(line, back)).toHaveLength(found);
  });

  test('at other times they say something else', () => {
    const during = (from: string, to: string) => back.replace(' by', ` during ${from} .. ${to} by`);
    expect(triggers(during('T', 'T+1h'), during('T+1h', 'T+2h').replace('rollback back', 'play calm'))).toEqual([]);
  });
});

describe('soak-too-short', () => {
  const stages = (wait: string, over: string, then = 'rollback back') =>
    messagesOf(
      'soak-too-short',
      plan(`run {
  switch shop as some 5m by ann to 10 % undo 5m
  wait soak ${wait}
  switch shop as all 5m by ann to 100 % undo 5m
  verify shop 5m by bob
  when "Errors" > 1 % over ${over} from grafana then ${then}
}
rollback back {
  switch shop as none 5m by ann to 0 %
}`),
    );

  test('a stage lasts as long as the trigger that would take it back looks', () => {
    expect(stages('10m', '15m')).toHaveLength(1);
    expect(stages('15m', '15m')).toEqual([]);
    expect(stages('10m', '15m', 'notify bob')).toEqual([]);
  });
});

describe('gate-criteria-missing', () => {
  const gates = (gate: string, kind = 'normal') =>
    messagesOf(
      'gate-criteria-missing',
      plan(`run {\n${gate}\n deploy shop 5m by ann undo 5m\n verify shop 5m by bob\n}`, 'party cab', kind),
    );

  test.each([
    ['nothing', 'gate go 5m by ann', 1],
    ['a quorum alone', 'gate go 5m by ann with bob {\n quorum 2\n}', 1],
    ['a line to answer', 'gate go 5m by ann {\n - "All there"\n}', 0],
    ['what it needs', 'task t 5m by ann\n gate go 5m by bob {\n needs t\n}', 0],
    ['behind a test', 'verify shop as before 5m by bob\n gate go 5m by ann', 0],
    ['how it is decided', 'gate go 5m by ann {\n how "Read the list aloud"\n}', 0],
  ])('%s', (_, gate, found) => {
    expect(gates(gate)).toHaveLength(found);
    expect(gates(gate, 'standard')).toEqual([]);
    expect(gates(gate, 'emergency')).toEqual([]);
  });

  test('an approval by somebody outside asks for their yes', () => {
    const text = plan(`gate yes "Approval" by cab at Mon 2026-12-07\n${RUN}`, 'party cab');
    expect(messagesOf('gate-criteria-missing', text)).toEqual([]);
  });
});

describe('risk-unmitigated', () => {
  const risks = (...lines: string[]) => toldOf('risk-unmitigated', plan(`${lines.join('\n')}\n${RUN}`));

  test('a list of risks that are nobody’s is told once', () => {
    expect(risks('risk a "A"', 'risk b "B"')).toEqual([
      '2 risks of `r` are nobody’s, so nobody sees them come: `a` and `b`; add `by` and whoever watches it to each.',
    ]);
    expect(risks('risk a "A" by ann', 'risk b "B"')).toEqual([]);
    expect(risks('risk a "A"')).toEqual([]);
  });

  test('what is late alike is said once, and what each is late for is a sentence', () => {
    const [told] = risks(
      'risk a "A" by ann {\n impact high\n threatens shop\n review due T-3wd\n mitigation one, two, three\n }',
      'rollback back {\n task three 5m by ann\n }',
      'follow-up {\n task one 1h by ann at T+2h\n task two 1h by bob at T+2h\n }',
    );
    expect(told).toMatch(
      /, and nothing makes it smaller in time \(`one` and `two` are done Thu \S+ \S+ UTC, [^,]+ after `deploy shop` begins, which touches `shop`; `three` happens only once it has gone wrong\); add/,
    );
  });
});

describe('duty-too-long', () => {
  const open = (lines: string, span = 'T .. T+25h') =>
    messagesOf(
      'duty-too-long',
      plan(`roster room via slack by ann during ${span} {\n${lines}\n}\n${RUN}`, 'team ops is ann, bob'),
    );

  test('a bridge that one person keeps open for more than a day', () => {
    expect(open('')).toHaveLength(1);
    expect(open('cover by bob otherwise')).toHaveLength(1);
    expect(open('cover by all of ops otherwise')).toHaveLength(1);
    expect(open('cover by any of ops otherwise')).toEqual([]);
    expect(open('cover by ann T .. T+12h\ncover by bob otherwise')).toEqual([]);
    expect(open('shift every 8h')).toEqual([]);
  });
});

describe('criteria that belong to somebody', () => {
  const gate = (criterion: string, more = '') =>
    plan(
      `run {\n gate go 5m by ann {\n ${criterion}\n }\n deploy shop 5m by ann undo 5m\n verify shop 5m by bob\n}`,
      more,
    );

  test('one that does not hold is told as long as nothing follows from it', () => {
    expect(messagesOf('criterion-failed', gate('criterion "Open P1" = 0 from jira failed'))).toHaveLength(1);
    expect(messagesOf('criterion-failed', gate('criterion "Open P1" failed'))).toHaveLength(1);
    expect(messagesOf('criterion-failed', gate('criterion "Open P1" = 0 failed by bob'))).toHaveLength(1);
    expect(messagesOf('criterion-failed', gate('criterion "Open P1" = 0 from jira by bob done'))).toEqual([]);
    const shared = 'criteria bar {\n criterion "Open P1" = 0 failed\n}';
    expect(messagesOf('criterion-failed', gate('needs bar', shared))).toHaveLength(1);
  });

  test('whoever it belongs to is missed when they are on leave at the gate, and so is who answers for a step', () => {
    const away = (criterion: string, who = '') =>
      messagesOf(
        'double-booked',
        gate(criterion)
          .replace('person bob', 'person bob {\n leave Thu 2026-12-10\n}')
          .replace(/by bob$/m, 'by ann')
          .replace('undo 5m', `undo 5m ${who}`),
      );
    expect(away('criterion "Open P1" = 0 by bob').join()).toContain('is on leave');
    expect(away('criterion "Open P1" = 0 by bob done').join()).not.toContain('`Open P1`');
    expect(away('criterion "Open P1" = 0', 'accountable bob').join()).toContain('is on leave');
  });
});

describe('who says so', () => {
  test('of a gate that one decides and another answers for nobody knows', () => {
    const gate = (who: string) =>
      messagesOf(
        'accountable-unclear',
        plan(
          `run {\n gate go 5m ${who} {\n - "All there"\n }\n deploy shop 5m by ann undo 5m\n verify shop 5m by bob\n}`,
        ),
      );
    expect(gate('by ann accountable bob')).toHaveLength(1);
    expect(gate('by ann accountable ann')).toEqual([]);
    expect(gate('by ann with bob')).toEqual([]);
  });

  test('what is shut down for good on a day of its own wants somebody who says that it may be', () => {
    const lines = (...steps: string[]) => messagesOf('gate-missing', plan(steps.join('\n'), 'server old'));
    const stop = 'stop old by ann at Mon 2026-12-14 10:00';
    expect(lines(stop)).toHaveLength(1);
    expect(lines(stop, 'start old by ann at Mon 2026-12-14 12:00')).toEqual([]);
    expect(lines(`gate empty 1h by bob at Fri 2026-12-11 10:00 {\n - "Nobody is left"\n}`, stop)).toEqual([]);
  });
});

describe('what was measured, and what others say', () => {
  const rehearsed = (minutes: string) =>
    messagesOf(
      'promise-broken',
      plan(
        `promise rto 15m\nrehearsal dry in staging at Mon 2026-12-07 10:00 {\n measured full ${minutes}\n}\n${RUN}\nrollback full {\n deploy shop as back 5m by ann\n}`,
        'environment staging',
      ),
    );
  test('a way back that took longer in a rehearsal than is promised', () => {
    expect(rehearsed('22m')).toEqual([
      'The way back, `full`, took 22 min in the rehearsal `dry`, 7 min longer than the promised 15 min (rto); make it shorter and measure it again, or promise what it takes.',
    ]);
    expect(rehearsed('15m')).toEqual([]);
  });

  test('a way back that was measured as a whole is not asked for each of its steps', () => {
    const text = (measured: string) =>
      plan(
        `rehearsal dry in staging at Mon 2026-12-07 10:00 {\n measured ${measured} 22m\n}\n${RUN}\nrollback full {\n deploy shop as back by ann\n}`,
        'environment staging',
      );
    expect(messagesOf('estimate-missing', text('full'))).toEqual([]);
    expect(messagesOf('estimate-missing', text('run'))).toHaveLength(1);
  });

  test('a database that is filled from another one is kept by that', () => {
    const copies = (run: string) =>
      messagesOf('backup-missing', plan(`run {\n${run}\n}`, 'database old-db\ndatabase new-db'));
    expect(copies('migrate new-db from old-db 5m by ann')).toEqual([]);
    expect(copies('migrate new-db 5m by ann')).toHaveLength(1);
    expect(copies('stop new-db 5m by ann\nmigrate new-db from old-db 5m by ann')).toHaveLength(1);
  });

  test('of issues the one without a date is told where others have one', () => {
    const issues = (...lines: string[]) => messagesOf('punch-list-open', plan(`${lines.join('\n')}\n${RUN}`));
    expect(issues('issue a "A" by ann due Mon 2026-12-07', 'issue b "B" by bob')).toHaveLength(1);
    expect(issues('issue a "A" by ann', 'issue b "B" by bob')).toEqual([]);
    expect(issues('issue a "A" by ann due Mon 2026-12-07', 'issue b "B" by bob done')).toEqual([]);
  });
});

describe('time-said-twice', () => {
  const said = (line: string) => messagesOf('time-said-twice', plan(`${line}\n${RUN}`));

  test.each([
    ['milestone m T-72h meaning Mon 2026-12-07 20:00', 0],
    ['milestone m T-72h meaning Mon 2026-12-07 10:00', 1],
    ['milestone m T-3d meaning Mon 2026-12-07', 0],
    ['milestone m T-3d meaning Tue 2026-12-08', 1],
    ['milestone m Mon 2026-12-07 20:00 meaning T-72h', 0],
    ['milestone m Mon 2026-12-07 20:00 meaning T-71h', 1],
    ['milestone m Mon 2026-12-07 20:00 meaning 21:00 Europe/Berlin, 15:00 America/New_York', 0],
    ['milestone m Mon 2026-12-07 20:00 meaning 20:00 Europe/Berlin, 14:00 America/New_York', 2],
    ['milestone m Mon 2026-12-07 23:30 meaning Tue 00:30 Europe/Berlin', 0],
    ['milestone m Mon 2026-12-07 23:30 meaning Mon 00:30 Europe/Berlin', 1],
    ['window second Fri 2026-12-11 20:00 .. 22:00 meaning 21:00 Europe/Berlin', 0],
    ['rehearsal dry at Mon 2026-12-07 10:00 meaning 12:00 Europe/Berlin', 1],
    ['task t 5m by ann at Mon 2026-12-07 10:00 meaning 12:00 Europe/Berlin', 1],
  ])('%s: %d', (line, found) => {
    expect(said(line)).toHaveLength(found);
  });

  test('what says no time is held against when it is planned, and nothing is said while nobody knows', () => {
    const run = (window: string) =>
      plan('run {\n deploy shop 5m by ann undo 5m\n verify shop 5m by bob meaning 20:10\n}').replace(
        'Thu 2026-12-10 20:00 .. 23:00',
        window,
      );
    expect(messagesOf('time-said-twice', run('Thu 2026-12-10 20:00 .. 23:00'))).toHaveLength(1);
    expect(messagesOf('time-said-twice', run('Thu 2026-12-10 20:05 .. 23:00'))).toEqual([]);
    expect(messagesOf('time-said-twice', run('tbd'))).toEqual([]);
  });
});
