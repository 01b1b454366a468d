/** The schedule on the screen: each panel with a head that stays, labels that stay, and of its rows only those that can be seen. */
import type { PanelPicture, RowPicture, SchedulePicture } from '../../../view/pictures.ts';
import { isSameIndex, rowsOfIndex } from '../../../view/rows/rows-index.ts';
import { drawnIn } from './redraw.ts';
import { createRowsView, type RowsPanel, type RowsView } from './rows-view.ts';
import { writeAttribute } from './write.ts';

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
  readonly made: MadePanel;
}

/** What a panel is drawn in; of the next picture it is drawn in the same. */
interface MadePanel {
  readonly section: HTMLElement;
  readonly axis: SVGSVGElement;
  readonly body: HTMLElement;
  readonly names: SVGSVGElement;
  readonly chart: SVGSVGElement;
  readonly labels: Element;
  readonly bars: Element;
  readonly draw: Readonly<
    Record<'headerLabels' | 'headerChart' | 'stripes' | 'brackets' | 'back' | 'arrows', (markup: string) => void>
  >;
}

/** @param lacks what is seen has rows that the picture has not */
export function createScheduleView(scroller: HTMLElement, lacks: () => void): ScheduleView {
  let panels: readonly ShownPanel[] = [];
  const head = html('div', 'rp-about');
  const definitions = svg(0, 0);
  definitions.setAttribute('aria-hidden', 'true');
  const legend = svg(0, 0);
  const [drawHead, drawDefinitions, drawLegend] = [drawnIn(head), drawnIn(definitions), drawnIn(legend)];
  const rows = createRowsView(scroller, lacks, 0);

  const fill = () => {
    // Hidden it has no width to give; then the next refresh, when it is shown, does this.
    if (head.firstChild && scroller.clientWidth > 0) head.style.width = `${scroller.clientWidth}px`;
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
      drawHead(about);
      drawDefinitions(picture.definitions);
      drawLegend(picture.legend);
      sized(legend, picture.width, picture.legendHeight);
      const before = panels;
      const isThere = head.parentNode === scroller && before.length === picture.panels.length;
      panels = picture.panels.map((panel, i) => show(panel, picture, isThere ? before[i] : undefined));
      if (isThere) return rows.show(panels);
      rows.show(panels, () => {
        scroller.replaceChildren(head, definitions, ...panels.map(({ made }) => made.section), legend);
        fill();
      });
    },
    shown(index: number) {
      const at = shownPanel(index);
      const label = labelOf(index);
      if (!at || !label) return undefined;
      const { panel, offset } = at;
      const row = panel.picture.rows[index - offset - panel.picture.first];
      return row && { row, panel: panel.picture, chart: panel.made.chart, label };
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

/** `before`: the panel that stood in its place. */
function show(panel: PanelPicture, picture: SchedulePicture, before: ShownPanel | undefined): ShownPanel {
  const made = before?.made ?? make();
  const { section, axis, body, names, chart, draw } = made;
  const chartWidth = picture.width - picture.chartLeft;
  // On a phone the chart lies under the labels, not beside them.
  const under = picture.chartLeft - picture.gutter;
  writeAttribute(section, 'aria-label', panel.title);
  section.style.width = `${picture.width}px`;
  sized(axis.previousElementSibling!, picture.gutter - OVERHANG, panel.headerHeight);
  sized(axis, chartWidth, panel.headerHeight);
  sized(names, picture.gutter, panel.bodyHeight);
  sized(chart, chartWidth, panel.bodyHeight);
  axis.style.marginLeft = `${OVERHANG + under}px`;
  chart.style.marginLeft = under < 0 ? `${under}px` : '';
  for (const { classList } of [axis, chart]) classList.toggle('rp-over', under < 0);
  const places = before && isSameIndex(before.picture.index, panel.index) ? before.places : rowsOfIndex(panel.index);
  writeAttribute(names, 'aria-rowcount', String(places.length));
  writeAttribute(names, 'aria-label', `${panel.title}. ${picture.description}`);
  draw.headerLabels(panel.headerLabels);
  draw.headerChart(panel.headerChart);
  draw.stripes(panel.stripes);
  draw.brackets(panel.brackets);
  draw.back(panel.stripes + panel.back);
  // What a hand was at has been drawn over what stood there before.
  for (const one of [...chart.children].slice(CHART_PARTS)) one.remove();
  return {
    ...{ picture: panel, made, places, origin: body, headHeight: panel.headerHeight, marks: 'aria-selected' },
    ...{ first: panel.first, sent: panel.rows.length },
    groups: [
      { element: made.labels, rows: panel.rows.map(({ labels }) => labels) },
      { element: made.bars, rows: panel.rows.map((row) => row.chart) },
    ],
    drawn(_, from, to) {
      const seen = panel.arrows.filter((arrow) => arrow.bottom >= from && arrow.top <= to);
      draw.arrows(seen.map(({ markup }) => markup).join(''));
      return false;
    },
  };
}

/** Background, arrows, bars. */
const CHART_PARTS = 3;

function make(): MadePanel {
  const section = html('section', 'rp-panel');
  const [corner, axis, names, chart] = [svg(0, 0, 'rp-names'), svg(0, 0), svg(0, 0, 'rp-names'), svg(0, 0)];
  names.setAttribute('role', 'treegrid');
  const [stripes, labels, brackets] = [group(names), group(names), group(names)];
  const [back, arrows, bars] = [group(chart), group(chart), group(chart)];
  const head = html('div', 'rp-head-row');
  head.append(corner, axis);
  const body = html('div', 'rp-body-row');
  body.append(names, chart);
  section.append(head, body);
  return {
    ...{ section, axis, body, names, chart, labels, bars },
    draw: {
      headerLabels: drawnIn(corner),
      headerChart: drawnIn(axis),
      stripes: drawnIn(stripes),
      brackets: drawnIn(brackets),
      back: drawnIn(back),
      arrows: drawnIn(arrows),
    },
  };
}

function html(name: string, style: string): HTMLElement {
  const made = document.createElement(name);
  made.className = style;
  return made;
}

function svg(width: number, height: number, style = ''): SVGSVGElement {
  const made = document.createElementNS(SVG, 'svg');
  made.setAttribute('class', `rp-svg ${style}`.trim());
  sized(made, width, height);
  return made;
}

function sized(element: Element, width: number, height: number): void {
  writeAttribute(element, 'width', String(width));
  writeAttribute(element, 'height', String(height));
}

function group(around: SVGSVGElement): SVGGElement {
  return around.appendChild(document.createElementNS(SVG, 'g'));
}
