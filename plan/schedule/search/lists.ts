/** Activity lists: orders in which a serial pass can place the activities, each behind the ones it waits for. */
import type { Tables } from './tables.ts';

export class Lists {
  private readonly buffer: Int32Array;
  private readonly seen: Uint8Array;

  constructor(count: number) {
    this.buffer = new Int32Array(count);
    this.seen = new Uint8Array(count);
  }

  /**
   * The list for a pass in the other direction: what ended last goes first (justification, Valls, Ballestín and
   * Quintanilla 2005).
   * @param list in which order the last pass placed the activities, or any that keeps the arcs; turned in place
   * @param other tables of the other direction
   */
  turn(list: Int32Array, ends: Int32Array, other: Tables): void {
    list.reverse();
    this.sort(list, ends, -1);
    if (!other.monotone) this.repair(list, other);
  }

  /** Stable merge sort by ascending `keys` (descending for sign -1). */
  sort(list: Int32Array, keys: Int32Array | Float64Array, sign: 1 | -1): void {
    const count = list.length;
    for (let from = 0; from < count; from += 8) {
      const to = Math.min(count, from + 8);
      for (let i = from + 1; i < to; i++) {
        const item = list[i]!;
        const key = keys[item]! * sign;
        let at = i;
        while (at > from && keys[list[at - 1]!]! * sign > key) {
          list[at] = list[at - 1]!;
          at--;
        }
        list[at] = item;
      }
    }
    let source = list;
    let target = this.buffer;
    for (let width = 8; width < count; width *= 2) {
      for (let from = 0; from < count; from += 2 * width) {
        const middle = Math.min(count, from + width);
        const to = Math.min(count, from + 2 * width);
        let left = from;
        let right = middle;
        for (let at = from; at < to; at++) {
          if (left < middle && (right >= to || keys[source[left]!]! * sign <= keys[source[right]!]! * sign))
            target[at] = source[left++]!;
          else target[at] = source[right++]!;
        }
      }
      [source, target] = [target, source];
    }
    if (source !== list) list.set(source);
  }

  /** Moves what stands before something it waits for behind it; the rest keeps its order. */
  repair(list: Int32Array, tables: Tables): void {
    const { buffer, seen } = this;
    const { sources, sourcesAt } = tables;
    buffer.set(list);
    seen.fill(0);
    let length = 0;
    const take = (activity: number): void => {
      if (seen[activity] === 1) return;
      seen[activity] = 1;
      for (let arc = sourcesAt[activity]!; arc < sourcesAt[activity + 1]!; arc++) take(sources[arc]!);
      list[length++] = activity;
    };
    for (let i = 0; i < buffer.length; i++) take(buffer[i]!);
  }
}
