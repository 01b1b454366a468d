/** The shortest makespan of a tiny project, by trying every order and every choice: for projects without pins. */
import type { Project } from '../../../plan/schedule/search/project.ts';

/** The same for projects in which each activity has at most one choice: whoever is chosen, is needed. */
export function shortestWithChoices(project: Project, activity = 0): number {
  if (activity === project.durations.length) return shortestMakespan(project);
  const [choice] = project.choices[activity]!;
  if (!choice) return shortestWithChoices(project, activity + 1);
  const crews = subsets(choice.from, choice.count).map((crew) =>
    crew.map((resource) => ({ resource, amount: 1, minutes: choice.minutes })),
  );
  return Math.min(
    ...crews.map((crew) => {
      const needs = project.needs.map((own, i) => (i === activity ? [...own, ...crew] : own));
      return shortestWithChoices({ ...project, needs }, activity + 1);
    }),
  );
}

function subsets(from: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return from.flatMap((one, i) => subsets(from.slice(i + 1), count - 1).map((rest) => [one, ...rest]));
}

/**
 * Each activity in turn is placed as early as it fits, in every order that its arcs allow; among those schedules is a
 * shortest one (Sprecher, Kolisch and Drexl 1995). Times are searched one by one.
 */
export function shortestMakespan(project: Project): number {
  const { arcs, capacities, durations, earliest, needs, taken } = project;
  const count = durations.length;
  const used = capacities.map(() => new Map<number, number>());
  const occupy = (resource: number, from: number, to: number, amount: number) => {
    for (let time = from; time < to; time++) used[resource]!.set(time, (used[resource]!.get(time) ?? 0) + amount);
  };
  for (const one of taken) occupy(one.resource, one.start, one.end, capacities[one.resource]!);
  const starts: (number | undefined)[] = durations.map(() => undefined);
  let best = Number.POSITIVE_INFINITY;

  const fits = (activity: number, start: number) =>
    needs[activity]!.every(({ amount, minutes, resource }) => {
      const length = Math.min(durations[activity]!, minutes ?? durations[activity]!);
      for (let time = start; time < start + length; time++)
        if ((used[resource]!.get(time) ?? 0) + amount > capacities[resource]!) return false;
      return true;
    });
  const change = (activity: number, start: number, sign: 1 | -1) => {
    for (const { amount, minutes, resource } of needs[activity]!) {
      const length = Math.min(durations[activity]!, minutes ?? durations[activity]!);
      occupy(resource, start, start + length, sign * amount);
    }
  };
  const place = (placed: number, makespan: number) => {
    if (makespan >= best) return;
    if (placed === count) {
      best = makespan;
      return;
    }
    for (let activity = 0; activity < count; activity++) {
      if (starts[activity] !== undefined) continue;
      const before = arcs.filter(({ to }) => to === activity);
      if (before.some(({ from }) => starts[from] === undefined)) continue;
      let start = Math.max(0, earliest[activity]!);
      for (const { from, lag, side } of before)
        start = Math.max(start, starts[from]! + (side === 'end' ? durations[from]! : 0) + lag);
      while (!fits(activity, start)) start++;
      starts[activity] = start;
      change(activity, start, 1);
      place(placed + 1, Math.max(makespan, start + durations[activity]!));
      change(activity, start, -1);
      starts[activity] = undefined;
    }
  };
  place(0, 0);
  return best;
}
