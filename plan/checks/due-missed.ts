import { standardRelease } from '../facts/example.ts';
import { quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import type { Milestone, Release } from '../model.ts';
import { isCalled } from '../order/blocks.ts';
import { isSamePlace } from '../place.ts';
import type { Conflict, Schedule } from '../schedule/model.ts';
import { isRelative } from '../schedule/relative.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant, Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

const plan = (due: string) =>
  standardRelease(
    SHARED,
    `
    run {
      deploy web 45m by priya undo 5m
      verify web 30m by jonas due ${due}${due === '23:00' ? '  // <- due-missed' : ''}
    }
    `,
  );

export const dueMissed: ReleaseCheck = {
  code: 'due-missed',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A step ends, or a milestone is reached, after it is due',
  why: 'What is due at a time is promised to somebody. A plan that breaks the promise on paper breaks it for certain.',
  fixable: false,
  example: { breaks: plan('23:00'), passes: plan('23:30') },
  *find({ release, schedule }) {
    for (const conflict of schedule.conflicts) {
      const { kind, steps, minutes, name, place, members = [] } = conflict;
      if (kind === 'ends-too-late' && conflict.milestone) {
        yield milestoneMissed(release, schedule, conflict, find(release, conflict.milestone));
      }
      const [step] = steps.map((id) => find(release, id));
      if (kind !== 'ends-too-late' || conflict.milestone || !step) continue;
      // A range that ends before it begins is told as that.
      if (place && schedule.reversed?.some((one) => isSamePlace(one.place, place))) continue;
      const at = schedule.steps[step.id];
      // What happens only when it is called has no date, and its due counts from that, too.
      const isDated = !isCalled(step.block);
      const end = at && isDated ? ` ${when(schedule, at.end)},` : '';
      const amount = minutes ? ` ${describeMinutes(minutes)}` : '';
      const [own] = members;
      const todo = own
        ? `its own ${quoted(own.label)} leaves too little time: move one of the two, or shorten it.`
        : 'start it earlier, shorten it or what comes before, or move the time it is due.';
      yield {
        message: `${said(step)} ends${end}${amount} after it is due${name && isDated ? ` (${dueWords(schedule, at?.end, minutes, name)})` : ''}; ${todo}`,
        place: step.due?.place ?? step.during?.place ?? step.head,
        related: [
          ...(place ? [{ message: 'It is due here', place }] : []),
          ...(own && own.place !== place ? [{ message: 'It cannot start before this', place: own.place }] : []),
        ],
      };
    }
  },
};

/** While the date is open it counts from T. */
function dueWords(schedule: Schedule, end: Instant | undefined, minutes: Minutes | undefined, name: string): string {
  return end !== undefined && minutes !== undefined && isRelative(schedule, end) ? when(schedule, end - minutes) : name;
}

/** A milestone takes no time: what it waits for is late. */
function milestoneMissed(
  release: Release,
  schedule: Schedule,
  { steps, minutes = 0, name }: Conflict,
  milestone: Milestone,
): Found {
  const [step] = steps.map((id) => find(release, id));
  const at = schedule.milestones[milestone.id];
  const reached = at === undefined ? 'is reached' : `is reached ${when(schedule, at)},`;
  const todo = step
    ? `it waits for ${said(step)}: start that earlier, shorten it or what comes before, or move the time it is due.`
    : 'move one of the two.';
  return {
    message: `Milestone ${quoted(milestone.name)} ${reached} ${describeMinutes(minutes)} after it is due (${name}); ${todo}`,
    place: milestone.due?.place ?? milestone.head,
    about: [milestone.name],
    related: step ? [{ message: 'It waits for this', place: step.head }] : [],
  };
}
