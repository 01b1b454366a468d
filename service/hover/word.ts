/** A word of the language: what it is for, and a line that shows it. */
import type { Clause } from '../../language/clauses.ts';
import { CLAUSES, clauseOn, clausesOf, VALUES } from '../../language/clauses-of.ts';
import { contextAt } from '../../language/cursor.ts';
import { linesIn } from '../../language/lines.ts';
import { tokenizeAgain } from '../../language/parse/parser.ts';
import { NO_RETURN, OF_MONTH, OPERATORS, PARTS, type PartWord } from '../../language/parts.ts';
import type { Position, Range } from '../../plan/model.ts';
import { TBD } from '../../plan/model.ts';
import { snippetFor, written } from '../completion/snippets.ts';
import { code, document, exampleOf, plain } from './markdown.ts';

/** The word under the cursor; `opens`: it opens its line, and says what kind of line that is. */
export interface DescribedWord {
  readonly markdown: string;
  readonly range: Range;
  readonly opens: boolean;
}

export function describeWordAt(text: string, position: Position): DescribedWord | undefined {
  const { tokens } = tokenizeAgain(text);
  const index = tokens.findIndex(
    ({ startLine, startColumn, image }) =>
      startLine === position.line + 1 &&
      startColumn! - 1 <= position.character &&
      position.character <= startColumn! - 1 + image.length,
  );
  const token = tokens[index];
  if (!token) return undefined;
  const isOfPoint = tokens.find(({ startLine }) => startLine === token.startLine)?.image === 'point';
  const days = monthWord(
    tokens.map(({ image }) => image),
    index,
  );
  if (days) {
    const start = { line: position.line, character: token.startColumn! - 1 };
    const end = { ...start, character: start.character + token.image.length };
    return { markdown: explained(token.image, days, 'every last 2wd of month'), range: { start, end }, opens: false };
  }
  // A name may be spelt like a word of the language; how long something takes may be open, too.
  if (token.tokenType.name !== token.image && token.image !== TBD && !isOfPoint) return undefined;
  const start = { line: position.line, character: token.startColumn! - 1 };
  const { slot, owner, statement } = contextAt(text, start);
  const at = (markdown: string, opens: boolean): DescribedWord => ({
    markdown,
    range: { start, end: { ...start, character: start.character + token.image.length } },
    opens,
  });
  const line = linesIn(owner).find((word) => word === token.image);
  if (slot === 'line' && line) {
    const { detail, text } = snippetFor(line, owner);
    return at(explained(line, detail, written(text)), true);
  }
  if (isOfPoint && Object.hasOwn(NO_RETURN, token.image))
    return at(explained(token.image, NO_RETURN[token.image]!, 'point of no return'), false);
  const before = tokens[index - 1]?.image;
  const after = tokens[index + 1]?.image;
  const clause = clauseOf(token.image, before, after, statement);
  if (Object.hasOwn(OPERATORS, token.image))
    return at(explained(token.image, OPERATORS[token.image]!, `"Errors" ${token.image} 1 %`), false);
  const part = partAt(tokens, index, clause);
  if (part) return at(explained(part, PARTS[part].detail, PARTS[part].example), false);
  if (!clause) return undefined;
  const { detail, example } = clauseOn(clause, statement ?? '');
  return at(explained(clause, detail, example), false);
}

/** `every last 2wd of month`: names in the eyes of the lexer. */
function monthWord(images: readonly string[], index: number): string | undefined {
  const { which, period }: { readonly [of in keyof typeof OF_MONTH]: Readonly<Record<string, string>> } = OF_MONTH;
  const word = images[index]!;
  if (images[index - 1] === 'every' && Object.hasOwn(which, word)) return which[word];
  return images[index - 1] === 'of' && images[index - 4] === 'every' && Object.hasOwn(period, word)
    ? period[word]
    : undefined;
}

/** Where it is no clause of its line, but goes on with a value or a condition. */
function partAt(
  tokens: ReturnType<typeof tokenizeAgain>['tokens'],
  index: number,
  clause: Clause | undefined,
): PartWord | undefined {
  const { image, startLine } = tokens[index]!;
  // `skilled in` and `independent of` are one each.
  const opening = tokens[index - 1]?.image ?? '';
  if ((opening === 'skilled' && image === 'in') || (opening === 'independent' && image === 'of')) return opening;
  if (!Object.hasOwn(PARTS, image)) return undefined;
  const line = tokens.filter((token) => token.startLine === startLine);
  const isOwn = clause !== undefined && clausesOf(line[0]!.image).includes(clause);
  return isOwn ? undefined : (image as PartWord);
}

/** Of several words that it may be a part of the longest; on a line of its own it belongs to the block. */
function clauseOf(word: string, before = '', after = '', statement = ''): Clause | undefined {
  const own = clausesOf(statement);
  const candidates = [`${before} ${word}`, `${word} ${after}`, word];
  const among = (all: readonly Clause[]) =>
    candidates.flatMap((text) => all.filter((clause) => clause === text && !VALUES.has(clause)))[0];
  return among(own) ?? among(CLAUSES);
}

function explained(word: string, detail: string, example: string): string {
  return document(`${code(word)}: ${plain(detail)}`, exampleOf(example));
}
