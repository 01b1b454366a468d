/** One panel as markup, in pieces: what stays, and what belongs to single rows. */
import { type Attributes, element, tooltip } from '../../markup.ts';
import type { Scene, SceneArrow, SceneBracket, ScenePanel, SceneRow } from '../scene.ts';
import { paintBar } from './paint-bar.ts';
import { markWidth, paintHeader } from './paint-header.ts';
import { paintLabel } from './paint-label.ts';
import { paintWayBack } from './paint-way-back.ts';

export interface PaintOptions {
  readonly ids: string;
  readonly source: 'lines' | 'none';
  readonly use: 'file' | 'inline';
}

export interface PanelMarkup {
  /** Both from the top of the panel; `chart` is to be moved to the right of the labels. */
  readonly header: { readonly labels: string; readonly chart: string };
  /** Row separators, under everything; from the top of the body, like all that follows. */
  readonly stripes: string;
  /** Shades, grid and marks, in the coordinates of the chart. */
  readonly back: string;
  readonly brackets: string;
  readonly rows: readonly RowMarkup[];
  readonly arrows: readonly Slice[];
}

export interface Slice {
  readonly top: number;
  readonly bottom: number;
  readonly markup: string;
}

export interface RowMarkup {
  readonly attributes: Attributes;
  readonly labels: string;
  readonly chart: string;
}

export function paintPanel(panel: ScenePanel, scene: Scene, options: PaintOptions): PanelMarkup {
  const chart = scene.width - scene.gutter;
  return {
    header: paintHeader(panel, scene),
    stripes: panel.rows
      .filter((row) => row.kind === 'group')
      .map((row) => element('rect', { class: 'rp-stripe', x: 0, y: row.y, width: scene.width, height: 1 }))
      .join(''),
    back: paintBack(panel),
    brackets: panel.brackets.map(paintBracket).join(''),
    rows: panel.rows.map((row, index) => ({
      attributes: rowAttributes(row, index, panel, options),
      labels: paintLabel(row, scene),
      chart:
        row.bars.map((bar) => paintBar(bar, row, options.ids)).join('') +
        paintWayBack(row, options.ids) +
        hit(chart, row),
    })),
    arrows: panel.arrows.map(paintArrow),
  };
}

function paintBracket({ kind, x, y, height }: SceneBracket): string {
  const isSequence = kind === 'sequence';
  return element(
    'path',
    {
      class: kind === 'outage' ? 'rp-bracket rp-bracket-outage' : 'rp-bracket',
      d: `M${x + 4} ${y}H${x}V${y + height}H${x + 4}`,
      'stroke-width': isSequence ? 1 : 2,
      'stroke-dasharray': isSequence ? '2 2' : undefined,
    },
    tooltip(BRACKET_WORDS[kind]),
  );
}

const BRACKET_WORDS = {
  parallel: 'side by side',
  sequence: 'one after the other',
  outage: 'users are cut off',
  cycle: 'all of it comes round',
} as const;

function rowAttributes(row: SceneRow, index: number, panel: ScenePanel, options: PaintOptions): Attributes {
  const readable = options.use === 'inline';
  return {
    class: 'rp-row',
    role: readable ? 'listitem' : undefined,
    'aria-label': readable ? row.description : undefined,
    'aria-posinset': readable ? index + 1 : undefined,
    'aria-setsize': readable ? panel.rows.length : undefined,
    'data-file': options.source === 'lines' ? row.source?.file : undefined,
    'data-line': options.source === 'lines' ? row.source?.line : undefined,
  };
}

function hit(width: number, row: SceneRow): string {
  return element('rect', {
    class: 'rp-hit',
    x: 0,
    y: row.y,
    width,
    height: row.height,
    fill: 'none',
    'pointer-events': 'none',
  });
}

function paintBack(panel: ScenePanel): string {
  const bottom = panel.bodyHeight;
  const shades = panel.shades.map((shade) =>
    element(
      'rect',
      { class: `rp-shade-${shade.kind}`, x: shade.x, y: shade.y, width: shade.width, height: shade.height },
      tooltip(shade.label),
    ),
  );
  const grid = panel.grid.map((line) =>
    element('line', { class: `rp-grid${line.strong ? ' rp-strong' : ''}`, x1: line.x, x2: line.x, y1: 0, y2: bottom }),
  );
  const marks = panel.marks.map((mark) =>
    element(
      'line',
      {
        class: `rp-mark rp-mark-${mark.kind}`,
        x1: mark.x,
        x2: mark.x,
        y1: 0,
        y2: bottom,
        'stroke-width': markWidth(mark.kind),
        'stroke-dasharray': DASHES[mark.kind],
      },
      tooltip(mark.title),
    ),
  );
  return [...shades, ...grid, ...marks].join('');
}

/** Each kind of moment has a line of its own, so that colour is not needed to tell them apart. */
const DASHES = {
  window: undefined,
  'no-return': '7 3',
  decision: '2 3',
  'likely-end': '1 4',
  now: '10 3 2 3',
  milestone: '4 4',
} as const;

function paintArrow(arrow: SceneArrow): Slice {
  const { points } = arrow;
  let d = `M${points[0]} ${points[1]}`;
  for (let i = 2; i < points.length; i += 2) d += `L${points[i]} ${points[i + 1]}`;
  const [, beforeY, x, y] = points.slice(-4) as [number, number, number, number];
  const head = beforeY === y ? `M${x} ${y}l-6 -3.5v7Z` : `M${x} ${y}l-3.5 ${beforeY < y ? -6 : 6}h7Z`;
  const hot = arrow.critical ? ' rp-hot' : '';
  const heights = points.filter((_, index) => index % 2 === 1);
  return {
    top: Math.min(...heights),
    bottom: Math.max(...heights),
    markup:
      element('path', { class: `rp-arrow${hot}`, d, 'stroke-width': arrow.critical ? 1.75 : 1.25 }) +
      element('path', { class: `rp-head${hot}`, d: head }),
  };
}
