/** When an event of a calendar is: once, or as often as it comes round, without the times that are called off or moved. */
import ICAL from 'ical.js';
import type { Row } from '../../plan/outline/ledger.ts';
import type { OutlineSpan } from '../../plan/outline/model.ts';
import { formatDay, MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { formatIso } from '../../plan/time/format.ts';
import { instantOf, isKnownZone } from '../../plan/time/zone.ts';

/** Of an event that comes round; more are told. */
const MOST_OCCURRENCES = 500;
/** Of all that come round together; of each event there is its first. */
const MOST_DATES = 20_000;
const LAST_YEAR = 2099;

export type Component = InstanceType<typeof ICAL.Component>;
type Time = InstanceType<typeof ICAL.Time>;

export class Occurrences {
  readonly #zone: string;
  /** By the uid of an event that comes round, which of its times others stand for. */
  readonly #moved = new Map<string, Set<string>>();
  #dates = 0;

  constructor(events: readonly Component[], zone: string) {
    this.#zone = zone;
    for (const one of events) {
      const instead = one.getFirstPropertyValue('recurrence-id');
      if (!(instead instanceof ICAL.Time)) continue;
      const uid = String(one.getFirstPropertyValue('uid') ?? '');
      const times = this.#moved.get(uid) ?? new Set();
      this.#moved.set(uid, times.add(keyOf(instead)));
    }
  }

  /** As dates or moments. */
  of(component: Component, row: Row): readonly OutlineSpan[] {
    const start = component.getFirstPropertyValue('dtstart');
    const end = component.getFirstPropertyValue('dtend');
    if (!(start instanceof ICAL.Time)) {
      row.left('the event', 'it has no start that can be read');
      return [];
    }
    const zoneOf = (name: string) => String(component.getFirstProperty(name)?.getParameter('tzid') ?? '');
    const length = end instanceof ICAL.Time ? end.subtractDate(start) : component.getFirstPropertyValue('duration');
    const endOf = (from: Time) => {
      if (!(length instanceof ICAL.Duration)) return undefined;
      const to = from.clone();
      to.addDuration(length);
      return to;
    };
    const times = this.#times(component, start, row);
    this.#dates += times.length;
    return times.map((from) => {
      const to = endOf(from);
      if (start.isDate) {
        const last = to && to.compare(from) > 0 ? to.clone() : from.clone();
        if (to && to.compare(from) > 0) last.adjust(-1, 0, 0, 0);
        const [first, until] = [dayText(from), dayText(last)];
        return { from: first, ...(until !== first && { to: until }) };
      }
      return {
        from: momentText(from, zoneOf('dtstart'), this.#zone),
        ...(to && { to: momentText(to, zoneOf('dtend') || zoneOf('dtstart'), this.#zone) }),
      };
    });
  }

  #times(component: Component, start: Time, row: Row): readonly Time[] {
    const most = Math.max(1, Math.min(MOST_OCCURRENCES, MOST_DATES - this.#dates));
    const uid = String(component.getFirstPropertyValue('uid') ?? '');
    const isMoved = component.getFirstPropertyValue('recurrence-id') === null ? this.#moved.get(uid) : undefined;
    const off = new Set([...(isMoved ?? []), ...timesIn(component, 'exdate').map(keyOf)]);
    const more = timesIn(component, 'rdate');
    if (more.length > most) row.left(`${more.length - most} further dates`, `of an event ${most} are read`);
    const all = [...byRule(component, start, row, most), ...more.slice(0, most)];
    const there = all.filter((time) => !off.has(keyOf(time)));
    if (there.length === 0) row.left('the event', 'every time of it is called off or moved');
    return there;
  }
}

/** Of all lines of that name. */
function timesIn(component: Component, name: string): readonly Time[] {
  return component
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as readonly unknown[])
    .flatMap((value) =>
      value instanceof ICAL.Time ? [value] : value instanceof ICAL.Period && value.start ? [value.start] : [],
    );
}

function keyOf(time: Time): string {
  return time.isDate ? dayText(time) : String(time.toUnixTime());
}

/** The times of a rule of repetition, as far as there are plans: one that never comes true again ends there, too. */
class Repetition extends ICAL.RecurIterator {
  override increment_monthday(days: number): void {
    for (let i = 0; i < days; i++) {
      super.increment_monthday(1);
      this.#end();
    }
  }

  override increment_month(): void {
    super.increment_month();
    this.#end();
  }

  override increment_year(years: number): void {
    super.increment_year(years);
    this.#end();
  }

  #end(): void {
    if (this.last.year > LAST_YEAR) throw new Beyond();
  }
}

class Beyond extends Error {}

function byRule(component: Component, start: Time, row: Row, most: number): readonly Time[] {
  const rule = component.getFirstPropertyValue('rrule');
  if (!(rule instanceof ICAL.Recur)) return [start];
  const text = rule.toString();
  const isOdd =
    /INTERVAL=0|FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BYSETPOS|BYWEEKNO|BYYEARDAY/i.test(text) ||
    (/BYMONTH=/i.test(text) && /BYMONTHDAY=-?(?:29|3\d)/i.test(text));
  const notCounted = (why: string) => {
    row.left(`repetition "${text}"`, `it is not counted out${why}; its first time is read`);
    return [start];
  };
  if (isOdd || rule.interval < 1) return notCounted('');
  const found: Time[] = [];
  try {
    const iterator = new Repetition({ rule, dtstart: start });
    for (let next = iterator.next(); next && found.length < most; next = iterator.next()) {
      if (next.year > LAST_YEAR) break;
      found.push(next.clone());
    }
  } catch (error) {
    if (!(error instanceof Beyond)) return notCounted(` (${error instanceof Error ? error.message : String(error)})`);
    if (found.length === 0) return notCounted('');
  }
  if (found.length === most)
    row.left(
      'later times',
      most === MOST_OCCURRENCES
        ? `it comes round without an end, or more than ${most} times; the first ${most} are read`
        : `the calendar has more than ${MOST_DATES.toLocaleString('en')} dates; of this event the first ${most} are read`,
    );
  return found.length > 0 ? found : [start];
}

function dayText({ year, month, day }: Time): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** In the zone of the plan; a zone by another program's name is as its own table says. */
function momentText(time: Time, tzid: string, zone: string): string {
  const day = Date.UTC(time.year, time.month - 1, time.day) / 86_400_000;
  const wall = day * MINUTES_PER_DAY + time.hour * 60 + time.minute;
  if (isKnownZone(tzid) && tzid !== '') return formatIso(instantOf(wall, tzid), zone);
  if (time.zone?.tzid === 'UTC' || /^Z$/.test(time.toString().slice(-1))) return formatIso(wall, zone);
  if (tzid !== '') return formatIso(Math.floor(time.toUnixTime() / 60), zone);
  return `${formatDay(day)}T${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
}
