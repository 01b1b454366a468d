/** What the time clauses of a plan say about its activities, as far as they are moments; see `build.ts` for arcs. */
import type { Id } from '../../ids.ts';
import type { Block, Place, Step, Time, Window } from '../../model.ts';
import { beginOf, holdsRange, isCalled, timingOf } from '../../order/blocks.ts';
import type { Order } from '../../order/model.ts';
import type { PointLookup, Scheduled } from '../../order/points.ts';
import { fillsRange } from '../../taking-time.ts';
import type { WorkCalendar } from '../../time/calendar.ts';
import { formatInstant } from '../../time/format.ts';
import type { Instant } from '../../time/model.ts';
import { occurrences } from '../../time/recurrence.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext, type TimeUse } from '../../time/resolve.ts';
import { isDistance } from '../../time/written-length.ts';
import { comesRoundOnDates } from '../occurrences.ts';
import type { BlockFacts } from './block-facts.ts';
import type { Activity, Open, StepActivity } from './network.ts';
import { paceUntil } from './pace.ts';

export class Clauses {
  /** Times that say nothing yet, and whose they are: planned without them. */
  readonly leftOut: LeftOut[] = [];
  /** Indices of steps whose times are so many working days away that there are none any more. */
  readonly beyond = new Set<number>();
  private readonly times: TimeContext;
  private readonly find: PointLookup;
  /** All that is scheduled has got the times it can have, see `schedule`. */
  private readonly settled: boolean;
  /** Those that nothing ends, see `Order`: planned as if they did not say until when. */
  private readonly endless: ReadonlySet<Id<Step>>;
  private readonly opens = new Map<string, Open>();
  private readonly contexts = new Map<WorkCalendar, Map<Instant | undefined, TimeContext>>();

  constructor(times: TimeContext, find: PointLookup, settled: boolean, { endless }: Pick<Order, 'endless'>) {
    this.times = times;
    this.find = find;
    this.settled = settled;
    this.endless = new Set(endless.map(({ step }) => step));
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

  /** `at`, `not before`, `due`, `during`, `until` and `every` of a step. */
  apply(step: Step, activity: StepActivity, facts: BlockFacts, outer: TimeContext): void {
    const late = facts.late || isDueOnly(step, facts);
    activity.asap = facts.asap || (late && step.asap === true);
    activity.late = late && !activity.asap;
    if (!step.at && !step.notBefore && !step.due && !step.during && !step.every && !step.until) return;
    let context = outer;
    const from = this.told(activity, step.every?.from, this.moment(step.every?.from, 'start', context));
    if (from !== undefined) context = { ...context, spanStart: from };
    const at = this.told(activity, step.at, this.startOf(step.at, context));
    const notBefore = this.told(activity, step.notBefore, this.startOf(step.notBefore, context));
    const during = resolveRangeIn(context, step.during);
    const begin = this.told(activity, step.during?.from, this.hangs(step.during?.from) ? undefined : during.start);

    this.notBefore(activity, notBefore);
    this.notBefore(activity, begin);
    // The first time of what comes round again is as fixed as it is written.
    const fills = fillsRange(step);
    activity.pinned = at ?? from ?? (fills ? begin : undefined);
    activity.atAnyHour = this.hangs(step.at ?? (fills ? step.during?.from : undefined)) !== undefined;
    if (activity.pinned !== undefined || activity.atAnyHour || this.hangs(step.every?.from))
      activity.late = activity.asap = false;
    this.limit(activity, step.due, this.moment(step.due, 'due', context));
    const ends = !this.endless.has(step.id);
    if (!fills) this.limit(activity, step.during?.to, during.end);
    else if (ends) this.lastUntil(activity, step.during!.to!, during.end);
    if (ends) this.applyUntil(activity, at === undefined ? context : { ...context, spanStart: at });
    this.rounds(activity, step, context);
    this.moveToWeekday(activity, step, context.calendar);
  }

  /** What lasts until then; a moment that has passed when it begins is a due that is missed. */
  private applyUntil(activity: StepActivity, context: TimeContext): void {
    const { until } = activity.step;
    const end = this.moment(until, 'end', context);
    if (!until) return;
    this.dueBy(activity, end, until);
    this.lastUntil(activity, until, end);
  }

  /** What is due behind T, in what prepares for it: it is done by T. */
  pastT(activity: Activity, time: Time): void {
    this.leftOut.push({ activity, time, isPastT: true });
  }

  /** Where the last round has no date there is but the first: that moves nothing, and is told. */
  private rounds(activity: Activity, { every }: Recurring, context: TimeContext): void {
    if (every && context.relative && comesRoundOnDates(every)) {
      this.leftOut.push({ activity, place: every.place });
      return;
    }
    const until = every?.until;
    if (!until || until.kind === 'unknown' || this.isUnread(until) || this.isBeyond(until) || this.hangs(until)) return;
    if (this.moment(until, 'end', context) === undefined) this.leftOut.push({ activity, time: until });
  }

  private lastUntil(activity: StepActivity, written: Time, end: Instant | undefined): void {
    if (end !== undefined) activity.pace = paceUntil(activity.pace, end);
    else if (this.settled || !this.isScheduled(written)) this.leaveOpen(activity, written);
  }

  /** The latest end. What is planned late has no time without it, everything else has. */
  private limit(activity: Activity, time: Time | undefined, due: Instant | undefined): void {
    if (!time || this.isUnread(time)) return;
    this.dueBy(activity, due, time);
    if (due !== undefined) return;
    // Nothing is known of what is scheduled before it has been scheduled once.
    if (activity.late && (this.settled || !this.isScheduled(time))) this.leaveOpen(activity, time);
    else if (this.isBeyond(time)) this.noteBeyond(activity, time);
    else this.leftOut.push({ activity, time });
  }

  /** The times of a block as a whole: where it begins, what says that, and when it is over. */
  applyBlock(block: Block, { start, end }: Edges, facts: BlockFacts, context: TimeContext): void {
    // What is called says until when it must be over, and that is asked when it is known how long it takes.
    if (facts.timing === 'called' && !block.parent) return;
    const range = resolveRangeIn(context, block.during);
    // A run whose window has no date counts from its own begin, whatever that is.
    const counts = this.times.relative && !block.parent;
    const begin = beginOf(block);
    if (!counts && facts.at === undefined && !this.hangs(begin)) this.leaveOpen(start, begin);
    if (!counts && range.start === undefined && !this.hangs(block.during?.from))
      this.leaveOpen(start, block.during?.from);
    if (begin && facts.at !== undefined && !this.hangs(begin)) {
      start.pinned = facts.at;
      start.late = false;
    }
    if (range.start !== undefined && isHour(block.during?.from) && holdsRange(block, facts.timing)) {
      start.pinned ??= range.start;
      start.late = false;
    }
    if (context.relative) this.rounds(start, block, context);
    this.moveToWeekday(start, block, context.calendar);
    this.limit(end, block.due, this.moment(block.due, 'due', context));
    this.limit(end, block.during?.to, range.end);
  }

  /** A run that says no begin has none before its window has: what hangs on that is told of the window. */
  waitForWindow({ after, parent }: Block, start: Activity, window: Window | undefined): void {
    if (!parent && !start.late && after.length === 0) this.leaveOpen(start, window?.from);
  }

  /** The hour at which a block begins holds for what it begins with, whoever is busy then; a day is any hour of it. */
  beginWith(block: Block, { start, first }: { start: Activity; first: Activity }, context: TimeContext): void {
    if (start.pinned === undefined || first.pinned !== undefined || first.open || first.kind === 'milestone') return;
    const begin = beginOf(block) ?? block.during?.from;
    if (this.moment(begin, 'start', context) !== this.moment(begin, 'end', context) || !begin) return;
    if (first.kind === 'step') {
      const { notBefore, during, every, after, alongside } = first.step;
      if (notBefore || during || every || after.length > 0 || alongside.length > 0) return;
    } else if (first.block && (first.block.during || first.block.after.length > 0)) return;
    first.pinned = start.pinned;
    first.late = false;
  }

  /**
   * A start that nobody knows. Where the clock starts at 0 only `tbd` is one: dates say nothing there, and that is told.
   * Of what is called nobody can know the date before, so it is planned without it.
   */
  leaveOpen(activity: Activity, time: Time | undefined): void {
    if (!time || this.isUnread(time)) return;
    if (this.isBeyond(time)) this.noteBeyond(activity, time);
    else if (!this.times.relative || (time.kind === 'unknown' && !isOnCall(activity)))
      activity.open ??= this.openOf(time);
    else this.leftOut.push({ activity, time });
  }

  /** One for everything that hangs on the same time. */
  openOf(written: Time | undefined, named?: string): Open {
    const time = written && this.rootOf(written);
    const name = named ?? (time ? causeOf(time) : 'T');
    const place = time?.kind === 'unknown' ? time.place : undefined;
    const key = place ? JSON.stringify(place) : name;
    let open = this.opens.get(key);
    if (!open) {
      open = { name, place };
      this.opens.set(key, open);
    }
    return open;
  }

  /** What hangs on a milestone that states its time hangs on what that states. */
  private rootOf(written: Time): Time {
    const seen = new Set<Time>();
    for (let time = written; !seen.has(time); ) {
      seen.add(time);
      const found = time.kind === 'point' ? this.find(time, time.side ?? 'end') : undefined;
      const thing = found?.kind === 'scheduled' && statesItsTime(found.thing) ? found.thing : undefined;
      if (thing?.kind !== 'milestone' || !thing.at) return time;
      time = thing.at;
    }
    return written;
  }

  /** What nobody can read, or a name that is declared nowhere: a finding of form says so, and the rest of the line counts. */
  private isUnread(time: Time): boolean {
    if (time.kind === 'point') return this.find(time, time.side ?? 'end') === undefined;
    return time.kind === 'unknown' && !time.tbd;
  }

  /** Further away than there are times. */
  private isBeyond(time: Time): time is Extract<Time, { kind: 'offset' }> {
    return time.kind === 'offset' && this.times.T !== undefined && (!this.times.relative || isDistance(time));
  }

  /** What is out of reach is told where it is written; of working days it is the calendar that ends. */
  private noteBeyond(activity: Activity, time: Extract<Time, { kind: 'offset' }>): void {
    if (time.offset.workingDays !== 0) this.beyond.add(activity.index);
  }

  private isScheduled(time: Time): boolean {
    return time.kind === 'point' && this.find(time, time.side ?? 'start')?.kind === 'scheduled';
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
    const found = this.find(time, time.side ?? 'end');
    return found?.kind === 'scheduled' && !statesItsTime(found.thing) ? time : undefined;
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

  /** What recurs begins with the first day it recurs on. */
  private moveToWeekday(activity: Activity, { every }: Recurring, calendar: WorkCalendar): void {
    const from = activity.pinned ?? activity.earliest;
    if (!every || every.weekdays.length === 0 || !Number.isFinite(from) || this.times.relative) return;
    const { interval, weekdays, ofMonth } = every;
    const rule = { interval, weekdays, ofMonth, from, until: Number.MAX_SAFE_INTEGER, zone: this.times.zone, calendar };
    activity.pinned = occurrences(rule, 1).moments[0];
  }

  /** Passes a start on, and remembers that it is not known, unless it becomes an arc. */
  private told(activity: StepActivity, time: Time | undefined, at: Instant | undefined): Instant | undefined {
    if (time && at === undefined && !this.hangs(time)) this.leaveOpen(activity, time);
    return at;
  }
}

function isOnCall(activity: Activity): boolean {
  return activity.kind === 'step' && isCalled(activity.step.block);
}

export interface LeftOut {
  readonly activity: Activity;
  /** Left out: a clause at `place` asks for dates, while T has none. */
  readonly time?: Time;
  readonly place?: Place;
  /** It is known, and behind T, by which all of its block is over. */
  readonly isPastT?: true;
}

type Recurring = Pick<Step | Block, 'every'>;

interface Edges {
  readonly start: Activity;
  readonly end: Activity;
}

/** A milestone that is at a time, and after nothing, is that time: what is at it is as firm as the time would be. */
function statesItsTime(thing: Scheduled): boolean {
  if (thing.kind !== 'milestone' || thing.after.length > 0) return false;
  const stated = thing.at ?? thing.due;
  return stated !== undefined && stated.kind !== 'point';
}

/**
 * What stands in the release itself, and says no more than when it must be over, is planned like `prepare`; so is in a phase that
 * says when it begins, in the run as well, whatever people come together for: it is held by then, and not on the first day of the phase.
 */
export function isDueOnly(step: Step, facts: BlockFacts): boolean {
  const inPhase = facts.timing === 'dated' || (timingOf(step.block.kind) === 'dated' && facts.start !== undefined);
  const isHeld = inPhase && !facts.asap && (step.verb === 'gate' || step.verb === 'meet');
  if ((facts.timing !== 'messages' && !isHeld) || !step.due) return false;
  return !saysBegin(step) && step.after.length === 0 && step.alongside.length === 0;
}

export function saysBegin({ at, notBefore, during, every }: Step): boolean {
  return (at ?? notBefore ?? during ?? every) !== undefined;
}

/** Of a day nobody says when in it something begins. */
function isHour(time: Time | undefined): boolean {
  if (time?.kind === 'instant') return !time.dateOnly;
  return (
    time?.kind === 'clock' || (time?.kind === 'offset' && time.offset.workingDays === 0 && time.weekday === undefined)
  );
}

/** How a message calls a time that is not known. */
export function causeOf(time: Time): string {
  switch (time.kind) {
    case 'offset':
    case 'instant':
      return 'T';
    case 'point':
      return [time.ref.name, time.target?.name].filter(Boolean).join(' ');
    case 'clock':
      return 'a window';
    default:
      return 'tbd';
  }
}
