/** Which lines of a text stay as they were typed: whole lines, with every row that has a part in one of them. */
import type { IToken } from 'chevrotain';
import type { Cells } from './clauses.ts';
import type { Row, Rows } from './rows.ts';
import type { TextLines } from './text-lines.ts';

/** How much of the layout of a row stays: nothing, all but how far it is indented, all. */
export type Stays = 'nothing' | 'line' | 'everything';

/** What becomes lines of the new text. */
export interface LaidOutRow extends Omit<Row, 'kind'> {
  readonly kind: Row['kind'] | 'typed';
  /** Of a statement that is laid out anew. */
  readonly cells?: Cells;
  /** Of what stays as it was typed. */
  readonly lines: readonly string[];
  /** The lines stay where they stand, too. */
  readonly isUnmoved: boolean;
  /** All its tokens, in their new order. */
  readonly order: readonly IToken[];
  /** The rows it is made of: indices. */
  readonly from: number;
  readonly to: number;
}

export function laidOutRows(
  { rows, guessed }: Rows,
  cells: readonly (Cells | undefined)[],
  stays: readonly Stays[],
  lines: TextLines,
): readonly LaidOutRow[] {
  const result: LaidOutRow[] = [];
  for (let from = 0; from < rows.length; ) {
    const to = lastTogether(rows, guessed, from);
    const staying = stays.slice(from, to + 1);
    if (staying.some((one) => one !== 'nothing')) result.push(asTyped(rows, from, to, staying, lines));
    else for (let i = from; i <= to; i++) result.push(anew(rows[i]!, cells[i], i));
    from = to + 1;
  }
  return result;
}

function anew(row: Row, cells: Cells | undefined, index: number): LaidOutRow {
  const order = [...(cells?.order ?? row.tokens), ...(row.brace ? [row.brace] : [])];
  return { ...row, cells, lines: [], isUnmoved: false, order, from: index, to: index };
}

function asTyped(
  rows: readonly Row[],
  from: number,
  to: number,
  stays: readonly Stays[],
  lines: TextLines,
): LaidOutRow {
  const some = rows.slice(from, to + 1);
  return {
    ...rows[from]!,
    kind: 'typed',
    lines: lines.between(rows[from]!.first, Math.max(...some.map((row) => row.last))),
    isUnmoved: stays.includes('everything'),
    order: some.flatMap((row) => [...row.tokens, ...(row.brace ? [row.brace] : [])]),
    from,
    to,
  };
}

/** The last row of those that stay together with the one at `from`: on common lines, or inside one guess at braces. */
function lastTogether(rows: readonly Row[], guessed: ReadonlySet<number>, from: number): number {
  let to = from;
  let { last } = rows[from]!;
  for (; to + 1 < rows.length; to++) {
    const next = rows[to + 1]!;
    const isOneGuess = next.unit === rows[to]!.unit && guessed.has(next.unit);
    if (next.first > last && !isOneGuess) break;
    last = Math.max(last, next.last);
  }
  return to;
}
