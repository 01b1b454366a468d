/** The zones in which whoever works on a release reads a clock. */
import { lookup, type Plan, type Release } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import type { Zone } from '../../plan/time/model.ts';

const MOST_ZONES = 4;

/** That of the release, those that are wanted, and those of its people, the most frequent first: at most four. */
export function zonesOf(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  wanted: readonly Zone[] = [],
): readonly Zone[] {
  const counts = new Map<Zone, number>();
  const known = new Map<string, Zone | undefined>();
  const count = (name: string) => {
    if (!known.has(name)) known.set(name, zoneOf(plan, release, name));
    const zone = known.get(name);
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  };
  for (const { id } of release.steps) {
    const scheduled = schedule.steps[id];
    scheduled?.by.forEach(count);
    scheduled?.with.forEach(count);
  }
  const lived = [...counts].sort(([, a], [, b]) => b - a).map(([zone]) => zone);
  return [...new Set([release.zone, ...wanted, ...lived])].slice(0, MOST_ZONES);
}

/** Where somebody lives, if the plan says so. */
export function zoneOf(plan: Plan, release: Release, name: string): Zone | undefined {
  const named = lookup(plan, release, name);
  return named && 'zone' in named ? named.zone : undefined;
}
