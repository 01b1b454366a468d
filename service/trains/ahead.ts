/** Where a train is: what it has made of its departures, which comes next, and whether that has a plan. */
import type { Workspace } from '../../language/workspace.ts';
import { type Cadence, cadenceOf, type Departure, type Stop, stopsOf } from '../../plan/facts/trains/cadence.ts';
import type { Plan, Release, Train } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { describeInstant } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';

export interface Ahead {
  readonly cadence: Cadence;
  readonly stops: readonly Stop[];
  readonly plans: Plans;
  /** Undefined: it has left for the last time. */
  readonly departure?: Departure;
  /** Its release that takes the next departure. */
  readonly there?: Stop;
}

/** Undefined: nobody knows when it leaves. */
export function aheadOf(train: Train, plans: Plans, now: Instant): Ahead | undefined {
  const cadence = cadenceOf(train);
  if (!cadence) return undefined;
  const stops = stopsOf(train, cadence, (name) => plans.get(name)?.schedule.T);
  const departure = cadence.nextAfter(now);
  const there = departure && stops.find((stop) => stop.departure?.number === departure.number);
  return { cadence, stops, plans, ...(departure && { departure }), ...(there && { there }) };
}

/** A train in a line, for whoever chooses one. */
export interface TrainLine {
  name: string;
  title?: string;
  uri: string;
  /** When it leaves next; missing: nothing says so, or never again. */
  at?: string;
  /** The release that takes it then; missing: it has no plan yet. */
  there?: string;
}

export function trainLines(workspace: Workspace, now: Instant): TrainLine[] {
  const plans = plansByName(workspace);
  return trainsOf(workspace).map(({ train }) => {
    const { name, title, place } = train;
    const { cadence, departure, there } = aheadOf(train, plans, now) ?? {};
    return {
      name,
      ...(title !== undefined && { title }),
      uri: place.file,
      ...(cadence && departure && { at: describeInstant(departure.at, cadence.zone) }),
      ...(there && { there: there.line.ref.name }),
    };
  });
}

/** Each where it is declared. */
export function trainsOf(workspace: Workspace): readonly { readonly plan: Plan; readonly train: Train }[] {
  return workspace.files().flatMap((uri) => {
    const plan = workspace.plan(uri);
    return plan.trains.filter(({ place }) => place.file === uri).map((train) => ({ plan, train }));
  });
}

export interface Known {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

export type Plans = ReadonlyMap<string, Known>;

/** All releases of the workspace; of two with one name the first. */
export function plansByName(workspace: Workspace): Plans {
  const found = new Map<string, Known>();
  for (const { plan, schedules } of workspace.plans())
    plan.releases.forEach((release, i) => {
      if (!found.has(release.name)) found.set(release.name, { plan, release, schedule: schedules[i]! });
    });
  return found;
}
