/** The network of the plan levelled once more: with what has happened where it happened, and the rest behind now. */
import type { Id } from '../ids.ts';
import type { Step } from '../model.ts';
import type { Leveled } from '../schedule/leveling/leveling.ts';
import type { ScheduledStep } from '../schedule/model.ts';
import type { Activity, Network, StepActivity } from '../schedule/network/network.ts';
import type { Pace } from '../schedule/network/pace.ts';
import { levelAgain } from '../schedule/solve.ts';
import type { Instant, Minutes, Span } from '../time/model.ts';
import { type Demand, NOBODY } from '../who/people.ts';
import { logName, type Night } from './night.ts';
import { isCalledOff, type RunRecord, type StepRecord } from './record.ts';
import { expectedEnd } from './remaining.ts';

export interface Forecast {
  readonly steps: ReadonlyMap<Id<Step>, Span>;
  /** Undefined: as in the plan, since nothing has been told. */
  readonly again?: { readonly network: Network; readonly leveled: Leveled };
}

export interface Course {
  readonly night: Night;
  readonly record: RunRecord;
  readonly now: Instant;
  /** It does not begin, as a gate has said. */
  readonly isOff?: boolean;
  /** From then on the run stands still, because a rollback was called. */
  readonly calledOffAt?: Instant;
}

/** Nothing is forecast otherwise than planned before the run is opened, or once a gate has said that it does not begin. */
export function forecastOf(course: Course): Forecast {
  const { night, record, isOff = false } = course;
  const { schedule, solution, parts } = night;
  const steps = new Map<Id<Step>, Span>();
  for (const { id } of parts.keys()) {
    const { start, end } = schedule.steps[id]!;
    const own = record.steps.get(logName(night, id));
    steps.set(id, (own && happened(course, own, lengthOf({ start, end }, own))) ?? { start, end });
  }
  if (!solution || !record.opened || isOff) return { steps };

  const placed = new Map<number, Placed>();
  // The edges of blocks as well: what stands behind them must not have its turn later for it.
  const order = new Map([...solution.leveled.start.entries()].filter(([, start]) => Number.isFinite(start)));
  for (const [step, { index }] of solution.steps) {
    const planned = schedule.steps[step.id];
    if (!planned) continue;
    const at = placedOf(course, step, planned, night.spreads.get(step));
    if (at) placed.set(index, at);
  }
  const change = (activity: Activity): Activity => changed(activity, course, placed.get(activity.index));
  const again = levelAgain(solution, { hasBegun: (index) => placed.has(index), change, order });
  for (const [step, { index }] of solution.steps) {
    const placement = again.leveled.placements[index];
    if (placement && steps.has(step.id)) steps.set(step.id, { start: placement.start, end: placement.end });
  }
  return { steps, again };
}

/** Where something is that is not to be moved any more. */
interface Placed extends Span {
  /** It takes its people's time still. */
  readonly isGoingOn: boolean;
}

function placedOf(course: Course, step: Step, planned: ScheduledStep, spread: Spread): Placed | undefined {
  const { night, record, now, calledOffAt } = course;
  const own = record.steps.get(logName(night, step.id));
  const part = night.parts.get(step);
  if (calledOffAt !== undefined && part === 'run' && isCalledOff(own, calledOffAt)) {
    const start = Math.min(own?.start ?? calledOffAt, calledOffAt);
    return { start, end: calledOffAt, isGoingOn: false };
  }
  const span = own && happened(course, own, lengthOf(planned, own), spread);
  if (span) return { ...span, isGoingOn: span.end > now };
  // What was to be before the run is taken as done: the night waits for nothing that nobody speaks of.
  if (!own && part === 'other' && planned.start < night.start)
    return { start: planned.start, end: planned.end, isGoingOn: false };
  return undefined;
}

type Spread = Parameters<typeof expectedEnd>[3];

/** Undefined: it has not begun, or must be begun once more. */
function happened({ now }: Course, own: StepRecord, length: Minutes, spread?: Spread): Span | undefined {
  const { is, start, end, since } = own;
  switch (is) {
    case 'running':
      return { start: start!, end: Math.max(now, expectedEnd(start!, length, now, spread)) };
    case 'done':
      return { start: start ?? end!, end: end! };
    case 'skipped':
    case 'undone':
      return { start: Math.min(start ?? since!, since!), end: end! };
    default:
      return undefined;
  }
}

function lengthOf(planned: Span, own: Pick<StepRecord, 'delay'> | undefined): Minutes {
  return Math.max(0, planned.end - planned.start + (own?.delay ?? 0));
}

function changed(activity: Activity, { night, record, now }: Course, placed: Placed | undefined): Activity {
  if (activity.kind !== 'step') return activity.late ? { ...activity, late: false } : activity;
  const planned = night.schedule.steps[activity.step.id];
  if (!planned) return activity;
  const own = record.steps.get(logName(night, activity.step.id));
  const people = staffed(activity, own?.handedTo === undefined ? planned.by : [own.handedTo], planned);
  if (placed) {
    const { start, end, isGoingOn } = placed;
    return {
      ...activity,
      ...(isGoingOn ? people : UNSTAFFED),
      pinned: start,
      atAnyHour: true,
      late: false,
      open: undefined,
      relay: undefined,
      pace: lasting(end - start),
    };
  }
  const delay = own?.delay ?? 0;
  // What is planned back from its end goes forward on the night, and its people come when they were to come.
  const floor = activity.late ? planned.start : activity.earliest;
  return {
    ...activity,
    ...people,
    earliest: Math.max(floor, now),
    late: false,
    pace: delay === 0 ? people.pace : longer(people.pace, delay),
  };
}

/** Whom the plan has chosen stays chosen: a night in which everybody is moved about at every event is nobody's. */
function staffed(
  activity: StepActivity,
  by: readonly string[],
  planned: ScheduledStep,
): Pick<StepActivity, 'by' | 'with' | 'resources' | 'pace'> {
  const keys = activity.resources.slice(activity.with.fixed.length);
  const { outside } = activity.by;
  const fixed = by.filter((name) => !outside.includes(name));
  const others = planned.with.filter((name) => !activity.with.outside.includes(name) && !fixed.includes(name));
  const chosen = activity.by.choices.length > 0 ? fixed.at(-1) : undefined;
  return {
    by: only(fixed, outside),
    with: only(others, activity.with.outside),
    resources: [...others, ...keys],
    pace: chosen === undefined ? activity.pace : activity.paceOf(chosen),
  };
}

function only(fixed: readonly string[], outside: readonly string[]): Demand {
  return { fixed, choices: [], outside };
}

const UNSTAFFED = { by: NOBODY, with: NOBODY, resources: [] } as const;

function lasting(minutes: Minutes): Pace {
  return {
    instant: minutes === 0,
    always: minutes,
    firstStart: (at) => at,
    lastStart: (at) => at,
    endOf: (start) => start + minutes,
    latestStart: (end) => end - minutes,
  };
}

function longer(pace: Pace, delay: Minutes): Pace {
  return {
    ...pace,
    instant: false,
    always: pace.always === undefined ? undefined : Math.max(0, pace.always + delay),
    endOf: (start) => Math.max(start, pace.endOf(start) + delay),
    latestStart: (end) => pace.latestStart(end - delay),
  };
}
