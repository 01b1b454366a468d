/** Where the begins of a run sheet lie, as far as the text alone says so: what lies between two of them is how long a line may take. */
import type { Block, Release, Step, Time } from '../model.ts';
import { fillsRange } from '../taking-time.ts';
import { addDuration, formatDuration, isElapsed, ZERO } from '../time/duration.ts';
import { firstClock } from '../time/first-clock.ts';
import type { Estimate, Instant, Minutes } from '../time/model.ts';
import { writtenLength } from '../time/written-length.ts';
import { beginOf, windowIndex } from './blocks.ts';

/** A begin or an end that is written. */
export interface Mark {
  readonly time?: Time;
  /** Undefined while that hangs on a date which is open, or on something else. */
  readonly at?: Instant;
  /** Of what counts from T, which may have no date. */
  readonly fromT?: Minutes;
}

/** Reads the times of one block of a release: its hours are looked for from where it begins. */
export interface Reading {
  readonly release: Release;
  mark(time: Time): Mark;
  /** When the window opens, of the first run in it that says no begin of its own. */
  opening(run: Block): Mark | undefined;
  within(block: Block): Reading;
}

export function readingOf(release: Release): Reading {
  const T = exactly(release.windows[0]?.from);
  return new InBlock(release, T, T);
}

class InBlock implements Reading {
  readonly release: Release;
  private readonly T: Instant | undefined;
  private readonly spanStart: Instant | undefined;

  constructor(release: Release, T: Instant | undefined, spanStart: Instant | undefined) {
    this.release = release;
    this.T = T;
    this.spanStart = spanStart;
  }

  mark(time: Time): Mark {
    if (time.kind === 'instant') return { time, at: exactly(time) };
    if (time.kind === 'clock')
      return { time, at: this.spanStart === undefined ? undefined : firstClock(this.spanStart, time).at };
    if (time.kind !== 'offset' || (time.clock ?? time.weekday) !== undefined || time.offset.workingDays !== 0)
      return { time };
    const fromT = isElapsed(time.offset) ? time.offset.minutes : undefined;
    return { time, fromT, at: this.T === undefined ? undefined : addDuration(this.T, time.offset, time.zone) };
  }

  opening(run: Block): Mark | undefined {
    const { release } = this;
    const isRun = ({ kind, parent }: Block) => kind === 'run' && !parent;
    if (!isRun(run) || run.after.length > 0) return undefined;
    const index = windowIndex(release, run);
    const first = release.blocks.find((block) => isRun(block) && windowIndex(release, block) === index);
    const from = first === run ? release.windows[index]?.from : undefined;
    // While T has no date what counts from it does so all the same; a day is no moment.
    const at = exactly(from);
    return from && (at !== undefined || from.kind === 'unknown')
      ? { time: from, at, fromT: index === 0 ? 0 : undefined }
      : undefined;
  }

  within(block: Block): Reading {
    const { release, T, spanStart } = this;
    const begin = beginOf(block) ?? block.during?.from;
    if (begin) return new InBlock(release, T, this.mark(begin).at);
    const window = block.parent || block.kind !== 'run' ? undefined : release.windows[windowIndex(release, block)];
    return new InBlock(release, T, window ? exactly(window.from) : spanStart);
  }
}

/** A day is no moment: whose hours it begins with is not written. */
function exactly(time: Time | undefined): Instant | undefined {
  return time?.kind === 'instant' && !time.dateOnly ? time.at : undefined;
}

const NO_TIME: Estimate = { min: ZERO, likely: ZERO, max: ZERO, text: '0m' };

/** From one to the other; undefined where the second is the earlier one, or nobody can say. */
export function lengthBetween(from: Mark, to: Mark): Estimate | undefined {
  const minutes = minutesBetween(from, to);
  if (minutes !== undefined) return minutes < 0 ? undefined : minutes === 0 ? NO_TIME : lengthOf(minutes);
  if (!from.time || !to.time) return undefined;
  if (isSameHour(from.time, to.time)) return NO_TIME;
  const written = writtenLength({ from: from.time, to: to.time });
  // Hours alone go round: what would be the longer half of a day, or of a week, is rather the one before.
  return written && written.likely.minutes <= mostOf(to.time) ? written : undefined;
}

/** As long behind it. */
export function later({ at, fromT }: Mark, minutes: Minutes): Mark {
  return { at: at === undefined ? undefined : at + minutes, fromT: fromT === undefined ? undefined : fromT + minutes };
}

/** When a line begins, as it says itself: what lasts from one time to another begins with the first. */
export function beginOfStep(step: Step): Time | undefined {
  return step.at ?? (fillsRange(step) ? step.during?.from : undefined);
}

function minutesBetween(from: Mark, to: Mark): Minutes | undefined {
  if (from.at !== undefined && to.at !== undefined) return to.at - from.at;
  return from.fromT === undefined || to.fromT === undefined ? undefined : to.fromT - from.fromT;
}

function isSameHour(one: Time, other: Time): boolean {
  return one.kind === 'clock' && other.kind === 'clock' && one.clock === other.clock && one.weekday === other.weekday;
}

const HALF_A_DAY: Minutes = 12 * 60;

function mostOf({ kind, ...time }: Time): Minutes {
  if (kind !== 'clock') return Number.POSITIVE_INFINITY;
  return 'weekday' in time && time.weekday !== undefined ? 7 * HALF_A_DAY : HALF_A_DAY;
}

function lengthOf(minutes: Minutes): Estimate {
  const length = { ...ZERO, minutes };
  return { min: length, likely: length, max: length, text: formatDuration(length) };
}
