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
  for (const { place, message, understood } of sorted) {
    const statement = statementAt(parsed, place.range.start);
    const begin = statement[0] ? rangeOf(statement[0]).start : place.range.start;
    const line = { place, message, begin, words: namesIn(statement), ...(understood && { understood }) };
    add(line, `${statement[0]?.startOffset}`);
  }
  for (const { import: line } of imports) {
    // A circle is read as far as it goes, once.
    if (line.problem !== undefined && line.problem !== 'cycle')
      add({
        place: line.place,
        message: `\`${line.path}\` cannot be read, nor what it says.`,
        words: [],
        begin: line.place.range.start,
      });
  }
  return [...lines.values()];
}

/** What hangs on them in files that import this one: what stands in a release stays there. */
export function unreadElsewhere(unread: readonly UnreadLine[], releases: Plan['releases']): readonly UnreadLine[] {
  return unread.filter((one) => !releases.some(({ place }) => contains(place, one.place)));
}

/** The words of the statement at a place, on however many lines they stand: how a text is laid out says nothing. */
function statementAt({ tokens }: Parsed, { line, character }: Position): readonly IToken[] {
  const isBefore = (token: IToken): boolean =>
    token.startLine! - 1 < line || (token.startLine! - 1 === line && token.startColumn! - 1 <= character);
  let [from, behind] = [0, tokens.length];
  while (behind - from > 1) {
    const middle = (from + behind) >> 1;
    if (isBefore(tokens[middle]!)) from = middle;
    else behind = middle;
  }
  while (from > 0 && !endsStatement(tokens[from]!)) from--;
  let to = from + 1;
  while (to < tokens.length && !endsStatement(tokens[to]!)) to++;
  return tokens.slice(from, to);
}

function namesIn(tokens: readonly IToken[]): readonly string[] {
  const names = tokens.filter((token) => token.tokenType.name === 'ID');
  return [...new Set(names.map(({ image }) => image))];
}
