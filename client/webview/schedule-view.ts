/**
 * The schedule on the screen: each panel with a head that stays, labels that stay, and of its rows only those that can
 * be seen.
 */
import type { PanelPicture, RowPicture, SchedulePicture } from '../../view/pictures.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Rows are kept this far beyond the visible part, so that scrolling does not show a gap. */
const OVERSCAN = 220;
/** The first tick of an axis stands so far over the column of labels. */
const OVERHANG = 18;

interface ShownPanel {
  readonly picture: PanelPicture;
  readonly body: HTMLElement;
  readonly labels: SVGGElement;
  readonly chart: SVGGElement;
  readonly arrows: SVGGElement;
  /** Index of its first row among all rows. */
  readonly offset: number;
  first: number;
  last: number;
}

export interface ScheduleView {
  show(picture: SchedulePicture, about: string): void;
  /** Marks the row of a line and, where it is out of sight, brings it in. */
  mark(file: string, line: number): void;
  focusRow(index: number): void;
  /** Index of the row that holds an element of the picture. */
  rowAt(element: Element): number | undefined;
  refresh(): void;
  /** A row, its panel, and where both are drawn; undefined: there is no such row, or it is out of sight. */
  shown(index: number): ShownRow | undefined;
  /** Index of the row of a step. */
  indexOf(step: string): number;
  readonly focused: number;
  readonly count: number;
}

export interface ShownRow {
  readonly row: RowPicture;
  readonly panel: PanelPicture;
  /** Of the whole panel. */
  readonly chart: SVGSVGElement;
  /** Its words, which take the focus. */
  readonly label: SVGElement;
}

export function createScheduleView(scroller: HTMLElement): ScheduleView {
  let panels: ShownPanel[] = [];
  let rows: RowPicture[] = [];
  let focused = 0;
  let marked = -1;
  const head = html('div', 'rp-about');

  const refresh = () => {
    // Hidden it has no width to give; then the next refresh, when it is shown, does this.
    if (scroller.clientWidth > 0) head.style.width = `${scroller.clientWidth}px`;
    const from = scroller.scrollTop - OVERSCAN;
    const to = scroller.scrollTop + scroller.clientHeight + OVERSCAN;
    for (const panel of panels) cut(panel, from - panel.body.offsetTop, to - panel.body.offsetTop);
  };

  const cut = (panel: ShownPanel, from: number, to: number) => {
    const { rows: all, arrows } = panel.picture;
    const first = firstBelow(all, from);
    let last = first;
    while (last < all.length && all[last]!.top < to) last++;
    if (first === panel.first && last === panel.last) return;
    const hadFocus = panel.labels.contains(document.activeElement);
    const rowsOf = (part: 'labels' | 'chart') => (a: number, b: number) =>
      all
        .slice(a, b)
        .map((row) => row[part])
        .join('');
    slide(panel.labels, panel, { first, last }, rowsOf('labels'));
    slide(panel.chart, panel, { first, last }, rowsOf('chart'));
    panel.first = first;
    panel.last = last;
    panel.arrows.innerHTML = arrows
      .filter((arrow) => arrow.bottom >= from && arrow.top <= to)
      .map((arrow) => arrow.markup)
      .join('');
    decorate(panel);
    if (hadFocus && !panel.labels.contains(document.activeElement)) rowElement(focused)?.focus({ preventScroll: true });
  };

  const decorate = (panel: ShownPanel) => {
    for (const group of [panel.labels, panel.chart]) {
      for (const [index, child] of [...group.children].entries()) {
        const row = panel.offset + panel.first + index;
        child.classList.toggle('rp-here', row === marked);
        if (group === panel.labels) child.setAttribute('tabindex', row === focused ? '0' : '-1');
      }
    }
  };

  const panelOf = (index: number) =>
    panels.find((panel) => index >= panel.offset && index < panel.offset + panel.picture.rows.length);

  const rowElement = (index: number): SVGElement | undefined => {
    const panel = panelOf(index);
    return panel && (panel.labels.children[index - panel.offset - panel.first] as SVGElement | undefined);
  };

  const bring = (index: number) => {
    const panel = panelOf(index);
    const row = rows[index];
    if (!panel || !row) return;
    const top = panel.body.offsetTop + row.top - panel.picture.headerHeight;
    const bottom = panel.body.offsetTop + row.bottom;
    if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
    else if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = bottom - scroller.clientHeight + 8;
    // A smooth scroll arrives later, but the row must be there to take the focus.
    cut(panel, Math.min(row.top, scroller.scrollTop - panel.body.offsetTop) - OVERSCAN, row.bottom + OVERSCAN);
  };

  return {
    get focused() {
      return focused;
    },
    get count() {
      return rows.length;
    },
    refresh,
    show(picture, about) {
      const wasFocused = rows[focused];
      const wasMarked = rows[marked];
      const hadFocus = scroller.contains(document.activeElement) && document.activeElement !== scroller;
      rows = picture.panels.flatMap((panel) => panel.rows);
      focused = Math.max(0, wasFocused ? indexOf(rows, wasFocused) : 0);
      marked = wasMarked ? indexOf(rows, wasMarked) : -1;
      head.innerHTML = about;
      const definitions = svg(0, 0);
      definitions.setAttribute('aria-hidden', 'true');
      definitions.innerHTML = picture.definitions;
      let offset = 0;
      panels = picture.panels.map((panel) => {
        const shown = build(panel, picture, offset);
        offset += panel.rows.length;
        return shown;
      });
      const legend = svg(picture.width, picture.legendHeight);
      legend.innerHTML = picture.legend;
      scroller.replaceChildren(head, definitions, ...panels.map((panel) => panel.body.parentElement!), legend);
      refresh();
      if (hadFocus) rowElement(focused)?.focus({ preventScroll: true });
    },
    mark(file, line) {
      marked = nearest(rows, file, line);
      for (const panel of panels) decorate(panel);
      if (marked >= 0) bring(marked);
    },
    shown(index) {
      const panel = panelOf(index);
      const label = rowElement(index);
      const chart = panel?.chart.ownerSVGElement;
      return panel && label && chart ? { row: rows[index]!, panel: panel.picture, chart, label } : undefined;
    },
    indexOf: (step) => rows.findIndex((row) => row.step?.id === step),
    rowAt(element) {
      for (const panel of panels) {
        for (const group of [panel.labels, panel.chart]) {
          const index = [...group.children].findIndex((child) => child.contains(element));
          if (index >= 0) return panel.offset + panel.first + index;
        }
      }
      return undefined;
    },
    focusRow(index) {
      if (rows.length === 0) return;
      focused = Math.min(Math.max(index, 0), rows.length - 1);
      bring(focused);
      for (const panel of panels) decorate(panel);
      rowElement(focused)?.focus({ preventScroll: true });
    },
  };
}

function build(panel: PanelPicture, picture: SchedulePicture, offset: number): ShownPanel {
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
  names.setAttribute('role', 'list');
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
  return {
    picture: panel,
    body,
    labels: names.querySelector<SVGGElement>(':scope > g')!,
    arrows: chart.children[1] as SVGGElement,
    chart: chart.children[2] as SVGGElement,
    offset,
    first: -1,
    last: -1,
  };
}

/** Over the labels that it shares its place with, which are clicked through it. */
function raise({ style }: SVGSVGElement): void {
  style.position = 'relative';
  style.zIndex = '3';
  style.pointerEvents = 'none';
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Makes what is drawn the rows of another range. What stays in sight stays the same element: a row that is pressed while
 * the picture still scrolls is clicked when it is released.
 */
function slide(group: SVGGElement, was: Range, now: Range, markup: (from: number, to: number) => string): void {
  if (now.first >= was.last || now.last <= was.first) {
    group.innerHTML = markup(now.first, now.last);
    return;
  }
  for (let row = was.first; row < now.first; row++) group.firstElementChild!.remove();
  for (let row = was.last; row > now.last; row--) group.lastElementChild!.remove();
  if (now.first < was.first) group.insertAdjacentHTML('afterbegin', markup(now.first, was.first));
  if (now.last > was.last) group.insertAdjacentHTML('beforeend', markup(was.last, now.last));
}

/** The row whose statement begins last at or before the line. */
export function nearest(
  rows: readonly { readonly file: string; readonly line: number }[],
  file: string,
  line: number,
): number {
  let best = -1;
  for (const [index, row] of rows.entries()) {
    if (row.file === file && row.line >= 0 && row.line <= line && row.line > (rows[best]?.line ?? -1)) best = index;
  }
  return best;
}

function indexOf(rows: readonly RowPicture[], wanted: RowPicture): number {
  return rows.findIndex((row) => row.file === wanted.file && row.line === wanted.line);
}

/** Index of the first row that ends below `y`. */
export function firstBelow(rows: readonly { readonly bottom: number }[], y: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.bottom <= y) low = middle + 1;
    else high = middle;
  }
  return low;
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
