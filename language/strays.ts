/** What stands in a line and is no clause of it, nor anything else that the line could say. The parser reads on behind it. */
import type { IToken } from 'chevrotain';
import { childNodes, featureOf } from './lower/text/source.ts';
import { allStatements } from './own-clauses.ts';
import type { Parsed } from './parse/parser.ts';

/** In the order of the text, those that stand side by side as one. */
export function straysIn({ root, tokens }: Pick<Parsed, 'root' | 'tokens'>): readonly (readonly IToken[])[] {
  const offsets = new Set<number>();
  for (const statement of allStatements(root)) {
    if (!('strays' in statement) || statement.strays.length === 0) continue;
    for (const piece of childNodes(statement)) if (featureOf(piece) === 'strays') offsets.add(piece.offset);
  }
  if (offsets.size === 0) return [];
  const runs: IToken[][] = [];
  let isRun = false;
  for (const token of tokens) {
    const isStray = token.image !== '' && offsets.has(token.startOffset);
    if (isStray && isRun) runs.at(-1)!.push(token);
    else if (isStray) runs.push([token]);
    isRun = isStray;
  }
  return runs;
}
