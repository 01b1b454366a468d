/** One bar: its shape, its float, its whisker, and the words beside it. */
import { element, escapeText, tooltip } from '../../markup.ts';
import { GLYPH } from '../../words/verbs.ts';
import type { SceneBar, SceneRow } from '../scene.ts';
import { glyph } from './paint-label.ts';

export function paintBar(bar: SceneBar, row: SceneRow, options: BarOptions): string {
  if (options.compact) return line(bar, row, options);
  const { ids } = options;
  const middle = row.y + row.height / 2;
  const said = tip(bar, row, options);
  const parts = [
    said,
    bar.shape === 'gone' ? outline(bar, middle) : bar.ghost ? outline(bar.ghost, middle) : '',
    row.doubt ? '' : tail(bar, middle),
    row.doubt ? '' : whisker(bar, middle),
    element('g', { class: row.doubt ? 'rp-hollow' : bar.done ? 'rp-done' : undefined }, shape(bar, middle, ids)),
    bar.perhaps && !row.doubt ? perhaps(bar, middle) : '',
    bar.text ? beside(bar.text, middle) : '',
  ];
  // A group is there for what it says.
  return said === '' ? parts.join('') : element('g', {}, ...parts);
}

export interface BarOptions {
  readonly ids: string;
  /** A thin line under the words of its row. */
  readonly compact: boolean;
  /** The document shows the words of a row where the mouse rests on it. */
  readonly isShell: boolean;
}

function beside({ x, anchor, value, lead }: NonNullable<SceneBar['text']>, middle: number): string {
  const rest = value.slice(lead.length);
  return element(
    'text',
    { class: 'rp-beside', x, y: middle + 4, 'text-anchor': anchor === 'end' ? 'end' : undefined },
    lead === '' ? '' : element('tspan', { class: 'rp-lead' }, escapeText(lead)),
    escapeText(rest),
  );
}

/** Under a row of a phone: where in its panel it lies; of what nobody knows the length of, only an outline. */
function line(bar: SceneBar, row: SceneRow, options: BarOptions): string {
  if (row.kind === 'group') return '';
  const isOpen = bar.shape === 'open';
  const width = isOpen ? 16 : Math.max(bar.width, 3);
  const place = {
    x: bar.x - (bar.width < 3 && !isOpen ? 1.5 : 0),
    y: row.y + row.height - 6,
    height: 3,
    rx: 1.5,
    width,
  };
  return element(
    'g',
    { class: row.doubt ? 'rp-hollow' : bar.done ? 'rp-done' : undefined },
    element('rect', {
      class: isOpen ? 'rp-ghost' : `rp-${bar.family}`,
      ...place,
      'fill-opacity': bar.critical || row.kind !== 'step' ? 1 : 0.55,
      'stroke-dasharray': isOpen ? '3 2' : undefined,
    }),
    tip(bar, row, options),
  );
}

/** What a row says of itself need not be said by its bar as well. */
function tip({ title }: SceneBar, { description }: SceneRow, { isShell }: BarOptions): string {
  return isShell && description.startsWith(title) ? '' : tooltip(title);
}

function shape(bar: SceneBar, middle: number, ids: string): string {
  const { x, width } = bar;
  switch (bar.shape) {
    case 'milestone':
      return element('path', { class: 'rp-milestone', d: diamond(x, middle, 7), 'stroke-width': 1.5 });
    case 'point':
      return glyph(bar.family, x - 6, middle);
    case 'open':
      // As long as nobody knows how long it takes there is only where it begins.
      return (
        element('rect', { class: 'rp-ghost', ...openBox(x, middle), 'stroke-width': 1.5, 'stroke-dasharray': '3 2' }) +
        glyph(bar.family, x + 2, middle)
      );
    case 'gate':
      return (
        (width > 8 ? element('rect', { class: `rp-${bar.family}`, x, y: middle - 2, width, height: 4, rx: 1 }) : '') +
        element('path', { class: `rp-${bar.family}`, d: diamond(x + width, middle, 7) })
      );
    case 'group':
      return element('path', {
        class: `rp-span${bar.family === 'change' ? ' rp-span-outage' : ''}`,
        d: `M${x} ${middle + 5}v-5H${x + width}v5`,
        'stroke-width': 2,
      });
    case 'gone':
      return '';
    case 'range':
      return (
        element('path', { class: 'rp-range', d: rangeOutline(bar, middle), 'stroke-width': 1.25 }) +
        (bar.hatched ? element('path', { d: rangeOutline(bar, middle), fill: `url(#${ids}-freeze)` }) : '')
      );
    case 'bar':
      return box(bar, middle, ids) + inside(bar, middle);
  }
}

function openBox(x: number, middle: number) {
  return { x, y: middle - 7, width: 16, height: 14, rx: 2.5 };
}

/**
 * What is critical is solid and has the texture of its family; all else is lower, and light inside a thin outline. It is seen
 * without colour, and on paper.
 */
export function box(bar: Pick<SceneBar, 'x' | 'width' | 'family' | 'critical'>, middle: number, ids: string): string {
  const { x, width, family, critical } = bar;
  if (!critical) {
    const place = { x: x + 0.6, y: middle - 4.5, width: Math.max(width - 1.2, 1.8), height: 9, rx: 2 };
    return element('rect', { class: `rp-light rp-${family} rp-edge-${family}`, ...place });
  }
  const place = { x, y: middle - 6, width, height: 12, rx: 2 };
  const texture = TEXTURE[family];
  return (
    element('rect', { class: `rp-${family}`, ...place }) +
    (texture && width >= 8 ? element('rect', { ...place, fill: `url(#${ids}-${texture})` }) : '')
  );
}

/** Of what is neither plain nor told apart by its shape. */
export const TEXTURES = ['dots', 'bars', 'lines'] as const;
const TEXTURE: Partial<Readonly<Record<SceneBar['family'], (typeof TEXTURES)[number]>>> = {
  protect: 'dots',
  prove: 'bars',
  record: 'lines',
  tell: 'lines',
};

/** The shape of the family once more, where a solid bar has room for it. */
function inside({ x, width, family, critical }: SceneBar, middle: number): string {
  if (!critical || width < 22) return '';
  const d = GLYPH[family];
  return element('path', { class: 'rp-sign', transform: `translate(${x + 4} ${middle - 4}) scale(.67)`, d });
}

/** An empty dashed outline, a little taller than the bar, so that it is seen around it. */
function outline(before: { readonly x: number; readonly width: number }, middle: number): string {
  const place = { x: before.x, y: middle - 9, width: Math.max(before.width, 2), height: 18, rx: 2.5 };
  return element('rect', { class: 'rp-ghost', ...place, 'stroke-width': 1.5, 'stroke-dasharray': '3 2' });
}

/** What is perhaps not done has a dashed edge in the colour of the ground, so that its shape is in pieces. */
export function perhaps({ x, width }: Pick<SceneBar, 'x' | 'width'>, middle: number): string {
  const place = { x: x - 1, y: middle - 8, width: Math.max(width + 2, 2), height: 16, rx: 2.5 };
  return element('rect', { class: 'rp-perhaps', ...place, 'stroke-width': 2.5, 'stroke-dasharray': '4 3' });
}

/** A line with an end, as in a box plot. */
function whisker(bar: SceneBar, middle: number): string {
  if (!bar.whisker) return '';
  const { x, width } = bar.whisker;
  return element('path', {
    class: 'rp-whisker',
    d: `M${x} ${middle}H${x + width}M${x + width} ${middle - 5}v10`,
    'stroke-width': 1.5,
  });
}

function tail(bar: SceneBar, middle: number): string {
  if (!bar.tail) return '';
  const { x, width } = bar.tail;
  return element('path', {
    class: 'rp-tail',
    d: `M${x + 1} ${middle}H${x + width}M${x + width} ${middle - 3}v6`,
    'stroke-width': 1.25,
    'stroke-dasharray': '1.5 2.5',
  });
}

/** A flat box; where the range goes on beyond the edge, that side is a point. */
function rangeOutline(bar: SceneBar, middle: number): string {
  const [top, bottom] = [middle - 6, middle + 6];
  const end = bar.x + bar.width;
  const [left, right] = (['left', 'right'] as const).map((side) => bar.clipped === side || bar.clipped === 'both');
  const x = left ? bar.x + 5 : bar.x;
  return [
    `M${x} ${top}`,
    right ? `L${end - 5} ${top}L${end} ${middle}L${end - 5} ${bottom}` : `L${end} ${top}L${end} ${bottom}`,
    `L${x} ${bottom}`,
    left ? `L${bar.x} ${middle}Z` : 'Z',
  ].join('');
}

export function diamond(x: number, y: number, r: number): string {
  return `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}Z`;
}
