/**
 * A view that is a list, as rows of which a screen shows a few at a time. As those of the schedule they are written when they are wanted, and of
 * all others only the place is known.
 */
import type { RowWindow, Source } from '../schedule/scene.ts';
import type { Arranged } from '../tables/table.ts';
import { indexOfRows, type RowsIndex } from './rows-index.ts';
import { placesInTree, type TreePlace } from './rows-tree.ts';

export interface List {
  /** Markup around the rows, which stand in its element with the attribute `data-rows`. */
  readonly frame: string;
  readonly rows: readonly ListRow[];
  /** Its rows are in another order, or not all of them are here. */
  readonly arranged?: Arranged;
}

export interface ListRow {
  readonly level: number;
  /** Pixels, about: words wrap, so that whoever shows the row measures it. */
  readonly height: number;
  /** As the row says it, in the text as it is now. */
  readonly source?: Source;
  /** One element. */
  markup(place: TreePlace): string;
}

/** Some rows of a list, with where all of them stand. */
export interface ListPicture {
  /** The view that it is of. */
  readonly view: string;
  readonly frame: string;
  readonly index: RowsIndex;
  /** Number of the first of `rows`. */
  readonly first: number;
  /** Markup, an element each. */
  readonly rows: readonly string[];
  readonly arranged?: Arranged;
}

/** `wanted`: the only rows that are written; default: all. */
export function listPicture(view: string, { frame, rows, arranged }: List, wanted: RowWindow | undefined): ListPicture {
  const first = Math.min(wanted?.from ?? 0, rows.length);
  const last = Math.max(Math.min(wanted?.to ?? rows.length, rows.length), first);
  const placeOf = placesInTree(rows);
  return {
    view,
    frame,
    index: indexOfRows(rows),
    first,
    rows: rows.slice(first, last).map((row, i) => row.markup(placeOf(first + i))),
    ...(arranged && { arranged }),
  };
}
