/** Decisions that users meet, from text to times. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { stepLabel } from '../../plan/model.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { scheduledOf } from '../support/scheduled.ts';

function times(lines: string): {
  steps: Record<string, string>;
  critical: string[];
  rollbackBy?: string;
  end?: string;
} {
  const workspace = createWorkspace({ roots: [] });
  const text = `calendar office {
  zone Europe/Berlin
  working Mon..Fri 09:00 .. 17:00
}
person ann { calendar office }
service web
release r {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
${lines}
}
`;
  workspace.set('file:///a.release', text);
  const { plan, schedules } = workspace.analysis('file:///a.release');
  const [schedule] = schedules;
  const scheduled = scheduledOf(plan.releases[0]!, schedule!);
  const steps = scheduled.map((one) => [
    stepLabel(one.step),
    `${formatInstant(one.start, 'Europe/Berlin')} .. ${formatInstant(one.end, 'Europe/Berlin')}`,
  ]);
  return {
    steps: Object.fromEntries(steps),
    critical: scheduled.filter((one) => one.critical).map((one) => stepLabel(one.step)),
    end: schedule?.end === undefined ? undefined : formatInstant(schedule.end, 'Europe/Berlin'),
    rollbackBy: schedule?.rollbackDecision && formatInstant(schedule.rollbackDecision.at, 'Europe/Berlin'),
  };
}

test('a rollback with a `due` must be over by then, and is decided so much earlier', () => {
  const lines = (due: string) => `  run {
    deploy web 1h by ann
  }
  rollback ${due}{
    restore web 30m by ann
  }`;
  expect(times(lines('')).rollbackBy).toBe('Sun 2026-12-06 03:30');
  expect(times(lines('')).end).toBe('Sat 2026-12-05 23:00');
  const { steps, rollbackBy } = times(lines('due Sun 2026-12-06 02:00 '));
  expect(rollbackBy).toBe('Sun 2026-12-06 01:30');
  expect(steps['restore web']).toBe('Sun 2026-12-06 01:30 .. Sun 2026-12-06 02:00');
});

test('a meeting fixed out of hours lasts its minutes there and then; one that is not waits for the morning', () => {
  const { steps } = times(
    '  follow-up {\n    meet late 1h by ann at T+4d 18:00\n    meet next 1h by ann after late\n  }',
  );
  expect(steps).toEqual({
    late: 'Wed 2026-12-09 18:00 .. Wed 2026-12-09 19:00',
    next: 'Thu 2026-12-10 09:00 .. Thu 2026-12-10 10:00',
  });
});

test.each([
  // One after the other from an hour of the night on is done in that night, whatever is around it, and not as late as possible.
  ['prepare', 'sequence', 'at Thu 2026-12-03 02:00', 'Thu 2026-12-03 02:15 .. Thu 2026-12-03 02:30'],
  ['prepare', 'outage', 'at Thu 2026-12-03 02:00', 'Thu 2026-12-03 02:15 .. Thu 2026-12-03 02:30'],
  ['follow-up', 'sequence', 'at T+4d 18:00', 'Wed 2026-12-09 18:15 .. Wed 2026-12-09 18:30'],
  ['phase p', 'sequence', 'at Thu 2026-12-03 20:00', 'Thu 2026-12-03 20:15 .. Thu 2026-12-03 20:30'],
  // In office hours they go home at five.
  ['prepare', 'sequence', 'at Thu 2026-12-03 16:50', 'Fri 2026-12-04 09:05 .. Fri 2026-12-04 09:20'],
  ['phase p', 'sequence', 'at Thu 2026-12-03 16:50', 'Fri 2026-12-04 09:05 .. Fri 2026-12-04 09:20'],
  // A day alone says no hour.
  ['prepare', 'sequence', 'at Sat 2026-11-28', 'Mon 2026-11-30 09:15 .. Mon 2026-11-30 09:30'],
  // Side by side nothing is behind anything.
  ['prepare', 'parallel', 'at Thu 2026-12-03 02:00', 'Fri 2026-12-04 16:45 .. Fri 2026-12-04 17:00'],
])('in `%s` a `%s %s` goes on from there', (around, kind, begin, second) => {
  const { steps } = times(
    `  ${around} {\n    ${kind} s ${begin} {\n task one 15m by ann\n task two 15m by ann\n }\n }`,
  );
  expect(steps.two).toBe(second);
});

test('to wait passes at any hour', () => {
  const { steps } = times('  follow-up {\n    meet late 1h by ann at T+4d 18:00\n    wait cool 2h after late\n  }');
  expect(steps.cool).toBe('Wed 2026-12-09 19:00 .. Wed 2026-12-09 21:00');
});

test('a weekly meeting is part of the days of who goes there: nothing makes room for it', () => {
  const { steps } = times(`  phase p during Mon 2026-11-02 .. Fri 2026-11-27 {
    meet weekly 30m by ann every Mon at Mon 2026-11-02 09:00
    task long 10wd by ann
  }`);
  expect(steps.long).toBe('Mon 2026-11-02 09:00 .. Fri 2026-11-13 17:00');
});

test('what is planned as late as possible is not the critical path of the night', () => {
  const { steps, critical } = times('  prepare {\n    task a 1h by ann\n  }\n  run {\n    deploy web 1h by ann\n  }');
  expect(steps.a).toBe('Fri 2026-12-04 16:00 .. Fri 2026-12-04 17:00');
  expect(critical).toEqual(['deploy web']);
});
