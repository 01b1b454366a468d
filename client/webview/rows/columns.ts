/**
 * The columns of a table of which a few rows are drawn: they are as wide as the first rows make them, and stay so when others are drawn, so that
 * nothing moves to and fro while it is scrolled. What does not wrap makes its column wider, and the widest one narrower.
 */
import { afterPaint } from './after-paint.ts';

export interface Columns {
  /** This table is shown now. */
  of(table: HTMLTableElement | null): void;
  /** Other rows are there. */
  drawn(): void;
  /** There is more or less room. */
  forget(): void;
}

export function createColumns(): Columns {
  let table: HTMLTableElement | undefined;
  let widths: number[] = [];
  /** Cells that have room in their columns, with the words that have it. */
  let fitting = new WeakMap<Element, string | null>();
  /** What the widths are good for. */
  let titles = '';

  const heads = () => [...(table?.tHead?.rows[0]?.cells ?? [])];

  const apply = () => {
    if (!table) return;
    table.style.tableLayout = widths.length > 0 ? 'fixed' : '';
    for (const [i, head] of heads().entries()) head.style.width = widths.length > 0 ? `${widths[i]}px` : '';
  };

  const grow = () => {
    let isWider = false;
    for (const cell of table!.querySelectorAll<HTMLTableCellElement>('[data-rows] .rp-end')) {
      const { cellIndex, textContent } = cell;
      if (fitting.get(cell) === textContent) continue;
      fitting.set(cell, textContent);
      const { scrollWidth, clientWidth } = cell;
      if (scrollWidth <= clientWidth) continue;
      const widest = widths.indexOf(Math.max(...widths));
      const more = scrollWidth + 1 - widths[cellIndex]!;
      if (more <= 0 || widest === cellIndex) continue;
      widths[cellIndex]! += more;
      widths[widest]! -= more;
      isWider = true;
    }
    if (!isWider) return;
    fitting = new WeakMap();
    apply();
  };

  const keep = () => {
    // On a phone cells stand below each other.
    if (!table?.isConnected || widths.length > 0 || getComputedStyle(table).display !== 'table') return;
    widths = heads().map((head) => head.getBoundingClientRect().width);
    fitting = new WeakMap();
    apply();
  };

  return {
    of(shown) {
      table = shown ?? undefined;
      const own = heads()
        .map(({ textContent }) => textContent)
        .join('\n');
      if (own !== titles) widths = [];
      titles = own;
      apply();
    },
    drawn() {
      // As wide as they are now they stay; what is seen is the same, and is laid out anew.
      if (widths.length === 0) return afterPaint(keep);
      grow();
    },
    forget() {
      widths = [];
      apply();
    },
  };
}
