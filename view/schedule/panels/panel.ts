/** One panel of the scene: its axes, its rows, its bars, and the lines through them. */
import type { Span } from '../../../plan/schedule/model.ts';
import { countsFromT } from '../../../plan/schedule/relative.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { relativeClock } from '../../words/clock.ts';
import { layoutAxes } from '../axes.ts';
import { droppedRows } from '../dropped.ts';
import { layoutMarks } from '../marks.ts';
import type { Rows } from '../rows.ts';
import type { SceneBracket, ScenePanel, SceneRow } from '../scene.ts';
import { layoutShades } from '../shades.ts';
import { trafficRows } from '../traffic.ts';
import { wayBackRows } from '../way-back.ts';
import { layoutArrows, layoutChain } from './links.ts';
import type { PanelFrame, PanelScale } from './panel-frame.ts';
import type { Panel } from './panels.ts';
import { BRACKET, indentOf, layoutRow, marked } from './row.ts';
import { timeScale } from './time-scale.ts';

export function layoutPanel(panel: Panel & Rows, top: number, frame: PanelFrame, now: Instant | undefined): ScenePanel {
  const clock = panel.onCall ? relativeClock(frame.clock.zone, '', panel.from) : frame.clock;
  const scale = timeScale(
    { start: panel.from, end: panel.to },
    frame.chart,
    panel.kind === 'run' ? busyOf(panel, frame, now) : undefined,
  );
  const free: PanelScale = { ...scale, panel, clock, chart: frame.chart, lines: [] };
  const axes = layoutAxes(free, frame, frame.compact ? COMPACT_TOP : TOP);
  const marks = layoutMarks(free, frame, axes.bottom, now);
  const lines = [
    ...marks.marks.filter(({ kind }) => kind !== 'window').map(({ x }) => x),
    ...free.folds.map(({ x }) => x),
  ];
  const at: PanelScale = { ...free, lines };
  const { rows: planned, brackets } = panel;
  const height = frame.compact ? COMPACT_ROW_HEIGHT : planned.length < MANY_ROWS ? ROW_HEIGHT : DENSE_ROW_HEIGHT;
  const wayBack = wayBackRows(at, frame, 0, indentOf(0));
  const heightOf = (some: readonly SceneRow[]) => some.reduce((sum, { height }) => sum + height, 0);
  const traffic = trafficRows(at, frame, heightOf(wayBack), indentOf(0));
  let bodyHeight = heightOf([...wayBack, ...traffic]);
  let before: Instant | undefined;
  const rows = planned.map((row) => {
    const laid = layoutRow(row, { y: bodyHeight, height, before }, at, frame);
    bodyHeight += laid.height;
    before = (row.kind === 'item' ? row.item.spans[0]?.start : undefined) ?? before;
    return laid;
  });
  const dropped = droppedRows(at, frame, bodyHeight, indentOf(0));
  bodyHeight += heightOf(dropped);
  const chain = frame.compact ? [] : layoutChain(planned, rows);
  const headed = frame.compact ? marks.bottom : Math.max(marks.bottom, TITLE_BOTTOM);
  return {
    title: panel.title,
    subtitle: subtitle(panel, frame),
    doubt: rows.some(({ doubt }) => doubt) ? marked(true, frame) : undefined,
    top,
    headerHeight: headed,
    bodyHeight,
    time: at.time,
    axes: axes.axes,
    grid: axes.grid,
    folds: at.folds.map(({ x, width, from, to }) => ({
      x,
      width,
      title: `Nothing happens ${at.clock.range(Math.round(from), Math.round(to))}: these ${describeMinutes(Math.round(to - from))} are folded`,
    })),
    shades: layoutShades(at, frame, bodyHeight),
    marks: marks.marks,
    brackets: brackets.map(
      (bracket): SceneBracket => ({
        kind: bracket.kind,
        x: indentOf(bracket.level) - BRACKET,
        y: rows[bracket.first]!.y + 3,
        height: rows[bracket.last]!.y + rows[bracket.last]!.height - rows[bracket.first]!.y - 6,
      }),
    ),
    rows: [...wayBack, ...traffic, ...rows, ...dropped],
    arrows: layoutArrows(planned, rows, chain, frame),
    chain,
  };
}

const TOP = 6;
/** Of a phone: the axis stands under the title. */
const COMPACT_TOP = 24;
const TITLE_BOTTOM = 40;
const ROW_HEIGHT = 24;
/** Of a phone: words, and below them the line of the bar. */
const COMPACT_ROW_HEIGHT = 30;
const DENSE_ROW_HEIGHT = 22;
const MANY_ROWS = 30;
/** What of a run has to be seen: work, moments that decide, and now. */
function busyOf(panel: Panel, { schedule, risk }: PanelFrame, now: Instant | undefined): readonly Span[] {
  const moments = [
    ...Object.values(schedule.windows).flatMap(({ start, end }) => [start, end]),
    ...[schedule.rollbackDecision, ...schedule.rollbacks.map(({ decision }) => decision)].map((one) => one?.at),
    ...Object.values(schedule.pointsOfNoReturn),
    risk?.end.p80,
    now,
  ];
  return [
    ...panel.items.flatMap(({ kind, spans }) => (kind === 'range' ? [] : spans)),
    ...moments.flatMap((at) => (at === undefined ? [] : { start: at, end: at })),
  ];
}

function subtitle(panel: Panel, frame: PanelFrame): string {
  const spans = panel.items.flatMap((item) => item.spans).filter((span) => Number.isFinite(span.start));
  const first = spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const end = spans.reduce((most, span) => Math.max(most, Math.min(span.end, panel.to)), Number.NEGATIVE_INFINITY);
  const start = Math.max(first, panel.from);
  if (!Number.isFinite(start) || !Number.isFinite(end)) return '';
  if (panel.onCall) return `if called, ${describeMinutes(end - start)}`;
  const { run } = frame.schedule;
  if (panel.kind === 'run' && run) return describeMinutes(run.end - run.start);
  if (frame.clock.relative && countsFromT(start)) return frame.clock.range(start, end);
  const [from, to] = [frame.clock.day(start), frame.clock.day(end)];
  return from === to ? from : `${from} – ${to}`;
}
