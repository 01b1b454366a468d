/** Two facts on one line, as `person x { calendar a rate 5 EUR }`: told once, with the repair, in the place of what it leads to. */
import type { IToken } from 'chevrotain';
import type { FormProblem, Position } from '../../plan/model.ts';
import { clausesOf } from '../clauses-of.ts';
import { LINES, ownerOf } from '../lines.ts';
import { endsStatement, opensStatement } from './lexer.ts';
import type { Lexed } from './parser.ts';
import { rangeOf } from './tokens.ts';

/** The problems of a file; those of a line on which another fact begins are one. */
export function withBrokenLines(
  file: string,
  { tokens }: Lexed,
  problems: readonly FormProblem[],
): readonly FormProblem[] {
  if (problems.length === 0) return problems;
  const crowded = crowdedIn(tokens);
  if (crowded.length === 0) return problems;
  const told = new Set<IToken>();
  return problems.flatMap((problem) => {
    const { start } = problem.place.range;
    const one = problem.place.file === file ? crowded.find((each) => isIn(each, start)) : undefined;
    if (!one) return [problem];
    if (told.has(one.word)) return [];
    told.add(one.word);
    const { image } = one.word;
    const indent = '  '.repeat(one.depth);
    const message = `A line says one thing, and \`${image}\` begins another; break the line before it.`;
    const replacement = { title: `Put \`${image}\` on a line of its own`, text: `\n${indent}${image}` };
    return [{ message, replacement, place: { file, range: rangeOf(one.word) } }];
  });
}

interface Crowded {
  /** The word that opens the line it stands on. */
  readonly statement: IToken;
  /** The word in mid-line that would open one in this block. */
  readonly word: IToken;
  /** How many blocks are around it. */
  readonly depth: number;
  /** What ends the statement. */
  next?: IToken;
}

/** Whether a place is in what the word begins: how it is laid out says nothing. */
function isIn({ word, next }: Crowded, { line, character }: Position): boolean {
  const isBefore = (token: IToken) =>
    token.startLine! - 1 < line || (token.startLine! - 1 === line && token.startColumn! - 1 <= character);
  return isBefore(word) && !(next && isBefore(next));
}

/** The first such word of each line. */
function crowdedIn(tokens: readonly IToken[]): readonly Crowded[] {
  const found: Crowded[] = [];
  const blocks: string[] = [];
  let statement: IToken | undefined;
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1];
    if (token.image === '{') blocks.push(statement?.image ?? '');
    else if (token.image === '}') blocks.pop();
    const last = found.at(-1);
    if (last && endsStatement(token)) last.next ??= token;
    if (opensStatement(token)) statement = token;
    // Right behind the word that opens a line, and behind a comma, stands a name.
    if (!statement || !previous || previous === statement || token.tokenType.name !== 'ID') return;
    // Where there are clauses to lay out, the formatter moves them, and with them what is told of each.
    if (clausesOf(statement.image).length > 1) return;
    // A name goes on, or a list does.
    if (/^([.,+-]|\.\.)$/.test(tokens[i + 1]?.image ?? '')) return;
    if (blocks.length === 0 || !ENDS.has(previous.tokenType.name) || last?.statement === statement) return;
    if (LINES[ownerOf(blocks.at(-1)!)].includes(token.image))
      found.push({ statement, word: token, depth: blocks.length });
  });
  return found;
}

/** What a fact may end with. */
const ENDS: ReadonlySet<string> = new Set([
  'ID',
  'STRING',
  'NUMBER',
  'DURATION',
  'ESTIMATE',
  'DATE',
  'CLOCK',
  'ZONE',
  'URL',
  'VERSION',
]);
