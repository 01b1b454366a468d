/** A run, or a rollback, as a project in which the search can look for a shorter order of its steps. */
import type { Block } from '../../model.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import type { Choice } from '../../who/people.ts';
import type { Leveled } from '../leveling/leveling.ts';
import type { Span } from '../model.ts';
import type { Activity, Network, StepActivity } from '../network/network.ts';
import { type Project, whyImpossible } from '../search/project.ts';

export interface RunProject {
  readonly project: Project;
  /** The moment that is 0 in the project. */
  readonly origin: Instant;
  /** By activity of the project: all that start together with it, itself included. */
  readonly members: readonly (readonly number[])[];
  /** False where a length depends on the moment (`2wd`, `1d`): then no bound of the project holds for the plan. */
  readonly exact: boolean;
  /** How large the tables of a search are: minutes, times eight people or systems. Each schedule goes through all of them. */
  readonly cells: number;
}

/**
 * What the activities of a block, as they are levelled now, wait for and need. What happens outside of the block stays as
 * it is levelled: its ends are earliest starts, and what it takes of people and systems is taken.
 *
 * Undefined where the plan asks for one person twice at the same moment, or for one of several who are all taken by what starts
 * together with it, where nothing of the block has a time, or it takes years: the tables of the search hold every minute.
 */
export function runProject(
  network: Network,
  leveled: Leveled,
  isInside: (activity: Activity) => boolean,
): RunProject | undefined {
  const indices = new Map<number, number>();
  const members: (readonly number[])[] = [];
  let origin: Instant = Number.POSITIVE_INFINITY;
  for (const activity of network.activities) {
    const { index } = activity;
    if (network.leader(index) !== index || !isInside(activity)) continue;
    const group = network.group(index).filter((member) => leveled.placements[member]);
    if (group.length === 0) continue;
    for (const member of group) indices.set(member, members.length);
    members.push(group);
    origin = Math.min(origin, leveled.start[index]!);
  }
  if (!Number.isFinite(origin)) return undefined;

  let exact = true;
  const length = (index: number): Minutes => {
    const activity = network.activities[index]!;
    if (activity.kind !== 'step') return 0;
    if (activity.pace.always === undefined) exact = false;
    return leveled.end[index]! - leveled.start[index]!;
  };
  const resources = new Resources();
  const durations: number[] = [];
  const earliest: number[] = [];
  const pinned: (number | undefined)[] = [];
  const needs: Project['needs'][number][] = [];
  const choices: Project['choices'][number][] = [];
  const arcs: Project['arcs'][number][] = [];
  for (const [to, group] of members.entries()) {
    durations.push(Math.max(...group.map(length)));
    const pins = group.flatMap((index) => network.activities[index]!.pinned ?? []);
    pinned.push(pins.length > 0 ? Math.max(...pins) - origin : undefined);
    const needed = group.map((index) => resources.neededBy(network.activities[index]!, length(index)));
    needs.push(needed.flatMap((one) => one.needs));
    choices.push(needed.flatMap((one) => one.choices));
    let first = 0;
    for (const index of group) {
      first = Math.max(first, network.activities[index]!.earliest - origin);
      for (const { from, side, lag } of network.incoming[index]!) {
        const at = side === 'end' ? leveled.end[from]! : leveled.start[from]!;
        if (!Number.isFinite(at)) continue;
        if (lag.always === undefined) exact = false;
        const source = indices.get(from);
        if (source === to) continue;
        const delay = lag.always ?? lag.forward(at) - at;
        // Whatever starts together ends at different moments, so all arcs count from the common start there.
        if (source === undefined) first = Math.max(first, at + delay - origin);
        else if (members[source]!.length === 1) arcs.push({ from: source, to, side, lag: delay });
        else arcs.push({ from: source, to, side: 'start', lag: delay + (side === 'end' ? length(from) : 0) });
      }
    }
    earliest.push(first);
  }
  // What is fixed long before, and begins too late, is in the tables as well.
  const begin = [...earliest, ...pinned].reduce<number>((last, at) => Math.max(last, Math.abs(at ?? 0)), 0);
  const lags = arcs.reduce((sum, { lag }) => sum + Math.max(0, lag), 0);
  const horizon = durations.reduce((sum, minutes) => sum + minutes, begin + lags);
  const cells = horizon * (1 + resources.count / 8);
  if (cells > MOST_CELLS) return undefined;
  const taken = resources.taken(leveled, { start: origin, end: origin + horizon }, (index) => indices.has(index));
  const capacities = new Array<number>(resources.count).fill(1);
  const project = { durations, earliest, arcs, capacities, needs, choices, taken, pinned };
  return whyImpossible(project) ? undefined : { project, origin, members, exact, cells };
}

/** Half of what `compile` takes. */
const MOST_CELLS = 2 ** 24;

/** The activities of a root block, its edges included. */
export function insideOf(root: Block): (activity: Activity) => boolean {
  return (activity) => {
    const block =
      activity.kind === 'step'
        ? activity.step.block
        : activity.kind === 'milestone'
          ? activity.milestone?.block
          : activity.block;
    for (let outer = block; outer; outer = outer.parent) if (outer === root) return true;
    return false;
  };
}

/** Numbers for people and systems, in the order in which they are met. */
class Resources {
  private readonly numbers = new Map<string, number>();

  get count(): number {
    return this.numbers.size;
  }

  neededBy(
    activity: Activity,
    minutes: Minutes,
  ): { needs: Project['needs'][number]; choices: Project['choices'][number] } {
    if (activity.kind !== 'step' || minutes === 0) return NOTHING;
    const names = [...new Set([...activity.by.fixed, ...activity.resources])];
    return {
      needs: names.map((name) => ({ resource: this.of(name), amount: 1, minutes })),
      choices: choicesOf(activity).map(({ count, from }) => {
        const others = from.filter((name) => !names.includes(name));
        return { count: Math.min(count, others.length), from: others.map((name) => this.of(name)), minutes };
      }),
    };
  }

  /** What is booked in a span for activities that are not inside, in minutes from its start. */
  taken(leveled: Leveled, span: Span, isInside: (index: number) => boolean): Project['taken'] {
    return [...this.numbers].flatMap(([name, resource]) =>
      (leveled.crew.resources.get(name)?.bookings ?? [])
        .filter(({ activity, start, end }) => !isInside(activity) && end > span.start && start < span.end)
        .map(({ start, end }) => ({ resource, start: start - span.start, end: Math.min(end, span.end) - span.start })),
    );
  }

  private of(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(name, number);
    }
    return number;
  }
}

function choicesOf(activity: StepActivity): readonly Choice[] {
  return [...activity.by.choices, ...activity.with.choices];
}

const NOTHING = { needs: [], choices: [] };
