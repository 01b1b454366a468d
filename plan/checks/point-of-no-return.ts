import { pointBehind, unapproved, unmarked } from '../facts/back/no-way-back.ts';
import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { thrownAway } from '../facts/moves/thrown-away.ts';
import { capital, quoted, said, when } from '../facts/words.ts';
import type { Consequence, Plan, PointOfNoReturn, Release, Step } from '../model.ts';
import { pointLookup } from '../order/points.ts';
import type { Schedule } from '../schedule/model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

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
  title:
    'An irreversible step without a point of no return before it, one before its gate, or one that is only spoken of',
  why:
    'Everybody on the night must know the line behind which there is only forward. It stands before the first step ' +
    'that cannot be taken back, and behind the gate at which somebody decided to cross it.',
  fixable: true,
  bundle: 'release',
  readsTitlesOf: ['step'],
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
  *find(subject) {
    const { plan, schedule, release, dependencies } = subject;
    yield* whatBackNeeds(subject);
    // Whoever is asked who has approved it is asked for the line as well.
    const isAskedFor = subject.speaks('rollback-missing') ? unapproved(subject) : [];
    const misplaced = new Set<PointOfNoReturn>();
    for (const irreversible of unmarked(subject)) {
      const late = pointBehind(release, irreversible);
      if (!late && isAskedFor.includes(irreversible)) continue;
      if (late) misplaced.add(late);
      const crossed = schedule.steps[irreversible.id]?.start;
      const moment = crossed === undefined ? '' : ` once it begins (${when(schedule, crossed)})`;
      const point = late && schedule.pointsOfNoReturn[late.id];
      const reached = point === undefined ? '' : ` (${when(schedule, point)})`;
      yield {
        message: late
          ? `${said(irreversible)} cannot be taken back${moment}, but ${nameOf(late)}${reached} does not come ` +
            'before it; move it up.'
          : `${said(irreversible)} cannot be taken back${moment}${lastChance(schedule, irreversible)}; mark the line ` +
            'before it with `point of no return`.',
        place: irreversible.head,
        related: late && [{ message: `${capital(nameOf(late))}${reached}`, place: late.place }],
        ...(!late && {
          several: {
            at: headOfRelease(release).at,
            what: 'steps, each the first of its run, cannot be taken back, and nothing marks the line before them',
            name: said(irreversible),
            todo: 'put `point of no return` before each',
          },
        }),
        fixes: () =>
          late
            ? []
            : [
                {
                  title: 'Mark the point of no return before it',
                  edits: [{ kind: 'insert-before', place: irreversible.place, text: 'point of no return' }],
                },
              ],
      };
    }
    yield* onlySpokenOf(release);
    const gates = release.steps.filter((step) => step.verb === 'gate' && inRun(step));
    const deciding = [...gates, ...watched(plan, release)];
    for (const point of release.pointsOfNoReturn) {
      // Where it is to stand is said once.
      if (misplaced.has(point)) continue;
      // Behind the next point a gate may decide about that one.
      const others = release.pointsOfNoReturn.filter((other) => other !== point && dependencies.precedes(point, other));
      const after = gates.find(
        (gate) => dependencies.precedes(point, gate) && !others.some((other) => dependencies.precedes(gate, other)),
      );
      if (!after || deciding.some((step) => dependencies.precedes(step, point))) continue;
      const crossed = schedule.pointsOfNoReturn[point.id];
      const decided = schedule.steps[after.id]?.end;
      const early =
        crossed === undefined || decided === undefined
          ? said(after)
          : `${said(after)}, over ${when(schedule, decided)}, ${describeMinutes(decided - crossed)} later`;
      yield {
        message:
          `${capital(nameOf(point))}${crossed === undefined ? '' : ` (${when(schedule, crossed)})`} comes before the gate ` +
          `that decides about it (${early}); move it below.`,
        place: point.place,
        related: [{ message: 'The gate comes after it', place: after.head }],
      };
    }
  },
};

/** What is thrown away is in no list of what cannot be taken back, and the way back begins with it. */
function* whatBackNeeds(subject: ReleaseSubject): Iterable<Found> {
  for (const { step, back } of thrownAway(subject)) {
    yield {
      message:
        `${said(step)} throws away what is old while ${quoted(back)} may still be called, which needs it; put \`point of no return\` or a gate before it, or do it once nobody goes ` +
        'back any more.',
      place: step.head,
      severity: 'warning',
      about: [back],
    };
  }
}

/** Everybody speaks of it, and whoever reads the run on the night does not find it. */
function* onlySpokenOf(release: Release): Iterable<Found> {
  const { steps, milestones, pointsOfNoReturn } = release;
  if (pointsOfNoReturn.length > 0 || !steps.some(inRun)) return;
  // A step that cannot be taken back is told as what it is.
  if (steps.some((step) => step.irreversible && inRun(step))) return;
  const speaking = steps.find(speaksOfIt) ?? milestones.find(({ title = '' }) => OF_NO_RETURN.test(title));
  if (!speaking) return;
  const name = speaking.kind === 'step' ? said(speaking) : quoted(speaking.name);
  yield {
    message: `${name} speaks of the point of no return, and no run of the plan has one: mark where it is with \`point of no return\`, so that everybody sees behind what there is only forward.`,
    place: speaking.head,
    severity: 'warning',
  };
}

const speaksOfIt = heard((words) => OF_NO_RETURN.test(words()));
const OF_NO_RETURN = /\bpoint of no[- ]return\b/i;

/** What a trigger can call so that the point is not crossed. */
const KEEPS_FROM_CROSSING: ReadonlySet<Consequence['action']> = new Set(['rollback', 'postpone', 'stop']);

/** Steps on whose outcome the plan goes back: `when works.failed then rollback full` decides as a gate does. */
function watched(plan: Plan, release: Release): readonly Step[] {
  const pointOf = pointLookup(plan, release);
  return release.triggers
    .filter(({ then }) => then.some(({ action }) => KEEPS_FROM_CROSSING.has(action)))
    .flatMap(({ conditions }) => conditions)
    .flatMap(({ state }) => (state?.is === 'failed' ? (pointOf(state.of, 'end')?.thing ?? []) : []))
    .filter((thing) => thing.kind === 'step');
}

function nameOf({ milestone }: PointOfNoReturn): string {
  return milestone ? `the point of no return ${quoted(milestone.name)}` : 'the point of no return';
}

/** Who reads that there is only forward asks what the way back would still take. */
function lastChance(schedule: Schedule, step: Step): string {
  for (const { noReturn, stages } of schedule.rollbacks) {
    const last = noReturn?.because === step.id ? stages.at(-1) : undefined;
    if (last && last.minutes > 0) return `, until then taking everything back lasts ${describeMinutes(last.minutes)}`;
  }
  return '';
}
