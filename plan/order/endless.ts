/** `wait w until x`, and `x` waits for `w`: no arc says so, since what hangs on `x` is the end of `w`. */
import type { Id } from '../ids.ts';
import type { Step, Time } from '../model.ts';
import { fillsRange } from '../taking-time.ts';
import { type Arc, type Endless, leadsBack, type Side, type Thing } from './model.ts';
import type { PointLookup } from './points.ts';

/**
 * The steps that last until what comes behind them, is around them, or is they themselves, or that wait so for each other; in
 * their order.
 */
export function endlessOf(steps: readonly Step[], arcs: readonly Arc[], find: PointLookup): readonly Endless[] {
  const lasting = steps.flatMap((step): Lasting | [] => {
    const until = lastsUntil(step);
    if (until?.kind !== 'point') return [];
    const side = until.side ?? 'start';
    const found = find(until, side);
    return found?.kind === 'scheduled' ? { step: step.id, until: found.thing.id, side } : [];
  });
  if (lasting.length === 0) return [];
  const ends = new Ends();
  for (const arc of arcs) if (!leadsBack(arc)) ends.lead(arc.from, arc.fromSide, arc.to, arc.toSide);
  for (const { step, until, side } of lasting) ends.lead(until, side, step, 'end');
  const circle = circles(ends.next);
  return lasting.flatMap(({ step, until, side }): Endless | [] => {
    const isEndless = (until as string) === step || circle[ends.node(until, side)] === circle[ends.node(step, 'end')];
    return isEndless ? { step, until } : [];
  });
}

/** The time with which a step ends, where that says how long it lasts. */
export function lastsUntil(step: Step): Time | undefined {
  return step.until ?? (fillsRange(step) ? step.during?.to : undefined);
}

interface Lasting extends Endless {
  readonly side: Side;
}

/** The begin and the end of each thing, by number, and what each leads to. */
class Ends {
  readonly next: number[][] = [];
  private readonly starts = new Map<string, number>();

  node(thing: Id<Thing>, side: Side): number {
    let start = this.starts.get(thing);
    if (start === undefined) {
      start = this.next.push([], []) - 2;
      this.starts.set(thing, start);
      // What has not begun has not ended.
      this.next[start]!.push(start + 1);
    }
    return side === 'start' ? start : start + 1;
  }

  lead(from: Id<Thing>, fromSide: Side, to: Id<Thing>, toSide: Side): void {
    this.next[this.node(from, fromSide)]!.push(this.node(to, toSide));
  }
}

/** By node: which circle it is in, a number of its own where it is in none (strongly connected components, Tarjan 1972). */
function circles(next: readonly (readonly number[])[]): Int32Array {
  const circle = new Int32Array(next.length).fill(-1);
  const met = new Int32Array(next.length).fill(-1);
  const lowest = new Int32Array(next.length);
  const open: number[] = [];
  let [count, found] = [0, 0];
  for (let root = 0; root < next.length; root++) {
    if (met[root]! >= 0) continue;
    const path = [{ node: root, at: 0 }];
    while (path.length > 0) {
      const top = path.at(-1)!;
      const { node } = top;
      if (top.at === 0) {
        met[node] = lowest[node] = count++;
        open.push(node);
      }
      const to = next[node]![top.at++];
      if (to !== undefined) {
        if (met[to]! < 0) path.push({ node: to, at: 0 });
        else if (circle[to]! < 0) lowest[node] = Math.min(lowest[node]!, met[to]!);
        continue;
      }
      if (lowest[node] === met[node]) {
        for (let one = open.pop()!; ; one = open.pop()!) {
          circle[one] = found;
          if (one === node) break;
        }
        found++;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lowest[above.node] = Math.min(lowest[above.node]!, lowest[node]!);
    }
  }
  return circle;
}
