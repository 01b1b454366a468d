import { childrenOf } from '../children.ts';
import { standardRelease } from '../facts/example.ts';
import { momentOf } from '../facts/times.ts';
import { quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import { rootBlock, type Step, type Time } from '../model.ts';
import { isOrdered } from '../order/blocks.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

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
    for (const conflict of schedule.conflicts) {
      const { kind, minutes, name, place } = conflict;
      // Down a run sheet one line that is too long pushes all those below it: it is told where it begins.
      if (kind !== 'starts-too-early' || conflict.isInherited) continue;
      const steps = conflict.steps.map((id) => find(release, id));
      const block = conflict.block && find(release, conflict.block);
      const milestone = conflict.milestone && find(release, conflict.milestone);
      const [step, told] = milestone ? [undefined, steps] : [steps[0], steps.slice(1)];
      // A message takes no time: what it follows does.
      const before = told.map((one) => lastWork(subject, one));
      const start = milestone
        ? schedule.milestones[milestone.id]
        : (block ? schedule.blocks[block.id] : step && schedule.steps[step.id])?.start;
      if (step && !block && isOneRow(subject, step, before)) continue;
      const written = (milestone ?? block ?? step)?.at ?? step?.during?.from;
      // A day without an hour asks for any hour of that day, however late what comes before ends on it.
      const [from, to] = [times.instant(written), times.endOfDay(written)];
      if (start !== undefined && from !== undefined && to !== undefined && from < to && start <= to) continue;
      // The schedule lets it wait; written is the earlier time.
      const time = start === undefined ? '' : ` ${when(schedule, from ?? start - (minutes ?? 0))},`;
      const amount = minutes ? `${describeMinutes(minutes)} ` : '';
      const label = step && !block ? said(step) : quoted(milestone?.name ?? block?.name ?? block?.kind ?? '');
      const is = milestone ? 'is to be' : 'is to start';
      const [what, todo] = against(subject, step, before[0], written, name);
      const later = milestone ? 'let it be later' : 'start it later';
      yield {
        message: `${label} ${is}${time} ${amount}before ${what}; ${todo ?? `${later}, or shorten what comes before`}.`,
        place: written?.place ?? (step ?? block ?? milestone)?.head ?? release.head,
        related: [
          ...before.map((one) => ({ message: `${said(one)} has to end first`, place: one.head })),
          ...(place ? [{ message: 'It clashes with this', place }] : []),
        ],
      };
    }
  },
};

/** What it is before, and what is to be done where that is not to start later. */
function against(
  subject: ReleaseSubject,
  step: Step | undefined,
  before: Step | undefined,
  written: Time | undefined,
  name: string | undefined,
): readonly [what: string, todo?: string] {
  const { schedule, release } = subject;
  const from = momentOf(subject, written);
  const run = step && !before ? rootBlock(step.block) : undefined;
  if (run?.kind === 'run' && name === (run.name ?? run.kind) && !run.at && release.windows.length > 0)
    return [
      quoted(run.name ?? run.kind),
      `${written?.kind === 'offset' ? 'start it at T, when the window begins' : 'let the window begin then, start it later'}, or write it in a \`sequence\` before the run`,
    ];
  if (!before) return [name ? quoted(name) : 'what it waits for'];
  const begin = schedule.steps[before.id]?.start;
  // Of two lines that say when they begin the one above says a later time.
  const isOnPage = step && before.block === step.block && isOrdered(step.block) && step.after.length === 0;
  const goesBack = isOnPage && from !== undefined && begin !== undefined && begin > from && saysBegin(before);
  if (!goesBack) return [`${said(before)} ends`];
  return [
    `${said(before)} ends, which stands before it and begins later`,
    'change their order, or correct one of the two times',
  ];
}

/** The step that a message comes right behind, where it does. */
function lastWork(subject: ReleaseSubject, step: Step): Step {
  const { release, schedule } = subject;
  if (step.verb !== 'notify' || step.at) return step;
  const lines = childrenOf(release, step.block);
  const previous = lines[lines.indexOf(step) - 1];
  const isRightBefore =
    previous?.kind === 'step' && schedule.steps[previous.id]?.end === schedule.steps[step.id]?.start;
  return isRightBefore ? lastWork(subject, previous) : step;
}

function saysBegin({ at, during }: Step): boolean {
  return (at ?? during?.from) !== undefined;
}

/** Two lines that say the same range are one row of a run sheet: both are done in it, one after the other. */
function isOneRow(subject: ReleaseSubject, { during }: Step, [first]: readonly Step[]): boolean {
  const ends = [during, first?.during].map((range) => [momentOf(subject, range?.from), momentOf(subject, range?.to)]);
  const [own, other] = ends;
  return own![0] !== undefined && own![1] !== undefined && own![0] === other![0] && own![1] === other![1];
}
