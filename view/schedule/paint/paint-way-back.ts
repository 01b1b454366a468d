/** The stairs of the way back, and the line of the time that is left for it; those of the traffic. */
import { element, escapeText, tooltip } from '../../markup.ts';
import type { SceneRow } from '../scene.ts';

export function paintWayBack({ stairs, family = 'decide' }: SceneRow, ids: string): string {
  if (!stairs) return '';
  const { treads, left, bottom } = stairs;
  const areas = treads.map(({ x, y, width, fits, title }) => {
    const box = { x, y, width, height: bottom - y };
    return element(
      'g',
      {},
      element('rect', { class: fits ? `rp-${family}` : 'rp-error', ...box, 'fill-opacity': fits ? 0.28 : 0.5 }),
      // What no longer fits is striped, so that it is seen without its colour.
      fits ? '' : element('rect', { ...box, fill: `url(#${ids}-hatch)` }),
      title === '' ? '' : tooltip(title),
    );
  });
  const d = treads.map(({ x, y, width }, i) => `${i === 0 ? `M${x} ${bottom}` : ''}V${y}H${x + width}`).join('');
  const lines = left.map((points) =>
    element('path', {
      class: 'rp-mark rp-mark-decision rp-left',
      d: `M${points.map((value) => Math.round(value * 10) / 10).join(' ')}`,
      'stroke-width': 1.75,
      'stroke-dasharray': '2 3',
    }),
  );
  const labels = treads.map(({ x, y, label }) =>
    label === ''
      ? ''
      : element(
          'text',
          // Inside where there is room, since above it the line of the time that is left may pass.
          { class: 'rp-beside', x: x + 4, y: bottom - y >= 18 ? y + 13 : y - 4 },
          escapeText(label),
        ),
  );
  return [...areas, element('path', { class: 'rp-stairs', d, 'stroke-width': 1.75 }), ...lines, ...labels].join('');
}
