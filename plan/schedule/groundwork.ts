/** What a schedule was made on, which the schedule of the next version may stand on where nothing of it is another thing. */
import { allotted } from '../allotted.ts';
import { type EditedStep, editedSteps, type Version } from '../edited.ts';
import type { Release } from '../model.ts';
import type { Order } from '../order/model.ts';
import type { Schedule } from './model.ts';
import { isOnlyPaced, type Prepared } from './network/prepared.ts';
import type { Staffing } from './network/staffing.ts';

/** Of a schedule that was made in one go, in which no time hangs on another one, and each length is written. */
export interface Ground {
  readonly staffing: Staffing;
  /** Of all but what happens only when it is called. */
  readonly prepared: Prepared;
}

export interface Groundwork {
  readonly order: Order;
  readonly edited: readonly EditedStep[];
  readonly ground?: Ground;
}

interface Known extends Version {
  readonly ground?: Ground;
}

const known = new WeakMap<Schedule, Known>();

/** Held as long as the schedule is. */
export function keepGroundwork(schedule: Schedule, version: Version, ground: Ground | undefined): void {
  known.set(schedule, { ...version, ground: ground && isPlain(version.release) ? ground : undefined });
}

/** Undefined: the schedule is made from the beginning. */
export function groundworkFor(before: Schedule, now: Version): Groundwork | undefined {
  const version = known.get(before);
  const edited = version && editedSteps(version, now);
  if (!edited?.every(isOnlyPaced)) return undefined;
  return { order: before.order, edited, ground: isPlain(now.release) ? version!.ground : undefined };
}

/** How long a step takes is written in its own line. */
function isPlain(release: Release): boolean {
  return release.reserves.length === 0 && !release.durationsMeasured && allotted(release).size === 0;
}
