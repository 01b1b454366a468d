import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { momentOf } from '../facts/times.ts';
import { quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import { type Block, rootBlock, type Step } from '../model.ts';
import { isRelative } from '../schedule/relative.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

const plan = (time: string) =>
  standardRelease(
    SHARED,
    `
    run {
      deploy web 45m by priya undo 5m
      verify web 10m by jonas at ${time}${time === '22:30' ? '  // <- starts-too-early' : ''}
    }
    `,
  );

export const startsTooEarly: ReleaseCheck = {
  code: 'starts-too-early',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A step, block or milestone is to be before what it waits for has ended',
  why: 'A fixed start and an order that contradict each other cannot both hold, and on the night the order wins.',
  fixable: false,
  example: { breaks: plan('22:30'), passes: plan('22:45') },
  *find(subject) {
    const { release, schedule, times } = subject;
    yield* whileOpen(subject);
    for (const conflict of schedule.conflicts) {
      const { kind, minutes, name, place } = conflict;
      // Down a run sheet one line that is too long pushes all those below it: it is told where it begins.
      if (kind !== 'starts-too-early' || conflict.isInherited) continue;
      const steps = conflict.steps.map((id) => find(release, id));
      const block = conflict.block && find(release, conflict.block);
      const milestone = conflict.milestone && find(release, conflict.milestone);
      const [step, before] = milestone ? [undefined, steps] : [steps[0], steps.slice(1)];
      const start = milestone
        ? schedule.milestones[milestone.id]
        : (block ? schedule.blocks[block.id] : step && schedule.steps[step.id])?.start;
      if (step && !block && (isOneRow(subject, step, before) || isAheadOfOpenDate(subject, step, name))) continue;
      const written = (milestone ?? block ?? step)?.at ?? step?.during?.from;
      // A day without an hour asks for any hour of that day, however late what comes before ends on it.
      const [from, to] = [times.instant(written), times.endOfDay(written)];
      if (start !== undefined && from !== undefined && to !== undefined && from < to && start <= to) continue;
      // The schedule lets it wait; written is the earlier time.
      const time = start === undefined ? '' : ` ${when(schedule, from ?? start - (minutes ?? 0))},`;
      const amount = minutes ? `${describeMinutes(minutes)} ` : '';
      const what = before[0] ? `${said(before[0])} ends` : name ? quoted(name) : 'what it waits for';
      const label = step && !block ? said(step) : quoted(milestone?.name ?? block?.name ?? block?.kind ?? '');
      const [is, later] = milestone ? ['is to be', 'let it be later'] : ['is to start', 'start it later'];
      yield {
        message: `${label} ${is}${time} ${amount}before ${what}; ${later}, or shorten what comes before.`,
        place: written?.place ?? (step ?? block ?? milestone)?.head ?? release.head,
        related: [
          ...before.map((one) => ({ message: `${said(one)} has to end first`, place: one.head })),
          ...(place ? [{ message: 'It clashes with this', place }] : []),
        ],
      };
    }
  },
};

/** Without a date a line outside of the run is in no schedule; what both count from T is known all the same. */
function* whileOpen(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, dependencies } = subject;
  if (schedule.T !== undefined) return;
  for (const step of release.steps) {
    if (step.done || step.at?.kind !== 'offset' || schedule.steps[step.id] || !isForward(step)) continue;
    const at = momentOf(subject, step.at);
    for (const { point, lag, place } of step.after) {
      const thing = point.side === 'start' || lag ? undefined : dependencies.thing(point);
      const span = thing && (schedule.steps[thing.id as Step['id']] ?? schedule.blocks[thing.id as Block['id']]);
      if (at === undefined || !span || !isRelative(schedule, span.end) || span.end <= at) continue;
      yield {
        message:
          `${said(step)} is to start ${when(schedule, at)}, ${describeMinutes(span.end - at)} before ${quoted(point.ref.name)} ends ` +
          `(${when(schedule, span.end)}); start it later, or shorten what comes before.`,
        place: step.at.place,
        about: [point.ref.name],
        related: [{ message: 'It waits for it here', place }],
      };
    }
  }
}

/** Two lines that say the same range are one row of a run sheet: both are done in it, one after the other. */
function isOneRow(subject: ReleaseSubject, { during }: Step, [first]: readonly Step[]): boolean {
  const ends = [during, first?.during].map((range) => [momentOf(subject, range?.from), momentOf(subject, range?.to)]);
  const [own, other] = ends;
  return own![0] !== undefined && own![1] !== undefined && own![0] === other![0] && own![1] === other![1];
}

/** `at T-15m` in a run whose date is open: it begins with that, and its window will. */
function isAheadOfOpenDate({ schedule }: ReleaseSubject, { at, block }: Step, name: string | undefined): boolean {
  return schedule.T === undefined && at?.kind === 'offset' && name === 'run' && rootBlock(block).kind === 'run';
}
