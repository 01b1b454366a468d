import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const plan = (lines: string) =>
  standardRelease(
    `person mara
person priya
service shop`,
    `run {
  deploy shop 30m by priya undo 5m
  verify shop 30m by mara
}
rollback back { deploy shop 20m by priya }
${lines}`,
  );
const standard = (lines: string) => plan(lines);
const says = (lines: string) => messagesOf('call-impossible', plan(lines));

describe('a trigger', () => {
  test('that is looked at once the rollback no longer fits', () => {
    expect(says('when "Adoption" < 20 % from grafana at T+45d then rollback back')).toEqual([
      'The trigger `Adoption` is looked at only Tue 2027-01-19 22:00 Europe/Berlin, but `back`, which it calls, can begin ' +
        'until Sun 2026-12-06 01:40 Europe/Berlin at the latest, 45 days before; arm it earlier, let `back` end later, or ' +
        'call what can still be done then.',
    ]);
    expect(says('when "Adoption" < 20 % from grafana at T+2h then rollback back')).toEqual([]);
  });

  test('that is armed once there is nothing to stop', () => {
    expect(says('when "A" > 1 % from x and "B" > 2 s from y during T+2h .. T+3h then stop')).toEqual([
      'The trigger `A and B` is armed only from Sun 2026-12-06 00:00 Europe/Berlin on, but there is something to stop until ' +
        'Sat 2026-12-05 23:00 Europe/Berlin at the latest, 1 h before; arm it earlier, or call what helps then.',
    ]);
    expect(says('when "A" > 1 % from x during T+30m .. T+3h then stop')).toEqual([]);
  });

  test('that is armed before its play is possible', () => {
    const play = (during: string) => `play calm during ${during} { task calm-down 30m by priya }`;
    const trigger = 'when "Complaints" > 20 from inbox during T .. T+2h then play calm';
    expect(says(`${play('T+5h .. T+9h')}\n${trigger}`)).toEqual([
      'The trigger `Complaints` is armed only until Sun 2026-12-06 00:00 Europe/Berlin, but `calm`, which it calls, is ' +
        'possible only from Sun 2026-12-06 03:00 Europe/Berlin on, 3 h later; let `calm` begin earlier, or arm it later.',
    ]);
    expect(says(`${play('T+1h .. T+9h')}\n${trigger}`)).toEqual([]);
  });

  test('a play may go on when the window is over, where it says so', () => {
    const play = (until: string) => `play calm ${until} { task calm-down 30m by priya }`;
    const trigger = 'when "Complaints" > 20 from inbox at T+1d then play calm';
    expect(says(`${play('')}\n${trigger}`)).toEqual([]);
    expect(says(`${play('until T+2d')}\n${trigger}`)).toEqual([]);
    expect(says(`${play('until T+1d')}\n${trigger}`)).toHaveLength(1);
  });

  test('is held to nothing while T is open', () => {
    const text = plan('when "A" > 1 % from x at T+45d then rollback back').replace(/window .*/, 'window tbd');
    expect(messagesOf('call-impossible', text)).toEqual([]);
  });
});

describe('a trigger that hangs on what becomes of a thing', () => {
  const play = (until: string) => `milestone publish Mon 2026-12-07 10:00
play row-b until ${until} { task row-c 30m by priya }`;
  const late = 'when publish.late > 72h then play row-b';

  test('fires no earlier than that can be late by so much', () => {
    expect(says(`${play('Thu 2026-12-10 10:15')}\n${late}`)).toEqual([
      'The trigger `publish.late` can fire only from Thu 2026-12-10 10:00 Europe/Berlin on, but `row-b`, which it calls, can ' +
        'begin until Thu 2026-12-10 09:45 Europe/Berlin at the latest, 15 min before; let it fire earlier, let `row-b` end ' +
        'later, or call what can still be done then.',
    ]);
    expect(says(`${play('Thu 2026-12-10 10:30')}\n${late}`)).toEqual([]);
    expect(says(`${play('Thu 2026-12-10 10:15')}\n${late.replace('72h', '71h')}`)).toEqual([]);
  });

  test('counts from when it is due, where it is', () => {
    const due = (time: string) => `prepare { task paper 1h by priya due ${time} }
play row-b until Thu 2026-12-10 10:30 { task row-c 30m by priya }
when paper.late > 3d then play row-b`;
    expect(says(due('Mon 2026-12-07 10:00'))).toEqual([]);
    expect(says(due('Mon 2026-12-07 10:01'))).toHaveLength(1);
  });

  test('fires when a rehearsal has failed, and not before it is over', () => {
    const plan = (at: string) =>
      `environment staging
rehearsal r4 2h in staging by mara at ${at}
play row-b during T-72h .. T-36h { task row-c 30m by priya }
when r4.failed then play row-b`.replace(/^environment.*\n/, '');
    const text = (at: string) => `environment staging\n${standard(plan(at))}`;
    expect(messagesOf('call-impossible', text('Wed 2026-12-02 20:00'))).toEqual([]);
    expect(messagesOf('call-impossible', text('Wed 2026-12-02 19:00'))).toHaveLength(1);
    expect(messagesOf('call-impossible', text('Fri 2026-12-04 07:29'))).toEqual([]);
    expect(messagesOf('call-impossible', text('Fri 2026-12-04 07:31'))).toHaveLength(1);
  });

  test('and is looked at too early to see it', () => {
    expect(
      says(`milestone publish Mon 2026-12-07 10:00
when publish.late > 1d at T+1h then notify mara`),
    ).toEqual([
      'The trigger `publish.late` never fires: that can be so Tue 2026-12-08 10:00 Europe/Berlin at the earliest, 2 days after ' +
        'it is looked at; let it be armed longer.',
    ]);
  });
});

describe('a gate', () => {
  test('that decides long before the answer of its no-go is possible', () => {
    expect(
      says(`gate rehearsed 1h by mara at T-14d {
  criterion "Open P1" = 0 from jira
  no-go then play cancel
}
play cancel during T-72h .. T-36h { task cancel-it 30m by priya }`),
    ).toEqual([
      '`rehearsed` decides Sat 2026-11-21 23:00 Europe/Berlin, but `cancel`, which it calls, is possible only from Wed ' +
        '2026-12-02 22:00 Europe/Berlin on, 11 days later; let `cancel` begin earlier, or decide later.',
    ]);
  });
});

test('one fact is one finding: what only sometimes no longer fits is told by another check', () => {
  const text = plan(`play calm until T+3h { task calm-down 30m by priya }
when "Complaints" > 20 from inbox during T .. T+4h then play calm`);
  expect(messagesOf('call-impossible', text)).toEqual([]);
  expect(messagesOf('rollback-too-late', text)).toHaveLength(1);
  const never = text.replace('during T .. T+4h', 'during T+3h .. T+4h');
  expect(messagesOf('call-impossible', never)).toHaveLength(1);
  expect(messagesOf('rollback-too-late', never)).toEqual([]);
});
