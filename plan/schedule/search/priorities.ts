/** Priority rules: by activity a number, the smaller, the sooner it is to be placed (Kolisch and Hartmann 1999). */
import type { Gap, Tables } from './tables.ts';

/** Latest start, latest finish, most successors, and latest start less the work to do; each worked out when its turn comes. */
export function rules(tables: Tables, urgency: Float64Array, topological: Int32Array): readonly (() => Float64Array)[] {
  const { durations } = tables;
  return [
    () => urgency,
    () => urgency.map((start, activity) => start + durations[activity]!),
    () => successors(tables, topological).map((count) => -count),
    () => {
      const work = workOf(tables);
      return urgency.map((start, activity) => start - work[activity]!);
    },
  ];
}

/**
 * The latest start of each activity that leaves its successors their time, counted from the end of the project.
 * @param limits what is pinned, and what has to be done before
 * @param end of the project, when the limits are counted
 */
export function latestStarts(
  tables: Tables,
  topological: Int32Array,
  limits: readonly Gap[],
  end: number,
): Float64Array {
  const { count, durations, pinned, targetGaps, targets, targetsAt } = tables;
  const latest = new Float64Array(count);
  for (const { from, gap, to } of limits)
    latest[from] = Math.min(latest[from]!, pinned[to]! - gap + durations[from]! - end);
  for (let i = count - 1; i >= 0; i--) {
    const activity = topological[i]!;
    let start = latest[activity]! - durations[activity]!;
    for (let arc = targetsAt[activity]!; arc < targetsAt[activity + 1]!; arc++)
      start = Math.min(start, latest[targets[arc]!]! - targetGaps[arc]!);
    latest[activity] = start;
  }
  return latest;
}

/** By activity: which share of its resources it takes, times how long. */
export function workOf({ choicesAt, count, fields, pools, stretches }: Tables): Float64Array {
  const work = new Float64Array(count);
  for (const { activity, amount, length, resource } of stretches)
    work[activity]! += (amount * length) / fields.capacities[resource]!;
  for (let activity = 0; activity < count; activity++) {
    for (let choice = choicesAt[activity]!; choice < choicesAt[activity + 1]!; choice++) {
      const pool = pools[choice]!;
      work[activity]! += (pool.count * pool.length) / pool.members.length;
    }
  }
  return work;
}

/** By activity: how many others wait for it, directly or not. */
function successors({ count, targets, targetsAt }: Tables, topological: Int32Array): Float64Array {
  const words = (count + 31) >>> 5;
  const reach = new Int32Array(words * count);
  const total = new Float64Array(count);
  for (let i = count - 1; i >= 0; i--) {
    const activity = topological[i]!;
    const row = activity * words;
    for (let arc = targetsAt[activity]!; arc < targetsAt[activity + 1]!; arc++) {
      const to = targets[arc]!;
      for (let word = 0; word < words; word++) reach[row + word]! |= reach[to * words + word]!;
      reach[row + (to >>> 5)]! |= 1 << (to & 31);
    }
    let behind = 0;
    for (let word = 0; word < words; word++) for (let bits = reach[row + word]!; bits !== 0; bits &= bits - 1) behind++;
    total[activity] = behind;
  }
  return total;
}
