/** From one text to another in the smallest edits by line, so that cursors, folds and breakpoints stay put. */
import type { Range } from '../../plan/model.ts';

export interface LineEdit {
  range: Range;
  newText: string;
}

/** Line-wise difference: unchanged lines at both ends are cut off, then pairs of equal lines are looked for in order. */
export function lineEdits(before: string, after: string): LineEdit[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const edits: LineEdit[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      i++;
      j++;
      continue;
    }
    const [nextI, nextJ] = resync(old, fresh, i, j);
    edits.push({ range: lineRange(old, i, nextI), newText: fresh.slice(j, nextJ).join('') });
    i = nextI;
    j = nextJ;
  }
  return edits;
}

/** How far to look for the next line both texts share: a formatter moves lines by a few, never by pages. */
const HORIZON = 40;

function resync(old: readonly string[], fresh: readonly string[], i: number, j: number): [number, number] {
  for (let distance = 1; distance <= HORIZON; distance++) {
    for (let di = 0; di <= distance; di++) {
      const [a, b] = [i + di, j + distance - di];
      if (a > old.length || b > fresh.length) continue;
      if (a === old.length && b === fresh.length) return [a, b];
      if (a < old.length && b < fresh.length && old[a] === fresh[b]) return [a, b];
    }
  }
  return [old.length, fresh.length];
}

/** Lines with their line breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

function lineRange(lines: readonly string[], from: number, to: number): Range {
  return { start: lineStart(lines, from), end: lineStart(lines, to) };
}

/** Behind the last line there is a line only when the last one ends with a break. */
function lineStart(lines: readonly string[], line: number): Range['start'] {
  const last = lines.at(-1);
  if (line < lines.length || last === undefined || /[\r\n]$/.test(last)) return { line, character: 0 };
  return { line: line - 1, character: last.length };
}
