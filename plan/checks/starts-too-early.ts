import { standardRelease } from '../facts/example.ts';
import { quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck } from './check.ts';

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
  *find({ release, schedule, times }) {
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
      const written = (milestone ?? block ?? step)?.at ?? step?.during?.from;
      // A day without an hour asks for any hour of that day, however late what comes before ends on it.
      const [from, to] = [times.instant(written), times.endOfDay(written)];
      if (start !== undefined && from !== undefined && to !== undefined && from < to && start <= to) continue;
      // The schedule lets it wait; written is the earlier time.
      const time = start === undefined ? '' : ` ${when(schedule, from ?? start - (minutes ?? 0))},`;
      const amount = minutes ? `${describeMinutes(minutes)} ` : '';
      const what = before[0] ? `${said(before[0])} ends` : name ? quoted(name) : 'what it waits for';
      const subject = step && !block ? said(step) : quoted(milestone?.name ?? block?.name ?? block?.kind ?? '');
      const [is, later] = milestone ? ['is to be', 'let it be later'] : ['is to start', 'start it later'];
      yield {
        message: `${subject} ${is}${time} ${amount}before ${what}; ${later}, or shorten what comes before.`,
        place: written?.place ?? (step ?? block ?? milestone)?.head ?? release.head,
        related: [
          ...before.map((one) => ({ message: `${said(one)} has to end first`, place: one.head })),
          ...(place ? [{ message: 'It clashes with this', place }] : []),
        ],
      };
    }
  },
};
