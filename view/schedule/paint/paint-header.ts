/** The head of a panel: title, axes, and the flags of its moments. */
import { element, escapeText, tooltip } from '../../markup.ts';
import { fitText, textWidth } from '../../text-width.ts';
import type { Scene, SceneMark, ScenePanel } from '../scene.ts';
import { timeText } from './paint-label.ts';

export function paintHeader(panel: ScenePanel, scene: Scene): { readonly labels: string; readonly chart: string } {
  const chart = scene.width - scene.gutter;
  const titleEnd = 8 + textWidth(panel.title, 15) * 1.06 + 12;
  const subtitle = fitText(panel.subtitle, scene.width - titleEnd - 8, 11.5);
  const labels = [
    element('text', { class: 'rp-title', x: 8, y: 18 }, escapeText(panel.title)),
    element('text', { class: 'rp-sub', x: titleEnd, y: 18 }, timeText(subtitle, panel.doubt)),
    ...panel.axes.map((axis) =>
      element(
        'text',
        { class: 'rp-tick', x: scene.gutter - 30, y: axis.y, 'text-anchor': 'end' },
        escapeText(axis.label),
      ),
    ),
  ];
  const ticks = panel.axes.flatMap((axis) =>
    axis.ticks.flatMap((tick) => [
      tick.line
        ? element('line', {
            class: 'rp-grid rp-strong',
            x1: tick.x,
            x2: tick.x,
            y1: axis.y - 11,
            y2: panel.headerHeight,
          })
        : '',
      tick.label === ''
        ? ''
        : element(
            'text',
            {
              class: axis.days ? 'rp-day rp-tick' : 'rp-tick',
              x: tick.labelX,
              y: axis.y,
              'text-anchor': axis.days ? undefined : 'middle',
            },
            escapeText(tick.label),
          ),
    ]),
  );
  const flags = panel.marks.map((mark) =>
    element(
      'text',
      {
        class: `rp-flag rp-flag-${mark.kind}`,
        x: mark.flagX,
        y: mark.flagY,
        'text-anchor': mark.anchor === 'end' ? 'end' : undefined,
      },
      escapeText(mark.label),
      tooltip(mark.title),
    ),
  );
  // Drawn under all flags, so that a line never crosses out a word.
  const poles = panel.marks.map((mark) =>
    element('line', {
      class: `rp-mark rp-mark-${mark.kind}`,
      x1: mark.x,
      x2: mark.x,
      y1: mark.flagY - 10,
      y2: panel.headerHeight,
      'stroke-width': markWidth(mark.kind),
    }),
  );
  const edge = element('line', {
    class: 'rp-grid rp-edge',
    x1: 0,
    x2: chart,
    y1: panel.headerHeight - 0.5,
    y2: panel.headerHeight - 0.5,
  });
  return { labels: labels.join(''), chart: [...ticks, edge, ...poles, ...flags].join('') };
}

export function markWidth(kind: SceneMark['kind']): number {
  return kind === 'window' ? 1.5 : 2;
}
