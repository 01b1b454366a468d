/** How long users are cut off in one run of a batch. */
import { NEVER } from './network.ts';

/**
 * From the first of `starts` to the last of `ends`, which are rows; `first` and `last` are the same of what is not
 * simulated. Outages that overlap count once.
 */
export interface OutageRows {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly first: number;
  readonly last: number;
}

/** The length of all outages of one run together. */
export function cutOff(outages: readonly OutageRows[], times: Int32Array, length: number, r: number): number {
  if (outages.length === 1) {
    const one = outages[0]!;
    return Math.max(0, lastOf(one, times, length, r) - firstOf(one, times, length, r));
  }
  const spans = outages
    .map((one) => [firstOf(one, times, length, r), lastOf(one, times, length, r)] as const)
    .sort((a, b) => a[0] - b[0]);
  let sum = 0;
  let until = NEVER;
  for (const [from, to] of spans) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

function firstOf({ starts, first }: OutageRows, times: Int32Array, length: number, r: number): number {
  let at = first;
  for (let i = 0; i < starts.length; i++) at = Math.min(at, times[starts[i]! * length + r]!);
  return at;
}

function lastOf({ ends, last }: OutageRows, times: Int32Array, length: number, r: number): number {
  let at = last;
  for (let i = 0; i < ends.length; i++) at = Math.max(at, times[ends[i]! * length + r]!);
  return at;
}
