/** What the shapes of a picture mean. */
import { element, escapeText } from '../../markup.ts';
import type { LegendEntry, Scene } from '../scene.ts';
import { box, diamond, perhaps } from './paint-bar.ts';
import { findingMark, glyph } from './paint-label.ts';
import type { PaintOptions } from './paint-panel.ts';

export function paintLegend(scene: Scene, options: PaintOptions): string {
  const entries = scene.legend.map((entry) =>
    element(
      'g',
      {},
      sample(entry, options.ids),
      element('text', { class: 'rp-legend', x: entry.x + 24, y: entry.y + 14 }, escapeText(entry.label)),
    ),
  );
  return element('g', { 'aria-hidden': 'true' }, ...entries);
}

function sample(entry: LegendEntry, ids: string): string {
  const { x, y } = entry;
  const middle = y + 10;
  switch (entry.kind) {
    case 'family':
      return glyph(entry.family ?? 'work', x + 4, middle);
    case 'critical':
      return (
        element('path', {
          class: 'rp-arrow rp-hot',
          d: `M${x + 9} ${middle - 4}V${middle + 4}`,
          'stroke-width': 1.75,
        }) +
        element('rect', { class: 'rp-ink', x, y: middle - 7, width: 9, height: 6, rx: 1.5 }) +
        element('rect', { class: 'rp-ink', x: x + 9, y: middle + 1, width: 9, height: 6, rx: 1.5 })
      );
    case 'before':
      return element('rect', {
        class: 'rp-ghost',
        ...{ x, y: middle - 6, width: 18, height: 12, rx: 2 },
        'stroke-dasharray': '3 2',
      });
    case 'perhaps':
      return (
        box({ x, width: 18, family: 'change', critical: false }, middle, ids) + perhaps({ x: x + 1, width: 16 }, middle)
      );
    case 'float':
      return element('path', {
        class: 'rp-tail',
        d: `M${x} ${middle}h18m0 -3v6`,
        'stroke-width': 1.25,
        'stroke-dasharray': '1.5 2.5',
      });
    case 'way-back':
    case 'traffic':
      return (
        element('path', {
          class: entry.kind === 'traffic' ? 'rp-change' : 'rp-decide',
          d: `M${x} ${middle + 6}v-5h9v-5h9v10Z`,
          'fill-opacity': 0.28,
        }) + element('path', { class: 'rp-stairs', d: `M${x} ${middle + 6}v-5h9v-5h9`, 'stroke-width': 1.75 })
      );
    case 'time-left':
      return element('path', {
        class: 'rp-mark rp-mark-decision',
        d: `M${x} ${middle - 5}l18 10`,
        'stroke-width': 1.75,
        'stroke-dasharray': '2 3',
      });
    case 'whisker':
      return element('path', { class: 'rp-whisker', d: `M${x} ${middle}h18m0 -5v10`, 'stroke-width': 1.5 });
    case 'milestone':
      return element('path', { class: 'rp-milestone', d: diamond(x + 9, middle, 6) });
    case 'finding':
      return findingMark('warning', 'a finding', x + 9, middle);
    case 'freeze':
      return element(
        'g',
        {},
        element('rect', { class: 'rp-shade-freeze', x, y: middle - 6, width: 18, height: 12 }),
        element('rect', { x, y: middle - 6, width: 18, height: 12, fill: `url(#${ids}-freeze)` }),
      );
    case 'fold':
      return element(
        'g',
        { transform: `translate(${x - 2} ${middle - 6})` },
        element('rect', { x: 0, y: 0, width: 22, height: 12, fill: `url(#${ids}-fold)` }),
      );
    default:
      return element('rect', { class: `rp-shade-${entry.kind}`, x, y: middle - 6, width: 18, height: 12 });
  }
}
