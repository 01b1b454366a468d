/** Grows a selection as people read: word, line, inside of the block, block with its head, file. */
import type { SelectionRange } from 'vscode-languageserver';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { rangeOf } from '../../../language/parse/tokens.ts';
import type { Position, Range } from '../../../plan/model.ts';
import { compare, contains, isInside } from '../../../service/lookup.ts';

export function selectionRanges(text: string, positions: readonly Position[]): SelectionRange[] {
  const candidates = ranges(text);
  return positions.map((position) => {
    const around = candidates
      .filter((range) => contains(range, position))
      .sort((a, b) => compare(b.start, a.start) || compare(a.end, b.end));
    let result: SelectionRange | undefined;
    for (const range of around.reverse()) {
      if (result && !isInside(range, result.range)) continue;
      result = { range, ...(result && { parent: result }) };
    }
    return result ?? { range: { start: position, end: position } };
  });
}

function ranges(text: string): Range[] {
  const { tokens } = tokenizeAgain(text);
  const lines = text.split(/\r\n|\r|\n/);
  const all: Range[] = [
    { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1)!.length } },
  ];
  lines.forEach((content, line) => {
    const start = content.search(/\S/);
    if (start >= 0) all.push({ start: { line, character: start }, end: { line, character: content.trimEnd().length } });
  });
  const open: Range[] = [];
  for (const token of tokens) {
    const range = rangeOf(token);
    if (token.image !== '') all.push(range);
    if (token.image === '{') open.push(range);
    if (token.image !== '}') continue;
    const opening = open.pop();
    if (!opening) continue;
    const head = lines[opening.start.line]!.search(/\S/);
    all.push({ start: opening.end, end: range.start });
    all.push({ start: { line: opening.start.line, character: head }, end: range.end });
  }
  return all;
}
