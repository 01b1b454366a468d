/** Dates, lengths and working hours as TaskJuggler writes them. */
import { dayNumber, isDate, MINUTES_PER_DAY } from '../../plan/time/date.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { instantOf } from '../../plan/time/zone.ts';
import type { Hours } from '../table/values/week.ts';
import type { Token } from './text.ts';

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(\d{1,2}):(\d{2})(?::\d{2})?(?:-?([+-])(\d{2})(\d{2}))?)?$/;

/** Undefined: it is no date, or one that there is not. */
export function dateIn(token: Token | undefined, zone: Zone): Instant | undefined {
  if (token?.kind !== 'date') return undefined;
  const [, base, sign, length] = /^%\{\s*(\S+)\s*([+-])\s*([^\s}]+)\s*\}$/.exec(token.text) ?? [];
  if (base !== undefined) {
    const [from, minutes] = [dateIn({ ...token, text: base }, zone), elapsedIn(length)];
    return from === undefined || minutes === undefined ? undefined : from + (sign === '-' ? -minutes : minutes);
  }
  const [, year, month, day, hour = '0', minute = '0', east, hours, minutes] = DATE.exec(token.text) ?? [];
  if (year === undefined || !isDate(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 24 || Number(minute) > 59) return undefined;
  const wall =
    dayNumber(Number(year), Number(month), Number(day)) * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
  if (east === undefined) return instantOf(wall, zone);
  return wall - (Number(hours) * 60 + Number(minutes)) * (east === '-' ? -1 : 1);
}

/** `date - date`, `date + length`, or one day. */
export function spanIn(
  args: readonly Token[],
  zone: Zone,
): { readonly from: Instant; readonly to: Instant } | undefined {
  const at = args.findIndex(({ kind }) => kind === 'date');
  const [first, sign, last] = [args[at], args[at + 1], args[at + 2]];
  const from = dateIn(first, zone);
  if (from === undefined) return undefined;
  if (sign?.text === '-') {
    const to = dateIn(last, zone);
    return to === undefined || to < from ? undefined : { from, to };
  }
  const length = sign?.text === '+' ? elapsedIn(last?.text) : MINUTES_PER_DAY;
  return length === undefined ? undefined : { from, to: from + length };
}

const ELAPSED: Readonly<Record<string, number>> = {
  min: 1,
  h: 60,
  d: MINUTES_PER_DAY,
  w: 7 * MINUTES_PER_DAY,
  m: 30.4167 * MINUTES_PER_DAY,
  y: 365 * MINUTES_PER_DAY,
};

/** Minutes on the clock. */
export function elapsedIn(text: string | undefined): number | undefined {
  const [, count, unit] = LENGTH.exec(text ?? '') ?? [];
  return unit === undefined ? undefined : Number(count) * ELAPSED[unit]!;
}

const LENGTH = /^(\d+(?:\.\d+)?)(min|[hdwmy])$/;

/** What a day and a year of work are. */
export interface WorkUnits {
  readonly hoursOfDay: number;
  readonly daysOfYear: number;
}

/** Minutes of work. */
export function workIn(text: string | undefined, { hoursOfDay, daysOfYear }: WorkUnits): number | undefined {
  const [, count, unit] = LENGTH.exec(text ?? '') ?? [];
  if (unit === undefined) return undefined;
  const day = hoursOfDay * 60;
  const units: Readonly<Record<string, number>> = {
    min: 1,
    h: 60,
    d: day,
    w: (day * daysOfYear) / 52.1429,
    m: (day * daysOfYear) / 12,
    y: day * daysOfYear,
  };
  return Number(count) * units[unit]!;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export type Week = readonly (readonly Hours[])[];

/** The week with the hours that a statement gives some of its days; undefined: it says none. */
export function weekWith(week: Week, args: readonly Token[]): Week | undefined {
  const first = args.findIndex(({ text, kind }) => kind === 'time' || text === 'off');
  if (first === -1) return undefined;
  const hours: Hours[] = [];
  if (args[first]!.text !== 'off') {
    const times = args.slice(first).filter(({ kind }) => kind === 'time');
    for (let i = 0; i + 1 < times.length; i += 2) {
      const [from, to] = [minutesOf(times[i]!.text), minutesOf(times[i + 1]!.text)];
      if (to > MINUTES_PER_DAY || from >= to) return undefined;
      hours.push([from, to]);
    }
    if (hours.length === 0) return undefined;
  }
  const said = args.slice(0, first);
  const days = new Set<number>();
  for (const [i, { text }] of said.entries()) {
    const day = DAYS.indexOf(text.toLowerCase());
    if (day === -1) continue;
    days.add(day);
    const end = said[i + 1]?.text === '-' ? DAYS.indexOf(said[i + 2]?.text.toLowerCase() ?? '') : -1;
    for (let one = day; end !== -1 && one !== end; one = (one + 1) % 7) days.add(one);
  }
  return days.size === 0 ? undefined : week.map((before, day) => (days.has(day) ? hours : before));
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
