/** Where every row of a picture stands, in few words: of thousands of rows only those in sight are sent, but all are scrolled through. */
import type { RowPlace } from '../schedule/scene.ts';

/** In runs, since most rows are as high as the one above, and of the line behind it. */
export interface RowsIndex {
  /** Pixels, and how many rows in turn are so high; and so on. */
  readonly heights: readonly number[];
  readonly files: readonly string[];
  /** Number of a file, a line, and how many rows in turn are of lines from there on; line -1: no line of the text made these rows. */
  readonly lines: readonly number[];
}

/** A row of the picture, whether it is drawn or not. */
export interface IndexedRow {
  readonly top: number;
  readonly bottom: number;
  readonly file: string;
  /** Zero-based; -1: no line of the text made this row. */
  readonly line: number;
}

export function indexOfRows(places: readonly Pick<RowPlace, 'height' | 'source'>[]): RowsIndex {
  const heights: number[] = [];
  const files: string[] = [];
  const lines: number[] = [];
  for (const { height, source } of places) {
    if (heights.at(-2) === height) heights[heights.length - 1]!++;
    else heights.push(height, 1);
    const name = source?.file ?? '';
    const line = source?.line ?? -1;
    const end = lines.length;
    const [last, from, count] = [lines[end - 3]!, lines[end - 2]!, lines[end - 1]!];
    const file = files[last] === name ? last : files.indexOf(name);
    if (file === last && line === (from < 0 ? -1 : from + count)) lines[end - 1] = count + 1;
    else lines.push(file < 0 ? files.push(name) - 1 : file, line, 1);
  }
  return { heights, files, lines };
}

export function isSameIndex(a: RowsIndex, b: RowsIndex): boolean {
  const isSame = <T>(one: readonly T[], other: readonly T[]) =>
    one.length === other.length && one.every((each, i) => each === other[i]);
  return isSame(a.lines, b.lines) && isSame(a.heights, b.heights) && isSame(a.files, b.files);
}

export function rowsOfIndex({ heights, files, lines }: RowsIndex): readonly IndexedRow[] {
  const rows: IndexedRow[] = [];
  const places = placesOf(lines);
  let top = 0;
  for (let i = 0; i < heights.length; i += 2) {
    const height = heights[i]!;
    for (let count = heights[i + 1]!; count > 0; count--) {
      const { file, line } = places[rows.length]!;
      rows.push({ top, bottom: top + height, file: files[file] ?? '', line });
      top += height;
    }
  }
  return rows;
}

function placesOf(lines: readonly number[]): readonly { readonly file: number; readonly line: number }[] {
  const places: { file: number; line: number }[] = [];
  for (let i = 0; i < lines.length; i += 3) {
    const [file, line, count] = [lines[i]!, lines[i + 1]!, lines[i + 2]!];
    for (let own = 0; own < count; own++) places.push({ file, line: line < 0 ? -1 : line + own });
  }
  return places;
}
