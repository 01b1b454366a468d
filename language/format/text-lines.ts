/** The lines of a text as the lexer counts them: each ends with LF, CR LF or CR. */
export class TextLines {
  readonly text: string;
  /** Where each line starts, and where its text ends. */
  private readonly starts: number[] = [0];
  private readonly ends: number[] = [];

  constructor(text: string) {
    this.text = text;
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      this.ends.push(index);
      this.starts.push(index + end.length);
    }
    this.ends.push(text.length);
  }

  /** Zero-based. */
  lineAt(offset: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Both included, without their ends. */
  between(first: number, last: number): readonly string[] {
    return this.starts.slice(first, last + 1).map((start, i) => this.text.slice(start, this.ends[first + i]));
  }
}
