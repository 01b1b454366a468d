/** What of a plan cannot hold, found in the levelled schedule. */
import type { Step } from '../model.ts';
import type { Built } from './build.ts';
import { arcBound } from './critical-path.ts';
import type { Cycle } from './cycles.ts';
import type { Leveled } from './leveling.ts';
import type { Conflict } from './model.ts';
import type { Activity, Network } from './network.ts';
import { systemOf } from './staffing.ts';

export function conflictsOf(
  { network, unknown }: Built,
  leveled: Leveled,
  cycles: readonly Cycle[],
): readonly Conflict[] {
  return [
    ...cycles
      .map((cycle) => cycleConflict(network, cycle))
      .sort((a, b) => (a.steps[0]?.index ?? 0) - (b.steps[0]?.index ?? 0)),
    ...[...unknown].map(([name, steps]): Conflict => ({ kind: 'unknown-time', steps: [...steps], name })),
    ...leveled.idle.flatMap((index) => idleConflict(network.activities[index]!)),
    ...leveled.clashes.flatMap((index) => clashConflict(network, leveled, index)),
    ...network.activities.flatMap((activity) => [
      ...tooEarly(network, leveled, activity),
      ...tooLate(network, leveled, activity),
    ]),
  ];
}

function cycleConflict(network: Network, { activities, dropped }: Cycle): Conflict {
  // Each member waits for the one before it; told from the first on the page.
  const steps = activities.flatMap((index) => stepsOf(network.activities[index]!));
  const first = steps.reduce((a, step, i) => (step.index < steps[a]!.index ? i : a), 0);
  return {
    kind: 'cycle',
    steps: [...new Set([...steps.slice(first), ...steps.slice(0, first)])],
    name: network.activities[dropped.to]!.kind === 'step' ? undefined : nameOf(network.activities[dropped.to]!),
    place: dropped.place,
  };
}

function idleConflict(activity: Activity): Conflict[] {
  return activity.kind === 'step'
    ? [{ kind: 'no-working-time', steps: [activity.step], name: activity.hoursOf, place: activity.step.by?.place }]
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
      const steps = [activity.step, ...stepsOf(network.activities[other]!)];
      return [{ kind: 'person-busy', steps, minutes, name: systemOf(name) ?? name }];
    }
  }
  return [];
}

function tooEarly(network: Network, leveled: Leveled, activity: Activity): Conflict[] {
  const start = leveled.start[activity.index]!;
  if (activity.pinned === undefined || !Number.isFinite(start) || start <= activity.pinned) return [];
  const steps = stepsOf(activity);
  if (steps.length === 0) return [];
  const before = network.incoming[activity.index]!.map((arc) => ({ arc, at: arcBound(arc, leveled) }))
    .filter(({ at }) => at > activity.pinned!)
    .sort((a, b) => b.at - a.at)[0];
  const cause = before ? lastStep(network, leveled, before.arc.from) : undefined;
  return [
    {
      kind: 'starts-too-early',
      steps: cause ? [...steps, cause] : steps,
      minutes: start - activity.pinned,
      name: cause || !before ? undefined : nameOf(network.activities[before.arc.from]!),
      place: before?.arc.place,
    },
  ];
}

function tooLate(network: Network, leveled: Leveled, activity: Activity): Conflict[] {
  const end = leveled.end[activity.index]!;
  if (!Number.isFinite(end) || end <= activity.due) return [];
  const step = stepsOf(activity)[0] ?? lastStep(network, leveled, activity.index);
  if (!step) return [];
  // A step that misses its own due and the one of its block is told of once, by its own.
  const own =
    activity.kind === 'step' ? undefined : network.activities.find((a) => a.kind === 'step' && a.step === step);
  if (own && own.due <= activity.due) return [];
  return [
    {
      kind: 'ends-too-late',
      steps: [step],
      minutes: end - activity.due,
      name: activity.dueName,
      place: activity.duePlace,
    },
  ];
}

/** The step behind a point of the network: the one itself, or what the edge of a block comes from. */
export function lastStep(network: Network, leveled: Leveled, from: number): Step | undefined {
  let index = from;
  for (;;) {
    const activity = network.activities[index]!;
    if (activity.kind === 'step') return activity.step;
    const arcs = network.incoming[index]!;
    let last = arcs[0];
    for (const arc of arcs) if (last && arcBound(arc, leveled) > arcBound(last, leveled)) last = arc;
    if (!last) return undefined;
    index = last.from;
  }
}

function stepsOf(activity: Activity): readonly Step[] {
  return activity.kind === 'step' ? [activity.step] : [];
}

function nameOf(activity: Activity): string | undefined {
  if (activity.kind === 'step') return activity.step.name;
  return activity.milestone?.name ?? activity.block?.name ?? activity.block?.kind;
}
