/** Plans as pictures and pages, and what is different in two versions of them. */
import type { Analysis } from '../plan/analysis.ts';
import { riskOf } from '../plan/risk/risk.ts';
import type { Instant } from '../plan/time/model.ts';
import { differencePage } from '../view/diff/page.ts';
import { differencePicture } from '../view/diff/picture.ts';
import { type Drawn, drawnOf } from '../view/doubt.ts';
import { renderPage } from '../view/page/page.ts';
import { layout } from '../view/schedule/layout.ts';
import { renderSvg } from '../view/schedule/paint/svg.ts';
import type { Grouping } from '../view/schedule/rows.ts';
import { titleOfPerson } from '../view/tables/person.ts';
import { tablePicture } from '../view/tables/svg.ts';
import type { Table } from '../view/tables/table.ts';
import { isTable, nightOf, tableOf } from '../view/tables/tabled.ts';
import type { ViewId } from '../view/views.ts';
import type { Comparison } from './json/difference.ts';
import { tableMarkdown } from './reports/table-markdown.ts';

export interface Drawing {
  /** With the releases that are drawn: all of them on a page, the first one as a picture. */
  readonly analysis: Analysis;
  readonly grouping: Grouping;
  /** Pixels of a picture. */
  readonly width: number;
  /** Draws the now-line. */
  readonly now?: Instant;
  /** Default: all on a page, the schedule as a picture. */
  readonly view?: ViewId;
  /** Somebody's night instead, by name. */
  readonly person?: string;
}

export function svgDrawing({ analysis, view, ...options }: Drawing): string {
  const { plan, schedules } = analysis;
  const schedule = schedules[0]!;
  const drawn = drawnOf(analysis, schedule);
  const table = tableDrawing(view, drawn, options);
  if (table) return tablePicture(table, headingOf(drawn, options.person), options.width);
  const risk = riskOf(plan, plan.releases[0]!, schedule);
  return `${renderSvg(layout(analysis, schedule, { ...options, risk }), { use: 'file' })}\n`;
}

export function htmlDrawing({ analysis, grouping, now, view, person }: Drawing): string {
  return renderPage(analysis, { grouping, now, view, person });
}

/** The view that is wanted, which is a table; of every release. */
export function markdownDrawing({ analysis, view, ...options }: Drawing): string {
  return analysis.schedules
    .map((schedule) => drawnOf(analysis, schedule))
    .map((drawn) => tableMarkdown(tableDrawing(view ?? 'run-sheet', drawn, options)!, headingOf(drawn, options.person)))
    .join('\n');
}

function tableDrawing(
  view: ViewId | undefined,
  drawn: Drawn,
  options: Pick<Drawing, 'now' | 'person'>,
): Table | undefined {
  if (options.person !== undefined) return nightOf(options.person, drawn, options);
  return view && isTable(view) ? tableOf(view, drawn, options) : undefined;
}

function headingOf(drawn: Drawn, person: string | undefined): string {
  const { title, name } = drawn.release;
  return `${person === undefined ? '' : `${titleOfPerson(drawn, person)}: `}${title ?? name}`;
}

export function svgDifference({ plans, base, head }: Comparison): string {
  return differencePicture(plans, { base: base.name, head: head.name, width: 1100 });
}

export function htmlDifference({ plans, base, head }: Comparison): string {
  return differencePage(plans, { base: base.name, head: head.name });
}
