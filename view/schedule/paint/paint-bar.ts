/** One bar: its shape, its float, its critical outline, and the words beside it. */
import { element, escapeText, tooltip } from '../../markup.ts';
import type { SceneBar, SceneRow } from '../scene.ts';
import { glyph } from './paint-label.ts';

export function paintBar(bar: SceneBar, row: SceneRow, ids: string): string {
  const middle = row.y + row.height / 2;
  const text = bar.text
    ? element(
        'text',
        {
          class: 'rp-beside',
          x: bar.text.x,
          y: middle + 4,
          'text-anchor': bar.text.anchor === 'end' ? 'end' : undefined,
        },
        escapeText(bar.text.value),
      )
    : '';
  return element(
    'g',
    {},
    tooltip(bar.title),
    bar.shape === 'gone' ? outline(bar, middle) : bar.ghost ? outline(bar.ghost, middle) : '',
    row.doubt ? '' : tail(bar, middle),
    row.doubt ? '' : whisker(bar, middle),
    element('g', { class: row.doubt ? 'rp-hollow' : bar.done ? 'rp-done' : undefined }, shape(bar, middle, ids)),
    bar.perhaps && !row.doubt ? perhaps(bar, middle) : '',
    text,
  );
}

function shape(bar: SceneBar, middle: number, ids: string): string {
  const { x, width } = bar;
  switch (bar.shape) {
    case 'milestone':
      return element('path', { class: 'rp-milestone', d: diamond(x, middle, 7), 'stroke-width': 1.5 });
    case 'point':
      return (
        glyph(bar.family, x - 6, middle) +
        (bar.critical ? element('circle', { class: 'rp-critical', cx: x, cy: middle, r: 9, 'stroke-width': 1.75 }) : '')
      );
    case 'open':
      // As long as nobody knows how long it takes there is only where it begins.
      return (
        element('rect', { class: 'rp-ghost', ...openBox(x, middle), 'stroke-width': 1.5, 'stroke-dasharray': '3 2' }) +
        glyph(bar.family, x + 2, middle)
      );
    case 'gate':
      return (
        (width > 8 ? box(bar, middle - 3, 6, ids, 1) : '') +
        element('path', { class: `rp-${bar.family}`, d: diamond(x + width, middle, 8) }) +
        (bar.critical
          ? element('path', { class: 'rp-critical', d: diamond(x + width, middle, 9), 'stroke-width': 1.75 })
          : '')
      );
    case 'group':
      return element('path', {
        class: `rp-span${bar.family === 'change' ? ' rp-span-outage' : ''}`,
        d: `M${x} ${middle + 6}v-6H${x + width}v6`,
        'stroke-width': 2,
      });
    case 'gone':
      return '';
    case 'range':
      return element('path', { class: 'rp-range', d: rangeOutline(bar, middle), 'stroke-width': 1.25 });
    case 'bar':
      return box(bar, middle - 7, 14, ids, 2.5);
  }
}

function openBox(x: number, middle: number) {
  return { x, y: middle - 7, width: 16, height: 14, rx: 2.5 };
}

/** Critical is a dark outline and stripes: it is seen without colour, and on paper. */
export function box(
  bar: Pick<SceneBar, 'x' | 'width' | 'family' | 'critical'>,
  y: number,
  height: number,
  ids: string,
  radius: number,
): string {
  const place = { x: bar.x, y, width: bar.width, height, rx: radius };
  const filled = element('rect', { class: `rp-${bar.family}`, ...place });
  if (!bar.critical) return filled;
  return (
    filled +
    element('rect', { ...place, fill: `url(#${ids}-hatch)` }) +
    element('rect', { class: 'rp-critical', ...place, 'stroke-width': 1.75 })
  );
}

/** An empty dashed outline, a little taller than the bar, so that it is seen around it. */
function outline(before: { readonly x: number; readonly width: number }, middle: number): string {
  const place = { x: before.x, y: middle - 10, width: Math.max(before.width, 2), height: 20, rx: 2.5 };
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
    d: `M${x} ${middle + 8}H${x + width}M${x + width} ${middle + 4}v7`,
    'stroke-width': 1.5,
    'stroke-dasharray': '1 2',
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
