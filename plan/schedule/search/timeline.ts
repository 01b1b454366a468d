/**
 * What is occupied when, as a dense table: one word per unit of time and plane of resources, so that one addition and
 * one mask tell whether an activity fits at that time.
 */
import { assign } from './assign.ts';
import type { Pool } from './occupations.ts';
import type { Tables } from './tables.ts';

export class Timeline {
  /** By place of `Tables.chosenAt`: the resource chosen in the pass so far; -1: nobody is free where it is pinned. */
  readonly chosen: Int32Array;
  private readonly tables: Tables;
  /** Plane after plane, `length` words each. */
  private readonly words: Int32Array;
  private readonly base: Int32Array;
  private readonly length: number;
  private readonly busy: Int32Array;
  private used = 0;

  constructor(tables: Tables) {
    this.tables = tables;
    const { fields, horizon } = tables;
    this.length = horizon + 1;
    this.words = new Int32Array(this.length * fields.planes);
    for (let plane = 0; plane < fields.planes; plane++)
      this.words.fill(fields.idle[plane]!, plane * this.length, (plane + 1) * this.length);
    this.chosen = new Int32Array(tables.chosenAt[tables.count]!).fill(-1);
    this.busy = new Int32Array(fields.planes);
    for (const { amount, end, resource, start } of tables.taken)
      for (let time = Math.max(0, start); time < end; time++) this.fill(resource, time, amount);
    this.pin();
    this.base = this.words.slice();
  }

  /** Everything free again but for what is taken or pinned. */
  clear(): void {
    for (let plane = 0; plane < this.tables.fields.planes; plane++) {
      const from = plane * this.length;
      this.words.set(this.base.subarray(from, from + this.used), from);
    }
    this.used = 0;
  }

  /** The earliest start, from the given one on, at which the activity fits. */
  place(activity: number, from: number): number {
    const { checksAt, choicesAt } = this.tables;
    const first = checksAt[activity]!;
    const last = checksAt[activity + 1]!;
    const chooses = choicesAt[activity + 1]! > choicesAt[activity]!;
    if (!chooses) {
      if (first === last) return from;
      if (first + 1 === last) return this.placeOne(first, from);
    }
    let start = from;
    for (let quiet = false; !quiet; ) {
      quiet = true;
      for (let check = first; check < last; check++) {
        const next = this.placeOne(check, start);
        if (next > start) {
          if (check > first) quiet = false;
          start = next;
        }
      }
      if (!chooses) continue;
      const next = this.placeChoices(activity, start);
      if (next > start) {
        quiet = false;
        start = next;
      }
    }
    return start;
  }

  /** Whether the activity fits at exactly this start. */
  fits(activity: number, start: number): boolean {
    const { checksAt, checkPlanes, checkOffsets, checkLengths, checkDemands, fields, choicesAt } = this.tables;
    const { words } = this;
    for (let check = checksAt[activity]!; check < checksAt[activity + 1]!; check++) {
      const plane = checkPlanes[check]!;
      const guards = fields.guards[plane]!;
      const demand = checkDemands[check]!;
      const from = plane * this.length + start + checkOffsets[check]!;
      for (let at = from + checkLengths[check]! - 1; at >= from; at--)
        if (((words[at]! + demand) & guards) !== 0) return false;
    }
    return choicesAt[activity + 1] === choicesAt[activity] || this.placeChoices(activity, start) === start;
  }

  /** Whether it may fit at this start, seen from its first moment alone. */
  fitsAt(activity: number, start: number): boolean {
    const { checksAt, checkPlanes, checkDemands, fields } = this.tables;
    for (let check = checksAt[activity]!; check < checksAt[activity + 1]!; check++) {
      const plane = checkPlanes[check]!;
      if (((this.words[plane * this.length + start]! + checkDemands[check]!) & fields.guards[plane]!) !== 0)
        return false;
    }
    return true;
  }

  /** Occupies what the activity needs, and what it chooses. It must fit there. */
  reserve(activity: number, start: number): void {
    const { checksAt, checkPlanes, checkOffsets, checkLengths, checkDemands, choicesAt } = this.tables;
    const { words } = this;
    const last = checksAt[activity + 1]!;
    for (let check = checksAt[activity]!; check < last; check++) {
      const demand = checkDemands[check]!;
      const from = checkPlanes[check]! * this.length + start + checkOffsets[check]!;
      const to = from + checkLengths[check]!;
      for (let at = from; at < to; at++) words[at]! += demand;
    }
    if (choicesAt[activity + 1]! > choicesAt[activity]!) this.choose(activity, start);
    const end = start + this.tables.durations[activity]!;
    if (end > this.used) this.used = end;
  }

  private placeOne(check: number, from: number): number {
    const { checkPlanes, checkOffsets, checkLengths, checkDemands, fields } = this.tables;
    const { words } = this;
    const plane = checkPlanes[check]!;
    const guards = fields.guards[plane]!;
    const demand = checkDemands[check]!;
    const length = checkLengths[check]!;
    const base = plane * this.length + checkOffsets[check]!;
    // Back from the end: what does not fit last is jumped over at once, and what was seen behind it stays seen.
    let start = base + from;
    let unseen = start;
    for (;;) {
      let at = start + length - 1;
      while (at >= unseen && ((words[at]! + demand) & guards) === 0) at--;
      if (at < unseen) return start - base;
      unseen = start + length;
      start = at + 1;
    }
  }

  private placeChoices(activity: number, from: number): number {
    const { choicesAt, pools } = this.tables;
    const first = choicesAt[activity]!;
    const last = choicesAt[activity + 1]!;
    let start = from;
    for (;;) {
      const before = start;
      for (let choice = first; choice < last; choice++) start = this.placePool(pools[choice]!, start);
      if (start !== before) {
        if (last - first > 1) continue;
        return start;
      }
      if (last - first === 1 || this.match(activity, start, undefined)) return start;
      start++;
    }
  }

  private placePool(pool: Pool, from: number): number {
    let start = from;
    scan: for (;;) {
      this.busy.fill(0);
      for (let time = start + pool.offset + pool.length - 1; time >= start + pool.offset; time--) {
        if (this.see(pool, time) >= pool.count) continue;
        start = time + 1 - pool.offset;
        continue scan;
      }
      return start;
    }
  }

  /** Adds who is busy at that time, and returns how many of the pool have not been busy yet. */
  private see(pool: Pool, time: number): number {
    const { busy, words } = this;
    let free = pool.members.length;
    for (let i = 0; i < pool.planes.length; i++) {
      const plane = pool.planes[i]!;
      busy[plane]! |= (words[plane * this.length + time]! + pool.units[i]!) & pool.guards[i]!;
      free -= bitCount(busy[plane]!);
    }
    return free;
  }

  private isFree(pool: Pool, resource: number, start: number): boolean {
    const { planeOf, shiftOf, widthOf } = this.tables.fields;
    const unit = 1 << shiftOf[resource]!;
    const guard = 1 << (shiftOf[resource]! + widthOf[resource]!);
    const from = planeOf[resource]! * this.length + start + pool.offset;
    for (let at = from; at < from + pool.length; at++) if (((this.words[at]! + unit) & guard) !== 0) return false;
    return true;
  }

  private choose(activity: number, start: number): void {
    const { chosenAt, choicesAt, fields, pools } = this.tables;
    let place = chosenAt[activity]!;
    const first = choicesAt[activity]!;
    const last = choicesAt[activity + 1]!;
    if (last - first === 1) {
      const pool = pools[first]!;
      const end = place + pool.count;
      for (const resource of pool.members) {
        if (place === end) break;
        if (this.isFree(pool, resource, start)) this.chosen[place++] = resource;
      }
    } else this.match(activity, start, this.chosen);
    place = chosenAt[activity]!;
    for (let choice = first; choice < last; choice++) {
      const { count, length, offset } = pools[choice]!;
      for (let i = 0; i < count; i++) {
        const resource = this.chosen[place++]!;
        const unit = 1 << fields.shiftOf[resource]!;
        const from = fields.planeOf[resource]! * this.length + start + offset;
        for (let at = from; at < from + length; at++) this.words[at]! += unit;
      }
    }
  }

  /**
   * Whether several choices of one activity can be made at once, no resource twice; noted in `chosen` if given.
   * Each place gets the first resource that leaves the other places one (augmenting paths).
   */
  private match(activity: number, start: number, chosen: Int32Array | undefined): boolean {
    const { chosenAt, choicesAt, pools } = this.tables;
    const candidates: number[][] = [];
    for (let choice = choicesAt[activity]!; choice < choicesAt[activity + 1]!; choice++) {
      const pool = pools[choice]!;
      const free = pool.members.filter((resource) => this.isFree(pool, resource, start));
      for (let i = 0; i < pool.count; i++) candidates.push(free);
    }
    const picked = assign(candidates);
    if (picked && chosen) for (const [i, resource] of picked.entries()) chosen[chosenAt[activity]! + i] = resource;
    return picked !== undefined;
  }

  /** What is pinned has its place before everything else, first what it needs, then what it may choose. */
  private pin(): void {
    const { choicesAt, count, pinned, stretches } = this.tables;
    for (const { activity, amount, length, offset, resource } of stretches) {
      const start = pinned[activity]! + offset;
      if (pinned[activity]! < 0) continue;
      for (let time = start; time < start + length; time++) this.fill(resource, time, amount);
    }
    for (let activity = 0; activity < count; activity++) {
      const start = pinned[activity]!;
      if (start < 0 || choicesAt[activity + 1] === choicesAt[activity]) continue;
      if (this.placeChoices(activity, start) === start) this.choose(activity, start);
    }
  }

  /** Occupies so much of a resource, or all that is left of it. */
  private fill(resource: number, time: number, amount: number): void {
    const { planeOf, shiftOf, widthOf } = this.tables.fields;
    const at = planeOf[resource]! * this.length + time;
    const full = (1 << widthOf[resource]!) - 1;
    const level = (this.words[at]! >>> shiftOf[resource]!) & full;
    this.words[at]! += (Math.min(full, level + amount) - level) << shiftOf[resource]!;
  }
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
