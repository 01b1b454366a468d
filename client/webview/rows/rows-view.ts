/**
 * Many rows in a pane that scrolls, of which the document has only those that can be seen: those of a picture, whose heights are known, and those
 * of a list, which are measured once they are drawn.
 */
import type { IndexedRow } from '../../../view/rows/rows-index.ts';
import type { Wishes } from '../messages.ts';
import { afterPaint } from './after-paint.ts';
import { redrawElement } from './redraw.ts';
import { firstBelow, indexAgain, indexOfLine, nearest, rowsBetween } from './row-places.ts';
import { writeAttribute } from './write.ts';

/** Rows are kept this far beyond the visible part, so that scrolling does not show a gap. */
const OVERSCAN = 220;
/** Pixels: while nothing is known of the room there is, and of rows. */
const LEAST_SEEN = 600;
const LEAST_ROW = 22;
/** Of a list, whose rows turn out to be lower than was thought: so often more of them are drawn at once. */
const MOST_PASSES = 4;

/** Numbers of rows over all panels; `to` is behind the last. */
export type RowWindow = Wishes['rows'];

/** Rows that belong together. */
export interface RowsPanel {
  /** All of them, of which some were sent. */
  readonly places: readonly IndexedRow[];
  /** What their heights are counted from. */
  readonly origin: Element;
  /** Pixels that stay over them however far they are scrolled. */
  readonly headHeight: number;
  /** Those that were sent: the number of the first of them in the panel, and how many there are. */
  readonly first: number;
  readonly sent: number;
  /** Each has an element for every row that is drawn; those of the first take the focus. */
  readonly groups: readonly RowsGroup[];
  /** Rows of the plan are missing, since somebody wants only some: what is on none of their lines has no row here. */
  readonly isPart?: boolean;
  /** How a row says that the cursor stands there. */
  readonly marks: 'aria-selected' | 'aria-current';
  /** These are drawn now, for what is seen between two heights. True: where they stand is another place than was thought. */
  drawn(range: Range, from: number, to: number): boolean;
}

export interface RowsGroup {
  readonly element: Element;
  /** Markup of the rows that were sent, an element each. */
  readonly rows: readonly string[];
}

/** Numbers of rows of a panel; `last` is behind the last. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

export interface RowsView {
  /**
   * Where the groups of a panel are the elements of before, what is the same in them stays.
   *
   * @param attach puts them into the pane; missing: there they are
   */
  show(panels: readonly RowsPanel[], attach?: () => void): void;
  /** Marks the row of a line and, where it is out of sight, brings it in; false: there is none. */
  mark(file: string, line: number): boolean;
  /** `end`: of several places of it that take the focus, the last one. */
  focusRow(index: number, end?: 'last'): void;
  /** Goes on by so many rows; by one: to the next place that takes the focus. */
  step(by: number): void;
  /** Index of the row that holds an element. */
  rowAt(element: Element): number | undefined;
  /** Undefined: it is out of sight. */
  element(index: number): Element | undefined;
  /** Index of the first row that a line of the text has made; -1: there is none. */
  indexOfLine(file: string, line: number): number;
  panelOf(index: number): { readonly panel: RowsPanel; readonly offset: number } | undefined;
  /** `isResized`: what is drawn may be of other heights. */
  refresh(isResized?: boolean): void;
  /** All rows are drawn that were sent, however few are seen: to be copied, or printed. */
  drawWhole(isWhole: boolean): void;
  /** Every row is drawn. */
  readonly isWhole: boolean;
  /** Rows that should be there for what is seen, and for a bit of what is beside it. */
  readonly wanted: RowWindow;
  readonly focused: number;
  readonly count: number;
}

interface Placed {
  readonly panel: RowsPanel;
  /** Index of its first row among all rows. */
  readonly offset: number;
  drawn: Range;
  /** Its panel has not been told yet what is drawn of it. */
  isNew: boolean;
}

/**
 * @param lacks what is seen has rows that were not sent
 * @param atFirst pixels beyond what is seen in which rows are drawn with it; all others when that has been painted
 */
export function createRowsView(scroller: HTMLElement, lacks: () => void, atFirst = OVERSCAN): RowsView {
  let placed: Placed[] = [];
  let focused = 0;
  let marked = -1;
  let wantsWhole = false;
  /** How far beyond what is seen rows are drawn. */
  let air = atFirst;
  /** Nothing of it has been painted: what is there and turns out to be out of sight goes later. */
  let isFresh = false;
  /** The row that has the focus is not drawn yet. */
  let isAwaited = false;
  /** It was brought in before it was sent; -1: none was. */
  let brought = -1;
  /** Pixels of the pane when somebody last had to know. */
  let paneHeight = LEAST_SEEN;

  const rowsNow = () => placed.flatMap(({ panel }) => panel.places);
  const count = () => placed.reduce((sum, { panel }) => sum + panel.places.length, 0);
  const isHidden = () => scroller.clientHeight === 0;

  /** Of a panel, in the coordinates of what is scrolled. */
  const topOf = ({ origin }: RowsPanel) =>
    origin.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientTop + scroller.scrollTop;

  const refresh = (isResized = false) => {
    if (isHidden()) return;
    for (const one of placed) {
      cut(one, () => seenIn(one.panel), isResized);
    }
  };

  /** Heights between which something is seen, counted as those of the rows. */
  const seenIn = (panel: RowsPanel): readonly [top: number, bottom: number] => {
    const top = scroller.scrollTop - topOf(panel);
    paneHeight = scroller.clientHeight;
    return [top, top + paneHeight];
  };

  /** Draws what will be seen of panels that are not in the pane yet, so that they are laid out once, together with their rows. */
  const drawAhead = () => {
    let left = paneHeight;
    for (const one of placed) {
      const { panel } = one;
      left -= panel.headHeight;
      const [first, last] = rowsBetween(panel.places, 0, left);
      if (panel.first === 0) put(one, { first, last: Math.min(last, panel.sent) });
      left -= panel.places.at(-1)?.bottom ?? 0;
    }
  };

  const put = (one: Placed, range: Range) => {
    const { panel, drawn } = one;
    const markup = (group: RowsGroup) => (from: number, to: number) =>
      group.rows.slice(from - panel.first, to - panel.first).join('');
    for (const group of panel.groups) slide(group.element, drawn, range, markup(group));
    one.drawn = range;
    decorate(one);
  };

  /** `wanted`: heights, asked for again once rows have turned out to be elsewhere. */
  const cut = (one: Placed, wanted: () => readonly [top: number, bottom: number], isResized = false) => {
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const [top, bottom] = wanted();
      if (!cutOnce(one, top - air, bottom + air, isResized && pass === 0)) return;
    }
  };

  const cutOnce = (one: Placed, from: number, to: number, isResized: boolean): boolean => {
    const { panel, drawn } = one;
    const [above, below] = wantsWhole ? [0, panel.places.length] : rowsBetween(panel.places, from, to);
    const end = panel.first + panel.sent;
    let first = Math.min(Math.max(above, panel.first), end);
    let last = Math.max(Math.min(below, end), first);
    if (!wantsWhole && (above < first || below > last)) lacks();
    if (isFresh && first < drawn.last && last > drawn.first)
      [first, last] = [Math.min(first, drawn.first), Math.max(last, drawn.last)];
    if (first === drawn.first && last === drawn.last && !isResized && !one.isNew) return false;
    one.isNew = false;
    const [focusable] = panel.groups;
    const hadFocus = focusable!.element.contains(document.activeElement);
    put(one, { first, last });
    const isElsewhere = panel.drawn(one.drawn, from, to);
    if (hadFocus && !focusable!.element.contains(document.activeElement)) takeFocus();
    return isElsewhere;
  };

  /** The first row that is seen, and how far below the edge it begins; undefined: nothing was scrolled. */
  const firstSeen = () => {
    if (placed.length === 0 || isHidden() || scroller.scrollTop === 0) return undefined;
    for (const { panel, offset } of placed) {
      const [seen] = seenIn(panel);
      const index = firstBelow(panel.places, seen);
      if (index < panel.places.length) return { index: offset + index, below: panel.places[index]!.top - seen };
    }
    return undefined;
  };

  /** That row is seen where it was, whatever the rows above turned out to be. */
  const stay = (eye: ReturnType<typeof firstSeen>) => {
    const one = eye && placedOf(eye.index);
    if (!eye || !one) return;
    const { panel, offset } = one;
    const moved = topOf(panel) + panel.places[eye.index - offset]!.top - scroller.scrollTop - eye.below;
    if (Math.abs(moved) < 1) return;
    scroller.scrollTo({ top: scroller.scrollTop + moved, behavior: 'instant' });
    refresh();
  };

  /** Until its row is drawn the pane has it, so that no key goes astray. */
  const takeFocus = (stop?: (row: Element) => Element | undefined) => {
    const row = element(focused);
    isAwaited = row === undefined;
    const target = row ? ((stop?.(row) ?? row) as HTMLElement) : scroller;
    target.focus({ preventScroll: true });
  };

  const decorate = ({ panel, offset, drawn }: Placed) => {
    for (const [number, group] of panel.groups.entries()) {
      for (const [index, child] of [...group.element.children].entries()) {
        const row = offset + drawn.first + index;
        child.classList.toggle('rp-here', row === marked);
        if (number > 0) continue;
        writeAttribute(child, 'tabindex', row === focused ? '0' : '-1');
        if (panel.marks === 'aria-selected' || row === marked)
          writeAttribute(child, panel.marks, String(row === marked));
        else child.removeAttribute(panel.marks);
      }
    }
  };

  const decorateAll = () => {
    for (const one of placed) decorate(one);
  };

  const placedOf = (index: number) =>
    placed.find(({ panel, offset }) => index >= offset && index < offset + panel.places.length);

  const element = (index: number): Element | undefined => {
    const one = placedOf(index);
    return one && one.panel.groups[0]!.element.children[index - one.offset - one.drawn.first];
  };

  const bring = (index: number) => {
    const one = placedOf(index);
    if (!one || isHidden()) return;
    const { panel, offset } = one;
    const row = panel.places[index - offset]!;
    const own = topOf(panel);
    const top = own + row.top - panel.headHeight;
    const bottom = own + row.bottom;
    if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
    else if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = bottom - scroller.clientHeight + 8;
    // A smooth scroll arrives later, but the row must be there to take the focus.
    // What is seen stays drawn, whichever row is brought.
    cut(one, () => {
      const [seen, end] = seenIn(panel);
      const { top, bottom } = panel.places[index - offset]!;
      return [Math.min(top, seen), Math.max(bottom, end)];
    });
    const there = element(index);
    brought = there ? -1 : index;
    // Those around it may be of other heights than was thought.
    if (panel.places[index - offset] !== row) there?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };

  const rowAt = (inner: Element): number | undefined => {
    for (const { panel, offset, drawn } of placed) {
      for (const group of panel.groups) {
        if (!group.element.contains(inner)) continue;
        const index = [...group.element.children].findIndex((child) => child.contains(inner));
        if (index >= 0) return offset + drawn.first + index;
      }
    }
    return undefined;
  };

  const focusRow = (index: number, end?: 'last') => {
    const all = count();
    if (all === 0) return;
    focused = Math.min(Math.max(index, 0), all - 1);
    bring(focused);
    decorateAll();
    takeFocus((row) => (end === 'last' ? stopsIn(row).at(-1) : row));
  };

  const settle = () => {
    air = OVERSCAN;
    isFresh = false;
  };

  // Whoever scrolls waits for nothing.
  scroller.addEventListener('scroll', settle, { passive: true });
  scroller.addEventListener('focusin', ({ target }) => {
    const index = target instanceof Element ? rowAt(target) : undefined;
    if (index === undefined || index === focused) return;
    focused = index;
    decorateAll();
  });

  return {
    get focused() {
      return focused;
    },
    get count() {
      return count();
    },
    refresh,
    show(panels, attach) {
      const before = rowsNow();
      const eye = firstSeen();
      const { activeElement } = document;
      const hadFocus = activeElement === scroller ? isAwaited : scroller.contains(activeElement);
      // What it says now: it may be of another row at once.
      const inner = activeElement instanceof HTMLElement ? { ...activeElement.dataset } : undefined;
      let offset = 0;
      const shown = placed;
      placed = panels.map((panel) => {
        const own = { panel, offset, drawn: stayingIn(panel, shown), isNew: true };
        offset += panel.places.length;
        return own;
      });
      const rows = rowsNow();
      focused = Math.max(0, indexAgain(rows, before, focused));
      marked = indexAgain(rows, before, marked);
      if (attach) {
        air = atFirst;
        isFresh = true;
        // An empty pane is not scrolled, and asking it would lay out the page.
        const at = scroller.firstChild && { left: scroller.scrollLeft, top: scroller.scrollTop };
        drawAhead();
        attach();
        if (at) scroller.scrollTo({ ...at, behavior: 'instant' });
      }
      refresh();
      if (attach)
        afterPaint(() => {
          settle();
          refresh();
        });
      stay(eye);
      if (brought >= 0) bring(brought);
      // What stands around the rows may have stayed, and keeps it.
      const isBeside =
        scroller !== activeElement && scroller.contains(activeElement) && rowAt(activeElement!) === undefined;
      if (hadFocus && !isBeside) takeFocus((row) => stopsIn(row).find(({ dataset }) => isSamePlace(dataset, inner)));
    },
    mark(file, line) {
      const rows = rowsNow();
      marked = placed.some(({ panel }) => panel.isPart) ? indexOfLine(rows, file, line) : nearest(rows, file, line);
      decorateAll();
      if (marked >= 0) bring(marked);
      return marked >= 0;
    },
    rowAt,
    element,
    indexOfLine: (file, line) => indexOfLine(rowsNow(), file, line),
    panelOf: placedOf,
    get wanted() {
      const { scrollTop, clientHeight } = scroller;
      paneHeight = clientHeight || paneHeight;
      const half = Math.max(clientHeight, LEAST_SEEN) / 2;
      let [from, to] = [Number.POSITIVE_INFINITY, 0];
      for (const { panel, offset } of placed) {
        const top = scrollTop - topOf(panel) - half;
        const [first, last] = rowsBetween(panel.places, top, top + clientHeight + 2 * half);
        if (last <= first) continue;
        from = Math.min(from, offset + first);
        to = Math.max(to, offset + last);
      }
      // Where the last row is seen there is room for more, which a plan that grows has at once.
      const room = Math.ceil((3 * half) / LEAST_ROW);
      return to > from ? { from, to: to < count() ? to : Math.max(to, from + room) } : { from: 0, to: room };
    },
    drawWhole(isWhole) {
      if (wantsWhole === isWhole) return;
      wantsWhole = isWhole;
      refresh();
    },
    get isWhole() {
      return placed.every(({ panel, drawn }) => Math.max(drawn.last - drawn.first, 0) === panel.places.length);
    },
    focusRow,
    step(by) {
      const row = element(focused);
      const stops = row ? stopsIn(row) : [];
      const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
      if (Math.abs(by) === 1 && next && stops.includes(document.activeElement as HTMLElement)) {
        next.focus();
      } else if (focused + by >= 0 || by < -1) focusRow(focused + by, by === -1 ? 'last' : undefined);
    },
  };
}

/** Draws anew what is drawn of a panel, and has been sent again; gives what that is. */
function stayingIn({ groups, first, sent }: RowsPanel, shown: readonly Placed[]): Range {
  const one = shown.find(({ panel }) => panel.groups[0]?.element === groups[0]?.element);
  const from = Math.max(one?.drawn.first ?? -1, first);
  const to = Math.min(one?.drawn.last ?? -1, first + sent);
  if (!one || to <= from) {
    for (const { element } of groups) element.replaceChildren();
    return { first: -1, last: -1 };
  }
  for (const [i, { element, rows }] of groups.entries()) {
    slide(element, one.drawn, { first: from, last: to }, () => '');
    const before = one.panel.groups[i]!.rows;
    for (const [k, row] of [...element.children].entries())
      redrawElement(row, before[from + k - one.panel.first]!, rows[from + k - first]!);
  }
  return { first: from, last: to };
}

/** The row itself and what in it leads to lines of its own, in their order. */
function stopsIn(row: Element): HTMLElement[] {
  return [row as HTMLElement, ...row.querySelectorAll<HTMLElement>('[tabindex]')];
}

function isSamePlace(a: DOMStringMap, b: DOMStringMap | undefined): boolean {
  return b?.line !== undefined && a.line === b.line && a.file === b.file;
}

/**
 * Makes what is drawn the rows of another range. What stays in sight stays the same element: a row that is pressed while
 * the picture still scrolls is clicked when it is released.
 */
function slide(group: Element, was: Range, now: Range, markup: (from: number, to: number) => string): void {
  if (now.first >= was.last || now.last <= was.first) {
    group.innerHTML = markup(now.first, now.last);
    return;
  }
  for (let row = was.first; row < now.first; row++) group.firstElementChild!.remove();
  for (let row = was.last; row > now.last; row--) group.lastElementChild!.remove();
  if (now.first < was.first) group.insertAdjacentHTML('afterbegin', markup(now.first, was.first));
  if (now.last > was.last) group.insertAdjacentHTML('beforeend', markup(was.last, now.last));
}
