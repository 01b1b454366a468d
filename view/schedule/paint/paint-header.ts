/** The head of a panel: title, axes, and the flags of its moments. */
import { element, escapeText, tooltip } from '../../markup.ts';
import { fitText, textWidth } from '../../text-width.ts';
import type { Scene, SceneMark, ScenePanel } from '../scene.ts';
import { timeText } from './paint-label.ts';

export function paintHeader(panel: ScenePanel, scene: Scene): { readonly labels: string; readonly chart: string } {
  const room = scene.compact ? scene.gutter : scene.gutter - 12;
  const zones = panel.axes.filter(({ label }) => label !== '');
  // The name of a zone is needed whole: without it no hour of the axis can be read.
  const taken = !scene.compact && panel.axes[0] ? textWidth(panel.axes[0].label, 11) + 30 : 0;
  const title = fitText(panel.title, Math.max(room - 8 - taken, 56), 13.5);
  const subtitle = fitText(panel.subtitle, room - 8, 11.5);
  const subtitleY = zones.length > 1 ? Math.max(panel.headerHeight - 5, 32) : 32;
  const titleEnd = 8 + textWidth(title, 13.5) + 10;
  const narrow = fitText(panel.subtitle, room - titleEnd, 11.5);
  const labels = [
    element(
      'text',
      { class: 'rp-title', x: 8, y: 18 },
      escapeText(title),
      title === panel.title ? '' : tooltip(panel.title),
    ),
    scene.compact
      ? element('text', { class: 'rp-sub', x: titleEnd, y: 18 }, timeText(narrow, panel.doubt))
      : element('text', { class: 'rp-sub', x: 8, y: subtitleY }, timeText(subtitle, panel.doubt)),
    ...zones.map((axis, i) =>
      element(
        'text',
        scene.compact
          ? { class: 'rp-tick', x: scene.gutter, y: 18 - i * 13, 'text-anchor': 'end' }
          : { class: 'rp-tick', x: scene.gutter - 28, y: axis.y, 'text-anchor': 'end' },
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
              class: axis.days || tick.strong ? 'rp-day rp-tick' : 'rp-tick',
              x: tick.labelX,
              y: axis.y,
              'text-anchor': axis.days ? undefined : 'middle',
            },
            escapeText(tick.label),
          ),
    ]),
  );
  const flags = panel.marks.filter(({ label }) => label !== '').map(paintFlag);
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
    x2: scene.chart,
    y1: panel.headerHeight - 0.5,
    y2: panel.headerHeight - 0.5,
  });
  return { labels: labels.join(''), chart: [...ticks, edge, ...poles, ...flags].join('') };
}

/** Now, and the moment to decide by, are told on a ground of their own. */
function paintFlag({ kind, label, title, anchor, flagX, flagY }: SceneMark): string {
  const isSolid = kind === 'now' || kind === 'decision' || kind === 'no-return';
  const width = textWidth(label, 11.5) * 1.04 + 10;
  const x = anchor === 'end' ? flagX + 5 - width : flagX - 5;
  return element(
    'g',
    {},
    isSolid ? element('rect', { class: `rp-flag-ground-${kind}`, x, y: flagY - 11.5, width, height: 15, rx: 2 }) : '',
    element(
      'text',
      {
        class: isSolid ? 'rp-flag rp-flag-solid' : `rp-flag rp-flag-${kind}`,
        x: isSolid ? x + width / 2 : flagX,
        y: flagY,
        'text-anchor': isSolid ? 'middle' : anchor === 'end' ? 'end' : undefined,
      },
      escapeText(label),
    ),
    tooltip(title),
  );
}

export function markWidth(kind: SceneMark['kind']): number {
  return kind === 'decision' || kind === 'no-return' || kind === 'now' ? 2 : 1.5;
}
