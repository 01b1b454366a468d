import type { ReleaseCheck } from './check.ts';
import { inRun } from './facts/changes.ts';
import { standardRelease } from './facts/example.ts';
import { said } from './facts/words.ts';

const SHARED = `
  person mara
  person priya
  person jonas
  database orders-db
`;

export const pointOfNoReturn: ReleaseCheck = {
  code: 'point-of-no-return',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'An irreversible step without a point of no return before it, or one before its gate',
  why:
    'Everybody on the night must know the line behind which there is only forward. It stands before the first step ' +
    'that cannot be taken back, and behind the gate at which somebody decided to cross it.',
  fixable: true,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        backup  orders-db 30m by priya
        gate    go "Drop the old tables?" 10m by mara
        migrate orders-db "Drop the old tables" 20m by priya irreversible approved by mara  // <- point-of-no-return
        verify  orders-db 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        backup  orders-db 30m by priya
        gate    go "Drop the old tables?" 10m by mara
        point of no return
        migrate orders-db "Drop the old tables" 20m by priya irreversible approved by mara
        verify  orders-db 10m by jonas
      }
      `,
    ),
  },
  *find({ release, dependencies }) {
    const irreversible = release.steps.find((step) => step.irreversible && inRun(step));
    if (irreversible && !release.pointsOfNoReturn.some((point) => dependencies.precedes(point, irreversible))) {
      const late = release.pointsOfNoReturn[0];
      yield {
        message: late
          ? `${said(irreversible)} cannot be taken back, but the point of no return does not come before it; move it up.`
          : `${said(irreversible)} cannot be taken back; mark the line before it with \`point of no return\`.`,
        place: irreversible.head,
        related: late && [{ message: 'The point of no return', place: late.place }],
        fixes: late
          ? []
          : [
              {
                title: 'Mark the point of no return before it',
                edits: [{ kind: 'insert-before', place: irreversible.place, text: 'point of no return' }],
              },
            ],
      };
    }
    const gates = release.steps.filter((step) => step.verb === 'gate' && inRun(step));
    for (const point of release.pointsOfNoReturn) {
      const after = gates.find((gate) => dependencies.precedes(point, gate));
      if (!after || gates.some((gate) => dependencies.precedes(gate, point))) continue;
      yield {
        message: `The point of no return comes before the gate that decides about it (${said(after)}); move it below.`,
        place: point.place,
        related: [{ message: 'The gate comes after it', place: after.head }],
      };
    }
  },
};
