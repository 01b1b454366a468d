/** What a block says whose lines are not read as a plan: those of a runbook or template, for whoever compares two versions. */
import { type AstNode, type CstNode, CstUtils } from 'langium';
import { CLAUSE_OF_PART, CLAUSE_OF_PROPERTY, CLAUSES, clauseOfWord } from '../../clauses-of.ts';
import { childNodes, featureOf } from './source.ts';

/** A statement each, its clauses in the order of a formatted line: how a text is laid out says nothing. */
export function saidLines(node: AstNode & { readonly statements?: readonly AstNode[] }): readonly string[] {
  return (node.statements ?? []).flatMap((statement) => [lineOf(statement), ...saidLines(statement)]);
}

function lineOf(statement: AstNode): string {
  const groups: { readonly rank: number; readonly words: string[] }[] = [];
  let keywords: string[] = [];
  for (const piece of childNodes(statement)) {
    const feature = featureOf(piece);
    if (feature === 'statements' || feature === 'open' || feature === 'close') continue;
    const words = CstUtils.flattenCst(piece)
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .toArray();
    // `to 10 %`, `(share: percent)`: a sign belongs to what stands before it.
    const last = groups.at(-1);
    if (feature === undefined && last && words.every((word) => !/\p{L}/u.test(word))) last.words.push(...words);
    else if (feature === undefined) keywords.push(...words);
    else {
      groups.push({ rank: rankOf(feature, piece), words: [...keywords, ...words] });
      keywords = [];
    }
  }
  const sorted = groups.toSorted((a, b) => a.rank - b.rank).flatMap(({ words }) => words);
  return joined([...sorted, ...keywords]);
}

/** What is no clause stands before them. */
function rankOf(feature: string, piece: CstNode): number {
  const clause =
    feature === 'flags' ? clauseOfWord(piece.text) : (CLAUSE_OF_PROPERTY.get(feature) ?? CLAUSE_OF_PART.get(feature));
  return clause === undefined ? -1 : CLAUSES.indexOf(clause);
}

function joined(words: readonly string[]): string {
  return words.reduce((line, word, i) => {
    const isGlued = i === 0 || /^[.,:)]$/.test(word) || /^[.(]$/.test(words[i - 1]!);
    return `${line}${isGlued ? '' : ' '}${word}`;
  }, '');
}
