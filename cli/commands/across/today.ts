/** `release-plan today`: what is overdue, goes on, is due and is decided next, over all plans of a folder. */
import { AGENDA_PARTS, type AgendaItem } from '../../../plan/facts/agenda/model.ts';
import { formatInstant } from '../../../plan/time/format.ts';
import { jsonToday, type Today, todayOf } from '../../../service/today.ts';
import { namesWords } from '../../../view/calendar/words.ts';
import { agendaItemWords, agendaPartWords, agendaTimeWords, daysAhead } from '../../../view/words/agenda-words.ts';
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
  const rest =
    items.length === 0 ? [`Nothing is overdue, and nothing comes up in ${daysAhead(today.days)}.`, ''] : parts;
  return [head, '', ...rest].join('\n');
}

function byPart(items: readonly AgendaItem[], today: Today, pathOf: PathOf): readonly string[] {
  return AGENDA_PARTS.flatMap((part) => {
    const rows = items.filter((item) => item.part === part).map((item) => cells(item, today, pathOf));
    return rows.length === 0
      ? []
      : [agendaPartWords(part, today.days), ...tableLines(rows).map((line) => `  ${line}`), ''];
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

function cells(item: AgendaItem, { now, zone }: Today, pathOf: PathOf): readonly string[] {
  const { of, who, place } = item;
  const at = `${pathOf(place.file)}:${place.range.start.line + 1}`;
  return [agendaTimeWords(item, now, zone), agendaItemWords(item), of ?? '', namesWords(who, 3), at].map(printable);
}
