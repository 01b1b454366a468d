/** The long search, for a worker: better schedules than the live rules find, while somebody reads the plan. */
import { Genetic } from './genetic.ts';
import { startWithRules } from './live.ts';
import type { Answer, Project } from './project.ts';
import { Search } from './search.ts';

export interface RefineOptions {
  /** How many schedules to generate at most, and at least one; every pass counts, forward or backward, as in the literature. */
  readonly schedules: number;
  /** The same seed gives the same answer, on every host. Default: 1. */
  readonly seed?: number;
  /** A schedule to begin with, besides those of the rules; ignored where its order is not one of these activities. */
  readonly from?: Pick<Answer, 'order'>;
}

export interface Refined extends Answer {
  /** Generated. */
  readonly schedules: number;
  /** Whether no schedule is shorter. */
  readonly proven: boolean;
}

/** How many schedules a step makes: a few milliseconds. */
const STEP = 100;

/**
 * Searches for a short schedule, and stops when none can be shorter. Yields how many schedules are generated so far:
 * whoever drives it can show that, wait, or stop.
 */
export function* refine(project: Project, options: RefineOptions): Generator<number, Refined> {
  const search = new Search(project);
  startWithRules(search, options.schedules);
  if (!search.proven && search.schedules < options.schedules && project.durations.length > 1) {
    const genetic = new Genetic(search, options);
    while (!search.proven && search.schedules < options.schedules) {
      genetic.advance(Math.min(options.schedules, search.schedules + STEP));
      yield search.schedules;
    }
  }
  return { ...search.answer(), schedules: search.schedules, proven: search.proven };
}

/** The whole search at once. */
export function refineAtOnce(project: Project, options: RefineOptions): Refined {
  const search = refine(project, options);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}
