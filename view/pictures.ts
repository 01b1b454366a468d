/**
 * A release as the preview beside the editor gets it: ready markup, the schedule cut into rows so that the shell keeps
 * only the visible ones in its document.
 */

import type { Analysis } from '../plan/analysis.ts';
import { releaseTitle } from '../plan/model.ts';
import { releaseOf } from '../plan/release-of.ts';
import type { Schedule, Span } from '../plan/schedule/model.ts';
import { type Doubt, doubtWords, drawnOf, lineWords } from './doubt.ts';
import { element, escapeText } from './markup.ts';
import { findingsOf, renderFindings, withCode } from './page/release-findings.ts';
import { factsOf, renderSummary } from './page/summary.ts';
import { renderWaivers, waiversOf } from './page/waivers.ts';
import { renderView, rowsOfView, type Shown, shownRisk } from './renderers.ts';
import { type List, type ListPicture, listPicture } from './rows/list.ts';
import { type IndexedRow, indexOfRows, type RowsIndex } from './rows/rows-index.ts';
import { layout, type ScheduleOptions } from './schedule/layout.ts';
import { paintLegend } from './schedule/paint/paint-legend.ts';
import { type PaintOptions, paintPanel, type Slice } from './schedule/paint/paint-panel.ts';
import { patterns } from './schedule/paint/svg.ts';
import type { PanelTime } from './schedule/panels/time-scale.ts';
import { renderUndrawn } from './schedule/picture.ts';
import type { Scene, ScenePanel, SceneRow, Source } from './schedule/scene.ts';
import { LISTS, NOTHING } from './views.ts';

export interface Pictures {
  readonly release: string;
  readonly title: string;
  /** HTML. */
  readonly summary: string;
  /** What a long search found out about the run; empty where there is nothing to say. */
  readonly advice: string;
  /** How many findings are in effect. */
  readonly found: number;
  /** Findings, and the waivers that silence some of them; empty where one view alone is asked for. */
  readonly findings: string;
  readonly undrawn: string;
  /** HTML of the views that are lists, by their ids; none where one view alone is asked for. */
  readonly lists: Readonly<Record<string, string>>;
  /** The only view that was asked for, where that is a list. */
  readonly list?: ListPicture;
  /** Missing: another view was asked for. */
  readonly schedule?: SchedulePicture;
  /** Missing while every line can be read. */
  readonly unread?: UnreadNotice;
}

/** Of all views. */
export interface WholePictures extends Omit<Pictures, 'list'> {
  readonly schedule: SchedulePicture;
}

/** Lines that cannot be read, and what the numbers of the pictures are meanwhile. */
export interface UnreadNotice {
  readonly text: string;
  /** The pictures are those of the last plan that could be read whole. */
  readonly isEarlier: boolean;
  /** Zero-based; `label` as a link calls it. */
  readonly lines: readonly { readonly file: string; readonly line: number; readonly label: string }[];
}

export interface SchedulePicture {
  /** The picture in a sentence. */
  readonly description: string;
  /** Of labels and chart together, in pixels. */
  readonly width: number;
  readonly gutter: number;
  /** Left edge of the charts, which on a phone lie under the labels. */
  readonly chartLeft: number;
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
  /** From pixels of the chart to moments, and back. */
  readonly time: PanelTime;
  readonly headerLabels: string;
  readonly headerChart: string;
  readonly stripes: string;
  readonly back: string;
  readonly brackets: string;
  /** Of all rows, of which `rows` are drawn; `first` is the number of the first of these. */
  readonly index: RowsIndex;
  readonly first: number;
  readonly rows: readonly RowPicture[];
  readonly arrows: readonly Slice[];
}

export interface RowPicture extends IndexedRow {
  readonly labels: string;
  readonly chart: string;
  /** Missing: it is none, it has no time, or nobody knows whether that holds. */
  readonly step?: StepPicture;
}

/** The step or the milestone of a row: when it is, and where its bar. */
export interface StepPicture extends Span {
  readonly id: string;
  /** Missing: it is a step. */
  readonly isMilestone?: true;
  readonly x: number;
  readonly width: number;
}

/** What to say of the order of the run; `canApply`: with a button (`data-reorder`) that puts it into the text. */
export interface Advice {
  readonly text: string;
  readonly canApply: boolean;
}

export interface PictureOptions extends ScheduleOptions, Pick<Shown, 'riskOf' | 'noted' | 'arranged'> {
  readonly advice?: Advice;
  /** The id of the only view that is wanted: what nobody sees is not drawn. */
  readonly view?: string;
  /** The last plan that could be read whole, and where its lines stand now. */
  readonly earlier?: { readonly analysis: Analysis; readonly lineOf: (file: string, line: number) => number };
}

export function picturesOf(analysis: Analysis, schedule: Schedule, options: PictureOptions = {}): Pictures {
  const release = releaseOf(analysis, schedule);
  const drawn = drawnOf(analysis, schedule, options.earlier?.analysis);
  const { doubt } = drawn;
  const lineOf = doubt?.isEarlier ? options.earlier?.lineOf : undefined;
  const risk = shownRisk({ ...drawn, riskOf: options.riskOf });
  const list = LISTS.find(({ id }) => id === options.view);
  const scene =
    options.view === undefined || options.view === 'schedule'
      ? withLines(layout(drawn.analysis, drawn.schedule, { ...options, doubt, risk }), lineOf)
      : undefined;
  const found = findingsOf(analysis, release);
  const shown: Shown = {
    ...drawn,
    source: 'lines',
    lineOf,
    picture: options,
    ids: PAINT.ids,
    noted: options.noted,
    arranged: options.arranged,
  };
  return {
    release: release.name,
    title: releaseTitle(release),
    summary: renderSummary(factsOf(analysis, schedule, drawn, { now: options.now, risk })),
    advice: options.advice ? renderAdvice(options.advice) : '',
    found: found.filter(({ waived }) => !waived).length,
    findings:
      options.view !== undefined
        ? ''
        : renderFindings(found, { source: 'lines' }) +
          renderWaivers(waiversOf(analysis, release), { source: 'lines', heading: 'h3' }),
    undrawn: scene
      ? renderUndrawn(scene.undrawn, { source: 'lines' }) || (scene.panels.length === 0 ? nothing() : '')
      : '',
    lists:
      options.view === undefined
        ? Object.fromEntries(LISTS.map(({ id }) => [id, renderView(id, shown) || nothing()]))
        : {},
    ...(list && { list: listPicture(list.id, rowsOfView(list.id, shown) ?? NOTHING_OF_IT, options.rows) }),
    ...(scene && { schedule: schedulePicture(scene, drawn.schedule) }),
    ...(doubt && { unread: noticeOf(doubt, analysis.plan.file) }),
  };
}

function nothing(): string {
  return element('p', { class: 'rp-clear' }, NOTHING);
}

const NOTHING_OF_IT: List = { frame: nothing(), rows: [] };

function noticeOf(doubt: Doubt, file: string): UnreadNotice {
  return {
    text: `${doubt.words}; ${doubtWords(doubt)}`,
    isEarlier: doubt.isEarlier,
    lines: doubt.unread.lines.map(({ place }) => ({
      file: place.file,
      line: place.range.start.line,
      label: lineWords(place, file),
    })),
  };
}

/** Rows of an earlier text lead to where their lines stand now. */
function withLines(scene: Scene, lineOf: ((file: string, line: number) => number) | undefined): Scene {
  if (!lineOf) return scene;
  const here = (source: Source): Source => ({ ...source, line: lineOf(source.file, source.line) });
  return {
    ...scene,
    undrawn: scene.undrawn.map((one) => ({ ...one, source: here(one.source) })),
    panels: scene.panels.map((panel) => ({
      ...panel,
      rows: panel.rows.map((row) => (row.source ? { ...row, source: here(row.source) } : row)),
      places: panel.places.map((row) => (row.source ? { ...row, source: here(row.source) } : row)),
    })),
  };
}

function renderAdvice({ text, canApply }: Advice): string {
  const button = element('button', { type: 'button', 'data-reorder': '' }, 'Put the order into the text');
  return element('p', { class: 'rp-advice' }, withCode(text), canApply ? ` ${button}` : '');
}

const PAINT: PaintOptions = { ids: 'rp', source: 'lines', use: 'shell' };

function schedulePicture(scene: Scene, schedule: Schedule): SchedulePicture {
  const move = `translate(0 ${-scene.legendTop})`;
  return {
    description: scene.description,
    width: scene.width,
    gutter: scene.gutter,
    chartLeft: scene.chartLeft,
    definitions: patterns(PAINT.ids),
    panels: scene.panels.map((panel) => panelPicture(panel, scene, schedule)),
    legend: element('g', { transform: move }, paintLegend(scene, PAINT)),
    legendHeight: scene.height - scene.legendTop,
  };
}

function panelPicture(panel: ScenePanel, scene: Scene, schedule: Schedule): PanelPicture {
  const markup = paintPanel(panel, scene, PAINT);
  return {
    title: escapeText(panel.title),
    headerHeight: panel.headerHeight,
    bodyHeight: panel.bodyHeight,
    time: panel.time,
    headerLabels: markup.header.labels,
    headerChart: markup.header.chart,
    stripes: markup.stripes,
    back: markup.back,
    brackets: markup.brackets,
    arrows: markup.arrows,
    index: indexOfRows(panel.places),
    first: panel.first,
    rows: markup.rows.map(({ attributes, labels, chart }, index) => {
      const row = panel.rows[index]!;
      const { y, height, source } = row;
      const { class: style, 'data-file': file, 'data-line': line } = attributes;
      return {
        top: y,
        bottom: y + height,
        file: source?.file ?? '',
        line: source?.line ?? -1,
        labels: element('g', { ...attributes, tabindex: -1 }, labels),
        // The labels say it all in words: the bars are for the eye.
        chart: element('g', { class: style, 'aria-hidden': 'true', 'data-file': file, 'data-line': line }, chart),
        ...stepPicture(row, schedule),
      };
    }),
  };
}

function stepPicture(
  { step: id, milestone, bars: [bar], doubt }: SceneRow,
  schedule: Schedule,
): Pick<RowPicture, 'step'> {
  const at = milestone === undefined ? undefined : schedule.milestones[milestone];
  if (milestone !== undefined && at !== undefined && bar && !doubt) {
    return { step: { id: milestone, isMilestone: true, start: at, end: at, x: bar.x, width: 0 } };
  }
  const times = id === undefined ? undefined : schedule.steps[id];
  if (id === undefined || !times || !bar || doubt) return {};
  return { step: { id, start: times.start, end: times.end, x: bar.x, width: bar.width } };
}
