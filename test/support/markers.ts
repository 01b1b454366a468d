/** Tests as text in, text out: `<|>` is the cursor, and a comment line `//   ^^^ code` marks a span of the line above. */
import type { Position, Range } from '../../plan/model.ts';

/** The text without its `<|>`, and where that was. */
export function atCursor(marked: string): { text: string; position: Position } {
  const offset = marked.indexOf('<|>');
  if (offset < 0) throw new Error('The text has no <|>.');
  const before = marked.slice(0, offset).split('\n');
  return {
    text: marked.slice(0, offset) + marked.slice(offset + 3),
    position: { line: before.length - 1, character: before.at(-1)!.length },
  };
}

export interface Mark {
  readonly range: Range;
  readonly label: string;
}

/** The spans that comment lines mark. The comments may stay in the text: they mean nothing. */
export function marks(text: string): Mark[] {
  const lines = text.split('\n');
  const found: Mark[] = [];
  let marked = 0;
  lines.forEach((line, index) => {
    const match = /^(\s*\/\/\s*)(\^+)\s*(.*)$/.exec(line);
    if (!match) {
      marked = index;
      return;
    }
    const start = match[1]!.length;
    found.push({
      range: { start: { line: marked, character: start }, end: { line: marked, character: start + match[2]!.length } },
      label: match[3]!.trim(),
    });
  });
  return found;
}

/** `8:4-8:17 code`, for comparing lists of spans. */
export function shown({ range, label }: Mark): string {
  const { start, end } = range;
  return `${start.line}:${start.character}-${end.line}:${end.character} ${label}`;
}
