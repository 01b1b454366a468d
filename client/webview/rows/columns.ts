/**
 * The columns of a table of which a few rows are drawn: they are as wide as the first rows make them, and stay so when others are drawn, so that
 * nothing moves to and fro while it is scrolled. What does not wrap makes its column wider, and the widest one narrower.
 */
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
      const { cellIndex, scrollWidth, clientWidth } = cell;
      if (scrollWidth <= clientWidth) continue;
      const widest = widths.indexOf(Math.max(...widths));
      const more = scrollWidth + 1 - widths[cellIndex]!;
      if (more <= 0 || widest === cellIndex) continue;
      widths[cellIndex]! += more;
      widths[widest]! -= more;
      isWider = true;
    }
    if (isWider) apply();
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
      // On a phone cells stand below each other.
      if (!table || getComputedStyle(table).display !== 'table') return;
      if (widths.length === 0) {
        widths = heads().map(({ offsetWidth }) => offsetWidth);
        apply();
      }
      grow();
    },
    forget() {
      widths = [];
      apply();
    },
  };
}
