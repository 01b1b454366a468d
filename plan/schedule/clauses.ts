/** What the time clauses of a plan say about its activities, as far as they are moments; see `build.ts` for arcs. */
import type { Step, Time } from '../model.ts';
import type { PointLookup } from '../order/points.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import { formatInstant } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { occurrences } from '../time/recurrence.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext, type TimeUse } from '../time/resolve.ts';
import type { BlockFacts } from './block-facts.ts';
import type { Activity, StepActivity } from './network.ts';

export class Clauses {
  /** Steps by the time they hang on that nobody knows, as the plan calls it. */
  readonly unknown = new Map<string, Set<Step>>();
  /** Indices of steps whose times are so many working days away that there are none any more. */
  readonly beyond = new Set<number>();
  private readonly times: TimeContext;
  private readonly find: PointLookup;
  private readonly contexts = new Map<WorkCalendar, Map<Instant | undefined, TimeContext>>();

  constructor(times: TimeContext, find: PointLookup) {
    this.times = times;
    this.find = find;
  }

  contextOf(facts: BlockFacts | undefined, calendar: WorkCalendar = this.times.calendar): TimeContext {
    const spanStart = facts?.spanStart ?? this.times.spanStart;
    let contexts = this.contexts.get(calendar);
    if (!contexts) {
      contexts = new Map();
      this.contexts.set(calendar, contexts);
    }
    let context = contexts.get(spanStart);
    if (!context) {
      context = { ...this.times, calendar, spanStart };
      contexts.set(spanStart, context);
    }
    return context;
  }

  /** `at`, `not before`, `due`, `during` and `every` of a step. */
  apply(step: Step, activity: StepActivity, facts: BlockFacts, outer: TimeContext): void {
    activity.late = facts.late;
    if (!step.at && !step.notBefore && !step.due && !step.during && !step.every) return;
    let context = outer;
    const from = this.told(activity, step.every?.from, this.startOf(step.every?.from, context));
    if (from !== undefined) context = { ...context, spanStart: from };
    const at = this.told(activity, step.at, this.startOf(step.at, context));
    const notBefore = this.told(activity, step.notBefore, this.startOf(step.notBefore, context));
    const during = resolveRangeIn(context, step.during);
    const begin = this.told(activity, step.during?.from, this.hangs(step.during?.from) ? undefined : during.start);
    const due = this.told(activity, step.due, this.moment(step.due, 'due', context));
    if (step.during?.to && during.end === undefined) this.note(step, causeOf(step.during.to));

    this.notBefore(activity, notBefore);
    this.notBefore(activity, begin);
    if (at === undefined) this.notBefore(activity, from);
    this.dueBy(activity, due, step.due);
    this.dueBy(activity, during.end, step.during?.to);
    activity.pinned = at;
    if (at !== undefined || from !== undefined || this.hangs(step.at) || this.hangs(step.every?.from))
      activity.late = false;
    this.moveToWeekday(activity, step, context.calendar);
  }

  /** When something may start; undefined for what hangs on something scheduled: that becomes an arc. */
  startOf(time: Time | undefined, context: TimeContext): Instant | undefined {
    return this.hangs(time) ? undefined : this.moment(time, 'start', context);
  }

  moment(time: Time | undefined, use: TimeUse, context: TimeContext): Instant | undefined {
    return time ? resolveTimeIn(context, time, use) : undefined;
  }

  /** The time, if it hangs on something that is scheduled. */
  hangs(time: Time | undefined): Extract<Time, { kind: 'point' }> | undefined {
    if (time?.kind !== 'point') return undefined;
    return this.find({ ref: time.ref }, time.side ?? 'end')?.kind === 'scheduled' ? time : undefined;
  }

  notBefore(activity: Activity, at: Instant | undefined, name?: string): void {
    if (at === undefined || at <= activity.earliest) return;
    activity.earliest = at;
    activity.earliestWhy = { reason: 'time', name: name ?? formatInstant(at, this.times.zone) };
  }

  dueBy(activity: Activity, due: Instant | undefined, time: Time | undefined): void {
    if (due === undefined || due >= activity.due) return;
    activity.due = due;
    activity.duePlace = time?.place;
    activity.dueName = formatInstant(due, this.times.zone);
  }

  note(step: Step, cause: string): void {
    const steps = this.unknown.get(cause);
    if (steps) steps.add(step);
    else this.unknown.set(cause, new Set([step]));
  }

  /** A recurring step begins with the first day it recurs on. */
  private moveToWeekday(activity: Activity, { every }: Step, calendar: WorkCalendar): void {
    const from = activity.pinned ?? activity.earliest;
    if (!every || every.weekdays.length === 0 || !Number.isFinite(from)) return;
    const { interval, weekdays } = every;
    const rule = { interval, weekdays, from, until: Number.MAX_SAFE_INTEGER, zone: this.times.zone, calendar };
    activity.pinned = occurrences(rule, 1).moments[0];
  }

  /** Passes a moment on, and remembers that it is not known, unless it becomes an arc. */
  private told(activity: StepActivity, time: Time | undefined, at: Instant | undefined): Instant | undefined {
    const { step } = activity;
    if (time && at === undefined && (time === step.due || !this.hangs(time))) {
      const isKnown = time.kind === 'offset' && this.times.T !== undefined;
      // Any other known offset is out of reach, and told as such.
      if (isKnown && time.offset.workingDays !== 0) this.beyond.add(activity.index);
      else if (!isKnown) this.note(step, causeOf(time));
    }
    return at;
  }
}

/** How a message calls a time that is not known. */
export function causeOf(time: Time): string {
  switch (time.kind) {
    case 'offset':
    case 'instant':
      return 'T';
    case 'point':
      return time.ref.name;
    case 'clock':
      return 'a window';
    default:
      return 'tbd';
  }
}
