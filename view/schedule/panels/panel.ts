/** One panel of the scene: its axes, its rows, its bars, and the lines through them. */

import type { Block, Step } from '../../../plan/model.ts';
import { isInside } from '../../../plan/model.ts';
import type { Schedule, Span } from '../../../plan/schedule/model.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { roundsWords } from '../../dates.ts';
import { relativeClock } from '../../words/clock.ts';
import { FAMILY_OF } from '../../words/verbs.ts';
import { type End, route } from '../arrows.ts';
import { layoutAxes } from '../axes.ts';
import { besideText, layoutBars } from '../bars.ts';
import { droppedRows } from '../dropped.ts';
import { explainStep } from '../explain.ts';
import type { Item } from '../items.ts';
import { layoutMarks } from '../marks.ts';
import { type Row, rowsOf } from '../rows.ts';
import type { SceneArrow, SceneBar, SceneBracket, ScenePanel, SceneRow } from '../scene.ts';
import { layoutShades } from '../shades.ts';
import { trafficRows } from '../traffic.ts';
import { wayBackRows } from '../way-back.ts';
import { goneTitle, itemWords, type PanelFrame, type PanelScale, rangeTitle, sourceOf } from './panel-frame.ts';
import { extent, type Panel } from './panels.ts';

export function layoutPanel(panel: Panel, top: number, frame: PanelFrame, now: Instant | undefined): ScenePanel {
  const scale = frame.chart / (panel.to - panel.from);
  const clock = panel.onCall ? relativeClock(frame.clock.zone, '', panel.from) : frame.clock;
  const at: PanelScale = {
    panel,
    clock,
    scale,
    chart: frame.chart,
    x: (instant) => Math.min(Math.max((instant - panel.from) * scale, 0), frame.chart),
  };
  const axes = layoutAxes(at, frame, TITLE_HEIGHT);
  const marks = layoutMarks(at, frame, axes.bottom, now);
  const { rows: planned, brackets } = rowsOf(panel, frame.release, frame.grouping);
  const wayBack = wayBackRows(at, frame, 0, indentOf(0, frame));
  const heightOf = (some: readonly SceneRow[]) => some.reduce((sum, { height }) => sum + height, 0);
  const traffic = trafficRows(at, frame, heightOf(wayBack), indentOf(0, frame));
  let bodyHeight = heightOf([...wayBack, ...traffic]);
  const rows = planned.map((row) => {
    const laid = layoutRow(row, bodyHeight, at, frame);
    bodyHeight += laid.height;
    return laid;
  });
  const dropped = droppedRows(at, frame, bodyHeight, indentOf(0, frame));
  bodyHeight += heightOf(dropped);
  return {
    title: panel.title,
    subtitle: subtitle(panel, frame),
    doubt: rows.some(({ doubt }) => doubt) ? marked(true, frame) : undefined,
    top,
    headerHeight: marks.bottom,
    bodyHeight,
    axes: axes.axes,
    grid: axes.grid,
    shades: layoutShades(at, frame, bodyHeight),
    marks: marks.marks,
    brackets: brackets.map(
      (bracket): SceneBracket => ({
        kind: bracket.kind,
        x: indentOf(bracket.level, frame) - 16,
        y: rows[bracket.first]!.y + 3,
        height: rows[bracket.last]!.y + rows[bracket.last]!.height - rows[bracket.first]!.y - 6,
      }),
    ),
    rows: [...wayBack, ...traffic, ...rows, ...dropped],
    arrows: layoutArrows(planned, rows, frame),
  };
}

const TITLE_HEIGHT = 28;
/** Left edge of labels: the mark of a finding, then the time, then the shape of the verb. */
const LABEL_LEFT = 120;
const COMPACT_LABEL_LEFT = 42;
const ROW_HEIGHT = 26;
const COMPACT_ROW_HEIGHT = 38;
const LEVEL_INDENT = 12;

function indentOf(level: number, frame: PanelFrame): number {
  return (frame.compact ? COMPACT_LABEL_LEFT : LABEL_LEFT) + level * LEVEL_INDENT;
}

function subtitle(panel: Panel, frame: PanelFrame): string {
  const spans = panel.items.flatMap((item) => item.spans).filter((span) => Number.isFinite(span.start));
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => Math.min(span.end, panel.to)));
  if (!Number.isFinite(start) || !Number.isFinite(end)) return '';
  if (panel.onCall) return `only when called; it lasts ${describeMinutes(end - start)}`;
  return frame.clock.range(Math.max(start, panel.from), end);
}

function layoutRow(row: Row, y: number, at: PanelScale, frame: PanelFrame): SceneRow {
  if (row.kind === 'group') return groupRow(row, y, at, frame);
  const { item } = row;
  const [first] = item.spans;
  const base = {
    y,
    level: row.level,
    height: frame.compact ? COMPACT_ROW_HEIGHT : ROW_HEIGHT,
    indent: indentOf(row.level, frame),
    time: first ? timeOf(first.start, at) : 'no time',
    bars: layoutBars(item, at, frame),
    note: first ? besideText(item, first, frame) : '',
    done: false,
    critical: false,
  };
  if (item.kind === 'step' && item.gone) {
    // Its line stands in another version of the text: there is nothing to lead to.
    return { ...base, ...stepWords(item.step), sign: '-', description: goneTitle(item, at) };
  }
  const doubt = marked(isInDoubt(item, frame), frame);
  const finding = frame.findingsAt(item.kind === 'step' ? item.step.place : item.place);
  const read = {
    ...base,
    source: sourceOf(item.place),
    doubt,
    finding,
  };
  const described = (text: string) => [text, ...doubtWords(doubt), ...(finding ? [finding.text] : [])].join('\n');
  if (item.kind === 'step') {
    const { step, scheduled } = item;
    return {
      ...read,
      ...stepWords(step),
      sign: frame.changed?.(step)?.sign,
      done: step.done,
      critical: scheduled?.critical ?? false,
      description: described(explainStep(frame.release, step, scheduled, item.spans, at.clock, frame.risk)),
    };
  }
  const { word, label } = itemWords(item);
  return {
    ...read,
    kind: item.kind,
    verb: word,
    label,
    detail: item.kind === 'range' ? item.detail : '',
    done: item.kind === 'milestone' && item.milestone.done,
    description: described(rangeTitle(item, first, at.clock)),
  };
}

function stepWords(step: Step): Pick<SceneRow, 'kind' | 'family' | 'verb' | 'label' | 'detail'> {
  const words = [step.targets.map(({ name }) => name).join(', '), step.name, step.title].filter(Boolean);
  const { verb } = step;
  const [label = '', second = '', third] = words;
  return { kind: 'step', family: FAMILY_OF[verb], verb, label, detail: third ?? second };
}

function isInDoubt(item: Item, { doubt }: PanelFrame): boolean {
  if (!doubt) return false;
  if (item.kind === 'step') return doubt.step(item.step);
  return item.kind === 'milestone' ? doubt.milestone(item.milestone) : doubt.has('dates');
}

function marked(isDoubtful: boolean | undefined, { doubt }: PanelFrame): SceneRow['doubt'] {
  if (!doubt || !isDoubtful) return undefined;
  return doubt.isEarlier ? 'was' : 'without';
}

/** For whoever does not see that it is struck. */
function doubtWords(doubt: SceneRow['doubt']): readonly string[] {
  if (!doubt) return [];
  return [
    doubt === 'was'
      ? 'This is what it was: it hangs on a line that cannot be read.'
      : 'This is without a line that cannot be read.',
  ];
}

function groupRow(row: Extract<Row, { kind: 'group' }>, y: number, at: PanelScale, frame: PanelFrame): SceneRow {
  const { block, label, level } = row;
  const isOutage = block?.kind === 'outage';
  const span = block && blockSpan(block, at.panel.items, frame.schedule);
  const length = span && block.kind !== 'messages' ? describeMinutes(span.end - span.start) : '';
  const rounds = block && frame.schedule.cycles[block.id];
  const spans = rounds ?? (span && !UNTIMED.has(block.kind) ? [span] : []);
  const bars = spans.flatMap(({ start, end }): SceneBar | [] => {
    if (end <= start) return [];
    const x = at.x(start);
    return {
      shape: 'group',
      x,
      width: Math.max(at.x(end) - x, 2),
      family: isOutage ? 'change' : 'work',
      critical: false,
      done: false,
      clipped: 'none',
      title: `${label}\n${at.clock.range(start, end)} (${describeMinutes(end - start)})`,
    };
  });
  const detail = isOutage
    ? `users are cut off for ${length}`
    : block?.every
      ? roundsWords(block.every, rounds, at.clock)
      : row.detail;
  return {
    kind: 'group',
    y,
    level,
    height: ROW_HEIGHT,
    note: '',
    indent: level === 0 && !isOutage && !block?.parent ? 22 : indentOf(level, frame) - 9,
    time: '',
    verb: '',
    label,
    detail,
    done: false,
    critical: false,
    description: [label, isOutage || rounds ? detail : length || detail].filter(Boolean).join(', '),
    bars,
    ...(block && { doubt: marked(frame.doubt?.block(block), frame), source: sourceOf(block.head) }),
  };
}

/** Blocks whose length is the clock's, not the plan's: a bar over them would say nothing. */
const UNTIMED: ReadonlySet<string> = new Set(['messages', 'prepare', 'follow-up', 'run', 'rollback', 'play']);

function blockSpan(block: Block, items: readonly Item[], schedule: Schedule): Span | undefined {
  const inside = (item: Item) => item.kind !== 'range' && item.block && isInside(item.block, block);
  return schedule.blocks[block.id] ?? extent(items.filter(inside));
}

function timeOf(start: Instant, at: PanelScale): string {
  if (!Number.isFinite(start)) return '';
  // A weekday alone is clear for six days; and below a pixel for ten minutes the hour does not help to find the bar.
  return at.panel.kind === 'run' || at.panel.onCall || (at.scale > 0.1 && at.panel.to - at.panel.from < 6 * 1440)
    ? at.clock.time(start)
    : at.clock.day(start);
}

function layoutArrows(planned: readonly Row[], rows: readonly SceneRow[], frame: PanelFrame): readonly SceneArrow[] {
  const rowOf = new Map<Step, SceneRow>();
  for (const [index, row] of planned.entries()) {
    if (row.kind === 'item' && row.item.kind === 'step' && !rowOf.has(row.item.step)) {
      rowOf.set(row.item.step, rows[index]!);
    }
  }
  const arrows: SceneArrow[] = [];
  for (const link of frame.links) {
    const from = rowOf.get(link.from);
    const to = rowOf.get(link.to);
    if (!from?.bars[0] || !to?.bars[0]) continue;
    arrows.push({
      points: route(endOf(from, link.fromStart ? 'start' : 'end'), endOf(to, 'start')),
      critical: from.critical && to.critical,
    });
  }
  return arrows;
}

function endOf(row: SceneRow, side: 'start' | 'end'): End {
  const bar = row.bars[0]!;
  const middle = row.y + row.height / 2;
  return { x: side === 'start' ? bar.x : bar.x + bar.width, top: middle - 7, bottom: middle + 7 };
}
