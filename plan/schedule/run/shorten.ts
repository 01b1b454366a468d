/** Live levelling of the night: where one order of the steps leaves room, others are tried, and the best is kept. */
import { timingOf } from '../../order/blocks.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import type { Leveled } from '../leveling/leveling.ts';
import type { Built } from '../network/build.ts';
import type { Times } from '../network/critical-path.ts';
import { excessIn } from '../network/most.ts';
import { levelLive } from '../search/live.ts';
import type { Answer } from '../search/project.ts';
import { earliestEnd } from './bounds.ts';
import { insideOf, type RunProject, runProject } from './run-project.ts';

/** A network with what is known of it before anybody is busy. */
export interface Planned extends Built {
  readonly earliest: Times;
  /** Leaders of all groups, predecessors first. */
  readonly sorted: readonly number[];
}

/** By index of the activity: when another order begins it. Who begins first is placed first. */
export type Order = ReadonlyMap<number, Instant>;

/**
 * The levelled schedule, or a shorter one: for each block that goes on at whatever hour (`run`, `rollback`, `play`) and is
 * longer than its bound, the orders that `levelLive` finds are levelled as well. One is kept that ends the block earlier,
 * makes no outage longer, and leaves no due, no fixed time and nobody's hours worse.
 *
 * @param level levels the same network in another order
 * @param effort is spent
 */
export function shorten(planned: Planned, leveled: Leveled, level: (order: Order) => Leveled, effort: Effort): Leveled {
  const { network, blocks, earliest, sorted } = planned;
  let best = leveled;
  let order: Order = new Map();
  for (const [root, { end, facts }] of blocks) {
    if (root.parent || !isElapsed(root.kind) || facts.late) continue;
    const finish = best.end[end.index]!;
    if (!Number.isFinite(finish) || finish <= earliest.end[end.index]!) continue;
    const schedules = Math.floor(MOST_PLACEMENTS / network.activities.length);
    if (schedules === 0) continue;
    const isInside = insideOf(root);
    const steps = network.activities.filter((one) => one.kind === 'step' && isInside(one)).map(({ index }) => index);
    if (finish <= (earliestEnd(network, steps, earliest, sorted) ?? finish)) continue;
    const run = runProject(network, best, isInside);
    if (!run) continue;
    const most = Math.min(schedules, Math.floor(effort.cells / run.cells) - TABLES);
    if (most < 1) continue;
    effort.cells -= (Math.min(most, USUAL) + TABLES) * run.cells;
    const answer = levelLive(run.project, { schedules: most });
    if (answer.lateness > 0 || run.origin + answer.makespan >= finish) continue;
    const next = new Map([...order, ...orderOf(run, answer)]);
    const other = level(next);
    if (other.end[end.index]! < finish && !isWorse(planned, best, other)) {
      best = other;
      order = next;
    }
  }
  return best;
}

/** So many activities are placed while a plan is typed; longer searches run in the background. */
const MOST_PLACEMENTS = 6000;
/** What making the tables of a search costs, in schedules. */
const TABLES = 8;
/** So many are made until no rule finds a shorter one. */
const USUAL = 40;

/** What is left to be spent on a release, however often it is planned: a block that takes a year is tried in few orders, or in none. */
export interface Effort {
  /** See `RunProject`. */
  cells: number;
}

/** A tenth of a second, about. */
export const newEffort = (): Effort => ({ cells: 2 ** 26 });

/** When an answer begins each activity of the network. */
export function orderOf({ members, origin }: RunProject, { starts }: Answer): Order {
  return new Map(members.flatMap((group, i) => group.map((index): [number, Instant] => [index, origin + starts[i]!])));
}

/** A block in which the clock counts, not the working hours of anybody. */
export function isElapsed(kind: Parameters<typeof timingOf>[0]): boolean {
  const timing = timingOf(kind) ?? 'run';
  return timing === 'run' || timing === 'called';
}

/** Something else is later than it was and should be, or an outage is longer. */
function isWorse(built: Built, before: Leveled, after: Leveled): boolean {
  return (
    after.clashes.length > before.clashes.length ||
    after.idle.length > before.idle.length ||
    overdue(built, after) > overdue(built, before) ||
    outage(built, after) > outage(built, before)
  );
}

/** What is later than the plan allows, in all. */
export function overdue({ network }: Pick<Built, 'network'>, times: Times): Minutes {
  const { end, start } = times;
  return network.activities.reduce(
    (sum, { index, due, pinned }) => {
      const late = Math.max(0, end[index]! - due);
      return sum + late + (pinned === undefined ? 0 : Math.max(0, start[index]! - pinned));
    },
    excessIn(network, times),
  );
}

function outage({ network, blocks }: Built, { start, end }: Leveled): Minutes {
  let minutes = 0;
  for (const [block, edges] of blocks) {
    if (block.kind !== 'outage') continue;
    // The edge of a block may stand long before its first step begins.
    const isInside = insideOf(block);
    let first = end[edges.end.index]!;
    for (const activity of network.activities) {
      if (activity.kind === 'step' && isInside(activity)) first = Math.min(first, start[activity.index]!);
    }
    minutes += Math.max(0, end[edges.end.index]! - first);
  }
  return minutes;
}
