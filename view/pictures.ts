/**
 * A release as the preview beside the editor gets it: ready markup, the schedule cut into rows so that the shell keeps
 * only the visible ones in its document.
 */
import type { Analysis } from '../plan/analysis.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { renderChecklist } from './checklist.ts';
import { element, escapeText } from './markup.ts';
import { renderUndrawn } from './page.ts';
import { findingsOf, renderFindings, withCode } from './release-findings.ts';
import { layout, type ScheduleOptions } from './schedule/layout.ts';
import { paintLegend } from './schedule/paint-legend.ts';
import { type PaintOptions, paintPanel, type Slice } from './schedule/paint-panel.ts';
import type { Scene, ScenePanel } from './schedule/scene.ts';
import { hatchPattern } from './schedule/svg.ts';
import { renderSummary, summaryOf } from './summary.ts';
import { renderWaivers, waiversOf } from './waivers.ts';

export interface Pictures {
  readonly release: string;
  readonly title: string;
  /** HTML. */
  readonly summary: string;
  /** What a long search found out about the run; empty where there is nothing to say. */
  readonly advice: string;
  /** Findings, and the waivers that silence some of them. */
  readonly findings: string;
  readonly undrawn: string;
  readonly checklist: string;
  readonly schedule: SchedulePicture;
}

export interface SchedulePicture {
  /** The picture in a sentence. */
  readonly description: string;
  /** Of labels and chart together, in pixels. */
  readonly width: number;
  readonly gutter: number;
  /** SVG that must stand once in the document. */
  readonly definitions: string;
  readonly panels: readonly PanelPicture[];
  readonly legend: string;
  readonly legendHeight: number;
}

/** All SVG; labels and charts have their own coordinates, both from the top of header or body. */
export interface PanelPicture {
  readonly title: string;
  readonly headerHeight: number;
  readonly bodyHeight: number;
  readonly headerLabels: string;
  readonly headerChart: string;
  readonly stripes: string;
  readonly back: string;
  readonly brackets: string;
  readonly rows: readonly RowPicture[];
  readonly arrows: readonly Slice[];
}

export interface RowPicture {
  readonly top: number;
  readonly bottom: number;
  readonly file: string;
  /** Zero-based; -1: no line of the text made this row. */
  readonly line: number;
  readonly labels: string;
  readonly chart: string;
}

/** What to say of the order of the run; `canApply`: with a button (`data-reorder`) that puts it into the text. */
export interface Advice {
  readonly text: string;
  readonly canApply: boolean;
}

export function picturesOf(
  analysis: Analysis,
  schedule: Schedule,
  options: ScheduleOptions & { readonly advice?: Advice } = {},
): Pictures {
  const { release } = schedule;
  const scene = layout(analysis, schedule, options);
  return {
    release: release.name,
    title: release.title ?? release.name,
    summary: renderSummary(summaryOf(analysis, schedule)),
    advice: options.advice ? renderAdvice(options.advice) : '',
    findings:
      renderFindings(findingsOf(analysis, release), { source: 'lines' }) +
      renderWaivers(waiversOf(analysis, release), { source: 'lines', heading: 'h3' }),
    undrawn: renderUndrawn(scene.undrawn, { source: 'lines' }),
    checklist: renderChecklist(analysis, schedule, { source: 'lines' }),
    schedule: schedulePicture(scene),
  };
}

function renderAdvice({ text, canApply }: Advice): string {
  const button = element('button', { type: 'button', 'data-reorder': '' }, 'Put the order into the text');
  return element('p', { class: 'rp-advice' }, withCode(text), canApply ? ` ${button}` : '');
}

const PAINT: PaintOptions = { ids: 'rp', source: 'lines', use: 'inline' };

function schedulePicture(scene: Scene): SchedulePicture {
  const move = `translate(0 ${-scene.legendTop})`;
  return {
    description: scene.description,
    width: scene.width,
    gutter: scene.gutter,
    definitions: hatchPattern(PAINT.ids),
    panels: scene.panels.map((panel) => panelPicture(panel, scene)),
    legend: element('g', { transform: move }, paintLegend(scene, PAINT)),
    legendHeight: scene.height - scene.legendTop,
  };
}

function panelPicture(panel: ScenePanel, scene: Scene): PanelPicture {
  const markup = paintPanel(panel, scene, PAINT);
  return {
    title: escapeText(panel.title),
    headerHeight: panel.headerHeight,
    bodyHeight: panel.bodyHeight,
    headerLabels: markup.header.labels,
    headerChart: markup.header.chart,
    stripes: markup.stripes,
    back: markup.back,
    brackets: markup.brackets,
    arrows: markup.arrows,
    rows: markup.rows.map(({ attributes, labels, chart }, index) => {
      const { y, height, source } = panel.rows[index]!;
      const { class: style, 'data-file': file, 'data-line': line } = attributes;
      return {
        top: y,
        bottom: y + height,
        file: source?.file ?? '',
        line: source?.line ?? -1,
        labels: element('g', { ...attributes, tabindex: -1 }, labels),
        // The labels say it all in words: the bars are for the eye.
        chart: element('g', { class: style, 'aria-hidden': 'true', 'data-file': file, 'data-line': line }, chart),
      };
    }),
  };
}
