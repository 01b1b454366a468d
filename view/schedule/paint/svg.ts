/** A scene as one SVG, as a string. */
import { element, escapeText } from '../../markup.ts';
import { standaloneSvgStyle } from '../../style.ts';
import type { Scene, ScenePanel } from '../scene.ts';
import { paintLegend } from './paint-legend.ts';
import { type PaintOptions, type PanelMarkup, paintPanel } from './paint-panel.ts';

export interface SvgOptions {
  /** `file`: stands alone, with its style; `inline`: part of a page that has the style, read row by row. */
  readonly use: 'file' | 'inline';
  /** Begins every id, so that several pictures can stand on one page. */
  readonly idPrefix?: string;
  /** `lines`: rows say their file and line (`data-file`, `data-line`, from zero). */
  readonly source?: 'lines' | 'none';
}

export function renderSvg(scene: Scene, options: SvgOptions): string {
  const ids = options.idPrefix ?? 'rp';
  const paint: PaintOptions = { ids, source: options.source ?? 'none', use: options.use };
  const isFile = options.use === 'file';
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'rp-svg',
      width: scene.width,
      height: scene.height,
      viewBox: `0 0 ${Math.ceil(scene.width)} ${Math.ceil(scene.height)}`,
      role: isFile ? 'img' : 'list',
      'aria-labelledby': isFile ? `${ids}-t ${ids}-d` : undefined,
      'aria-label': isFile ? undefined : scene.description,
    },
    ...(isFile
      ? [
          element('title', { id: `${ids}-t` }, escapeText(scene.title)),
          element('desc', { id: `${ids}-d` }, escapeText(scene.description)),
          element('style', {}, standaloneSvgStyle()),
          element('rect', { class: 'rp-ground', width: '100%', height: '100%' }),
        ]
      : []),
    hatchPattern(ids),
    ...scene.panels.map((panel) => composePanel(panel, paintPanel(panel, scene, paint), scene)),
    paintLegend(scene, paint),
  );
}

/** The stripes over critical bars; every SVG that has bars needs it once. */
export function hatchPattern(ids: string): string {
  return element(
    'defs',
    {},
    element(
      'pattern',
      { id: `${ids}-hatch`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      element('line', { class: 'rp-hatch', x1: 0, y1: 0, x2: 0, y2: 6, 'stroke-width': 2.4 }),
    ),
  );
}

function composePanel(panel: ScenePanel, markup: PanelMarkup, scene: Scene): string {
  const across = { transform: `translate(${scene.gutter} 0)` };
  return element(
    'g',
    { transform: `translate(0 ${panel.top})` },
    element('g', {}, markup.header.labels, element('g', across, markup.header.chart)),
    element(
      'g',
      { transform: `translate(0 ${panel.headerHeight})` },
      markup.stripes,
      element('g', across, markup.back),
      element('g', across, ...markup.arrows.map((arrow) => arrow.markup)),
      ...markup.rows.map((row) => element('g', row.attributes, row.labels, element('g', across, row.chart))),
      markup.brackets,
    ),
  );
}
