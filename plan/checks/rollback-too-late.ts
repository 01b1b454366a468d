import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck } from './check.ts';
import { standardRelease } from './facts/example.ts';
import { runWindows } from './facts/windows.ts';
import { said, when } from './facts/words.ts';

const SHARED = `
  person priya
  person jonas
  database orders-db
`;

const plan = (restore: string) =>
  standardRelease(
    SHARED,
    `
    run {
      backup  orders-db as night-backup 40m by priya {
        tested 10m
      }
      migrate orders-db 60m by priya${restore === '30m' ? '' : '  // <- rollback-too-late'}
      verify  orders-db 30m by jonas
    }
    rollback {
      restore orders-db ${restore} by priya from night-backup
    }
    `,
  );

export const rollbackTooLate: ReleaseCheck = {
  code: 'rollback-too-late',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'From some step on, a rollback no longer ends inside the window',
  why:
    'A rollback that is decided in time but ends after the window is an outage nobody agreed to. The latest moment to ' +
    'decide belongs to the plan, and it must lie behind the step that may make it necessary.',
  fixable: false,
  example: { breaks: plan('3h'), passes: plan('30m') },
  *find({ schedule, release, dependencies }) {
    for (const { end: windowEnd, steps, place } of runWindows(schedule)) {
      if (windowEnd === undefined) continue;
      // Of a step that itself ends after the window `outside-window` speaks.
      const late = steps.find(({ end, rollback }) => rollback && end <= windowEnd && end + rollback > windowEnd);
      if (!late) continue;
      // Behind a point of no return nobody rolls back any more.
      if (release.pointsOfNoReturn.some((point) => dependencies.precedes(point, late.step))) continue;
      const { step, end, rollback } = late;
      const back = end + rollback!;
      yield {
        message:
          `Once ${said(step)} is done (${when(schedule, end)}), taking everything back lasts ` +
          `${describeMinutes(rollback!)} and ends ${when(schedule, back)}, ${describeMinutes(back - windowEnd)} after the ` +
          `window; from ${when(schedule, windowEnd - rollback!)} on it is too late to decide. Shorten the rollback, ` +
          'start earlier, or widen the window.',
        place: step.head,
        related: [{ message: `The window ends ${when(schedule, windowEnd)}`, place }],
      };
    }
  },
};
