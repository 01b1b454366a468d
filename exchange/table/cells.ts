/** The cells of a row, each with the column that it stands in. */
import { labelsIn, pathOf } from './blocks.ts';
import type { Field } from './fields.ts';
import type { Again } from './values/again.ts';

export interface Column {
  readonly index: number;
  readonly head: string;
  readonly field?: Field;
  /** The second of those who do it. */
  readonly isSecond?: boolean;
  /** A time that another column says, too: by the clock of this zone. */
  readonly again?: Again;
  /** What stands in every row of it, and is said once for all of them. */
  readonly always?: string;
}

export interface Cell extends Omit<Column, 'index'> {
  readonly text: string;
}

export function cellsOf(row: readonly string[], columns: readonly Column[]): readonly Cell[] {
  return row.map((text, i) => {
    const { index: _, ...column } = columns[i] ?? { index: i, head: '' };
    return { ...column, text: text.trim() };
  });
}

/** The first that says something. */
export function textIn(cells: readonly Cell[], field: Field): string | undefined {
  return cells.find((cell) => cell.field === field && cell.text !== '')?.text;
}

export function allIn(cells: readonly Cell[], field: Field): readonly string[] {
  return cells.filter((cell) => cell.field === field && cell.text !== '').map(({ text }) => text);
}

export function pathIn(cells: readonly Cell[]): readonly string[] {
  const path = allIn(cells, 'phase').flatMap(pathOf);
  return path.length > 0 ? path : labelsIn(allIn(cells, 'labels').join(',')).path;
}

/** Cells that no field takes are notes under their head, so that nothing goes. */
export function notesIn(cells: readonly Cell[]): readonly string[] {
  return cells.flatMap(({ text, head, field, again, always }) => {
    const isTaken = field !== undefined && !['notes', 'release', 'priority'].includes(field);
    if (text === '' || again || isTaken || always !== undefined) return [];
    return [field === 'notes' || head.trim() === '' ? text : `${head.trim()}: ${text}`];
  });
}
