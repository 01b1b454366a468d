/** The stairs of the way back, and the line of the time that is left for it; those of the traffic. */
import { type Attributes, element, escapeText, rounded, tooltip } from '../../markup.ts';
import type { SceneRow } from '../scene.ts';

export function paintWayBack({ stairs, family = 'decide' }: SceneRow, ids: string): string {
  if (!stairs) return '';
  const { treads, left, bottom } = stairs;
  // Of dozens of treads those that look the same are one shape.
  const area = (fits: boolean, look: Attributes) => {
    const d = treads
      .filter((tread) => tread.fits === fits)
      .map(({ x, y, width }) => `M${rounded(x)} ${bottom}V${rounded(y)}h${rounded(width)}V${bottom}Z`)
      .join('');
    return d && element('path', { ...look, d });
  };
  const told = treads.map(
    ({ x, y, width, title }) =>
      title && element('rect', { x, y, width, height: bottom - y, 'fill-opacity': 0 }, tooltip(title)),
  );
  const d = treads.map(({ x, y, width }, i) => `${i === 0 ? `M${x} ${bottom}` : ''}V${y}H${x + width}`).join('');
  const lines = left.map((points) =>
    element('path', {
      class: 'rp-mark rp-mark-decision rp-left',
      d: `M${points.map(rounded).join(' ')}`,
      'stroke-width': 1.75,
      'stroke-dasharray': '2 3',
    }),
  );
  const labels = treads.map(
    ({ x, y, label }) =>
      label &&
      element(
        'text',
        // Inside where there is room, since above it the line of the time that is left may pass.
        { class: 'rp-beside', x: x + 4, y: bottom - y >= 18 ? y + 13 : y - 4 },
        escapeText(label),
      ),
  );
  return [
    area(true, { class: `rp-${family}`, 'fill-opacity': 0.28 }),
    area(false, { class: 'rp-error', 'fill-opacity': 0.5 }),
    // What no longer fits is striped, so that it is seen without its colour.
    area(false, { fill: `url(#${ids}-hatch)` }),
    element('path', { class: 'rp-stairs', d, 'stroke-width': 1.75 }),
    ...lines,
    ...labels,
    ...told,
  ].join('');
}
