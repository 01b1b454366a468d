/** Of what is wrong with a line that which explains the rest. */
import type { IToken } from 'chevrotain';
import { grouped } from '../../../plan/grouped.ts';
import type { FormProblem } from '../../../plan/model.ts';
import { contains, type Place } from '../../../plan/place.ts';
import { opensStatement } from '../../parse/lexer.ts';
import type { Context } from '../context.ts';

/**
 * What is wrong with the form of a line explains what it lacks: of such a line one thing is said, and of a statement that goes on
 * over several lines as well, since what is told must not hang on the layout.
 */
export function withoutConsequences(
  form: readonly FormProblem[],
  { problems, surplus }: Pick<Context, 'problems' | 'surplus'>,
  tokens: readonly IToken[],
): readonly FormProblem[] {
  const others = surplus.size === 0 ? problems : withoutSurplus(problems, surplus);
  if (form.length === 0) return others;
  const begins = tokens.filter((token) => opensStatement(token) || token.image === '{' || token.image === '}');
  const lineOf = ({ file, range }: Place) => `${file} ${range.start.line}`;
  const statementOf = ({ file, range: { start } }: Place) => `${file} of ${lastUpTo(begins, start)}`;
  const told = new Set(form.flatMap(({ place }) => [lineOf(place), statementOf(place)]));
  return [...form, ...others.filter(({ place }) => !told.has(lineOf(place)) && !told.has(statementOf(place)))];
}

/** Its index; -1: none begins as early. */
function lastUpTo(tokens: readonly IToken[], { line, character }: Place['range']['start']): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { startLine, startColumn } = tokens[middle]!;
    if (startLine! - 1 < line || (startLine! - 1 === line && startColumn! - 1 <= character)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** By statement and not by line: what is told must not hang on the layout. */
function withoutSurplus(problems: readonly FormProblem[], surplus: Context['surplus']): readonly FormProblem[] {
  const byLine = grouped(
    problems.filter((one) => !surplus.has(one)),
    ({ place }) => place.range.start.line,
  );
  const isWrong = (statement: Place) => {
    for (let { line } = statement.range.start; line <= statement.range.end.line; line++)
      if (byLine.get(line)?.some(({ place }) => contains(statement, place))) return true;
    return false;
  };
  return problems.filter((one) => {
    const statement = surplus.get(one);
    return !statement || !isWrong(statement);
  });
}
