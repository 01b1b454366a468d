import { isOfNewcomer } from '../facts/changes/newcomers.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, said } from '../facts/words.ts';
import { grouped } from '../grouped.ts';
import { isTbd, rootBlock, type Step } from '../model.ts';
import { coverageOf, groundsOf } from '../schedule/rollback/coverage.ts';
import { formatDuration } from '../time/duration.ts';
import type { Found, ReleaseCheck } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const rollbackMissing: ReleaseCheck = {
  code: 'rollback-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A change that nothing takes back',
  why:
    'When the night goes wrong, every change must have a way back that was thought of by day: its own `undo`, a step ' +
    'of the `rollback`, or the decision of somebody who may take it that there is none.',
  fixable: true,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya  // <- rollback-missing
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    const { plan, changes, release, dependencies } = subject;
    const back = release.steps.filter((step) => rootBlock(step.block).kind === 'rollback');
    const isTakenBack = coverageOf(back, groundsOf(plan, release));
    const missed: Step[] = [];
    for (const step of changes.steps) {
      if (step.undo) continue;
      if (step.irreversible) {
        if (!step.irreversible.approvedBy) yield unapproved(step);
        continue;
      }
      // Behind a point of no return there is no way back, and the plan says so.
      if (release.pointsOfNoReturn.some((point) => dependencies.precedes(point, step))) continue;
      if (!isTakenBack(step) && !isOfNewcomer(subject, step)) missed.push(step);
    }
    // One line of a rollback takes back all changes of one thing; without a rollback each is undone by itself.
    const things = grouped(missed, ({ index, targets }) =>
      back.length > 0 && targets.length > 0 ? targets.map(({ name }) => name).join(' ') : index,
    );
    for (const steps of things.values()) yield missing(steps, back.length > 0);
  },
};

/** Of several steps with the same targets, the first one is marked. */
function missing([step, ...others]: readonly Step[], hasRollback: boolean): Found {
  const { head, targets } = step!;
  const undo = (one: Step) =>
    `undo ${one.duration && !isTbd(one.duration) ? formatDuration(one.duration.likely) : '10m'}`;
  const rollback = hasRollback ? 'a step of the `rollback`' : 'a `rollback` block';
  const what =
    others.length > 0
      ? `any of the ${others.length + 1} changes of ${listed(targets.map(({ name }) => quoted(name)))}`
      : said(step!);
  return {
    message:
      `Nothing takes ${what} back; add ${quoted(undo(step!))} to ${others.length > 0 ? 'each' : 'it'} or ${rollback}, or say who accepts ` +
      'that there is no way back: `irreversible approved by …`.',
    place: head,
    about: targets.map((target) => target.name),
    related: others.map((one) => ({ message: 'Nor is this taken back', place: one.head })),
    fixes: () => [
      {
        title: `${others.length > 0 ? 'Each' : 'It'} can be taken back by itself: ${quoted(undo(step!))}`,
        edits: [step!, ...others].map((one) => ({ kind: 'append-clause', place: one.place, text: undo(one) })),
      },
    ],
  };
}

function unapproved(step: Step): Found {
  return {
    message: `${said(step)} cannot be taken back, and nobody has approved that; write \`irreversible approved by …\`.`,
    place: step.irreversible!.place,
    about: step.targets.map((target) => target.name),
  };
}
