/**
 * Schedule generation: one pass places every activity once, in the order of a list (serial) or, moment after moment,
 * whatever fits then (parallel). Kolisch & Hartmann 1999. A pass allocates nothing.
 */
import type { Tables } from './tables.ts';
import { Timeline } from './timeline.ts';

export class Passes {
  readonly tables: Tables;
  readonly timeline: Timeline;
  /** Of the last pass. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  makespan = 0;
  /** In which order the last parallel pass placed the activities. */
  readonly placed: Int32Array;

  private readonly open: Int32Array;
  private readonly ready: Int32Array;
  private readonly soonest: Int32Array;
  private readonly rank: Int32Array;
  private readonly moments: Moments;
  private done = 0;

  constructor(tables: Tables) {
    this.tables = tables;
    this.timeline = new Timeline(tables);
    const { count } = tables;
    this.starts = new Int32Array(count);
    this.ends = new Int32Array(count);
    this.placed = new Int32Array(count);
    this.open = new Int32Array(count);
    this.soonest = new Int32Array(count);
    this.rank = new Int32Array(count);
    this.ready = new Int32Array((count + 31) >>> 5);
    this.moments = new Moments(2 * count + tables.taken.length);
  }

  /**
   * Places each activity as early as what is placed already allows.
   * @param list each activity behind the ones it waits for
   * @param floor nothing starts earlier
   */
  serial(list: Int32Array, floor: number): number {
    const { durations, earliest, gaps, pinned, sources, sourcesAt } = this.tables;
    const { ends, starts, timeline } = this;
    this.begin();
    let makespan = this.makespan;
    for (let i = 0; i < list.length; i++) {
      const activity = list[i]!;
      if (pinned[activity]! >= 0) continue;
      let start = earliest[activity]!;
      if (start < floor) start = floor;
      for (let arc = sourcesAt[activity]!; arc < sourcesAt[activity + 1]!; arc++) {
        const after = starts[sources[arc]!]! + gaps[arc]!;
        if (after > start) start = after;
      }
      start = timeline.place(activity, start);
      timeline.reserve(activity, start);
      const end = start + durations[activity]!;
      starts[activity] = start;
      ends[activity] = end;
      if (end > makespan) makespan = end;
    }
    this.makespan = makespan;
    return makespan;
  }

  /**
   * From moment to moment, starts whatever may start and fits, the first of the list first.
   * @param priorities all activities, in any order
   */
  parallel(priorities: Int32Array, floor: number): number {
    const { count, earliest, pinned, sourcesAt, taken } = this.tables;
    const { ends, moments, open, rank, ready, soonest, starts } = this;
    this.begin();
    moments.clear();
    ready.fill(0);
    this.done = 0;
    for (let i = 0; i < count; i++) {
      rank[priorities[i]!] = i;
      open[i] = sourcesAt[i + 1]! - sourcesAt[i]!;
      soonest[i] = earliest[i]! > floor ? earliest[i]! : floor;
    }
    for (const { end } of taken) moments.push(end);
    for (let activity = 0; activity < count; activity++) {
      if (open[activity] === 0 && pinned[activity]! < 0) this.enter(activity, floor - 1);
    }
    for (let activity = 0; this.tables.anchored && activity < count; activity++) {
      if (pinned[activity]! < 0) continue;
      moments.push(ends[activity]!);
      this.release(activity, starts[activity]!, floor - 1);
      this.placed[this.done++] = activity;
    }
    let now = floor - 1;
    while (this.done < count) {
      const next = moments.popAfter(now);
      if (next >= 0) now = next;
      // When no moment is left, nothing more becomes free: what is ready starts as soon as it fits.
      while (this.sweep(priorities, now, next < 0));
    }
    return this.makespan;
  }

  /** Starts what is ready; returns whether that made something ready that may start at the same moment. */
  private sweep(priorities: Int32Array, now: number, force: boolean): boolean {
    const { durations, uniform } = this.tables;
    const { ends, moments, ready, soonest, starts, timeline } = this;
    let again = false;
    for (let word = 0; word < ready.length; word++) {
      for (let bits = ready[word]!; bits !== 0; bits &= bits - 1) {
        const lowest = bits & -bits;
        const activity = priorities[(word << 5) + 31 - Math.clz32(lowest)]!;
        let start = now;
        if (force) start = timeline.place(activity, soonest[activity]! > now ? soonest[activity]! : now);
        else if (soonest[activity]! > now || !timeline.fitsAt(activity, now)) continue;
        else if (!uniform && !timeline.fits(activity, now)) continue;
        timeline.reserve(activity, start);
        ready[word]! &= ~lowest;
        const end = start + durations[activity]!;
        starts[activity] = start;
        ends[activity] = end;
        if (end > this.makespan) this.makespan = end;
        this.placed[this.done++] = activity;
        moments.push(end);
        if (this.release(activity, start, now)) again = true;
      }
    }
    return again;
  }

  /** One less to wait for; returns whether something may start now. */
  private release(activity: number, start: number, now: number): boolean {
    const { pinned, targetGaps, targets, targetsAt } = this.tables;
    let again = false;
    for (let arc = targetsAt[activity]!; arc < targetsAt[activity + 1]!; arc++) {
      const to = targets[arc]!;
      const after = start + targetGaps[arc]!;
      if (after > this.soonest[to]!) this.soonest[to] = after;
      if (--this.open[to]! === 0 && pinned[to]! < 0 && this.enter(to, now)) again = true;
    }
    return again;
  }

  private enter(activity: number, now: number): boolean {
    const rank = this.rank[activity]!;
    this.ready[rank >>> 5]! |= 1 << (rank & 31);
    if (this.soonest[activity]! <= now) return true;
    this.moments.push(this.soonest[activity]!);
    return false;
  }

  private begin(): void {
    const { durations, pinned } = this.tables;
    this.timeline.clear();
    this.makespan = 0;
    if (!this.tables.anchored) return;
    for (let activity = 0; activity < pinned.length; activity++) {
      const start = pinned[activity]!;
      if (start < 0) continue;
      this.starts[activity] = start;
      this.ends[activity] = start + durations[activity]!;
      this.makespan = Math.max(this.makespan, this.ends[activity]!);
    }
  }
}

/** A queue of moments, the earliest first (binary heap). */
class Moments {
  private items: Int32Array;
  private size = 0;

  constructor(most: number) {
    this.items = new Int32Array(most);
  }

  clear(): void {
    this.size = 0;
  }

  push(moment: number): void {
    const { items } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= moment) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = moment;
  }

  /** The next moment after the given one, which leaves the queue with all before it; -1: there is none. */
  popAfter(now: number): number {
    while (this.size > 0) {
      const top = this.items[0]!;
      this.drop();
      if (top > now) return top;
    }
    return -1;
  }

  private drop(): void {
    const { items } = this;
    const last = items[--this.size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= last) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
  }
}
