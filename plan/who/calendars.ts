/** Which calendar applies to whom, compiled. */
import {
  type Calendar,
  lookup,
  type Named,
  type Party,
  type Person,
  type Place,
  type Plan,
  type Ref,
  type Release,
  type Timekeeping,
  type TimeRange,
} from '../model.ts';
import { ofKind } from '../named.ts';
import { remembering } from '../remembered.ts';
import { type CalendarSpec, compileCalendar, type Hours, OFFICE_HOURS, type WorkCalendar } from '../time/calendar.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import type { Instant, Span, Zone } from '../time/model.ts';
import { dayAt, instantOfDay } from '../time/zone.ts';
import { chainOf } from './people.ts';

export interface Calendars {
  /** Where nothing else applies: that of the release, else Monday to Friday, 09:00 to 17:00, in its zone. */
  readonly release: WorkCalendar;
  /**
   * The calendar of a person, party, audience, team, role (its holder's) or calendar; the release's for other names.
   *
   * A person's shifts take the place of the working hours, holidays and leave still count; a person without a calendar
   * has the one of the first team on the page that has one, and works in the person's own zone.
   */
  of(name: string | undefined): WorkCalendar;
  /** When a person is away whose ends are both written; a date is that date where the person is. */
  leaveOf(person: Person): readonly Leave[];
}

export interface Leave {
  readonly span: Span;
  readonly place: Place;
}

/** Compiles lazily, and once for a release. */
export function calendarsOf(plan: Plan, release: Release): Calendars {
  return calendarsIn(release, plan);
}

const calendarsIn = remembering((release: Release, plan: Plan): Calendars => {
  const byName = new Map<string, WorkCalendar>();
  const bySpec = new Map<string, WorkCalendar>();
  const find = (name: string) => lookup(plan, release, name);
  let ofTeams: ReturnType<typeof teamCalendars> | undefined;
  const teams = () => {
    ofTeams ??= teamCalendars(plan, release);
    return ofTeams;
  };

  /** People who share a calendar share its tables. */
  const compiled = (spec: CalendarSpec): WorkCalendar => {
    const key = JSON.stringify(spec);
    let calendar = bySpec.get(key);
    if (!calendar) {
      calendar = compileCalendar(spec);
      bySpec.set(key, calendar);
    }
    return calendar;
  };
  const own = calendarNamed(release.calendar?.name, find);
  const office = compiled(specOf(own, own?.zone ?? release.zone, find, release.holidaysOf));

  const compile = (name: string, seen: readonly string[]): WorkCalendar => {
    const named = find(name);
    switch (named?.kind) {
      case 'calendar':
        return compiled(specOf(named, named.zone ?? release.zone, find, []));
      case 'person': {
        return compiled(personSpec(named, keptBy(named, teams), release.zone, find));
      }
      case 'party':
      case 'audience':
      case 'team': {
        const calendar = calendarNamed(named.calendar?.name, find);
        const zone = (named.kind === 'team' ? undefined : named.zone) ?? calendar?.zone ?? release.zone;
        return compiled(specOf(calendar, zone, find, named.holidaysOf));
      }
      case 'role':
      case 'parameter':
      case 'implicit': {
        const holder = named.kind === 'role' ? chainOf(named)[0]?.name : named.who?.ref.name;
        return holder === undefined || seen.includes(holder) ? office : compile(holder, [...seen, holder]);
      }
      default:
        return office;
    }
  };

  return {
    release: office,
    leaveOf(person) {
      const calendar = calendarNamed(keptBy(person, teams).calendar?.name, find);
      const zone = zoneOf(person, calendar, release.zone);
      return person.leave.flatMap((range) => {
        const { from, to, place } = range;
        if (from?.kind !== 'instant' || to?.kind !== 'instant') return [];
        const start = from.dateOnly ? instantOfDay(dayAt(from.at, from.zone), 0, zone) : from.at;
        const end = to.dateOnly ? instantOfDay(dayAt(to.at, to.zone), MINUTES_PER_DAY, zone) : to.at;
        return [{ span: { start, end }, place }];
      });
    },
    of(name) {
      if (name === undefined) return office;
      let calendar = byName.get(name);
      if (!calendar) {
        calendar = compile(name, [name]);
        byName.set(name, calendar);
      }
      return calendar;
    },
  };
});

/** When somebody is away, and why: what the plan says of them and of the calendar they work by. */
export function daysAway(
  plan: Plan,
  release: Release,
  name: string,
): readonly { readonly kind: 'leave' | 'holiday'; readonly range: TimeRange; readonly title?: string }[] {
  const find = (one: string) => lookup(plan, release, one);
  const named = find(name);
  if (named?.kind !== 'person' && named?.kind !== 'party') return [];
  const { calendar, holidaysOf } = keptBy(named, () => teamCalendars(plan, release));
  const holidays = holidaysIn(calendarNamed(calendar?.name, find), holidaysOf, find);
  return [
    ...(named.kind === 'person' ? named.leave.map((range) => ({ kind: 'leave' as const, range })) : []),
    ...holidays.map((holiday) => ({ kind: 'holiday' as const, ...holiday })),
  ];
}

/** The same as spans of time where somebody is. */
export function spansAway(
  plan: Plan,
  release: Release,
  name: string,
  zone: Zone,
): readonly (ReturnType<typeof daysAway>[number] & { readonly span: Span })[] {
  return daysAway(plan, release, name).flatMap((one) => {
    const span = spanIn(one.range, zone);
    return span ? [{ ...one, span }] : [];
  });
}

/** A range of written dates, each of which is that date in the zone; undefined where an end is no date. */
export function spanIn({ from, to }: Pick<TimeRange, 'from' | 'to'>, zone: Zone): Span | undefined {
  const at = (time: TimeRange['from'], side: 0 | 1, open: number) => {
    if (!time) return open;
    if (time.kind !== 'instant') return undefined;
    return time.dateOnly ? instantOfDay(dayAt(time.at, time.zone) + side, 0, zone) : time.at;
  };
  const [start, end] = [at(from, 0, Number.NEGATIVE_INFINITY), at(to, 1, Number.POSITIVE_INFINITY)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

type Find = (name: string) => Named | undefined;

function calendarNamed(name: string | undefined, find: Find): Calendar | undefined {
  const named = name === undefined ? undefined : find(name);
  return named?.kind === 'calendar' ? named : undefined;
}

/** By person: the first team on the page that has a calendar, or holidays. */
function teamCalendars(plan: Plan, release: Release): ReadonlyMap<string, Timekeeping> {
  const teams = new Map<string, Timekeeping>();
  for (const names of [release.names, plan.names]) {
    for (const named of ofKind(names, 'team')) {
      if (!named.calendar && named.holidaysOf.length === 0) continue;
      for (const { name } of named.members) if (!teams.has(name)) teams.set(name, named);
    }
  }
  return teams;
}

/** By whose days somebody works: their own calendar, else that of their team, each with its holidays. */
function keptBy(named: Person | Party, teams: () => ReadonlyMap<string, Timekeeping>): Timekeeping {
  // Of most it is known without: all names of the plan would be looked through.
  const team = named.calendar ? undefined : teams().get(named.name);
  if (!team) return named;
  return { calendar: team.calendar, holidaysOf: [...named.holidaysOf, ...team.holidaysOf] };
}

function zoneOf(person: Person, calendar: Calendar | undefined, releaseZone: Zone): Zone {
  return person.zone ?? calendar?.zone ?? releaseZone;
}

function personSpec(person: Person, kept: Timekeeping, releaseZone: Zone, find: Find): CalendarSpec {
  const calendar = calendarNamed(kept.calendar?.name, find);
  const zone = zoneOf(person, calendar, releaseZone);
  const base = specOf(calendar, zone, find, kept.holidaysOf);
  const leave = offTime(person.leave, zone);
  return {
    ...base,
    hours: person.shifts.length > 0 ? hoursOf(person.shifts) : base.hours,
    daysOff: [...base.daysOff, ...leave.daysOff],
    spansOff: [...base.spansOff, ...leave.spansOff],
  };
}

function specOf(calendar: Calendar | undefined, zone: Zone, find: Find, more: readonly Ref[]): CalendarSpec {
  const holidays = holidaysIn(calendar, more, find);
  return {
    zone,
    hours: calendar && calendar.working.length > 0 ? hoursOf(calendar.working) : OFFICE_HOURS,
    ...offTime(
      holidays.map(({ range }) => range),
      zone,
    ),
    deadline: calendar?.deadline,
  };
}

/** Of a calendar and of others, each calendar once. */
function holidaysIn(calendar: Calendar | undefined, others: readonly Ref[], find: Find): Calendar['holidays'] {
  const seen = new Set<Calendar>();
  const all = [calendar, ...others.map(({ name }) => calendarNamed(name, find))];
  return all.flatMap((one) => (one ? holidaysOf(one, find, seen) : []));
}

function holidaysOf(calendar: Calendar, find: Find, seen: Set<Calendar>): Calendar['holidays'] {
  if (seen.has(calendar)) return [];
  seen.add(calendar);
  const others = calendar.holidaysOf.flatMap(({ name }) => calendarNamed(name, find) ?? []);
  return [...calendar.holidays, ...others.flatMap((other) => holidaysOf(other, find, seen))];
}

/** Only the hours: places would keep equal calendars apart. */
function hoursOf(hours: readonly Hours[]): readonly Hours[] {
  return hours.map(({ weekdays, from, to }) => ({ weekdays, from, to }));
}

/** Leave and holidays have absolute times; a date is that date wherever the calendar is, an open end stays open. */
function offTime(ranges: readonly TimeRange[], zone: Zone): Pick<CalendarSpec, 'daysOff' | 'spansOff'> {
  const daysOff: { from: number; to: number }[] = [];
  const spansOff: { start: Instant; end: Instant }[] = [];
  for (const { from, to } of ranges) {
    if ((from && from.kind !== 'instant') || (to && to.kind !== 'instant') || !(from || to)) continue;
    const firstDay = from?.dateOnly ? dayAt(from.at, from.zone) : undefined;
    const lastDay = to?.dateOnly ? dayAt(to.at, to.zone) : undefined;
    if ((!from || firstDay !== undefined) && (!to || lastDay !== undefined)) {
      daysOff.push({ from: firstDay ?? -FOREVER, to: lastDay ?? FOREVER });
    } else {
      const start = firstDay === undefined ? (from?.at ?? -FOREVER) : instantOfDay(firstDay, 0, zone);
      const end = lastDay === undefined ? (to?.at ?? FOREVER) : instantOfDay(lastDay, MINUTES_PER_DAY, zone);
      spansOff.push({ start, end });
    }
  }
  return { daysOff, spansOff };
}

/** Past every date a plan can hold, as a day and as an instant. */
const FOREVER = 1e12;
