/**
 * Rows of a table that are copied arrive in a spreadsheet as the cells that they are: with their heads, with the columns that there was no room for,
 * a tick as a tick, and none of it a formula.
 */
export function copiesCells(pane: HTMLElement): void {
  pane.addEventListener('copy', (event) => {
    const selection = getSelection();
    const table = pane.querySelector('table');
    if (!selection || !table || !event.clipboardData) return;
    const rows = [...table.querySelectorAll<HTMLTableRowElement>('[data-rows] > tr')].filter((row) =>
      selection.containsNode(row, true),
    );
    // Words of one row are words.
    if (rows.length < 2) return;
    const cells = [...(table.tHead?.rows ?? []), ...rows].map((row) =>
      [...row.cells].map((cell) => ({ words: guarded(wordsOf(cell)), span: cell.colSpan, tag: cell.tagName })),
    );
    event.preventDefault();
    event.clipboardData.setData('text/plain', cells.map((row) => row.map(({ words }) => words).join('\t')).join('\n'));
    event.clipboardData.setData('text/html', htmlOf(cells));
  });
}

interface Copied {
  readonly words: string;
  readonly span: number;
  readonly tag: string;
}

/** Without pictures, but with what they mean. */
function wordsOf(cell: HTMLElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const picture of copy.querySelectorAll('svg')) picture.remove();
  for (const mark of copy.querySelectorAll('.rp-block-mark')) mark.replaceWith(` ${mark.getAttribute('aria-label')}`);
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** As in CSV: what would begin a formula is a text. Hours after a call, `+0:05`, are none. */
function guarded(words: string): string {
  return /^[=+\-@]/.test(words) && !/^[+-]\d+:\d\d$/.test(words) ? `'${words}` : words;
}

function htmlOf(rows: readonly (readonly Copied[])[]): string {
  const table = document.createElement('table');
  for (const row of rows) {
    const made = table.insertRow();
    for (const { words, span, tag } of row) {
      const cell = document.createElement(tag) as HTMLTableCellElement;
      if (span > 1) cell.colSpan = span;
      cell.textContent = words;
      made.append(cell);
    }
  }
  return table.outerHTML;
}
