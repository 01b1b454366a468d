/** Which row of a table is its head, and which column is what. */
import { Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import type { Column } from './cells.ts';
import { type Field, fieldOf } from './fields.ts';
import type { Table } from './table.ts';
import { isDay } from './values/moments.ts';

export interface Head {
  readonly at: number;
  readonly columns: readonly Column[];
  /** That a column names, of its times. */
  readonly zone?: string;
}

/** It is looked for no further down. */
const HEAD_WITHIN = 30;
/** What several columns may say. */
const SEVERAL: readonly Field[] = ['notes', 'with', 'targets', 'phase', 'labels', 'nothing'];

/** The row with the most heads that are known; it needs two, and something that says what is done. */
export function headOf({ rows, hasHead }: Table, { map, file, ledger }: Importing): Head {
  let best: (Head & { readonly known: number }) | undefined;
  for (const [at, row] of rows.slice(0, HEAD_WITHIN).entries()) {
    const taken = new Set<Field>();
    const read = row.map((head) => fieldOf(head, map));
    const columns = row.map((head, index): Column => {
      const known = read[index]!.field;
      // The second of those who do it helps the first.
      const isSecond = known === 'by' && taken.has('by');
      // `Title | Description`: the second says more of the first.
      const field = isSecond ? 'with' : known === 'title' && taken.has('title') ? 'notes' : known;
      const isNew = field !== undefined && (!taken.has(field) || SEVERAL.includes(field));
      if (isNew) taken.add(field);
      const { zone } = read[index]!;
      const again =
        !isNew && zone !== undefined && (field === 'start' || field === 'end') ? { field, zone } : undefined;
      return { index, head, ...(isNew && { field }), ...(isSecond && { isSecond }), ...(again && { again }) };
    });
    const known = taken.size;
    const zone = read.find((one) => one.zone !== undefined)?.zone;
    if (taken.has('title') && known > Math.max(1, best?.known ?? 0))
      best = { at, columns, known, ...(zone !== undefined && { zone }) };
  }
  if (best) return { ...best, columns: withTeams(best.columns, ledger) };
  const guess = hasHead ? headOfDays(rows) : undefined;
  if (guess) {
    const [title, start] = (['title', 'start'] as const).map((field) => guess.find((one) => one.field === field)!.head);
    ledger.file.guessed(`no head says what is done: "${title}" says it, and "${start}" when`);
    return { at: 0, columns: guess };
  }
  if (rows.every((row) => row.every((cell) => cell.trim() === ''))) throw new Unreadable(`${file} is empty.`);
  throw new Unreadable(
    `${file} has no head in its first ${HEAD_WITHIN} rows that says what its columns are. One of them must be the task; --map "HEAD=title" says which, and --map "HEAD=by", "HEAD=duration" … the others.`,
  );
}

/** `Phase | Planned | Realized`: the first column that has days says when, the first that has other texts what is then. */
function headOfDays([head = [], ...rows]: Table['rows']): readonly Column[] | undefined {
  const textsOf = (index: number) => rows.slice(0, HEAD_WITHIN).flatMap((row) => row[index]?.trim() || []);
  const hasDays = (index: number) => {
    const texts = textsOf(index);
    return texts.length > 0 && 2 * texts.filter(isDay).length > texts.length;
  };
  const start = head.findIndex((_, index) => hasDays(index));
  const title = head.findIndex((_, index) => textsOf(index).length > 0 && !hasDays(index));
  if (start === -1 || title === -1) return undefined;
  return head.map((text, index) => ({
    index,
    head: text,
    ...(index === title && { field: 'title' as const }),
    ...(index === start && { field: 'start' as const }),
  }));
}

/** Where no column says who does it, the team does that is named. */
function withTeams(columns: readonly Column[], ledger: Importing['ledger']): readonly Column[] {
  if (columns.some(({ field }) => field === 'by')) return columns;
  const team = columns.find(({ field, head }) => field === 'with' && /team|group|équipe|equipo/i.test(head));
  if (!team) return columns;
  ledger.file.guessed(`no column says who does it: "${team.head.trim()}" does`);
  return columns.map((one) => (one === team ? { ...one, field: 'by' } : one));
}
