/** Which dependencies deserve an arrow, and the way it takes. */
import { append } from '../../plan/grouped.ts';
import { find, type Id } from '../../plan/ids.ts';
import type { Release, Step } from '../../plan/model.ts';
import type { Thing, Why } from '../../plan/order/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';

export interface Link {
  readonly from: Step;
  readonly to: Step;
  readonly fromStart: boolean;
}

/**
 * What the staircase of a block does not show by itself: every step that a clause makes wait for another, and the
 * predecessor that decides when a step of another block starts.
 */
export function linksOf(release: Release, schedule: Schedule): readonly Link[] {
  const stepOf = (id: Id<Thing>) => {
    const thing: Thing | undefined = find(release, id);
    return thing?.kind === 'step' ? thing : undefined;
  };
  const written = new Map<Step, Link[]>();
  for (const arc of schedule.order.arcs) {
    // Most arcs are the order of the page.
    if (!DRAWN.has(arc.why)) continue;
    const [from, to] = [stepOf(arc.from), stepOf(arc.to)];
    if (from && to) append(written, to, { from, to, fromStart: arc.fromSide === 'start' });
  }
  const links: Link[] = [];
  let above: Step | undefined;
  for (const to of release.steps) {
    const own = written.get(to);
    if (own) links.push(...own);
    for (const { reason, step } of schedule.steps[to.id]?.waits ?? []) {
      if (reason !== 'after' || !step) continue;
      // Mostly it is the one above.
      const from = above?.id === step ? above : stepOf(step);
      const isNews = from && from.block !== to.block && !own?.some((link) => link.from === from);
      if (isNews) links.push({ from, to, fromStart: false });
    }
    above = to;
  }
  return links;
}

/** The order of the page is the staircase, and a gate needs so much that arrows would cover it. */
const DRAWN: ReadonlySet<Why> = new Set(['after', 'alongside', 'at', 'not before', 'during', 'every']);

export interface End {
  /** Where it leaves or arrives, and the bar's upper and lower edge. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Right angles only: down from the end of one bar, then into the start of the other from the left or from above. */
export function route(from: End, to: End): readonly number[] {
  const down = to.top >= from.bottom;
  const leave = from.x - 3;
  const y = down ? from.bottom : from.top;
  if (Math.abs(to.x - from.x) < 5) return [to.x, y, to.x, down ? to.top - 1 : to.bottom + 1];
  const middle = (to.top + to.bottom) / 2;
  if (to.x - leave >= 9) return [leave, y, leave, middle, to.x - 1, middle];
  const gap = down ? to.top - 6 : to.bottom + 6;
  return [leave, y, leave, gap, to.x + 4, gap, to.x + 4, down ? to.top - 1 : to.bottom + 1];
}
