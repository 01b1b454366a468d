/** A list on the screen: of thousands of entries those that can be seen, with empty room for the others. */
import type { ListPicture } from '../../../view/rows/list.ts';
import { type IndexedRow, isSameIndex, type RowsIndex, rowsOfIndex } from '../../../view/rows/rows-index.ts';
import { createColumns } from './columns.ts';
import { createRowsView, type RowsPanel, type RowsView } from './rows-view.ts';

export interface ListView extends RowsView {
  draw(list: ListPicture): void;
}

/** @param title what those who move from heading to heading hear of it */
export function createListView(scroller: HTMLElement, title: string, lacks: () => void): ListView {
  const rows = createRowsView(scroller, lacks, 0);
  const columns = createColumns();
  let framed: Framed | undefined;
  let index: RowsIndex | undefined;
  let places: Measured[] = [];
  let width = 0;

  return Object.assign(Object.create(rows) as RowsView, {
    refresh() {
      const { clientWidth } = scroller;
      const isResized = clientWidth > 0 && clientWidth !== width;
      if (isResized) {
        width = clientWidth;
        columns.forget();
      }
      rows.refresh(isResized);
    },
    draw(list: ListPicture) {
      if (!index || !isSameIndex(index, list.index)) places = measuredBefore(rowsOfIndex(list.index), places);
      index = list.index;
      const shown = framed?.element.isConnected && framed.markup === list.frame ? framed : undefined;
      const now = shown ?? frameOf(list.frame);
      framed = now;
      const panels = now.rows ? [panelOf(list, now.rows, places, columns.drawn)] : [];
      if (shown) return rows.show(panels);
      // All of it can be scrolled to before any of it is drawn.
      now.rows?.below.take(places.at(-1)?.bottom ?? 0);
      const heading = document.createElement('h2');
      heading.className = 'rp-sr';
      heading.textContent = title;
      const sorting = sortedBy(document.activeElement);
      rows.show(panels, () => {
        scroller.replaceChildren(heading, now.element);
        columns.of(now.element.querySelector('table'));
        // Of another width its pane has not told yet.
        if (width !== scroller.clientWidth) columns.forget();
        width = scroller.clientWidth;
      });
      // Whoever sorts by keys goes on with the same head.
      if (sorting === undefined) return;
      const heads = [...now.element.querySelectorAll<HTMLElement>('[data-sort]')];
      heads.find((head) => sortedBy(head) === sorting)?.focus({ preventScroll: true });
    },
  });
}

/** What stands around the rows. */
interface Framed {
  readonly markup: string;
  readonly element: Element;
  /** Missing: there are none. */
  readonly rows?: RowsRoom;
}

/** The element of the rows, and the empty room in the place of those that are not drawn. */
interface RowsRoom {
  readonly body: Element;
  readonly above: Spacer;
  readonly below: Spacer;
}

function frameOf(markup: string): Framed {
  const element = document.createElement('div');
  element.innerHTML = markup;
  const body = element.querySelector('[data-rows]');
  if (!body) return { markup, element };
  const [above, below] = [spacerFor(body), spacerFor(body)];
  body.before(above.element);
  body.after(below.element);
  return { markup, element, rows: { body, above, below } };
}

function sortedBy(element: Element | null): string | undefined {
  return element instanceof HTMLElement ? element.dataset.sort : undefined;
}

/** Its height is that which it has, and no longer a guess. */
interface Measured extends IndexedRow {
  isMeasured?: boolean;
}

function panelOf(
  { first, rows, arranged }: ListPicture,
  { body, above, below }: RowsRoom,
  places: Measured[],
  columns: () => void,
): RowsPanel {
  const total = () => places.at(-1)?.bottom ?? 0;
  return {
    ...{ places, origin: above.element, first, sent: rows.length, marks: 'aria-current' },
    isPart: arranged?.found !== undefined,
    // A head of columns stays over the rows.
    get headHeight() {
      return body.closest('table')?.tHead?.offsetHeight ?? 0;
    },
    groups: [{ element: body, rows }],
    drawn(range) {
      columns();
      const isElsewhere = measure(places, range.first, body);
      above.take(places[range.first]?.top ?? total());
      below.take(total() - (places[range.last - 1]?.bottom ?? places[range.first]?.top ?? 0));
      return isElsewhere;
    },
  };
}

interface Spacer {
  readonly element: Element;
  take(height: number): void;
}

function spacerFor(body: Element): Spacer {
  const element = document.createElement(body.tagName === 'TBODY' ? 'tbody' : 'div');
  element.className = 'rp-elsewhere';
  element.setAttribute('aria-hidden', 'true');
  const room = element instanceof HTMLTableSectionElement ? element.insertRow().insertCell() : element;
  if (room instanceof HTMLTableCellElement) room.colSpan = 99;
  return {
    element,
    take(height: number) {
      room.style.height = `${Math.max(height, 0)}px`;
    },
  };
}

/** True: some of the rows that are drawn are of another height than was thought. */
function measure(places: Measured[], first: number, body: Element): boolean {
  let isElsewhere = false;
  for (const [i, child] of [...body.children].entries()) {
    const place = places[first + i]!;
    const { height } = child.getBoundingClientRect();
    isElsewhere ||= Math.abs(height - (place.bottom - place.top)) > 0.5;
    places[first + i] = { ...place, bottom: place.top + height, isMeasured: true };
  }
  if (isElsewhere) stack(places, first);
  return isElsewhere;
}

/** Each under the one above. */
function stack(places: Measured[], from = 0): void {
  let top = places[from - 1]?.bottom ?? 0;
  for (let i = from; i < places.length; i++) {
    const place = places[i]!;
    const height = place.bottom - place.top;
    if (place.top !== top) places[i] = { ...place, top, bottom: top + height };
    top += height;
  }
}

/** What was measured of the rows before the first that is another one, and of those behind the last, still holds. */
function measuredBefore(places: readonly IndexedRow[], before: readonly Measured[]): Measured[] {
  const all: Measured[] = [...places];
  const take = (index: number, was: Measured | undefined) => {
    const { top } = all[index]!;
    if (was?.isMeasured) all[index] = { ...all[index]!, bottom: top + was.bottom - was.top, isMeasured: true };
  };
  const most = Math.min(all.length, before.length);
  let same = 0;
  while (same < most && all[same]!.line === before[same]!.line && all[same]!.file === before[same]!.file) same++;
  for (let i = 0; i < same; i++) take(i, before[i]);
  for (let i = 1; i <= most - same; i++) take(all.length - i, before[before.length - i]);
  stack(all);
  return all;
}
