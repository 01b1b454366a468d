/** What a block says whose lines are not read as a plan: those of a runbook or template, for whoever compares two versions. */
import { type CstNode, CstUtils } from 'langium';
import { CLAUSES } from '../../clauses-of.ts';
import type { Statement } from '../../generated/ast.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { featureOf } from './source.ts';

/** A statement each, its clauses in the order of a formatted line: how a text is laid out says nothing. */
export function saidLines(node: { readonly statements?: readonly Statement[] }): readonly string[] {
  return (node.statements ?? []).flatMap((statement) => [lineOf(statement), ...saidLines(statement as typeof node)]);
}

function lineOf(statement: Statement): string {
  const { head, clauses } = segmentsOf(statement);
  const ordered = clauses.toSorted((a, b) => rankOf(a) - rankOf(b)).flatMap(({ pieces }) => pieces);
  return joined([...head, ...ordered].flatMap(wordsOf));
}

/** What follows `then` is said of what stands before it. */
function rankOf({ clause }: Segment): number {
  return clause === 'then' ? CLAUSES.length : CLAUSES.indexOf(clause);
}

/** None of what is in its braces, which are lines of their own. */
function wordsOf(piece: CstNode): readonly string[] {
  if (IN_BRACES.has(featureOf(piece) ?? '')) return [];
  return CstUtils.flattenCst(piece)
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .toArray();
}

const IN_BRACES = new Set(['statements', 'open', 'close']);

function joined(words: readonly string[]): string {
  return words.reduce((line, word, i) => {
    const isGlued = i === 0 || /^[.,:)]$/.test(word) || /^[.(]$/.test(words[i - 1]!);
    return `${line}${isGlued ? '' : ' '}${word}`;
  }, '');
}
