/** A rehearsal is the same night in hours of its own, with a log of its own. */
import type { Plan, Release, Time } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import { schedule } from '../schedule/schedule.ts';
import { whatIf } from '../what-if/what-if.ts';

interface Asked {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

/** With a window that begins when the rehearsal does; as it is where that is not known. */
export function inItsHours(asked: Asked, name: string): Asked {
  const { plan, release, schedule: planned } = asked;
  const rehearsal = release.rehearsals.find((one) => one.name === name)!;
  const [window] = release.windows;
  const span = window && planned.windows[window.id];
  const start = planned.rehearsals[rehearsal.id]?.start;
  if (!window?.from || !span || start === undefined) return asked;
  const at = (time: Time, instant: number): Time => ({
    kind: 'instant',
    id: time.id,
    at: instant,
    dateOnly: false,
    zone: release.zone,
    place: time.place,
  });
  const to = window.to && span.end !== undefined ? at(window.to, start + span.end - span.start) : undefined;
  const bounds = { from: at(window.from, start), ...(to && { to }) };
  const index = plan.releases.indexOf(release);
  const { plan: moved } = whatIf(plan, [{ kind: 'window', release: index, window: window.index, bounds }]);
  const own = moved.releases[index]!;
  return { plan: moved, release: own, schedule: schedule(moved, own) };
}

/** What its log is called. */
export function runName({ name }: Pick<Release, 'name'>, rehearsal: string | undefined): string {
  return rehearsal === undefined ? name : `${name}@${rehearsal}`;
}

/** How a run is opened: which rehearsal it is, is not for its sender to say. */
export function opening(rehearsal: string | undefined): { open: 'real' } | { open: 'rehearsal'; rehearsal: string } {
  return rehearsal === undefined ? { open: 'real' } : { open: 'rehearsal', rehearsal };
}

/** Of the name of a log. */
export function rehearsalOf(run: string): string | undefined {
  return /@([^@+]+)/.exec(run)?.[1];
}
