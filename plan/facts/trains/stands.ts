/** A train with the plans of its releases, wherever in the workspace they stand. */
import type { Plan, Release, Train, TrainRelease } from '../../model.ts';
import type { Schedule } from '../../schedule/model.ts';
import type { Now } from '../../time/now.ts';
import type { ScheduledRelease } from '../facts.ts';
import { type Cadence, cadenceOf, type Departure, stopsOf } from './cadence.ts';

/** A plan, and those of the releases that its trains name. */
export interface Around {
  readonly plan: Plan;
  readonly schedules: readonly Schedule[];
  readonly trainmates: () => readonly ScheduledRelease[];
  readonly now?: Now;
}

/** One of its releases. */
export interface Stand {
  readonly line: TrainRelease;
  readonly departure?: Departure;
  readonly plan?: Plan;
  readonly release?: Release;
  readonly schedule?: Schedule;
}

export interface Standing {
  readonly cadence?: Cadence;
  readonly stands: readonly Stand[];
}

export function standingOf({ plan, schedules, trainmates }: Around, train: Train): Standing {
  const known = new Map<string, Omit<Stand, 'line' | 'departure'>>();
  for (const { plan: other, release, schedule } of trainmates())
    known.set(release.name, { plan: other, release, schedule });
  for (const [i, release] of plan.releases.entries())
    known.set(release.name, { plan, release, schedule: schedules[i]! });
  const cadence = cadenceOf(train);
  const stops = cadence
    ? stopsOf(train, cadence, (name) => known.get(name)?.schedule?.T)
    : train.releases.map((line) => ({ line }));
  return { ...(cadence && { cadence }), stands: stops.map((stop) => ({ ...stop, ...known.get(stop.line.ref.name) })) };
}
