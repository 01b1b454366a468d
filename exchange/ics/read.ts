/** Calendars of other programs: holidays, freezes, leave and what else plans are made around; and what an export of ours has become. */
import ICAL from 'ical.js';
import type { Row } from '../../plan/outline/ledger.ts';
import { withRow } from '../../plan/outline/ledger.ts';
import type {
  Outline,
  OutlineDays,
  OutlineEvent,
  OutlineFreeze,
  OutlineItem,
  OutlinePerson,
} from '../../plan/outline/model.ts';
import { formatDay, MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { formatIso } from '../../plan/time/format.ts';
import { instantOf, isKnownZone } from '../../plan/time/zone.ts';
import { atMost, LONGEST_TEXT, MOST_ROWS, textIn, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';

/** Of an event that comes round; more are told. */
const MOST_OCCURRENCES = 500;
/** Of all that come round together; of each event there is its first. */
const MOST_DATES = 20_000;
const LAST_YEAR = 2099;
const HOLIDAY = /\b(?:holiday|bank holiday|public holiday|feiertag|jour férié|festivo|feriado)\b/i;
const FREEZE = /\b(?:freeze|moratorium|blackout|no[ -]?change|change[ -]?stop|sperre|gel)\b/i;
const LEAVE =
  /^(?:(?:leave|vacation|pto|ooo|out of office|urlaub|abwesend|congés?|vacaciones)[:\s-]+(.+)|(.+?)[:\s-]+(?:on )?(?:leave|vacation|pto|ooo|out of office|urlaub|abwesend|congés?|vacaciones))$/i;

/** What an export has events of that are no steps. */
const NO_STEPS = ['window', 'freeze', 'maintenance', 'event', 'rehearsal', 'uat', 'hypercare', 'roster', 'phase'];

interface Span extends OutlineDays {
  readonly isDays: boolean;
}

export async function readIcs(importing: Importing): Promise<Outline> {
  const { bytes, file, ledger, profile } = importing;
  const text = textIn(bytes, file);
  let root: InstanceType<typeof ICAL.Component>;
  try {
    const parsed = ICAL.parse(text) as unknown as [unknown, ...unknown[]];
    root = new ICAL.Component(
      (Array.isArray(parsed[0]) ? parsed[0] : parsed) as unknown as ConstructorParameters<typeof ICAL.Component>[0],
    );
  } catch (error) {
    throw new Unreadable(`${file} is no calendar: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (root.name !== 'vcalendar') throw new Unreadable(`${file} is no calendar: it begins with ${root.name}.`);
  const components = root.getAllSubcomponents('vevent');
  atMost(components.length, MOST_ROWS, 'events', file);
  for (const other of root.getAllSubcomponents()) {
    if (!['vevent', 'vtimezone'].includes(other.name))
      ledger.row(other.name, String(other.getFirstPropertyValue('summary') ?? '')).left('it', 'only events are read');
  }
  const calendarZone = root.getFirstPropertyValue('x-wr-timezone');
  const zone =
    importing.zone ?? (typeof calendarZone === 'string' && isKnownZone(calendarZone) ? calendarZone : undefined);
  const title = root.getFirstPropertyValue('x-wr-calname') ?? root.getFirstPropertyValue('name');
  const name = typeof title === 'string' ? title : (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
  const holidays: OutlineDays[] = [];
  const freezes: OutlineFreeze[] = [];
  const events: OutlineEvent[] = [];
  const people = new Map<string, OutlineDays[]>();
  const items: OutlineItem[] = [];
  let dates = 0;
  for (const [i, component] of components.entries()) {
    const summary = textOf(component, 'summary', file);
    const row = ledger.row(`event ${i + 1}`, summary);
    if (String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') {
      row.left('the event', 'it is cancelled');
      continue;
    }
    const uid = textOf(component, 'uid', file);
    const spans = spansIn(component, row, zone ?? 'UTC', Math.max(1, Math.min(MOST_OCCURRENCES, MOST_DATES - dates)));
    dates += spans.length;
    const [span] = spans;
    if (!span) continue;
    const kind = textOf(component, 'categories', file);
    tellRest(component, row, file);
    const own = /^[^/]+\/(.+)@release-plan$/.exec(uid)?.[1];
    if (own !== undefined && profile === undefined && NO_STEPS.includes(kind)) {
      row.left('the event', `it is a ${kind} of the plan; its date is changed there`);
      continue;
    }
    if (own !== undefined && profile === undefined) {
      const said = {
        id: own.replaceAll('_', ' '),
        title: summary,
        ...(span.from !== undefined && { start: span.from }),
        ...(span.to !== undefined && { end: span.to }),
      };
      items.push(
        withRow(
          kind === 'milestone'
            ? { ...said, kind: 'milestone', ...(span.from !== undefined && { at: span.from }) }
            : said,
          row,
        ),
      );
      continue;
    }
    const leave = LEAVE.exec(summary);
    const away = (leave?.[1] ?? leave?.[2])?.trim();
    if (profile === 'leave' || (profile === undefined && away !== undefined)) {
      const who = away ?? summary;
      const all = people.get(who) ?? [];
      people.set(who, all);
      all.push(
        ...spans.map(({ from, to }) => ({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) })),
      );
      if (profile === undefined) row.guessed(`it is leave of ${who}`);
    } else if (profile === 'freezes' || (profile === undefined && FREEZE.test(summary))) {
      freezes.push(
        ...spans.map(({ from, to }) => ({
          title: summary,
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
        })),
      );
      row.guessed('it is a freeze of production');
    } else if (profile === 'holidays' || (profile === undefined && HOLIDAY.test(`${summary} ${kind} ${name}`))) {
      holidays.push(...spans.map(({ isDays: _, ...days }) => ({ ...days, title: summary })));
      if (profile === undefined) row.guessed('it is a holiday');
    } else {
      events.push(
        ...spans.map(({ from, to }) => ({
          title: summary,
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
        })),
      );
    }
  }
  const leaves: OutlinePerson[] = [...people].map(([who, leave]) => ({ title: who, leave }));
  return {
    ...(items.length > 0 && { title: name }),
    ...(zone !== undefined && { zone }),
    ...(holidays.length > 0 && { calendars: [{ title: name, ...(zone !== undefined && { zone }), holidays }] }),
    ...(leaves.length > 0 && { people: leaves }),
    ...(freezes.length > 0 && { freezes }),
    ...(events.length > 0 && { events }),
    ...(items.length > 0 && { items }),
  };
}

type Component = InstanceType<typeof ICAL.Component>;

function textOf(component: Component, name: string, file: string): string {
  const value = component.getFirstPropertyValue(name);
  const text = value === null || value === undefined ? '' : String(value);
  atMost(text.length, LONGEST_TEXT, 'characters in one text', file);
  return text;
}

/** What else an event says is told, as nothing takes it. */
function tellRest(component: Component, row: Row, file: string): void {
  if (component.getFirstPropertyValue('rdate')) row.left('further dates (RDATE)', 'only a rule of repetition is read');
  if (component.getFirstPropertyValue('recurrence-id'))
    row.left('that it replaces one occurrence', 'it is read as an event of its own');
  for (const name of ['attendee', 'location']) {
    const text = textOf(component, name, file);
    if (text !== '') row.left(`${name} "${text}"`, 'a calendar of dates has no place for it');
  }
}

/** All its occurrences, as dates or moments. */
function spansIn(component: Component, row: Row, zone: string, most: number): readonly Span[] {
  const start = component.getFirstPropertyValue('dtstart');
  const end = component.getFirstPropertyValue('dtend');
  if (!(start instanceof ICAL.Time)) {
    row.left('the event', 'it has no start that can be read');
    return [];
  }
  const zoneOf = (name: string) => String(component.getFirstProperty(name)?.getParameter('tzid') ?? '');
  const length = end instanceof ICAL.Time ? end.subtractDate(start) : component.getFirstPropertyValue('duration');
  const endOf = (from: InstanceType<typeof ICAL.Time>) => {
    if (!(length instanceof ICAL.Duration)) return undefined;
    const to = from.clone();
    to.addDuration(length);
    return to;
  };
  return occurrences(component, start, row, most).map((from): Span => {
    const to = endOf(from);
    if (start.isDate) {
      const last = to && to.compare(from) > 0 ? to.clone() : from.clone();
      if (to && to.compare(from) > 0) last.adjust(-1, 0, 0, 0);
      const [first, until] = [dayText(from), dayText(last)];
      return { isDays: true, from: first, ...(until !== first && { to: until }) };
    }
    return {
      isDays: false,
      from: momentText(from, zoneOf('dtstart'), zone),
      ...(to && { to: momentText(to, zoneOf('dtend') || zoneOf('dtstart'), zone) }),
    };
  });
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

function occurrences(
  component: Component,
  start: InstanceType<typeof ICAL.Time>,
  row: Row,
  most: number,
): readonly InstanceType<typeof ICAL.Time>[] {
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
  const found: InstanceType<typeof ICAL.Time>[] = [];
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

function dayText({ year, month, day }: InstanceType<typeof ICAL.Time>): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** In the zone of the plan; a zone by another program's name is as its own table says. */
function momentText(time: InstanceType<typeof ICAL.Time>, tzid: string, zone: string): string {
  const day = Date.UTC(time.year, time.month - 1, time.day) / 86_400_000;
  const wall = day * MINUTES_PER_DAY + time.hour * 60 + time.minute;
  if (isKnownZone(tzid) && tzid !== '') return formatIso(instantOf(wall, tzid), zone);
  if (time.zone?.tzid === 'UTC' || /^Z$/.test(time.toString().slice(-1))) return formatIso(wall, zone);
  if (tzid !== '') return formatIso(Math.floor(time.toUnixTime() / 60), zone);
  return `${formatDay(day)}T${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
}
