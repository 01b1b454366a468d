/** `wait w until x`, and `x` waits for `w`: no arc says so, since what hangs on `x` is the end of `w`. */
import { append } from '../grouped.ts';
import type { Step, Time } from '../model.ts';
import { fillsRange } from '../taking-time.ts';
import { type Arc, type Endless, leadsBack, type Side, type Thing } from './model.ts';
import type { PointLookup } from './points.ts';

/** The steps that last until what comes behind them, is around them, or is they themselves; in their order. */
export function endlessOf(steps: readonly Step[], arcs: readonly Arc[], find: PointLookup): readonly Endless[] {
  let next: Next | undefined;
  return steps.flatMap((step): Endless | [] => {
    const until = lastsUntil(step);
    if (until?.kind !== 'point') return [];
    const side = until.side ?? 'start';
    const found = find(until, side);
    if (found?.kind !== 'scheduled') return [];
    next ??= nextOf(arcs);
    const isEndless = found.thing === step || reaches(next, [step, 'end'], [found.thing, side]);
    return isEndless ? { step: step.id, until: found.thing.id } : [];
  });
}

/** The time with which a step ends, where that says how long it lasts. */
export function lastsUntil(step: Step): Time | undefined {
  return step.until ?? (fillsRange(step) ? step.during?.to : undefined);
}

type End = readonly [thing: Pick<Thing, 'id'>, side: Side];
type Next = ReadonlyMap<string, readonly string[]>;

function nextOf(arcs: readonly Arc[]): Next {
  const next = new Map<string, string[]>();
  for (const arc of arcs) if (!leadsBack(arc)) append(next, `${arc.fromSide} ${arc.from}`, `${arc.toSide} ${arc.to}`);
  return next;
}

function reaches(next: Next, [from, fromSide]: End, [to, toSide]: End): boolean {
  const wanted = `${toSide} ${to.id}`;
  const open = [`${fromSide} ${from.id}`];
  const met = new Set(open);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === wanted) return true;
    // What has not begun has not ended.
    const own = node.startsWith('start ') ? [`end ${node.slice('start '.length)}`] : [];
    for (const other of [...(next.get(node) ?? []), ...own]) {
      if (met.has(other)) continue;
      met.add(other);
      open.push(other);
    }
  }
  return false;
}
