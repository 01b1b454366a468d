/** A moment as a plan would write it: first in the form that stands there, then in others that mean the same. */
import { tokenize } from '../../language/parse/parser.ts';
import type { Release, Time } from '../../plan/model.ts';
import { rootBlock, type Step } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { formatDuration, isElapsed, ZERO } from '../../plan/time/duration.ts';
import { formatInstant, formatTimeOfDay, whichHour } from '../../plan/time/format.ts';
import type { Instant, Minutes, Zone } from '../../plan/time/model.ts';
import { dayAt } from '../../plan/time/zone.ts';
import { textAt } from './text.ts';
import type { Version } from './version.ts';

/** For a step or a milestone that says no time yet. */
export function freshTimes(
  { release, schedule, step }: Version & { readonly step?: Step },
  at: Instant,
): readonly string[] {
  const { zone } = release;
  if (schedule.T === undefined) return [elapsedFromT(at)];
  const dated = datesOf(at, zone, '');
  if (step && countsFromT(release, step)) return [...daysFromT(at, schedule.T, zone), ...dated];
  // An hour alone is the first such hour of the window.
  const isOfNight =
    step && rootBlock(step.block).kind === 'run' && at >= schedule.T && at < schedule.T + MINUTES_PER_DAY;
  return isOfNight ? [formatTimeOfDay(at, zone), ...dated] : dated;
}

/** Instead of the one that stands there. */
export function otherTimes({ workspace, release, schedule }: Version, time: Time, at: Instant): readonly string[] {
  const written = textAt(workspace, time.place);
  const zone = zoneOf(time, release);
  const suffix = zoneWritten(written);
  const day = /^[A-Z][a-z]{2}/.test(written);
  const dated = datesOf(at, zone, suffix);
  const T = schedule.T ?? 0;
  const sameDay = onSameDay(written, schedule.moments[time.id]?.at, at, zone, suffix);
  switch (time.kind) {
    case 'instant':
      return day ? dated : [dated[0]!.slice(4), ...dated];
    case 'clock':
      return [`${day ? `${formatInstant(at, zone).slice(0, 3)} ` : ''}${formatTimeOfDay(at, zone)}${suffix}`, ...dated];
    case 'offset':
      if (isElapsed(time.offset) && time.weekday === undefined && time.clock === undefined)
        return [elapsedFromT(at - T), ...dated];
      if (schedule.T === undefined) return [elapsedFromT(at)];
      return [...sameDay, ...daysFromT(at, T, zone), ...dated];
    case 'point':
      return [...fromPoint(time, schedule, at), ...sameDay, ...(schedule.T === undefined ? [] : dated)];
    case 'unknown':
      return schedule.T === undefined ? [elapsedFromT(at)] : dated;
  }
}

/** By the begin of the window. */
export function countedFromT({ release, schedule }: Version, time: Time, at: Instant): readonly string[] {
  const { T } = schedule;
  if (T === undefined) return [];
  return [elapsedFromT(at - T), ...daysFromT(at, T, zoneOf(time, release))];
}

/** By itself. */
export function dated({ release }: Version, time: Time, at: Instant): readonly string[] {
  return datesOf(at, zoneOf(time, release), '');
}

/** With its weekday; where the clock shows that hour twice, in UTC as well, which never does. */
function datesOf(at: Instant, zone: Zone, suffix: string): readonly string[] {
  const written = `${formatInstant(at, zone)}${suffix}`;
  return whichHour(at, zone) === '' ? [written] : [written, `${formatInstant(at, 'UTC')} UTC`];
}

function elapsedFromT(minutes: Minutes): string {
  return minutes === 0 ? 'T' : `T${signed(minutes)}`;
}

function signed(minutes: Minutes): string {
  return `${minutes < 0 ? '-' : '+'}${formatDuration({ ...ZERO, minutes: Math.abs(minutes) })}`;
}

/** `T-2d 14:00`: it moves with the window and keeps its hour. */
function daysFromT(at: Instant, T: Instant, zone: Zone): readonly string[] {
  const days = dayAt(at, zone) - dayAt(T, zone);
  if (days === 0) return [elapsedFromT(at - T)];
  return [`T${days < 0 ? '-' : '+'}${Math.abs(days)}d ${formatTimeOfDay(at, zone)}`];
}

/** `T-1wd 14:00` on the same day: another hour, and all the rest as it stands. */
function onSameDay(
  written: string,
  now: Instant | undefined,
  at: Instant,
  zone: Zone,
  suffix: string,
): readonly string[] {
  if (now === undefined || dayAt(now, zone) !== dayAt(at, zone)) return [];
  const clock = formatTimeOfDay(at, zone);
  const hour = /\d{1,2}:\d{2}/;
  if (hour.test(written)) return [written.replace(hour, clock)];
  return [`${suffix === '' ? written : written.slice(0, -suffix.length)} ${clock}${suffix}`];
}

/** `go-live + 2h`, as far from it as it is then. */
function fromPoint(time: Extract<Time, { kind: 'point' }>, { moments }: Schedule, at: Instant): readonly string[] {
  const now = moments[time.id]?.at;
  const { ref, target, side, offset = ZERO } = time;
  if (now === undefined || !isElapsed(offset) || time.clock !== undefined || time.weekday !== undefined) return [];
  const point = `${[ref.name, target?.name].filter(Boolean).join(' ')}${side ? `.${side}` : ''}`;
  const minutes = offset.minutes + at - now;
  return [minutes === 0 ? point : `${point} ${minutes < 0 ? '-' : '+'} ${signed(minutes).slice(1)}`];
}

/** Others in its block say when they are by the begin of the window, so it moves with them. */
function countsFromT(release: Release, step: Step): boolean {
  return release.steps.some(
    (one) => one.block === step.block && [one.at, one.notBefore, one.due].some((time) => time?.kind === 'offset'),
  );
}

function zoneOf(time: Time, release: Release): Zone {
  if (time.kind === 'point') return time.clockZone ?? release.zone;
  return time.kind === 'unknown' ? release.zone : time.zone;
}

/** ` Europe/London` behind a time; empty where none stands there. */
function zoneWritten(written: string): string {
  // The first word is read as what opens a line.
  const zone = tokenize(`x at ${written}`).tokens.find(({ tokenType }) => tokenType.name === 'ZONE');
  return zone ? ` ${zone.image}` : '';
}
