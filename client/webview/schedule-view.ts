/** The schedule on the screen: each panel with a head that stays, labels that stay, and of its rows only those that can be seen. */
import type { PanelPicture, RowPicture, SchedulePicture } from '../../view/pictures.ts';
import { rowsOfIndex } from '../../view/rows/rows-index.ts';
import { createRowsView, type RowsPanel, type RowsView } from './rows-view.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The first tick of an axis stands so far over the column of labels. */
const OVERHANG = 18;

export interface ScheduleView extends RowsView {
  draw(picture: SchedulePicture, about: string): void;
  /** A row that can be folded; undefined: it cannot, or is out of sight. */
  group(index: number): { readonly key: string; readonly isOpen: boolean } | undefined;
  /** Index of the row that it stands under. */
  parentOf(index: number): number | undefined;
  /** A row, its panel, and where both are drawn; undefined: there is no such row, or it is out of sight. */
  shown(index: number): ShownRow | undefined;
  /** Index of the row of a step; -1: it is none of those that are drawn. */
  indexOf(step: string): number;
}

export interface ShownRow {
  readonly row: RowPicture;
  readonly panel: PanelPicture;
  /** Of the whole panel. */
  readonly chart: SVGSVGElement;
  /** Its words, which take the focus. */
  readonly label: SVGElement;
}

interface ShownPanel extends RowsPanel {
  readonly picture: PanelPicture;
  readonly section: HTMLElement;
  readonly chart: SVGSVGElement;
}

/** @param lacks what is seen has rows that the picture has not */
export function createScheduleView(scroller: HTMLElement, lacks: () => void): ScheduleView {
  let panels: readonly ShownPanel[] = [];
  const head = html('div', 'rp-about');
  const rows = createRowsView(scroller, lacks);

  const fill = () => {
    // Hidden it has no width to give; then the next refresh, when it is shown, does this.
    if (scroller.clientWidth > 0) head.style.width = `${scroller.clientWidth}px`;
  };

  const labelOf = (index: number) => rows.element(index) as SVGElement | undefined;

  // Words of a row are sent once, for whoever hears them; whoever points at it is shown the same.
  scroller.addEventListener('pointerover', ({ target }) => {
    const group = target instanceof Element ? target.closest('.rp-row') : null;
    const index = group ? rows.rowAt(group) : undefined;
    const words = index === undefined ? null : labelOf(index)?.getAttribute('aria-label');
    if (!group || !words || group.querySelector(':scope > title')) return;
    const title = document.createElementNS(SVG, 'title');
    title.textContent = words;
    group.append(title);
  });

  const shownPanel = (index: number) => {
    const one = rows.panelOf(index);
    return one && { panel: one.panel as ShownPanel, offset: one.offset };
  };

  const own = {
    refresh() {
      fill();
      rows.refresh();
    },
    draw(picture: SchedulePicture, about: string) {
      head.innerHTML = about;
      const definitions = svg(0, 0);
      definitions.setAttribute('aria-hidden', 'true');
      definitions.innerHTML = picture.definitions;
      panels = picture.panels.map((panel) => build(panel, picture));
      const legend = svg(picture.width, picture.legendHeight);
      legend.innerHTML = picture.legend;
      rows.show(panels, () => {
        scroller.replaceChildren(head, definitions, ...panels.map(({ section }) => section), legend);
        fill();
      });
    },
    shown(index: number) {
      const at = shownPanel(index);
      const label = labelOf(index);
      if (!at || !label) return undefined;
      const { panel, offset } = at;
      const row = panel.picture.rows[index - offset - panel.picture.first];
      return row && { row, panel: panel.picture, chart: panel.chart, label };
    },
    indexOf(step: string) {
      let offset = 0;
      for (const { picture, places } of panels) {
        const index = picture.rows.findIndex((row) => row.step?.id === step);
        if (index >= 0) return offset + picture.first + index;
        offset += places.length;
      }
      return -1;
    },
    group(index: number) {
      const { dataset, attributes } = labelOf(index) ?? {};
      const key = dataset?.key;
      const isOpen = attributes?.getNamedItem('aria-expanded')?.value === 'true';
      return key === undefined ? undefined : { key, isOpen };
    },
    parentOf(index: number) {
      const level = (row: number) => Number(labelOf(row)?.getAttribute('aria-level') ?? 0);
      for (let above = index - 1; labelOf(above); above--) if (level(above) < level(index)) return above;
      return undefined;
    },
  };
  return Object.assign(Object.create(rows) as RowsView, own);
}

function build(panel: PanelPicture, picture: SchedulePicture): ShownPanel {
  const places = rowsOfIndex(panel.index);
  const chartWidth = picture.width - picture.chartLeft;
  // On a phone the chart lies under the labels, not beside them.
  const under = picture.chartLeft - picture.gutter;
  const section = html('section', 'rp-panel');
  section.setAttribute('aria-label', panel.title);
  section.style.width = `${picture.width}px`;
  const corner = svg(picture.gutter - OVERHANG, panel.headerHeight, 'rp-names');
  corner.innerHTML = panel.headerLabels;
  const axis = svg(chartWidth, panel.headerHeight);
  axis.innerHTML = panel.headerChart;
  const head = html('div', 'rp-head-row');
  axis.style.marginLeft = `${OVERHANG + under}px`;
  head.append(corner, axis);
  if (under < 0) raise(axis);
  const names = svg(picture.gutter, panel.bodyHeight, 'rp-names');
  names.setAttribute('role', 'treegrid');
  names.setAttribute('aria-rowcount', String(places.length));
  names.setAttribute('aria-label', `${panel.title}. ${picture.description}`);
  names.innerHTML = `${panel.stripes}<g></g>${panel.brackets}`;
  const chart = svg(chartWidth, panel.bodyHeight);
  chart.innerHTML = `<g>${panel.stripes}${panel.back}</g><g></g><g></g>`;
  if (under < 0) {
    chart.style.marginLeft = `${under}px`;
    raise(chart);
  }
  const body = html('div', 'rp-body-row');
  body.append(names, chart);
  section.append(head, body);
  const arrows = chart.children[1]!;
  const part = (of: 'labels' | 'chart') => (from: number, to: number) =>
    panel.rows
      .slice(from, to)
      .map((row) => row[of])
      .join('');
  return {
    ...{ picture: panel, section, chart, places, origin: body, headHeight: panel.headerHeight, marks: 'aria-selected' },
    ...{ first: panel.first, sent: panel.rows.length },
    groups: [
      { element: names.querySelector(':scope > g')!, markup: part('labels') },
      { element: chart.children[2]!, markup: part('chart') },
    ],
    drawn(_, from, to) {
      arrows.innerHTML = panel.arrows
        .filter((arrow) => arrow.bottom >= from && arrow.top <= to)
        .map((arrow) => arrow.markup)
        .join('');
      return false;
    },
  };
}

/** Over the labels that it shares its place with, which are clicked through it. */
function raise({ style }: SVGSVGElement): void {
  style.position = 'relative';
  style.zIndex = '3';
  style.pointerEvents = 'none';
}

function html(name: string, style: string): HTMLElement {
  const made = document.createElement(name);
  made.className = style;
  return made;
}

function svg(width: number, height: number, style = ''): SVGSVGElement {
  const made = document.createElementNS(SVG, 'svg');
  made.setAttribute('class', `rp-svg ${style}`.trim());
  made.setAttribute('width', String(width));
  made.setAttribute('height', String(height));
  return made;
}
