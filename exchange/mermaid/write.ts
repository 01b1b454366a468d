/** A Gantt chart that Mermaid draws, for the README of a release: what is when, by whom, in which part. */
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { cellTime, concerns, labelOf, rowsOf } from '../sheet/rows.ts';

/** What Mermaid shows of a plan has no zone: it is in this line, for people and for an import. */
export const ZONE_COMMENT = '%% Times are in ';
const MINUTE = 60_000;
const MOST_HOURS_IN_DAYS = 3 * 24 * 60;

export async function writeMermaid({ analysis, release, for: somebody, tell }: Exporting): Promise<string> {
  const outline = outlineOf(analysis, release);
  const zone = outline.zone ?? 'UTC';
  const teams = new Map((outline.teams ?? []).map(({ name, members = [] }) => [name!, members] as const));
  const rows = rowsOf(outline).filter((row) => somebody === undefined || concerns(row, somebody, teams));
  const drawn = rows.filter(({ item }) => item.start !== undefined);
  const moments = drawn.flatMap(({ item }) => [Date.parse(item.start!), Date.parse(item.end ?? item.start!)]);
  const spread =
    moments.length === 0
      ? 0
      : (moments.reduce((a, b) => Math.max(a, b)) - moments.reduce((a, b) => Math.min(a, b))) / MINUTE;
  if (drawn.length < rows.length)
    tell(`${rows.length - drawn.length} steps have no time, as nothing says when they are, and are not in the chart.`);
  const twice = drawn.filter(({ item }) => cellTime(item.start, zone).length > 16);
  if (twice.length > 0)
    tell(
      `${twice.length} steps begin in an hour that the clocks show twice; a chart has no zone, and cannot say which.`,
    );
  const ids = new Map<string, number>();
  const lines = [
    'gantt',
    `  ${ZONE_COMMENT}${zone}`,
    `  title ${escaped(outline.title ?? outline.release!)}`,
    '  dateFormat YYYY-MM-DD HH:mm',
    `  axisFormat ${spread > MOST_HOURS_IN_DAYS ? '%d %b' : '%a %H:%M'}`,
  ];
  let path: string | undefined;
  for (const { item, path: own } of drawn) {
    if (own !== path) {
      path = own;
      lines.push(`  section ${escaped(own === '' ? 'Milestones' : own)}`);
    }
    const minutes = item.end === undefined ? 0 : (Date.parse(item.end) - Date.parse(item.start!)) / MINUTE;
    const isMilestone = item.kind === 'milestone' || minutes === 0;
    const about = item.by === undefined || item.by === 'tbd' ? labelOf(item) : `${labelOf(item)} (${item.by})`;
    const meta = [
      ...(item.done ? ['done'] : []),
      ...(isMilestone ? ['milestone'] : []),
      idOf(item.id ?? labelOf(item), ids),
      cellTime(item.start),
      `${minutes}m`,
    ];
    lines.push(`  ${escaped(about)} :${meta.join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Letters, digits and dashes; none twice. */
function idOf(text: string, ids: Map<string, number>): string {
  const plain = text.replace(/[^\w]+/g, '-').replace(/^-+|-+$/g, '') || 'step';
  const count = (ids.get(plain) ?? 0) + 1;
  ids.set(plain, count);
  return count === 1 ? plain : `${plain}-${count}`;
}

/** What would end a text, begin a comment or be markup, as Mermaid writes characters: `#58;`. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[:#;%<>"`\\{}]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
