/** Which dependencies deserve an arrow, and the way it takes. */
import { lookup, type Plan, type PointRef, type Release, type Step } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';

export interface Link {
  readonly from: Step;
  readonly to: Step;
  readonly fromStart: boolean;
  readonly toStart: boolean;
}

/**
 * What the staircase of a block does not show by itself: every written `after` and `alongside`, and the predecessor
 * that decides when a step of another block starts.
 */
export function linksOf(plan: Plan, schedule: Schedule): readonly Link[] {
  const { release } = schedule;
  const links: Link[] = [];
  for (const to of release.steps) {
    const known = new Set<Step>();
    for (const after of to.after) {
      for (const from of stepsOf(after.point, plan, release)) {
        known.add(from);
        links.push({ from, to, fromStart: after.point.side === 'start', toStart: true });
      }
    }
    for (const point of to.alongside) {
      for (const from of stepsOf(point, plan, release)) links.push({ from, to, fromStart: true, toStart: true });
    }
    for (const wait of schedule.steps[to.index]?.waits ?? []) {
      if (wait.reason !== 'after' || !wait.step || wait.step.block === to.block || known.has(wait.step)) continue;
      links.push({ from: wait.step, to, fromStart: false, toStart: true });
    }
  }
  return links;
}

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
  const middle = (to.top + to.bottom) / 2;
  if (to.x - leave >= 9) return [leave, y, leave, middle, to.x - 1, middle];
  const gap = down ? to.top - 6 : to.bottom + 6;
  return [leave, y, leave, gap, to.x + 4, gap, to.x + 4, down ? to.top - 1 : to.bottom + 1];
}

function stepsOf(point: PointRef, plan: Plan, release: Release): readonly Step[] {
  if (point.target) {
    const target = point.target.name;
    return release.steps.filter(
      (step) => step.verb === point.ref.name && step.targets.some((ref) => ref.name === target),
    );
  }
  const named = lookup(plan, release, point.ref.name);
  return named?.kind === 'step' ? [named] : [];
}
