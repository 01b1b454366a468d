/** Where something stands in a text. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A range of text in a file; `file` is the URI of that file. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** Below zero: `a` stands before `b`. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** File by file, in each from top to bottom and from left to right, by where they begin. */
export function inTextOrder(a: Place, b: Place): number {
  return Number(a.file > b.file) - Number(a.file < b.file) || comparePositions(a.range.start, b.range.start);
}

export function contains(outer: Place, inner: Place): boolean {
  if (outer.file !== inner.file) return false;
  const { start, end } = outer.range;
  return comparePositions(start, inner.range.start) <= 0 && comparePositions(inner.range.end, end) <= 0;
}

/** The same stretch of the same text. */
export function isSamePlace(a: Place, b: Place): boolean {
  const [{ start, end }, other] = [a.range, b.range];
  return comparePositions(start, other.start) === 0 && comparePositions(end, other.end) === 0 && a.file === b.file;
}

/** The same for two places that are the same. */
export function keyOfPlace({ file, range: { start, end } }: Place): string {
  return `${start.line}:${start.character}-${end.line}:${end.character} ${file}`;
}
