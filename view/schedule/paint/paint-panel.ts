/** One panel as markup, in pieces: what stays, and what belongs to single rows. */
import { type Attributes, element, tooltip } from '../../markup.ts';
import { placesInTree } from '../../rows/rows-tree.ts';
import type { RowPlace, Scene, SceneArrow, SceneBracket, ScenePanel, SceneRow, SceneStretch } from '../scene.ts';
import { type BarOptions, paintBar } from './paint-bar.ts';
import { markWidth, paintHeader } from './paint-header.ts';
import { hitBox, paintLabel } from './paint-label.ts';
import { paintWayBack } from './paint-way-back.ts';

export interface PaintOptions {
  readonly ids: string;
  readonly source: 'lines' | 'none';
  /** `shell`: inline, of a document that shows a few of many rows, and says itself where the mouse rests. */
  readonly use: 'file' | 'inline' | 'shell';
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
  const isShell = options.use === 'shell';
  const bars: BarOptions = { ids: options.ids, compact: scene.compact, isShell };
  const treed = isShell ? treeOf(panel.places) : undefined;
  return {
    header: paintHeader(panel, scene),
    stripes: panel.rows
      .filter((row) => row.kind === 'group')
      .map((row) => element('rect', { class: 'rp-stripe', x: 0, y: row.y, width: scene.width, height: 1 }))
      .join(''),
    back: scene.compact ? '' : paintBack(panel, options.ids),
    brackets: panel.brackets.map(paintBracket).join(''),
    rows: panel.rows.map((row, index) => ({
      attributes: { ...rowAttributes(row, index, panel, options), ...treed?.(panel.first + index, row) },
      labels: isShell
        ? element('g', { role: 'gridcell' }, paintLabel(row, scene, true))
        : paintLabel(row, scene) + tooltip(row.description),
      chart:
        (row.folded?.map((one) => paintStretch(one, row)).join('') ?? '') +
        row.bars.map((bar) => paintBar(bar, row, bars)).join('') +
        (scene.compact ? '' : paintWayBack(row, options.ids)) +
        (isShell ? hitBox(row, scene.chart) : ''),
    })),
    arrows: scene.compact
      ? []
      : [
          ...panel.arrows.map((arrow) => paintArrow(arrow, isShell)),
          ...panel.chain.map((link) => paintLink(link, isShell)),
        ],
  };
}

/** What happens in a folded group. */
function paintStretch({ x, width, family, critical }: SceneStretch, row: SceneRow): string {
  const height = critical ? 8 : 5;
  const y = row.y + row.height / 2 - height / 2;
  return element('rect', { class: `rp-${family}`, x, y, width, height, 'fill-opacity': critical ? 1 : 0.5 });
}

function treeOf(places: readonly RowPlace[]): (index: number, row: SceneRow) => Attributes {
  const placeOf = placesInTree(places);
  return (at, row) => {
    const { index, level, position, size } = placeOf(at);
    return {
      role: 'row',
      'aria-rowindex': index,
      'aria-level': level,
      'aria-posinset': position,
      'aria-setsize': size,
      'aria-expanded': row.key === undefined ? undefined : String(row.folded === undefined),
      'data-key': row.key,
    };
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
  return {
    class: 'rp-row',
    ...(options.use !== 'file' && {
      role: 'listitem',
      'aria-label': row.description,
      'aria-posinset': panel.first + index + 1,
      'aria-setsize': panel.places.length,
    }),
    ...(options.source === 'lines' && { 'data-file': row.source?.file, 'data-line': row.source?.line }),
  };
}

function paintBack(panel: ScenePanel, ids: string): string {
  const bottom = panel.bodyHeight;
  const shades = panel.shades.map(({ kind, x, y, width, height, label }) => {
    const place = { x, y, width, height };
    return element(
      'g',
      {},
      element('rect', { class: `rp-shade-${kind}`, ...place }),
      kind === 'freeze' ? element('rect', { ...place, fill: `url(#${ids}-freeze)` }) : '',
      tooltip(label),
    );
  });
  const folds = panel.folds.map(({ x, width, title }) =>
    element(
      'g',
      // Moved there, so that its pattern begins with it.
      { transform: `translate(${x} 0)` },
      element('rect', { class: 'rp-ground', x: 0, y: 0, width, height: bottom }),
      element('rect', { x: 0, y: 0, width, height: bottom, fill: `url(#${ids}-fold)` }),
      tooltip(title),
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
  return [...shades, ...grid, ...folds, ...marks].join('');
}

/** Lines are told apart by what stands at their flags; those that only say how likely something is are dotted. */
const DASHES = {
  window: undefined,
  'no-return': undefined,
  decision: undefined,
  'likely-end': '1 3',
  now: undefined,
  milestone: undefined,
  'clock-change': '1 3',
} as const;

/** From one critical step to the next: a line without a head, since both its ends are bars. */
function paintLink({ points, ...ends }: SceneArrow, isShell: boolean): Slice {
  const [x, from, , to] = points as [number, number, number, number];
  const d = `M${x} ${from}V${to}`;
  return {
    top: Math.min(from, to),
    bottom: Math.max(from, to),
    markup: held(element('path', { class: 'rp-arrow rp-hot', d, 'stroke-width': 1.75 }), d, isShell ? ends : undefined),
  };
}

/** A line that a hand can take hold of is wider than it looks. */
function held(line: string, d: string, ends: Pick<SceneArrow, 'from' | 'to'> | undefined): string {
  if (!ends) return line;
  const grip = element('path', { class: 'rp-grip', d, fill: 'none', 'stroke-width': 9 });
  return element('g', { 'data-from': ends.from, 'data-to': ends.to }, grip, line);
}

function paintArrow(arrow: SceneArrow, isShell: boolean): Slice {
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
    markup: held(
      element('path', { class: `rp-arrow${hot}`, d, 'stroke-width': arrow.critical ? 1.5 : 1 }) +
        element('path', { class: `rp-head${hot}`, d: head }),
      d,
      isShell ? arrow : undefined,
    ),
  };
}
