/**
 * Does the new layout say what the text said? The words are the same by construction; whether they are still read the same
 * way is asked of the lexer, and of the parser where clauses have changed places. Same statements, same words in the same
 * places of the grammar, same comments above them: then the same plan, since lowering reads nothing else; and where clauses
 * have changed places, the same is told of what is wrong.
 */
import type { IToken } from 'chevrotain';
import type { Statement } from '../generated/ast.ts';
import { lower } from '../lower/lower.ts';
import { collectNotes } from '../lower/text/source.ts';
import { opensStatement } from '../parse/lexer.ts';
import { type Lexed, type Parsed, parseAgain, tokenize } from '../parse/parser.ts';
import type { LaidOutRow } from './as-typed.ts';
import { everythingBetween } from './between.ts';

/** The rows that are read otherwise in their new layout; all of them when it cannot be said which. */
export function misread(before: Parsed, rows: readonly LaidOutRow[], result: string): ReadonlySet<LaidOutRow> {
  const everything = new Set(rows);
  // Where a brace is missing what is told hangs on where lines begin.
  const parsed = before.missingBraces.length > 0 || rows.some(isReordered) ? parseAgain(result) : undefined;
  const after: Lexed = parsed ?? tokenize(result);
  if (!isSame(saidBetween(before.text, before), saidBetween(result, after))) return everything;
  const words = misreadWords(before, rows, after);
  if (!words) return everything;
  if (words.size > 0 || !parsed) return words;
  const statements = misreadStatements(before, rows, parsed) ?? everything;
  return statements.size > 0 ? statements : toldOtherwise(before, rows, parsed);
}

function isReordered({ order }: LaidOutRow): boolean {
  return order.some((token, i) => i > 0 && token.startOffset < order[i - 1]!.startOffset);
}

/** Word by word, up to where one has been lost, joined or split; undefined where nobody knows which. */
function misreadWords(before: Lexed, rows: readonly LaidOutRow[], after: Lexed): Set<LaidOutRow> | undefined {
  const found = new Set<LaidOutRow>();
  const [oldMarks, newMarks] = [marksOf(before), marksOf(after)];
  const [oldNotes, newNotes] = [collectNotes(before), collectNotes(after)];
  const fresh = after.tokens.filter(isTyped);
  let i = 0;
  for (const row of rows) {
    for (const old of row.order) {
      const now = fresh[i++];
      if (now?.image !== old.image) return found.add(row);
      const opens = opensStatement(old) || oldMarks.has(old);
      if (
        now.tokenType !== old.tokenType ||
        oldMarks.get(old) !== newMarks.get(now) ||
        (opens && oldNotes.get(old.startLine! - 2) !== newNotes.get(now.startLine! - 2))
      )
        found.add(row);
    }
  }
  return i === fresh.length && oldMarks.get(END) === newMarks.get(END) ? found : undefined;
}

/** Stands for what follows the last word. */
const END = {};

/** What the lexer puts in before a word: the beginning of a line of clauses, braces that are missing. */
function marksOf({ tokens }: Lexed): ReadonlyMap<object, string> {
  const marks = new Map<object, string>();
  let open = '';
  for (const token of tokens) {
    if (!isTyped(token)) open += ` ${token.tokenType.name}`;
    else if (open !== '') {
      marks.set(token, open);
      open = '';
    }
  }
  return open === '' ? marks : marks.set(END, open);
}

function isTyped(token: IToken): boolean {
  return token.endOffset! >= token.startOffset;
}

/** Statement by statement, blocks apart; undefined where there are others. */
function misreadStatements(
  before: Parsed,
  rows: readonly LaidOutRow[],
  after: Parsed,
): ReadonlySet<LaidOutRow> | undefined {
  const byOffset = new Map(rows.flatMap((row) => row.order.map((token) => [token.startOffset, row] as const)));
  const found = new Set<LaidOutRow>();
  const compare = (old: readonly Statement[], now: readonly Statement[]): boolean =>
    old.length === now.length &&
    old.every((statement, i) => {
      const other = now[i]!;
      if (!isSame(statement, other)) {
        const row = byOffset.get(statement.$cstNode?.offset ?? -1);
        if (!row) return false;
        found.add(row);
      }
      return compare(blockOf(statement), blockOf(other));
    });
  return compare(before.root.statements, after.root.statements) || found.size > 0 ? found : undefined;
}

/** Of what is wrong with a line the first is told, which may be another one where its clauses have changed places. */
function toldOtherwise(before: Parsed, rows: readonly LaidOutRow[], after: Parsed): ReadonlySet<LaidOutRow> {
  const { problems, unread } = lower('', before, []).plan;
  if (problems.length === 0) return new Set();
  const now = lower('', after, []).plan;
  const said = (all: typeof problems) => all.map(({ message }) => message);
  if (isSame(said(problems), said(now.problems)) && unread.length === now.unread.length) return new Set();
  const reordered = rows.filter(isReordered);
  if (reordered.length === 0) return new Set(rows);
  const lines = new Set(problems.flatMap(({ place: { range } }) => [range.start.line + 1, range.end.line + 1]));
  const wrong = reordered.filter(({ order }) => order.some(({ startLine }) => lines.has(startLine!)));
  return new Set(wrong.length > 0 ? wrong : reordered);
}

function blockOf(statement: Statement): readonly Statement[] {
  return 'statements' in statement ? statement.statements : [];
}

/** What two pieces of syntax say, wherever they stand. Properties with a `$` are Langium's, all but the type. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = (node: object): string[] =>
    Object.keys(node).filter((key) => !key.startsWith('$') && key !== 'statements');
  const own = keys(one);
  return (
    one.$type === other.$type &&
    own.length === keys(other).length &&
    own.every((key) => isSame(written(one, key), written(other, key)))
  );
}

/** In which order flags stand says nothing. */
function written(node: Record<string, unknown>, key: string): unknown {
  const value = node[key];
  return key === 'flags' && Array.isArray(value) ? value.toSorted() : value;
}

/** Comments and what is not read, but for how they are spaced. */
function saidBetween(text: string, lexed: Lexed): readonly string[] {
  return everythingBetween(text, lexed).map(({ image }) => image.replace(/\s+/g, ' ').trim());
}
