/** A rehearsal is the same night in hours of its own. */
import type { Plan, Release, Time } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';

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
