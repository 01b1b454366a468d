/** Calendars and zones, and who goes by them. */
import type { Calendar, Ref, Timekeeping, WorkingHours } from '../../../plan/model.ts';
import type { Zone } from '../../../plan/time/model.ts';
import type * as ast from '../../generated/ast.ts';
import { type Context, titleOf } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { isOpenLine } from '../judged-clauses.ts';
import { lowerHours, parseClock, zoneCalled } from '../times/times.ts';
import { lowerNames } from '../who.ts';
import { is, propertiesOf } from './properties.ts';
import { spanOf } from './spans.ts';

export function lowerCalendar(context: Context, node: ast.Declaration): Calendar {
  const lines = propertiesOf(context, node);
  const deadline = lines.find(is('deadlines'));
  const [hour] = deadline?.spans ?? [];
  const { clock: written, zone, date, weekday } = hour?.from ?? {};
  const clock = parseClock(written);
  const deadlineOpen = deadline && isOpenLine(deadline) && { tbd: true as const, place: context.place(deadline) };
  if (deadline && !deadlineOpen && (clock === undefined || hour?.to || date !== undefined || weekday !== undefined))
    context.problem(context.place(deadline), '`deadlines` is an hour of the day: `deadlines 10:00`.');
  else if (deadline && zone !== undefined) {
    const message = `\`deadlines\` is an hour of the calendar's own zone: leave \`${zone}\` out, or make it the calendar's \`zone\`.`;
    context.problem(context.property(hour!.from!, 'zone'), message);
  }
  return {
    ...context.declared(node, node.name),
    kind: 'calendar',
    zone: zoneLine(context, lines),
    working: hoursOf(context, node),
    holidays: lines.filter(is('holiday')).flatMap((line) => {
      const range = spanOf(context, line);
      return range ? [{ range, title: titleOf(line) }] : [];
    }),
    holidaysOf: holidaysIn(context, lines),
    deadline: clock,
    ...(deadlineOpen && { deadlineOpen }),
  };
}

/** The first calendar is the one somebody works by; of every other one the holidays count, as of those behind `holidays`. */
export function timekeepingOf(context: Context, lines: readonly ast.Property[], node: ast.Declaration): Timekeeping {
  const [calendar, ...others] = node.statements.flatMap((line) => {
    if (line.$type !== 'Declaration' || line.kind !== 'calendar') return [];
    return context.refAt(line.name, line, 'name', EXPECTED.calendar) ?? [];
  });
  return { calendar, holidaysOf: [...others, ...holidaysIn(context, lines)] };
}

export function holidaysIn(context: Context, lines: readonly ast.Property[]): Ref[] {
  return lines.filter(is('holidays')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.calendar));
}

/** `London` → `Europe/London`: the zone that ends with the name, where one does. */
function zoneOfCity(name: string | undefined): Zone | undefined {
  if (name === undefined) return undefined;
  const end = `/${name.toLowerCase()}`;
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(end));
}

/** A `zone` line; an unknown zone is reported, an abbreviation read as its offset and told. */
export function zoneLine(context: Context, lines: readonly ast.Property[]): Zone | undefined {
  const line = lines.find(is('zone'));
  if (!line) return undefined;
  const text = line.zones[0];
  const zone = text === undefined ? undefined : zoneCalled(text);
  if (text === undefined) {
    const meant = zoneOfCity(line.refs[0]?.name);
    const way = meant === undefined ? '`zone Europe/Berlin`, `zone UTC`.' : `write \`zone ${meant}\`.`;
    const write = meant === undefined ? undefined : { title: `Write \`zone ${meant}\``, text: `zone ${meant}` };
    const open = isOpenLine(line) ? ' As long as nobody knows it, leave the line out.' : '';
    context.problem(context.place(line), `\`zone\` names a zone of the IANA database: ${way}${open}`, write);
  } else {
    const place = context.property(line, 'zones');
    context.writtenTimes.push({
      zone: zone ?? 'UTC',
      zoneText: text,
      problem: zone ? undefined : 'unknown-zone',
      place,
      zonePlace: place,
    });
  }
  return zone;
}

export function hoursOf(context: Context, node: ast.Declaration): WorkingHours[] {
  return node.statements.flatMap((line) => (line.$type === 'Hours' ? (lowerHours(context, line) ?? []) : []));
}
