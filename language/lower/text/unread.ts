/** The lines of a file that are not in its plan as they stand. */
import type { IToken } from 'chevrotain';
import type { FormProblem, Import, Plan, Position, UnreadLine } from '../../../plan/model.ts';
import { contains, inTextOrder } from '../../../plan/place.ts';
import { endsStatement } from '../../parse/lexer.ts';
import type { Parsed } from '../../parse/parser.ts';
import { rangeOf } from '../../parse/tokens.ts';

/** Of this file alone; what it imports has its own. */
export function unreadLines(
  parsed: Parsed,
  problems: readonly FormProblem[],
  imports: readonly { readonly import: Import }[],
): readonly UnreadLine[] {
  const lines = new Map<string, UnreadLine>();
  const add = (line: UnreadLine, statement = `line ${line.place.range.start.line}`) => {
    const known = lines.get(statement);
    // Of several problems of a line one that is not understood is what hangs on it.
    if (!known || (known.understood && !line.understood)) lines.set(statement, line);
  };
  const sorted = [...problems].sort((a, b) => inTextOrder(a.place, b.place));
  const statementAt = sorted.length === 0 ? undefined : statementsOf(parsed.tokens);
  for (const { place, message, understood } of sorted) {
    const { first, last, words } = statementAt!(place.range.start);
    const begin = first ? rangeOf(first).start : place.range.start;
    const end = last ? rangeOf(last).end : place.range.end;
    add({ place, message, begin, end, words, ...(understood && { understood }) }, `${first?.startOffset}`);
  }
  for (const { import: line } of imports) {
    // A circle is read as far as it goes, once.
    if (line.problem !== undefined && line.problem !== 'cycle')
      add({
        place: line.place,
        message: `\`${line.path}\` cannot be read, nor what it says.`,
        words: [],
        begin: line.place.range.start,
        end: line.place.range.end,
      });
  }
  return [...lines.values()];
}

/** What hangs on them in files that import this one: what stands in a release stays there. */
export function unreadElsewhere(unread: readonly UnreadLine[], releases: Plan['releases']): readonly UnreadLine[] {
  return unread.filter((one) => !releases.some(({ place }) => contains(place, one.place)));
}

/** What one statement says, on however many lines it stands: how a text is laid out says nothing. */
interface Statement {
  readonly first: IToken | undefined;
  readonly last: IToken | undefined;
  /** The names in it, each once. */
  readonly words: readonly string[];
}

/** The statement at a place. Of lines that mean nothing thousands are one, so each is read once. */
function statementsOf(tokens: readonly IToken[]): (at: Position) => Statement {
  const begins = tokens.flatMap((token, i) => (i === 0 || endsStatement(token) ? [i] : []));
  const read = new Map<number, Statement>();
  return ({ line, character }) => {
    const isBefore = (token: IToken): boolean =>
      token.startLine! - 1 < line || (token.startLine! - 1 === line && token.startColumn! - 1 <= character);
    let [from, behind] = [0, begins.length];
    while (behind - from > 1) {
      const middle = (from + behind) >> 1;
      if (isBefore(tokens[begins[middle]!]!)) from = middle;
      else behind = middle;
    }
    let statement = read.get(from);
    if (!statement) {
      const all = tokens.slice(begins[from], begins[from + 1]);
      statement = { first: all[0], last: all.at(-1), words: namesIn(all) };
      read.set(from, statement);
    }
    return statement;
  };
}

function namesIn(tokens: readonly IToken[]): readonly string[] {
  const names = tokens.filter((token) => token.tokenType.name === 'ID');
  return [...new Set(names.map(({ image }) => image))];
}
