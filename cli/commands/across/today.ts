/** `release-plan today`: what is overdue, goes on, is due and is decided next, over all plans of a folder. */
import { counted } from '../../../plan/counted.ts';
import type { AgendaItem, AgendaPart } from '../../../plan/facts/agenda/model.ts';
import { AGENDA_PARTS } from '../../../plan/facts/agenda/model.ts';
import { describeDays, titleText } from '../../../plan/facts/words.ts';
import { formatDate, formatInstant, formatTimeOfDay } from '../../../plan/time/format.ts';
import type { Zone } from '../../../plan/time/model.ts';
import { dayAt } from '../../../plan/time/zone.ts';
import { jsonToday, type Today, todayOf } from '../../../service/today.ts';
import { namesWords } from '../../../view/calendar/words.ts';
import { readWorkspace } from '../../analyses.ts';
import { readInputs } from '../../inputs.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { printable } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { tableLines } from '../../terminal/table.ts';

export interface TodayOptions {
  readonly for?: readonly string[];
  readonly days?: number;
  readonly zone?: string;
  readonly group: 'time' | 'person';
  readonly format: 'text' | 'json';
  readonly ignore?: boolean;
  readonly now: number;
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function today(args: readonly string[], options: TodayOptions, streams: Streams): Promise<ExitCode> {
  const { now, zone = HERE, days, group, format } = options;
  const cwd = process.cwd();
  const { files, problems } = await readInputs(args, cwd, streams, { ignore: options.ignore });
  for (const problem of problems) streams.note(`release-plan: ${problem}\n`);
  const { workspace, pathOf } = await readWorkspace(files, { cwd, now });
  const found = todayOf(workspace, { zone, ...(days !== undefined && { days }), for: options.for ?? [] }, now);
  if ('trouble' in found) throw new Misuse(found.trouble);
  if (format === 'json') streams.data(`${JSON.stringify(jsonToday(found, pathOf), null, 2)}\n`);
  else streams.write(text(found, group, pathOf));
  return problems.length > 0 ? 2 : 0;
}

type PathOf = (uri: string) => string;

function text(today: Today, group: TodayOptions['group'], pathOf: PathOf): string {
  const { now, zone, items } = today;
  const parts = group === 'person' ? byPerson(today, pathOf) : byPart(items, today, pathOf);
  const head = `${formatInstant(now, zone)} ${zone}`;
  const rest = items.length === 0 ? [`Nothing is overdue, and nothing comes up in ${daysAhead(today)}.`, ''] : parts;
  return [head, '', ...rest].join('\n');
}

function daysAhead({ days }: Today): string {
  return days === 0 ? 'what is left of today' : `the next ${counted(days, 'day')}`;
}

function byPart(items: readonly AgendaItem[], today: Today, pathOf: PathOf): readonly string[] {
  return AGENDA_PARTS.flatMap((part) => {
    const rows = items.filter((item) => item.part === part).map((item) => cells(item, today, pathOf));
    return rows.length === 0 ? [] : [titleOf(part, today), ...tableLines(rows).map((line) => `  ${line}`), ''];
  });
}

/** What several people do is with each of them. */
function byPerson(today: Today, pathOf: PathOf): readonly string[] {
  const people = [...new Set(today.items.flatMap(({ who }) => who))].sort();
  const one = (name: string, items: readonly AgendaItem[]) =>
    items.length === 0
      ? []
      : [name, '', ...byPart(items, today, pathOf).map((line) => (line === '' ? '' : `  ${line}`))];
  return [
    ...people.flatMap((name) =>
      one(
        printable(name),
        today.items.filter(({ who }) => who.includes(name)),
      ),
    ),
    ...one(
      'Of nobody',
      today.items.filter(({ who }) => who.length === 0),
    ),
  ];
}

function titleOf(part: AgendaPart, today: Today): string {
  switch (part) {
    case 'overdue':
      return 'Overdue';
    case 'now':
      return 'Now';
    case 'today':
      return 'Today';
    case 'decided':
      return `Decided in ${daysAhead(today)}`;
    case 'next':
      return `In ${daysAhead(today)}`;
  }
}

function cells(item: AgendaItem, { now, zone }: Today, pathOf: PathOf): readonly string[] {
  const { what, name, title, of, who, place, lacks } = item;
  const isNamed = name !== what && name !== of;
  const said = `${what}${isNamed ? ` ${name}` : ''}${title === undefined ? '' : ` ${titleText(title)}`}`;
  const at = `${pathOf(place.file)}:${place.range.start.line + 1}`;
  const late = lacks === undefined ? '' : `, ${lacks}`;
  return [timeWords(item, now, zone), `${said}${late}`, of ?? '', namesWords(who, 3), at].map(printable);
}

function timeWords({ part, span, by }: AgendaItem, now: number, zone: Zone): string {
  const moment = (at: number) =>
    dayAt(at, zone) === dayAt(now, zone) ? formatTimeOfDay(at, zone) : formatInstant(at, zone);
  const due = by === undefined ? '' : `due ${moment(by)}`;
  if (part === 'overdue') return `${formatDate(by!, zone)}, ${describeDays(now - by!)} ago`;
  if (!span) return due;
  if (part === 'now')
    return due || (Number.isFinite(span.end) ? `until ${moment(span.end)}` : `since ${moment(span.start)}`);
  const isMoment = span.end <= span.start || !Number.isFinite(span.end);
  if (isMoment) return by === span.start ? due : moment(span.start);
  const isSameDay = dayAt(span.start, zone) === dayAt(span.end, zone);
  return `${moment(span.start)} .. ${isSameDay ? formatTimeOfDay(span.end, zone) : formatInstant(span.end, zone)}`;
}
