/**
 * The schedule on the screen: each panel with a head that stays, labels that stay, and of its rows only those that can
 * be seen.
 */
import type { PanelPicture, RowPicture, SchedulePicture } from '../../view/pictures.ts';
import { type IndexedRow, rowsOfIndex } from '../../view/schedule/rows-index.ts';
import type { Wishes } from './messages.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Rows are kept this far beyond the visible part, so that scrolling does not show a gap. */
const OVERSCAN = 220;
/** Pixels: while nothing is known of the room there is, and of rows. */
const LEAST_SEEN = 600;
const LEAST_ROW = 22;
/** The first tick of an axis stands so far over the column of labels. */
const OVERHANG = 18;

/** Numbers of rows over all panels; `to` is behind the last. */
type RowWindow = Wishes['rows'];

interface ShownPanel {
  readonly picture: PanelPicture;
  /** All rows, of which the picture has some. */
  readonly places: readonly IndexedRow[];
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
  /** A row that can be folded; undefined: it cannot, or is out of sight. */
  group(index: number): { readonly key: string; readonly isOpen: boolean } | undefined;
  /** Index of the row that it stands under. */
  parentOf(index: number): number | undefined;
  refresh(): void;
  /** A row, its panel, and where both are drawn; undefined: there is no such row, or it is out of sight. */
  shown(index: number): ShownRow | undefined;
  /** Index of the row of a step; -1: it is none of those that are drawn. */
  indexOf(step: string): number;
  /** Index of the first row that a line of the text has made; -1: there is none. */
  indexOfLine(file: string, line: number): number;
  /** Rows that should be drawn for what is seen, and for a bit of what is beside it. */
  readonly wanted: RowWindow;
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

/** @param lacks what is seen has rows that the picture has not */
export function createScheduleView(scroller: HTMLElement, lacks: () => void): ScheduleView {
  let panels: ShownPanel[] = [];
  let rows: readonly IndexedRow[] = [];
  let focused = 0;
  let marked = -1;
  /** The row that has the focus is not drawn yet. */
  let isAwaited = false;
  const head = html('div', 'rp-about');

  const refresh = () => {
    // Hidden it has no width to give; then the next refresh, when it is shown, does this.
    if (scroller.clientWidth > 0) head.style.width = `${scroller.clientWidth}px`;
    const from = scroller.scrollTop - OVERSCAN;
    const to = scroller.scrollTop + scroller.clientHeight + OVERSCAN;
    for (const panel of panels) cut(panel, from - panel.body.offsetTop, to - panel.body.offsetTop);
  };

  const cut = (panel: ShownPanel, from: number, to: number) => {
    const { rows: drawn, first: offset, arrows } = panel.picture;
    const [above, below] = rowsBetween(panel.places, from, to);
    const first = Math.min(Math.max(above, offset), offset + drawn.length);
    const last = Math.max(Math.min(below, offset + drawn.length), first);
    if (above < first || below > last) lacks();
    if (first === panel.first && last === panel.last) return;
    const hadFocus = panel.labels.contains(document.activeElement);
    const rowsOf = (part: 'labels' | 'chart') => (a: number, b: number) =>
      drawn
        .slice(a - offset, b - offset)
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
    if (hadFocus && !panel.labels.contains(document.activeElement)) takeFocus();
  };

  /** Until its row is drawn the pane has it, so that no key goes astray. */
  const takeFocus = () => {
    const row = rowElement(focused);
    isAwaited = row === undefined;
    (row ?? scroller).focus({ preventScroll: true });
  };

  const decorate = (panel: ShownPanel) => {
    for (const group of [panel.labels, panel.chart]) {
      for (const [index, child] of [...group.children].entries()) {
        const row = panel.offset + panel.first + index;
        child.classList.toggle('rp-here', row === marked);
        if (group !== panel.labels) continue;
        child.setAttribute('tabindex', row === focused ? '0' : '-1');
        child.setAttribute('aria-selected', String(row === marked));
      }
    }
  };

  const panelOf = (index: number) =>
    panels.find((panel) => index >= panel.offset && index < panel.offset + panel.places.length);

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
    // What is seen stays drawn, whichever row is brought.
    const seen = scroller.scrollTop - panel.body.offsetTop;
    cut(panel, Math.min(row.top, seen) - OVERSCAN, Math.max(row.bottom, seen + scroller.clientHeight) + OVERSCAN);
  };

  // Words of a row are sent once, for whoever hears them; whoever points at it is shown the same.
  scroller.addEventListener('pointerover', ({ target }) => {
    const group = target instanceof Element ? target.closest('.rp-row') : null;
    const index = group ? rowAt(group) : undefined;
    const words = index === undefined ? null : rowElement(index)?.getAttribute('aria-label');
    if (!group || !words || group.querySelector(':scope > title')) return;
    const title = document.createElementNS(SVG, 'title');
    title.textContent = words;
    group.append(title);
  });

  const rowAt = (element: Element): number | undefined => {
    for (const panel of panels) {
      for (const group of [panel.labels, panel.chart]) {
        const index = [...group.children].findIndex((child) => child.contains(element));
        if (index >= 0) return panel.offset + panel.first + index;
      }
    }
    return undefined;
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
      const { activeElement } = document;
      const hadFocus = activeElement === scroller ? isAwaited : scroller.contains(activeElement);
      const places = picture.panels.map((panel) => rowsOfIndex(panel.index));
      rows = places.flat();
      focused = Math.max(0, wasFocused ? indexOf(rows, wasFocused) : 0);
      marked = wasMarked ? indexOf(rows, wasMarked) : -1;
      head.innerHTML = about;
      const definitions = svg(0, 0);
      definitions.setAttribute('aria-hidden', 'true');
      definitions.innerHTML = picture.definitions;
      let offset = 0;
      panels = picture.panels.map((panel, i) => {
        const shown = build(panel, places[i]!, picture, offset);
        offset += shown.places.length;
        return shown;
      });
      const legend = svg(picture.width, picture.legendHeight);
      legend.innerHTML = picture.legend;
      scroller.replaceChildren(head, definitions, ...panels.map((panel) => panel.body.parentElement!), legend);
      refresh();
      if (hadFocus) takeFocus();
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
      const drawn = panel?.picture.rows[index - panel.offset - panel.picture.first];
      return panel && drawn && label && chart ? { row: drawn, panel: panel.picture, chart, label } : undefined;
    },
    indexOf(step) {
      for (const { offset, picture } of panels) {
        const index = picture.rows.findIndex((row) => row.step?.id === step);
        if (index >= 0) return offset + picture.first + index;
      }
      return -1;
    },
    indexOfLine: (file, line) => rows.findIndex((row) => row.file === file && row.line === line),
    get wanted() {
      const { scrollTop, clientHeight } = scroller;
      const air = Math.max(clientHeight, LEAST_SEEN) / 2;
      let [from, to] = [Number.POSITIVE_INFINITY, 0];
      for (const { body, places, offset } of panels) {
        const top = scrollTop - body.offsetTop - air;
        const [first, last] = rowsBetween(places, top, top + clientHeight + 2 * air);
        if (last <= first) continue;
        from = Math.min(from, offset + first);
        to = Math.max(to, offset + last);
      }
      // Where the last row is seen there is room for more, which a plan that grows has at once.
      const room = Math.ceil(Math.max(clientHeight + 2 * air, 3 * air) / LEAST_ROW);
      return to > from ? { from, to: to < rows.length ? to : Math.max(to, from + room) } : { from: 0, to: room };
    },
    rowAt,
    group(index) {
      const { dataset, attributes } = rowElement(index) ?? {};
      const key = dataset?.key;
      const isOpen = attributes?.getNamedItem('aria-expanded')?.value === 'true';
      return key === undefined ? undefined : { key, isOpen };
    },
    parentOf(index) {
      const level = (row: number) => Number(rowElement(row)?.getAttribute('aria-level') ?? 0);
      for (let above = index - 1; rowElement(above); above--) if (level(above) < level(index)) return above;
      return undefined;
    },
    focusRow(index) {
      if (rows.length === 0) return;
      focused = Math.min(Math.max(index, 0), rows.length - 1);
      bring(focused);
      for (const panel of panels) decorate(panel);
      takeFocus();
    },
  };
}

function build(
  panel: PanelPicture,
  places: readonly IndexedRow[],
  picture: SchedulePicture,
  offset: number,
): ShownPanel {
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
  return {
    picture: panel,
    places,
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

function indexOf(rows: readonly IndexedRow[], wanted: IndexedRow): number {
  return rows.findIndex((row) => row.file === wanted.file && row.line === wanted.line);
}

/** Numbers of the rows that lie between two heights; the second is behind the last. */
function rowsBetween(rows: readonly IndexedRow[], from: number, to: number): readonly [number, number] {
  const first = firstBelow(rows, from);
  let last = first;
  while (last < rows.length && rows[last]!.top < to) last++;
  return [first, last];
}

/** Index of the first row that ends below `y`. */
function firstBelow(rows: readonly { readonly bottom: number }[], y: number): number {
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
