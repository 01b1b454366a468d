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
    patterns(ids),
    ...scene.panels.map((panel) => composePanel(panel, paintPanel(panel, scene, paint), scene)),
    paintLegend(scene, paint),
  );
}

/** Textures of bars, of freezes, of what is too late, and of a fold; every document that has pictures needs them once. */
export function patterns(ids: string): string {
  const pattern = (name: string, width: number, height: number, turn: number | undefined, ...children: string[]) =>
    element(
      'pattern',
      {
        id: `${ids}-${name}`,
        width,
        height,
        patternUnits: 'userSpaceOnUse',
        patternTransform: turn === undefined ? undefined : `rotate(${turn})`,
      },
      ...children,
    );
  const line = (style: string, d: string, width: number) => element('path', { class: style, d, 'stroke-width': width });
  return element(
    'defs',
    {},
    pattern('hatch', 6, 6, 45, line('rp-hatch', 'M0 0V6', 2.4)),
    pattern('freeze', 7, 7, 45, line('rp-hatch-freeze', 'M0 0V7', 1.2)),
    pattern(
      'dots',
      5,
      5,
      undefined,
      element('circle', { class: 'rp-sign', cx: 2.5, cy: 2.5, r: 0.8, 'fill-opacity': 0.75 }),
    ),
    pattern('bars', 5, 5, undefined, line('rp-texture', 'M2.5 0V5', 1)),
    pattern('lines', 5, 4, undefined, line('rp-texture', 'M0 2H5', 1)),
    pattern('fold', 22, 12, undefined, line('rp-zigzag', 'M6 0l4 6l-4 6M13 0l4 6l-4 6', 1)),
  );
}

function composePanel(panel: ScenePanel, markup: PanelMarkup, scene: Scene): string {
  const across = { transform: `translate(${scene.chartLeft} 0)` };
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
