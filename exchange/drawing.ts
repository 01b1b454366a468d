/** Plans as pictures and pages, and what is different in two versions of them. */
import type { Analysis } from '../plan/analysis.ts';
import { riskOf } from '../plan/risk/risk.ts';
import type { Instant } from '../plan/time/model.ts';
import { differencePage } from '../view/diff/page.ts';
import { differencePicture } from '../view/diff/picture.ts';
import { renderPage } from '../view/page.ts';
import { layout } from '../view/schedule/layout.ts';
import type { Grouping } from '../view/schedule/rows.ts';
import { renderSvg } from '../view/schedule/svg.ts';
import type { ViewId } from '../view/views.ts';
import type { Comparison } from './difference-json.ts';

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
}

export function svgDrawing({ analysis, ...options }: Drawing): string {
  const { plan, schedules } = analysis;
  const schedule = schedules[0]!;
  const risk = riskOf(plan, plan.releases[0]!, schedule);
  return `${renderSvg(layout(analysis, schedule, { ...options, risk }), { use: 'file' })}\n`;
}

export function htmlDrawing({ analysis, grouping, now, view }: Drawing): string {
  return renderPage(analysis, { grouping, now, view });
}

export function svgDifference({ plans, base, head }: Comparison): string {
  return differencePicture(plans, { base: base.name, head: head.name, width: 1100 });
}

export function htmlDifference({ plans, base, head }: Comparison): string {
  return differencePage(plans, { base: base.name, head: head.name });
}
