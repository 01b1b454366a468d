/** What the tables say of a step, in the cells they share: the row of the schedule, taken apart. */
import { find } from '../../plan/ids.ts';
import { isTbd, type Release, type Step, stepLabel, TBD } from '../../plan/model.ts';
import type { Schedule, ScheduledStep } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Doubt } from '../doubt.ts';
import { sourceOf } from '../schedule/panels/panel-frame.ts';
import type { Source } from '../schedule/scene.ts';
import type { Clock } from '../words/clock.ts';
import { FAMILY_OF } from '../words/verbs.ts';
import { perhapsWords } from '../words/words.ts';
import { type Cell, cell } from './table.ts';

/** The verb, what it does it to, and what it is called. */
export function whatCell(step: Step): Cell {
  const targets = step.targets.map(({ name }) => name).join(', ');
  const [text, ...more] = [targets, step.title, step.name].filter((part) => part !== undefined && part !== '');
  const perhaps = perhapsWords(step);
  const version = step.version && [step.version.from, step.version.to].filter(Boolean).join(' → ');
  const share = step.share && `to ${step.share.percent === undefined ? TBD : `${step.share.percent} %`}`;
  return cell(text ?? '', {
    lead: step.verb,
    family: FAMILY_OF[step.verb],
    note: [version, share, ...more, perhaps].filter((part) => part).join(' · '),
  });
}

/** A moment, in doubt or not; the day only where it is another one than that of `before`. */
export function timeCell(
  at: Instant | undefined,
  before: Instant | undefined,
  clock: Clock,
  doubt: Cell['doubt'],
): Cell {
  if (at === undefined) return cell('', { doubt });
  const day = clock.relative ? '' : `${clock.day(at)} `;
  return cell(clock.timeAfter(at, before), { doubt, by: at, alone: day + clock.timeAfter(at, at) });
}

export function doubtOf(step: Step, doubt: Doubt | undefined): Cell['doubt'] {
  if (!doubt?.step(step)) return undefined;
  return doubt.isEarlier ? 'was' : 'without';
}

/** Nobody knows when something ends of which nobody knows how long it takes. */
export function endOf(step: Step, scheduled: ScheduledStep | undefined): Instant | undefined {
  return isTbd(step.duration) ? undefined : scheduled?.end;
}

/** How long it is: in the words of the plan, by its minutes. */
export function takesCell(step: Step, scheduled: ScheduledStep | undefined): Cell {
  const text = takesText(step, scheduled);
  return cell(text, { by: text === '' || isTbd(step.duration) ? undefined : scheduled!.end - scheduled!.start });
}

function takesText(step: Step, scheduled: ScheduledStep | undefined): string {
  if (isTbd(step.duration)) return TBD;
  if (!scheduled || scheduled.end === scheduled.start) return '';
  return step.duration?.text ?? describeMinutes(scheduled.end - scheduled.start);
}

/** What holds it up last, in a few words. */
export function waitsText(release: Release, scheduled: ScheduledStep | undefined): string {
  const [first, ...others] = scheduled?.waits ?? [];
  if (!first) return '';
  const step = first.step && stepLabel(find(release, first.step));
  const what =
    step ??
    first.name ??
    { after: 'what comes before', window: 'the window', time: 'its time' }[first.reason as string] ??
    first.reason;
  const more = others.length > 0 ? ` +${others.length}` : '';
  return `${first.reason === 'person' && step ? `${first.name}, busy with ${step}` : what}${more}`;
}

export function linkOf(step: Step): Source {
  return sourceOf(step.head);
}

/** A step with what is scheduled of it, which is looked up once: there are thousands. */
export interface PlannedStep {
  readonly step: Step;
  readonly scheduled: ScheduledStep | undefined;
}

/** By the clock; what has no time comes last. */
export function byStart(steps: readonly Step[], schedule: Schedule): readonly PlannedStep[] {
  const planned = steps.map((step): PlannedStep => ({ step, scheduled: schedule.steps[step.id] }));
  const start = ({ scheduled }: PlannedStep) => scheduled?.start ?? Number.MAX_SAFE_INTEGER;
  return planned.sort((a, b) => start(a) - start(b));
}
