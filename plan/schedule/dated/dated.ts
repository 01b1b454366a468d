/** Everything of a scheduled release that has a date, resolved once; whoever needs one reads it here. */
import { childrenOf } from '../../children.ts';
import { table } from '../../ids.ts';
import {
  type Block,
  lookup,
  type Milestone,
  type Place,
  type Plan,
  type Rehearsal,
  type Release,
  type Step,
  stepLabel,
  type Time,
  type Trigger,
  type Who,
} from '../../model.ts';
import { comesRound, isCalled } from '../../order/blocks.ts';
import { stepsAndBlocks } from '../../order/perhaps.ts';
import { pointLookup } from '../../order/points.ts';
import { inTextOrder } from '../../place.ts';
import type { WorkCalendar } from '../../time/calendar.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant, OddTime } from '../../time/model.ts';
import { nextOccasion, occasionsIn, occasionsOf } from '../../time/occasions.ts';
import { occurrences } from '../../time/recurrence.ts';
import { readTimeIn, type TimeContext, type TimeUse } from '../../time/resolve.ts';
import { isDistance } from '../../time/written-length.ts';
import type { Reversed, Schedule, ScheduledStep, Span } from '../model.ts';
import { causeOf } from '../network/clauses.ts';
import { armedIn, hasOwnTime } from './armed.ts';
import type { Dated, Moment } from './model.ts';
import * as said from './statements.ts';
import { type What, whatIs } from './whose-days.ts';

export interface DatedInput {
  readonly plan: Plan;
  readonly release: Release;
  /** All but what is made here. */
  readonly schedule: Omit<Schedule, 'dated' | 'moments' | 'oddTimes' | 'reversed'>;
  /** T and the points of the finished schedule, read with the release's calendar. */
  readonly times: TimeContext;
  calendarFor(what: What, by?: Who): WorkCalendar;
  /** Whose working days a step's times count. */
  calendarOf(step: Step): WorkCalendar;
  /** Where the hours of the lines in a block are looked for from. */
  spanStart(block: Block): Instant | undefined;
  /** Whether its times are dates, and do not count from 0. */
  isReal(thing: Block | Step | Milestone): boolean;
}

export function datedOf(input: DatedInput): Pick<Schedule, 'dated' | 'moments' | 'reversed'> {
  return new Reader(input).read();
}

class Reader {
  private readonly input: DatedInput;
  private readonly moments = table<Moment>();
  private readonly dated: Dated[] = [];
  private readonly reversed = new Map<Place, Reversed>();

  constructor(input: DatedInput) {
    this.input = input;
  }

  read(): Pick<Schedule, 'dated' | 'moments' | 'reversed'> {
    const { plan, release } = this.input;
    this.windows();
    // That of a point of no return is dated with it.
    const named = new Set(release.pointsOfNoReturn.map(({ milestone }) => milestone));
    for (const one of release.milestones) if (!named.has(one)) this.milestone(said.milestone(one));
    for (const one of release.steps) this.step(one);
    for (const block of release.blocks) this.block(block);
    for (const point of release.pointsOfNoReturn) {
      const at = this.input.schedule.pointsOfNoReturn[point.id];
      if (at !== undefined && !isCalled(point.block)) {
        const { milestone, place } = point;
        const statement = {
          what: 'point of no return',
          of: milestone ?? point,
          label: milestone?.name ?? '',
          place,
        } as const;
        this.add(statement, { start: at }, point.block);
      }
    }
    for (const statement of said.statementsOf(plan, release)) this.stated(statement);
    for (const trigger of release.triggers) this.trigger(trigger);
    for (const one of release.steps) this.again(one);
    this.shared();
    // What says a time once more in other words is no date of its own.
    const { steps, milestones, windows, rehearsals } = release;
    const blocks = stepsAndBlocks(release).filter(({ kind }) => kind !== 'step');
    for (const { meaning = [] } of [...steps, ...blocks, ...milestones, ...windows, ...rehearsals]) {
      for (const time of meaning) this.moment(time, 'start', this.input.times);
    }
    return { dated: this.dated.sort(inOrder), moments: this.moments, reversed: [...this.reversed.values()] };
  }

  // ------------------------------------------------------------------------------------------------ what is scheduled

  private windows(): void {
    const { release, schedule, times } = this.input;
    for (const [i, one] of release.windows.entries()) {
      const statement = said.window(one);
      // The first window is what T is: it cannot count from it.
      this.range(statement, i === 0 ? { ...times, T: undefined, spanStart: undefined } : times);
      this.add(statement, { ...schedule.windows[one.id] });
    }
  }

  private milestone(statement: said.Statement): void {
    const { schedule, times } = this.input;
    const { of } = statement;
    if (!('block' in of) || of.kind !== 'milestone') return;
    const context = this.within(times, of.block);
    this.moment(of.at, 'start', context);
    const due = this.moment(of.due, 'due', context);
    const start = schedule.milestones[of.id];
    const open =
      start === undefined ? of.after.find(({ point }) => times.point(point, point.side) === undefined) : undefined;
    this.add(statement, { start, due }, of, open?.point.ref.name);
  }

  private step(one: Step): void {
    if (saysNoTime(one)) return;
    const { schedule } = this.input;
    const context = this.within({ ...this.input.times, calendar: this.input.calendarOf(one) }, one.block);
    const from = this.moment(one.every?.from, 'start', context);
    const inner = from === undefined ? context : { ...context, spanStart: from };
    this.moment(one.at, 'start', inner);
    this.moment(one.notBefore, 'start', inner);
    const due = this.moment(one.due, 'due', inner);
    if (one.during) this.range(one, inner);
    const scheduled = schedule.steps[one.id];
    const until = this.moment(one.every?.until, 'end', scheduled ? { ...inner, spanStart: scheduled.start } : inner);
    this.inOrder(one.every?.from, one.every?.until, from, until);
    for (const line of said.checklist(one.checklist, one)) {
      const calendar = this.input.calendarFor(line.what, line.by);
      this.add(line, { due: this.moment(line.due, 'due', { ...inner, calendar }) });
    }
    const statement = said.step(one, stepLabel(one));
    // A task that does not say when it is has the time that the order of its block gives it, and is no date.
    const isDate = one.at ?? one.during ?? one.due ?? one.every ?? one.doneOn ?? one.was?.[0];
    this.history(statement);
    if (isCalled(one.block) || (statement.what === 'step' && !isDate)) return;
    const open = scheduled
      ? undefined
      : schedule.conflicts.find(({ kind, steps }) => kind === 'unknown-time' && steps.includes(one.id))?.name;
    this.add({ ...statement, ...timesOf(one) }, { ...spanOf(one, scheduled), due }, one, open);
  }

  private block(one: Block): void {
    const { schedule, times } = this.input;
    const isPart = one.parent !== undefined;
    const context = this.within(times, one.parent);
    const called = isCalled(one);
    // A way back is called while its run goes on.
    const inner = called ? { ...context, spanStart: schedule.run?.start ?? times.spanStart } : context;
    this.moment(one.at, 'start', inner);
    const during = one.during ? this.range(one, inner) : {};
    const limits = { due: this.moment(one.due, 'due', inner), end: this.moment(one.until, 'due', inner) ?? during.end };
    const what = (WORDS as readonly string[]).includes(one.kind) ? (one.kind as What) : 'block';
    const statement = said.block(one, what);
    const from = this.moment(one.every?.from, 'start', inner);
    const last = this.moment(one.every?.until, 'end', from === undefined ? inner : { ...inner, spanStart: from });
    this.inOrder(one.every?.from, one.every?.until, from, last);
    const rounds = schedule.cycles[one.id];
    const says = one.at ?? one.during ?? one.due ?? one.until ?? one.every;
    if (called) {
      if (!isPart && says) this.add(statement, { ...limits, start: during.start });
    } else if (one.kind !== 'messages' && (says || (!isPart && DATED_BLOCKS.includes(what)))) {
      const planned = rounds ? { ...rounds[0], occurrences: rounds } : schedule.blocks[one.id];
      this.add(statement, { ...planned, due: limits.due }, one);
    }
    for (const child of childrenOf(this.input.release, one)) if ('children' in child) this.block(child);
  }

  private trigger(one: Trigger): void {
    if (!hasOwnTime(one)) return;
    const { plan, release, schedule } = this.input;
    const statement = said.trigger(one);
    const context = this.within(this.contextFor(statement), one.block);
    if (one.during) this.range(one.during, context);
    this.moment(one.at, 'start', context);
    const { moments, dated } = this;
    const known = { plan, release, schedule: { ...schedule, moments, dated } };
    const { zone, calendar } = context;
    const { from, to } = armedIn({ ...known, later: (at, by) => addDuration(at, by, zone, calendar) }, one);
    // Of what becomes of a thing without a time there is nothing to show.
    if (from === undefined && to === undefined && !one.at && !one.during) return;
    this.add(statement, { start: from, ...(!one.at && { end: to }) }, one.block);
  }

  /** A gate lasts as long when it decides once more; what comes round counts from when it decides first. */
  private again(one: Step): void {
    const noGo = one.gate?.noGo;
    if (!noGo?.at && !noGo?.every) return;
    const { at, every } = noGo;
    const statement = said.again(noGo, one, stepLabel(one));
    const context = this.within(this.contextFor(statement), one.block);
    const planned = this.input.schedule.steps[one.id];
    const starts = [this.moment(at, 'start', context) ?? []].flat();
    const until = this.moment(every?.until, 'end', context);
    if (every && planned && until !== undefined) {
      const { interval, weekdays, ofMonth } = every;
      const { zone, calendar } = context;
      const round = occurrences({ interval, weekdays, ofMonth, from: planned.start, until, zone, calendar });
      starts.push(...round.moments.filter((start) => start > planned.start));
    }
    const length = planned ? planned.end - planned.start : 0;
    const spans = starts.map((start) => ({ start, end: start + length }));
    this.add(statement, { ...spans[0], occurrences: spans }, one.block);
  }

  // ------------------------------------------------------------------------------------------------ what is stated

  private stated(statement: said.Statement): void {
    const { what, at, on, during, until, due, of, inside, every, doneOn, was } = statement;
    if (!at && !on && !due && !until && !during?.from && !during?.to && !every && !doneOn && !was?.length) return;
    const { schedule, times } = this.input;
    const spanStart = (inside && this.range(inside.during, this.contextFor(inside)).start) ?? times.spanStart;
    const own = this.contextFor(statement);
    // The hours of a cover are those of its roster.
    const onOdd = inside && ((odd: OddTime) => odd.problem !== 'late-hour' && own.onOdd?.(odd));
    const context = { ...own, spanStart, ...(onOdd && { onOdd }) };
    const limit = this.moment(due, 'due', context);
    if (what === 'shift') this.shifts(statement, context);
    else if (every) this.occasions(statement, context);
    else if (what === 'rehearsal') {
      this.moment(at, 'start', context);
      this.add(statement, { ...schedule.rehearsals[(of as Rehearsal).id] });
    } else if (on) {
      this.moment(on, 'start', context);
      const { at: start, day } = this.moments[on.id] ?? {};
      this.add(statement, { ...(day ?? { start }), due: limit });
    } else if (during) this.add(statement, this.range(during, context));
    else if (until) this.add(statement, { end: this.moment(until, 'end', context) });
    else this.add(statement, { start: this.moment(at, 'start', context), due: limit });
  }

  /** All freezes of a company would bury the night: of what is imported, what meets the release is its own date. */
  private shared(): void {
    const own = this.dated.splice(0);
    const touched = this.touched();
    for (const statement of said.sharedStatements(this.input.plan)) {
      const { of, place } = statement;
      const isOurs = place.file === this.input.plan.file || !('kind' in of) || of.kind !== 'maintenance';
      if (isOurs || of.of.some(({ name }) => touched.has(name))) this.stated(statement);
      else this.readTimes(statement);
    }
    const shared = this.dated.splice(0);
    const { start, end } = extentOf(own);
    const meets = (one: Dated) =>
      one.place.file === this.input.plan.file ||
      ((one.start ?? one.end ?? Number.POSITIVE_INFINITY) <= end && (one.end ?? one.start ?? end) >= start);
    this.dated.push(...own, ...shared.filter(meets));
  }

  /** What the steps are about, and what that runs on. */
  private touched(): ReadonlySet<string> {
    const { plan, release } = this.input;
    const touched = new Set<string>();
    for (const { targets, in: place, to } of release.steps) {
      for (const { name } of targets) touched.add(name);
      if (place) touched.add(place.name);
      if (to) touched.add(to.name);
    }
    for (const name of touched) {
      const thing = lookup(plan, release, name);
      if (thing?.kind !== 'system') continue;
      for (const ref of [...thing.on, ...(thing.environment ? [thing.environment] : [])]) touched.add(ref.name);
    }
    return touched;
  }

  /** For whoever asks when it is, though it is no date of this release. */
  private readTimes(statement: said.Statement): void {
    const context = this.contextFor(statement);
    const { every, during } = statement;
    this.range(during, context);
    this.moment(every?.from, 'from', context);
    this.moment(every?.until, 'end', context);
  }

  /** One after the other, from the begin of the roster to its end. */
  private shifts(statement: said.Statement, context: TimeContext): void {
    const { start, end } = this.range(statement.inside?.during, context);
    const { interval, weekdays, ofMonth } = statement.every!;
    const { zone, calendar } = context;
    const isKnown = start !== undefined && end !== undefined && end > start;
    const { moments } = isKnown
      ? occurrences({ interval, weekdays, ofMonth, from: start, until: end - 1, zone, calendar })
      : { moments: [] };
    const spans = moments.map((from, i) => ({ start: from, end: moments[i + 1] ?? end! }));
    this.add(statement, { ...spans[0], occurrences: spans });
  }

  /** What lasts whenever it comes round, as far as it meets `within`; where it does not, the next time. */
  private occasions(statement: said.Statement, context: TimeContext): void {
    const { every, during, inside } = statement;
    const around = inside && this.range(inside.during, this.contextFor(inside));
    const within = around ? spanWithin(around) : this.extent;
    const ends = this.range(during, context);
    const bounds = {
      from: this.moment(every!.from, 'from', context),
      until: this.moment(every!.until, 'end', context),
    };
    this.inOrder(every!.from, every!.until, bounds.from, bounds.until);
    const isKnown = writtenIn(statement).every(({ id }) => this.moments[id]);
    const zone =
      [during?.from, during?.to].flatMap((time) => (time && 'zone' in time ? time.zone : []))[0] ?? context.zone;
    const rule = isKnown && within ? occasionsOf(every!, ends, bounds, zone) : undefined;
    const spans = rule ? occasionsIn(rule, within!, context.calendar) : [];
    if (around) {
      // Nobody covers an hour that is not in their roster.
      const cut = spans.map(({ start, end }) => ({
        start: Math.max(start, within!.start),
        end: Math.min(end, within!.end),
      }));
      this.add(statement, { ...cut[0], occurrences: cut });
      return;
    }
    const next = rule && spans.length === 0 ? nextOccasion(rule, within!.start, context.calendar) : undefined;
    const all = next ? [next] : spans;
    this.add(statement, { ...all[0], ...(all.length > 0 && { occurrences: all }) });
  }

  /** From the first to the last of what is scheduled in real time; undefined while everything counts from 0. */
  private get extent(): Span | undefined {
    const { release, schedule } = this.input;
    const steps = release.steps.filter((step) => this.input.isReal(step) && !isCalled(step.block));
    const spans = [
      ...steps.flatMap(({ id }) => schedule.steps[id] ?? []),
      ...Object.values(schedule.windows).map(({ start, end = start }) => ({ start, end })),
      ...Object.values(schedule.rosters),
    ];
    if (spans.length === 0) return undefined;
    const start = spans.reduce((first, one) => Math.min(first, one.start), Number.POSITIVE_INFINITY);
    return { start, end: spans.reduce((last, one) => Math.max(last, one.end), start) };
  }

  // ------------------------------------------------------------------------------------------------ times

  private contextFor({ what, by, place }: said.Statement): TimeContext {
    const { times, plan, calendarFor } = this.input;
    // What is odd about an imported time is told in its own file.
    const onOdd = place.file === plan.file ? times.onOdd : undefined;
    return { ...times, onOdd, calendar: calendarFor(what, by) };
  }

  private within(context: TimeContext, block: Block | undefined): TimeContext {
    return block ? { ...context, spanStart: this.input.spanStart(block) ?? context.spanStart } : context;
  }

  /** Reads a time, and keeps it for whoever asks for that line. */
  private moment(time: Time | undefined, use: TimeUse, context: TimeContext): Instant | undefined {
    const moment = time && readTimeIn(context, time, use);
    if (moment) this.moments[time.id] = moment;
    return moment?.at;
  }

  private range(range: said.Statement['during'], context: TimeContext): Partial<Span>;
  private range(owner: { readonly during?: said.Statement['during'] }, context: TimeContext): Partial<Span>;
  private range(
    range: said.Statement['during'] | { readonly during?: said.Statement['during'] },
    context: TimeContext,
  ): Partial<Span> {
    const { from, to } = (range && 'during' in range ? range.during : (range as said.Statement['during'])) ?? {};
    const start = this.moment(from, 'from', context);
    // One minute later: `22:00 .. 22:00` is a whole day.
    const end = this.moment(to, 'end', start === undefined ? context : { ...context, spanStart: start + 1 });
    this.inOrder(from, to, start, end);
    return { start, end };
  }

  /** What ends before it begins; where it hangs on what is planned, `due-missed` tells how much that misses it by. */
  private inOrder(from: Time | undefined, to: Time | undefined, start?: Instant, end?: Instant): void {
    if (!from || !to || start === undefined || end === undefined || from.kind === 'point' || to.kind === 'point')
      return;
    const minutes = start - end + (to.kind === 'instant' && to.dateOnly ? MINUTES_PER_DAY : 0);
    if (end < start || (end === start && minutes > 0))
      this.reversed.set(to.place, { minutes, from: from.place, place: to.place });
  }

  /** When it was, and when it was to be; every time that is written is kept, whether or not it is a date of the release. */
  private history(statement: said.Statement): Pick<Dated, 'actual' | 'was'> {
    const { doneOn, was = [] } = statement;
    if (!doneOn && was.length === 0) return {};
    const context = this.contextFor(statement);
    const read = (time: Time) => (this.moment(time, 'end', context) === undefined ? [] : (this.moments[time.id] ?? []));
    const [actual] = doneOn ? [read(doneOn)].flat() : [];
    const before = was.flatMap(read);
    return { ...(actual && { actual }), ...(before.length > 0 && { was: before }) };
  }

  /** Whether it counts from T, or from a thing that has a time. */
  private isPlanned(time: Time): boolean {
    const { plan, release, schedule } = this.input;
    if (time.kind === 'offset') return true;
    const thing = time.kind === 'point' ? pointLookup(plan, release)(time, time.side ?? 'end')?.thing : undefined;
    const { steps, blocks, milestones } = schedule;
    return thing !== undefined && [steps, blocks, milestones].some((all) => Object.hasOwn(all, thing.id));
  }

  private add(
    statement: said.Statement,
    dates: Partial<Pick<Dated, 'start' | 'end' | 'due' | 'occurrences'>>,
    /** What is scheduled, or the block that it stands in. */
    around?: Block | Step | Milestone,
    hangsOn?: string,
  ): void {
    const { what, label, title, of, place, done = false } = statement;
    const written = writtenIn(statement);
    const relative = around !== undefined && !this.input.isReal(around);
    // What has a time from T on has it by what says how far from T, or behind what, it is.
    const isKnown = (time: Time) => relative && dates.start !== undefined && isDistance(time) && this.isPlanned(time);
    const open = written.find((time) => !this.moments[time.id] && !isKnown(time));
    const unknown = hangsOn ?? (open && causeOf(open));
    const first = written.find((time) => 'zone' in time);
    this.dated.push({
      what,
      label,
      ...(title && { title }),
      of: of.id,
      place,
      lasts: lasts(statement, dates),
      ...known(dates),
      ...this.history(statement),
      done,
      zone: statement.every?.hours?.zone ?? (first && 'zone' in first ? first.zone : this.input.release.zone),
      relative,
      ...(unknown !== undefined && { unknown }),
    });
  }
}

/** It is no date, and has none in it: most steps of a night are so. */
function saysNoTime(step: Step): boolean {
  const { at, notBefore, due, during, every, doneOn, was, checklist } = step;
  return (
    (at ?? notBefore ?? due ?? during ?? every ?? doneOn ?? was) === undefined &&
    checklist.length === 0 &&
    whatIs(step) === 'step'
  );
}

/** Words of blocks that are words of dates as well. */
const WORDS = ['run', 'prepare', 'follow-up', 'phase', 'stream', 'cycle', 'rollback', 'play'] as const;
/** They are dates, also where they do not say when. */
const DATED_BLOCKS: readonly string[] = ['run', 'phase', 'stream'];

function timesOf({ at, notBefore, during, every }: Step): Partial<said.Statement> {
  const start = at ?? notBefore;
  return { ...(start && { at: start }), ...(during && { during }), ...(every && { every }) };
}

function spanOf(step: Step, scheduled: ScheduledStep | undefined): Partial<Dated> {
  if (!scheduled) return {};
  const { start, end } = scheduled;
  return { start, end, ...(comesRound(step) && { occurrences: scheduled.occurrences }) };
}

function writtenIn({ at, on, during, until, due, every }: said.Statement): readonly Time[] {
  return [at, on, during?.from, during?.to, until, due, every?.from, every?.until].filter((time) => time !== undefined);
}

function lasts({ what, at, during, until, on }: said.Statement, { start, end, due }: Partial<Dated>): boolean {
  if (what === 'waiver' || what === 'expiry' || what === 'play') return true;
  if (what === 'trigger') return !at;
  if (during) return true;
  return on === undefined && until === undefined && due !== start && end !== undefined && end !== start;
}

function spanWithin({ start, end }: Partial<Span>): Span | undefined {
  return start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
}

/** From the first date to the last one. */
function extentOf(dated: readonly Dated[]): Span {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of dated) {
    if (one.relative) continue;
    for (const at of [one.start, one.due, one.end]) {
      if (at === undefined) continue;
      start = Math.min(start, at);
      end = Math.max(end, at);
    }
  }
  return { start, end };
}

/** What is undefined or beyond all dates is left out. */
function known(dates: Partial<Dated>): Partial<Dated> {
  const found: Record<string, unknown> = {};
  for (const name in dates) {
    const value = dates[name as keyof Dated];
    if (typeof value === 'number' ? Number.isFinite(value) : value) found[name] = value;
  }
  return found;
}

/** In order of time, things of one moment in the order of the page; what has no date comes last. */
function inOrder(a: Dated, b: Dated): number {
  const [from, to] = [a, b].map(({ start, due, end }) => start ?? due ?? end ?? Number.POSITIVE_INFINITY) as [
    number,
    number,
  ];
  if (from !== to) return from < to ? -1 : 1;
  return inTextOrder(a.place, b.place);
}
