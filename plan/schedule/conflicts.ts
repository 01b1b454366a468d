/** What of a plan cannot hold, found in the levelled schedule. */
import { childrenOf } from '../children.ts';
import { type Block, type Milestone, type Release, rootBlock, type Step, stepLabel } from '../model.ts';
import { fillsRange } from '../taking-time.ts';
import { lastStep } from './leveling/last-step.ts';
import type { Leveled } from './leveling/leveling.ts';
import type { Conflict, ConflictMember } from './model.ts';
import type { Built } from './network/build.ts';
import { causeOf, type LeftOut } from './network/clauses.ts';
import { arcBound, endOf, firstStart } from './network/critical-path.ts';
import type { Cycle } from './network/cycles.ts';
import { excessOf } from './network/most.ts';
import type { Activity, Most, Network, Open, StepActivity } from './network/network.ts';
import { lastKnown } from './network/open.ts';
import { systemOf } from './network/staffing.ts';
import { boundWithout, slipsOf } from './slips.ts';

export function conflictsOf(
  release: Release,
  { network, leftOut, beyond, earlyAnyway }: Built,
  leveled: Leveled,
  cycles: readonly Cycle[],
  isDated: boolean,
): readonly Conflict[] {
  const lasts = lastKnown(network, leveled);
  const slipOf = slipsOf(network, leveled);
  return [
    ...circles(network, cycles),
    ...openConflicts(network, leveled, isDated),
    ...leftOut.map(leftOutConflict),
    ...earlyAnyway.map(
      (thing): Conflict => ({
        kind: 'early-anyway',
        steps: thing.kind === 'step' ? [thing.id] : [],
        members: [memberOf(thing)],
      }),
    ),
    ...network.activities.flatMap((activity) =>
      beyond.has(activity.index) || findsNoTime(network, leveled, activity) ? idleConflict(activity) : [],
    ),
    ...leveled.clashes.flatMap((index) => clashConflict(network, leveled, index)),
    ...network.activities.flatMap((activity) => [
      ...tooEarly(release, network, leveled, activity, slipOf),
      ...tooLate(network, leveled, activity, lasts),
    ]),
    ...network.mosts.flatMap((most) => tooLongAfter(release, network, leveled, most)),
  ];
}

/** In the order of the page. */
export function circles(network: Network, cycles: readonly Cycle[]): readonly Conflict[] {
  return cycles
    .map((cycle) => cycleConflict(network, cycle))
    .sort((a, b) => a.first - b.first)
    .map(({ conflict }) => conflict);
}

/** @returns with the position of its first step, since cycles are told in the order of the page */
function cycleConflict(
  network: Network,
  { arcs, dropped }: Cycle,
): { readonly conflict: Conflict; readonly first: number } {
  // Each member waits for the one before it; what starts together with one is one as well.
  const activities = arcs.flatMap(({ to }, i) => [to, arcs[(i + 1) % arcs.length]!.from]);
  const named = new Set(arcs.filter(({ place }) => place).flatMap(({ from, to }) => [from, to]));
  const things = unique(
    activities.flatMap((index) => {
      const { step, milestone, block } = thingOf(network.activities[index]!);
      // Edges of blocks belong to it where a clause speaks of them; else they only stand in between.
      return step ?? milestone ?? (block && named.has(index) ? block : []);
    }),
  );
  const steps = things.filter((thing) => thing.kind === 'step');
  // Told from the first on the page.
  const first = steps.reduce((a, step) => (step.index < a.index ? step : a), steps[0]!);
  const start = Math.max(0, things.indexOf(first));
  const ordered = [...things.slice(start), ...things.slice(0, start)];
  const conflict: Conflict = {
    kind: 'cycle',
    steps: ordered.filter((thing) => thing.kind === 'step').map(({ id }) => id),
    members: ordered.map(memberOf),
    name: network.activities[dropped.to]!.kind === 'step' ? undefined : nameOf(network.activities[dropped.to]!),
    place: dropped.place,
  };
  return { conflict, first: first?.index ?? 0 };
}

function thingOf(activity: Activity): { readonly step?: Step; readonly milestone?: Milestone; readonly block?: Block } {
  return activity.kind === 'step' ? { step: activity.step } : activity;
}

export function memberOf(thing: Step | Milestone | Block): ConflictMember {
  const label = thing.kind === 'step' ? stepLabel(thing) : (thing.name ?? thing.kind);
  return { label, place: thing.head };
}

function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)];
}

/** Nothing of it can be worked, from the moment on at which it could begin; planned late: back from its due. */
function findsNoTime(network: Network, leveled: Leveled, { index }: Activity): boolean {
  if (leveled.placements[index]) return false;
  if (leveled.idle.includes(index) || leveled.planned.get(index)?.start === Number.NEGATIVE_INFINITY) return true;
  return network.incoming[index]!.some((arc) => arcBound(arc, leveled) === Number.POSITIVE_INFINITY);
}

function idleConflict(activity: Activity): Conflict[] {
  return activity.kind === 'step'
    ? [{ kind: 'no-working-time', steps: [activity.step.id], name: activity.hoursOf, place: activity.step.by?.place }]
    : [];
}

/** Fixed in time, or to start with others, while somebody it needs is fixed elsewhere then. */
function clashConflict(network: Network, leveled: Leveled, index: number): Conflict[] {
  const activity = network.activities[index]!;
  const placement = leveled.placements[index];
  if (activity.kind !== 'step' || !placement) return [];
  const systems = activity.resources.slice(activity.with.fixed.length);
  for (const name of [...placement.by, ...placement.with, ...systems]) {
    for (const { start, end, activity: other } of leveled.crew.resources.get(name)?.bookings ?? []) {
      if (other === index || end <= placement.start || start >= placement.end) continue;
      const minutes = Math.min(end, placement.end) - Math.max(start, placement.start);
      const steps = idsOf([activity.step, ...stepsOf(network.activities[other]!)]);
      return [{ kind: 'person-busy', steps, minutes, name: systemOf(name) ?? name }];
    }
  }
  return [];
}

function leftOutConflict({ activity, time, place, isPastT }: LeftOut): Conflict {
  const { step, milestone, block } = thingOf(activity);
  const thing = step ?? milestone ?? block;
  return {
    kind: isPastT ? 'due-behind-T' : 'time-left-out',
    steps: idsOf(stepsOf(activity)),
    name: time ? causeOf(time) : 'T',
    place: time?.place ?? place,
    members: thing && [memberOf(thing)],
  };
}

/** What has no time, by what it hangs on; and what nothing says a time of, with what waits for it. */
function openConflicts(network: Network, leveled: Leveled, isDated: boolean): readonly Conflict[] {
  const byOpen = new Map<string, { readonly open: Open; readonly steps: Step[] }>();
  const untimed: Step[] = [];
  const ofT: Open = { name: 'T' };
  for (const activity of network.activities) {
    if (activity.kind !== 'step' || leveled.placements[activity.index]) continue;
    if (findsNoTime(network, leveled, activity)) continue;
    // Where nothing has a date, what has no time waits for T; messages have a time of their own, or none.
    const open = activity.open ?? (!isDated && rootBlock(activity.step.block).kind !== 'messages' ? ofT : undefined);
    if (!open) {
      untimed.push(activity.step);
      continue;
    }
    const key = JSON.stringify([open.name, open.place]);
    const known = byOpen.get(key) ?? { open, steps: [] };
    byOpen.set(key, known);
    known.steps.push(activity.step);
  }
  return [
    ...[...byOpen.values()].map(
      ({ open: { name, place }, steps }): Conflict => ({ kind: 'unknown-time', steps: idsOf(steps), name, place }),
    ),
    ...(untimed.length > 0 ? [{ kind: 'no-time' as const, steps: idsOf(untimed) }] : []),
  ];
}

function tooEarly(
  release: Release,
  network: Network,
  leveled: Leveled,
  activity: Activity,
  slipOf: (index: number) => number,
): Conflict[] {
  const start = leveled.start[activity.index]!;
  if (!leveled.placements[activity.index]) return [];
  if (activity.pinned === undefined || !Number.isFinite(start) || start <= activity.pinned) return [];
  const { step, block, milestone } = thingOf(activity);
  // What begins with its block is told of once, by the block that says when.
  const isFixed = step ? step.at || step.every || fillsRange(step) : (block ?? milestone)?.at;
  if (!isFixed) return [];
  const steps = block ? firstSteps(release, block) : stepsOf(activity);
  if (steps.length === 0 && !milestone) return [];
  const before = network.incoming[activity.index]!.map((arc) => ({ arc, at: arcBound(arc, leveled) }))
    .filter(({ at }) => at > activity.pinned!)
    .sort((a, b) => b.at - a.at)[0];
  const cause = before ? lastStep(network, leveled, before.arc.from)?.step : undefined;
  const isInherited = before && boundWithout(network, leveled, activity.index, slipOf) <= activity.pinned;
  return [
    {
      kind: 'starts-too-early',
      ...(isInherited && { isInherited }),
      steps: idsOf(cause ? [...steps, cause] : steps),
      minutes: start - activity.pinned,
      name: cause || !before ? undefined : nameOf(network.activities[before.arc.from]!),
      place: before?.arc.place,
      block: block?.id,
      ...(milestone && { milestone: milestone.id }),
    },
  ];
}

function tooLate(
  network: Network,
  leveled: Leveled,
  activity: Activity,
  lasts: ReadonlyMap<Block, number>,
): Conflict[] {
  // A block whose end is not known is late as soon as one of its steps is.
  const known = activity.kind === 'block-end' && activity.block ? lasts.get(activity.block) : undefined;
  const index = known ?? activity.index;
  const end = leveled.end[index]!;
  if (!leveled.placements[index] || !Number.isFinite(end) || end <= activity.due) return [];
  const step = stepsOf(activity)[0] ?? lastStep(network, leveled, index)?.step;
  const milestone = activity.kind === 'milestone' ? activity.milestone : undefined;
  if (!step && !milestone) return [];
  // A step that misses its own due and the one of its block is told of once, by its own.
  const own =
    activity.kind === 'step' || !step
      ? undefined
      : network.activities.find((a): a is StepActivity => a.kind === 'step' && a.step === step);
  if (own && own.due <= activity.due) return [];
  if (own && isMerelyAssumed(activity) && saysItsTime(own.step)) return [];
  return [
    {
      kind: 'ends-too-late',
      steps: step ? [step.id] : [],
      ...(milestone && { milestone: milestone.id }),
      minutes: end - activity.due,
      name: activity.dueName,
      place: activity.duePlace,
      members: ownLimits(activity),
    },
  ];
}

/** A phase or stream without a begin is planned back from T, for want of anything else; nobody has said that it is over then. */
function isMerelyAssumed(activity: Activity): boolean {
  return activity.kind === 'block-end' && activity.dueName === 'T' && activity.block?.kind !== 'prepare';
}

function saysItsTime({ at, notBefore, during, every }: Step): boolean {
  return (at ?? notBefore ?? during ?? every) !== undefined;
}

/** It starts later behind something than the plan allows. */
function tooLongAfter(release: Release, network: Network, leveled: Leveled, most: Most): Conflict[] {
  const minutes = excessOf(most, leveled);
  if (minutes === 0) return [];
  const { step, block, milestone } = thingOf(network.activities[most.to]!);
  return [
    {
      kind: 'lag-exceeded',
      steps: idsOf(step ? [step] : block ? firstSteps(release, block) : []),
      minutes,
      name: most.name,
      place: most.place,
      ...(block && { block: block.id }),
      ...(milestone && { milestone: milestone.id }),
    },
  ];
}

/** The clause that says when a step may start, where that alone makes it end too late. */
function ownLimits(activity: Activity): readonly ConflictMember[] {
  if (activity.kind !== 'step') return [];
  const from = Math.max(activity.earliest, activity.pinned ?? Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(from) || endOf(activity, firstStart(activity, from)) <= activity.due) return [];
  const { at, notBefore, during } = activity.step;
  if (at) return [{ label: 'at', place: at.place }];
  if (notBefore) return [{ label: 'not before', place: notBefore.place }];
  return during ? [{ label: 'during', place: during.place }] : [];
}

function idsOf(steps: readonly Step[]): Conflict['steps'] {
  return steps.map(({ id }) => id);
}

function stepsOf(activity: Activity): readonly Step[] {
  return activity.kind === 'step' ? [activity.step] : [];
}

/** What a block begins with. */
function firstSteps(release: Release, block: Block): readonly Step[] {
  for (const child of childrenOf(release, block)) {
    if (child.kind === 'step') return [child];
    const inner = 'children' in child ? firstSteps(release, child) : [];
    if (inner.length > 0) return inner;
  }
  return [];
}

function nameOf(activity: Activity): string | undefined {
  if (activity.kind === 'step') return activity.step.name;
  return activity.milestone?.name ?? activity.block?.name ?? activity.block?.kind;
}
