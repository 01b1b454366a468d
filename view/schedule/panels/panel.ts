/** One panel of the scene: its axes, its rows, its bars, and the lines through them. */
import type { Span } from '../../../plan/schedule/model.ts';
import { countsFromT } from '../../../plan/schedule/relative.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { relativeClock } from '../../words/clock.ts';
import { layoutAxes } from '../axes.ts';
import { droppedRows } from '../dropped.ts';
import { layoutMarks } from '../marks.ts';
import type { Row, Rows } from '../rows.ts';
import type { RowPlace, RowWindow, SceneBracket, ScenePanel, SceneRow } from '../scene.ts';
import { layoutShades } from '../shades.ts';
import { trafficRows } from '../traffic.ts';
import { wayBackRows } from '../way-back.ts';
import { layoutArrows, layoutChain } from './links.ts';
import type { PanelFrame, PanelScale } from './panel-frame.ts';
import type { Panel } from './panels.ts';
import { BRACKET, indentOf, isDoubtful, layoutRow, marked, placeOf, rowHeight } from './row.ts';
import { timeScale } from './time-scale.ts';

/** `wanted`: the rows that are drawn, of this panel alone; default: all of them. */
export function layoutPanel(
  panel: Panel & Rows,
  top: number,
  frame: PanelFrame,
  now: Instant | undefined,
  wanted: RowWindow = EVERY_ROW,
): ScenePanel {
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
  const above = [...wayBack, ...trafficRows(at, frame, heightOf(wayBack), indentOf(0))];
  let bodyHeight = heightOf(above);
  const middle = planned.map((row) => {
    const place = placeOf(row, bodyHeight, rowHeight(row, height, frame));
    bodyHeight += place.height;
    return place;
  });
  const below = droppedRows(at, frame, bodyHeight, indentOf(0));
  bodyHeight += heightOf(below);
  const places: readonly RowPlace[] = [...above, ...middle, ...below];
  const first = Math.min(Math.max(wanted.from, 0), places.length);
  const last = Math.min(Math.max(wanted.to, first), places.length);
  const drawn = (index: number): SceneRow => {
    const own = index - above.length;
    const row = planned[own];
    if (own < 0) return above[index]!;
    if (!row) return below[own - planned.length]!;
    return layoutRow(row, { y: middle[own]!.y, height, before: startAbove(planned, own) }, at, frame);
  };
  const rows = Array.from({ length: last - first }, (_, i) => drawn(first + i));
  const end = rows.at(-1);
  const seen = { top: rows[0]?.y ?? 0, bottom: end ? end.y + end.height : 0 };
  const chain = frame.compact ? [] : layoutChain(planned, middle, at, frame, seen);
  const headed = frame.compact ? marks.bottom : Math.max(marks.bottom, TITLE_BOTTOM);
  return {
    title: panel.title,
    subtitle: subtitle(panel, frame),
    doubt: marked(frame.doubt && planned.some((row) => isDoubtful(row, frame)), frame),
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
        y: middle[bracket.first]!.y + 3,
        height: middle[bracket.last]!.y + middle[bracket.last]!.height - middle[bracket.first]!.y - 6,
      }),
    ),
    places,
    rows,
    first,
    arrows: layoutArrows(planned, middle, chain, at, frame, seen),
    chain,
  };
}

const EVERY_ROW: RowWindow = { from: 0, to: Number.POSITIVE_INFINITY };

/** When the last row above begins that has a time: the day stands where it changes. */
function startAbove(rows: readonly Row[], index: number): Instant | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const row = rows[i]!;
    const start = row.kind === 'item' ? row.item.spans[0]?.start : undefined;
    if (start !== undefined) return start;
  }
  return undefined;
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
  const busy = moments.flatMap((at): readonly Span[] => (at === undefined ? [] : [{ start: at, end: at }]));
  for (const { kind, spans } of panel.items) if (kind !== 'range') busy.push(...spans);
  return busy;
}

function subtitle(panel: Panel, frame: PanelFrame): string {
  const { run } = frame.schedule;
  if (panel.kind === 'run' && run) return describeMinutes(run.end - run.start);
  let first = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { spans } of panel.items) {
    for (const span of spans) {
      if (!Number.isFinite(span.start)) continue;
      first = Math.min(first, span.start);
      end = Math.max(end, Math.min(span.end, panel.to));
    }
  }
  const start = Math.max(first, panel.from);
  if (!Number.isFinite(start) || !Number.isFinite(end)) return '';
  if (panel.onCall) return `if called, ${describeMinutes(end - start)}`;
  if (frame.clock.relative && countsFromT(start)) return frame.clock.range(start, end);
  const [from, to] = [frame.clock.day(start), frame.clock.day(end)];
  return from === to ? from : `${from} – ${to}`;
}
