/**
 * A good schedule at once: four priority rules, each with parallel generation forward and backward, the first one with
 * serial generation, too, and each justified to the right and back to the left until that no longer helps
 * (forward-backward improvement, Tormos and Lova 2001). Deterministic.
 */
import { latestStarts, rules } from './priorities.ts';
import type { Answer, Project } from './project.ts';
import { Search } from './search.ts';

export interface LiveOptions {
  /** No more passes than this; for projects so large that each takes long. At least one is made. */
  readonly schedules?: number;
}

export function levelLive(project: Project, options: LiveOptions = {}): Answer {
  const search = new Search(project, { quick: true });
  startWithRules(search, options.schedules ?? Number.POSITIVE_INFINITY);
  return search.answer();
}

/** Every rule in both directions, until the bound is reached or the passes are used up. */
export function startWithRules(search: Search, most: number): void {
  const { forward, lists, mirror, topological, urgency } = search;
  const order = new Int32Array(topological.length);
  const isOver = () => search.proven || (search.schedules > 0 && search.schedules + 2 > most);
  const sort = (from: Int32Array, rule: Float64Array) => {
    order.set(from);
    lists.sort(order, rule, 1);
  };

  const reversed = topological.slice().reverse();
  const urgencyBack = latestStarts(mirror.tables, reversed, [], 0);
  const back = rules(mirror.tables, urgencyBack, reversed);
  for (const [i, rule] of rules(forward.tables, urgency, topological).entries()) {
    if (isOver()) return;
    sort(topological, rule());
    search.parallelPass(order);
    order.set(forward.placed);
    improve(search, order, most);

    if (isOver()) return;
    sort(reversed, back[i]!());
    search.backwardParallel(order, search.bestMakespan);
    order.set(mirror.placed);
    search.turnForth(order);
    search.forwardPass(order);
    improve(search, order, most);
  }
  // Parallel generation may miss every shortest schedule, serial generation never does.
  if (isOver()) return;
  sort(topological, urgency);
  lists.repair(order, forward.tables);
  search.forwardPass(order);
  improve(search, order, most);
}

/** Right and left again for as long as it makes the schedule shorter. */
function improve(search: Search, order: Int32Array, most: number): void {
  for (let before = Number.POSITIVE_INFINITY, now = search.value; now < before; now = search.value) {
    before = now;
    if (search.proven || search.schedules + 2 > most) return;
    search.turnBack(order);
    search.backwardPass(order, search.forward.makespan);
    search.forwardPass(order);
  }
}
