/** Forward and backward through the network, for a batch of runs at once. */
import type { SampledNetwork } from './network.ts';

/** Adds up the times: each node starts when the last of what it waits for is over. */
export function forward(
  network: SampledNetwork,
  times: Int32Array,
  durations: Int32Array,
  rows: Int32Array,
  length: number,
  count: number,
): void {
  const { nodeRow, nodeFloor, nodeArcs, arcRow, arcLag, nodeMembers, memberRow, memberLength } = network;
  for (let node = 0; node < nodeRow.length; node++) {
    const at = nodeRow[node]! * length;
    const firstArc = nodeArcs[node]!;
    const lastArc = nodeArcs[node + 1]!;
    const floor = nodeFloor[node]!;
    if (firstArc === lastArc) times.fill(floor, at, at + count);
    for (let arc = firstArc; arc < lastArc; arc++) {
      const from = arcRow[arc]! * length;
      const lag = arcLag[arc]!;
      if (arc === firstArc) {
        for (let r = 0; r < count; r++) {
          const time = times[from + r]! + lag;
          times[at + r] = time > floor ? time : floor;
        }
      } else {
        for (let r = 0; r < count; r++) {
          const time = times[from + r]! + lag;
          if (time > times[at + r]!) times[at + r] = time;
        }
      }
    }
    for (let member = nodeMembers[node]!; member < nodeMembers[node + 1]!; member++) {
      const to = memberRow[member]! * length;
      const row = rows[member]!;
      if (row < 0) {
        const planned = memberLength[member]!;
        for (let r = 0; r < count; r++) times[to + r] = times[at + r]! + planned;
      } else {
        const from = row * length;
        for (let r = 0; r < count; r++) times[to + r] = times[at + r]! + durations[from + r]!;
      }
    }
  }
}

/** Marks the rows whose delay would delay the end. */
export function backward(
  network: SampledNetwork,
  times: Int32Array,
  critical: Uint8Array,
  ends: readonly { readonly row: number }[],
  end: Int32Array,
  length: number,
  first: number,
  count: number,
): void {
  const { nodeRow, nodeArcs, arcRow, arcLag, nodeMembers, memberRow } = network;
  critical.fill(0);
  for (const { row } of ends) {
    const at = row * length;
    for (let r = 0; r < count; r++) if (times[at + r] === end[first + r]) critical[at + r] = 1;
  }
  for (let node = nodeRow.length - 1; node >= 0; node--) {
    const at = nodeRow[node]! * length;
    for (let member = nodeMembers[node]!; member < nodeMembers[node + 1]!; member++) {
      const from = memberRow[member]! * length;
      for (let r = 0; r < count; r++) critical[at + r]! |= critical[from + r]!;
    }
    for (let arc = nodeArcs[node]!; arc < nodeArcs[node + 1]!; arc++) {
      const from = arcRow[arc]! * length;
      const lag = arcLag[arc]!;
      for (let r = 0; r < count; r++) {
        if (critical[at + r] === 1 && times[from + r]! + lag === times[at + r]) critical[from + r] = 1;
      }
    }
  }
}
