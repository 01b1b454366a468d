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
