/** What the systems that a release works on need to work, told to the plans that may be at work on that. */
import type { Plan, Release, System } from '../../model.ts';
import { type Changes, systems } from '../changes/changes.ts';
import { type Booking, keyOf } from '../people/bookings.ts';

/** What one system needs, the nearest first. */
export interface Needs {
  /** Of the system, as its bookings have it. */
  readonly key: string;
  readonly needed: readonly Needed[];
}

export interface Needed {
  readonly key: string;
  readonly name: string;
  /** As the declaration says it; `needs`: by way of others. */
  readonly relation: 'uses' | 'stands on' | 'needs';
}

export function needsOf(plan: Plan, release: Release, changes: Changes, booked: readonly Booking[]): readonly Needs[] {
  const keys = new Set(booked.map(({ key }) => key));
  return [...changes.systems.keys()].flatMap((system) => {
    const key = keyOf(plan, release, system.name);
    if (!keys.delete(key)) return [];
    const uses = systems(plan, release, system.uses);
    const on = systems(plan, release, system.on);
    const relationTo = (needed: System): Needed['relation'] =>
      uses.includes(needed) ? 'uses' : on.includes(needed) ? 'stands on' : 'needs';
    const needed = [...changes.needs(system)]
      .filter((one) => one !== system)
      .map((one) => ({ key: keyOf(plan, release, one.name), name: one.name, relation: relationTo(one) }));
    return needed.length > 0 ? [{ key, needed }] : [];
  });
}
