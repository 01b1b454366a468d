/**
 * How the memory of a long `check` grows. Nearly all that is made of a plan is garbage once it is judged, and what is kept of each is
 * little: left to itself the heap grows to more than twice of what is held before it is cleaned, and a longer pause now and then
 * costs nothing that could be measured (docs/benchmarks.md).
 */
import { setFlagsFromString } from 'node:v8';

/** Of this process and its threads, from now on. */
export function growSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${PERCENT}`);
}

const PERCENT = 25;
