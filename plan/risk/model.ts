/** What may come of a planned run: the answers of a simulation, in whole minutes. */
import type { ById, Id } from '../ids.ts';
import type { Risk, Step } from '../model.ts';
import type { Instant, Minutes } from '../time/model.ts';

/** How the values between the least and the most of an estimate are spread. */
export const SHAPES = ['pert', 'triangular'] as const;
export type Shape = (typeof SHAPES)[number];

export interface RiskOptions {
  /** Default: 10,000, fewer for a run of more than 200 steps; at least 20. */
  readonly runs?: number;
  /** A whole number; the same seed gives the same answers on every host. Default: 1. */
  readonly seed?: number;
  /** Default: `pert`. */
  readonly shape?: Shape;
}

/** What holds with 50, 80 and 95 %. */
export interface Percentiles<T extends number> {
  readonly p50: T;
  readonly p80: T;
  readonly p95: T;
}

/**
 * What a simulation says of the runs of a release. Instants are those of the schedule: they count from 0 while T is
 * open. Shares are between 0 and 1.
 */
export interface ScheduleRisk {
  readonly runs: number;
  readonly seed: number;
  readonly shape: Shape;
  /** By when everything that runs has ended. */
  readonly end: Percentiles<Instant>;
  /** How often it has ended when the schedule says. */
  readonly asPlanned: number;
  /** How often all runs end inside their windows; undefined while one of them has no known end. */
  readonly insideWindow?: number;
  /** No more than so many minutes; undefined without an outage. */
  readonly outage?: Percentiles<Minutes>;
  /** The shortest outage that is promised, and how often it holds. */
  readonly promise?: { readonly outage: Minutes; readonly holds: number };
  /**
   * At least so many minutes are left to decide for a rollback when each step ends, where they are fewest; negative: it
   * would end too late. Undefined without a way back or an end of the window.
   */
  readonly rollbackMargin?: Percentiles<Minutes>;
  /** What is missing is no part of the runs. */
  readonly steps: ById<Step, StepRisk>;
  /** What moves the end most, the strongest first; at most ten, and nothing that cannot be told from chance. */
  readonly swings: readonly Swing[];
  /** How many steps have a spread, and how many of them because a rehearsal measured it. */
  readonly uncertain: { readonly steps: number; readonly measured: number };
  /** Risks of the register that count, with the probability they count with. */
  readonly risks: readonly { readonly risk: Id<Risk>; readonly probability: number }[];
  /** Risks of the register that do not count, and why. */
  readonly notSimulated: readonly { readonly risk: Id<Risk>; readonly reason: Reason }[];
  /** Steps whose estimate has one side only (`1h..`): they count with that side, so their other side is not in here. */
  readonly oneSided: readonly Id<Step>[];
}

export type Reason = 'no likelihood' | 'no duration' | 'threatens nothing that runs';

export interface StepRisk {
  /** The share of runs in which it is on the longest path; where two paths are equally long, on both. */
  readonly criticality: number;
  /** By when it has ended in 80 % of the runs. */
  readonly endP80: Instant;
}

/** How much one uncertainty moves the end of the run. */
export interface Swing {
  readonly subject: Id<Step | Risk>;
  /**
   * The mean end in the fifth of runs in which the step is shortest, and in the fifth in which it is longest: around its
   * P10 and P90. Of a risk: where it does not occur, and where it does.
   */
  readonly from: Instant;
  readonly to: Instant;
  /** `to - from`, in tenths of a minute. */
  readonly minutes: number;
}
