/** A Gantt chart that PlantUML draws, for wikis that know no Mermaid. It draws days: what is at an hour says it in its name. */
import { counted } from '../../plan/counted.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { cellTime, concerns, labelOf, rowsOf } from '../sheet/rows.ts';

export async function writePlantuml({ analysis, release, for: somebody, tell }: Exporting): Promise<string> {
  const outline = outlineOf(analysis, release);
  const zone = outline.zone ?? 'UTC';
  const teams = new Map((outline.teams ?? []).map(({ name, members = [] }) => [name!, members] as const));
  const rows = rowsOf(outline).filter((row) => somebody === undefined || concerns(row, somebody, teams));
  const drawn = rows.filter(({ item }) => item.start !== undefined);
  if (drawn.length < rows.length)
    tell(`Without a time, as nothing says when, ${counted(rows.length - drawn.length, 'step')} stay out of the chart.`);
  const days = drawn.map(({ item }) => cellTime(item.start, zone).slice(0, 10)).sort();
  const lines = [
    '@startgantt',
    `' Times are in ${zone}`,
    `title ${escaped(outline.title ?? outline.release!)}`,
    ...(days.length > 0 ? [`Project starts ${days[0]}`] : []),
  ];
  let path: string | undefined;
  for (const [i, { item, path: own }] of drawn.entries()) {
    if (own !== path) {
      path = own;
      lines.push(`-- ${escaped(own === '' ? 'Milestones' : own)} --`);
    }
    const [start, end] = [cellTime(item.start, zone), cellTime(item.end ?? item.start, zone)];
    const who = item.by === undefined || item.by === 'tbd' ? '' : ` (${item.by})`;
    const task = `[${escaped(`${start.slice(11)} ${labelOf(item)}${who}`)}] as [t${i + 1}]`;
    if (item.kind === 'milestone') lines.push(`${task} happens ${start.slice(0, 10)}`);
    else lines.push(`${task} starts ${start.slice(0, 10)}`, `[t${i + 1}] ends ${lastDay(start, end)}`);
    if (item.done && item.kind !== 'milestone') lines.push(`[t${i + 1}] is 100% completed`);
  }
  return `${[...lines, '@endgantt'].join('\n')}\n`;
}

/** What ends at midnight has ended the day before. */
function lastDay(start: string, end: string): string {
  const [day, hour] = [end.slice(0, 10), end.slice(11, 16)];
  if (hour !== '00:00' || day === start.slice(0, 10)) return day;
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** What would end a name, begin a comment or be markup, by its number, as PlantUML writes characters. */
function escaped(text: string): string {
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(
      /[[\]{}<>*_~"'/\\#%@|!-]/g,
      (sign) => `<U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}
