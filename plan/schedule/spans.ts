/** Everything of a release that states its time itself and is asked for as a span: windows, rehearsals, UAT, rosters. */
import { type ById, byId } from '../ids.ts';
import type { Rehearsal, Release, Roster, Uat } from '../model.ts';
import type { Duration, Instant, Minutes } from '../time/model.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext } from '../time/resolve.ts';
import type { Span, WindowSpan } from './model.ts';
import { elapsedPace, workingPace } from './network/pace.ts';

export interface Frame {
  readonly T?: Instant;
  /** In the order of `Release.windows`; undefined while unknown. */
  readonly windows: readonly (WindowSpan | undefined)[];
}

/** T and the windows. */
export function frameOf(release: Release, context: TimeContext): Frame {
  const first = release.windows[0];
  const T = first && resolveRangeIn({ ...context, T: undefined }, first).start;
  const windows = release.windows.map((window) => {
    const { start, end } = resolveRangeIn({ ...context, T, spanStart: T }, window);
    if (start === undefined) return undefined;
    return { start, ...(end !== undefined && { end: Math.max(start, end) }) };
  });
  return { T, windows };
}

/** @param usual how long a rehearsal takes that does not say so: as long as the run, in minutes */
export function rehearsalSpans(release: Release, context: TimeContext, usual: Minutes): ById<Rehearsal, Span> {
  return byId(release.rehearsals, ({ at, duration }) => {
    const start = resolveTimeIn(context, at, 'start');
    if (start === undefined) return undefined;
    const end = duration ? endFrom(start, duration.likely, context) : start + usual;
    return { start, end: Math.max(start, end) };
  });
}

/** The end of what stands outside of blocks: hours pass on the clock, working days are those of a phase. */
export function endFrom(start: Instant, duration: Duration, { zone, calendar }: TimeContext): Instant {
  return (duration.workingDays > 0 ? workingPace : elapsedPace)(duration, zone, calendar).endOf(start);
}

export function uatSpans(release: Release, context: TimeContext): ById<Uat, Span> {
  return ranges(release.uats, context);
}

export function rosterSpans(release: Release, context: TimeContext): ById<Roster, Span> {
  return ranges(release.rosters, context);
}

function ranges<K extends Uat | Roster>(things: readonly K[], context: TimeContext): ById<K, Span> {
  return byId(things, ({ during }) => {
    const { start, end } = resolveRangeIn(context, during);
    return start === undefined || end === undefined ? undefined : { start, end: Math.max(start, end) };
  });
}
