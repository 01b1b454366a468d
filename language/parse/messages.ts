/** What the parser could not read → one clear sentence at the place where it is. */
import type { IRecognitionException, IToken } from 'chevrotain';
import { grouped } from '../../plan/grouped.ts';
import { type FormProblem, type Range, TBD } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import { contains } from '../../plan/place.ts';
import { clausesOf, takes } from '../clauses-of.ts';
import { straysIn } from '../strays.ts';
import { synonymsOf } from '../synonyms.ts';
import { BESIDE } from './beside.ts';
import { characterProblems } from './character-messages.ts';
import { CLAUSE_WORDS, DEEPEST, endsStatement, FLAG_WORDS, opensStatement } from './lexer.ts';
import { clauseWordsOn, statementUpTo, whoMeant, zoneMeant } from './meant.ts';
import type { Parsed } from './parser.ts';
import { unquoted } from './quoted.ts';
import { timeProblems } from './times-meant.ts';
import { endOf, indexAt, rangeOf, startOf } from './tokens.ts';

/** @param flagsForNames words that were meant as names where they are clauses, which is told: whoever refers to one is not blamed */
export function formProblems(
  file: string,
  parsed: Parsed,
  flagsForNames: ReadonlySet<string> = new Set(),
): FormProblem[] {
  const problems: FormProblem[] = [];
  const said = new Set<number>();
  const times = timeProblems(file, parsed);
  const timesOn = grouped(times, ({ place }) => place.range.start.line);
  const isInTime = ({ place }: FormProblem) =>
    timesOn.get(place.range.start.line)?.some((time) => contains(time.place, place)) ?? false;
  // Each of these is a mistake of its own; what else is said of such a line may be its consequence.
  for (const problem of [...times, ...characterProblems(file, parsed).filter((one) => !isInTime(one))]) {
    problems.push(problem);
    said.add(problem.place.range.start.line);
  }
  const add = (range: Range, message: string, replacement?: FormProblem['replacement']): void => {
    // Recovery stumbles over one mistake several times; one message a line is enough.
    if (said.has(range.start.line)) return;
    said.add(range.start.line);
    problems.push({ message, replacement, place: { file, range } });
  };
  for (const token of parsed.tokens) {
    // A parameter that stands for a title has no quotation marks.
    if (token.tokenType.name === 'STRING' && token.image.startsWith('"') && !isClosed(token.image)) {
      add(rangeOf(token), 'This text is not closed; put a `"` at its end.', {
        title: 'Close the text',
        text: `${token.image.trimEnd()}"`,
      });
    }
  }
  for (const stray of parsed.strayBraces) {
    if (stray.image === '{')
      add(rangeOf(stray), 'A block ends its line; take these braces out or put them at the end.');
  }
  for (const brace of parsed.tooDeep) {
    add(
      rangeOf(brace),
      `Blocks are nested more than ${DEEPEST} deep here; what is inside is not read. Take some levels out.`,
    );
  }
  for (const brace of parsed.missingBraces) {
    add(
      rangeOf(brace),
      brace.image === '}'
        ? 'This block is not closed: a `}` is missing from here on.'
        : 'The block that ends below is not opened: a `{` is missing here.',
    );
  }
  for (const brace of parsed.surplusBraces) add(rangeOf(brace), 'This `}` closes nothing.');
  for (const error of parsed.errors) {
    if (flagsForNames.has(error.token.image)) continue;
    if (isBehindUnknown(error.token, parsed.tokens)) continue;
    const said =
      listed(error.token, parsed.tokens) ?? given(error.token, parsed.tokens) ?? describe(error, parsed.tokens);
    const way = openWay(error.token, parsed.tokens);
    add(way ? withOpen(said.range, error.token, parsed.tokens) : said.range, said.message + way, said.replacement);
  }
  for (const strays of straysIn(parsed)) {
    if (isBehindUnknown(strays[0]!, parsed.tokens)) continue;
    const { range, message, replacement } =
      listed(strays[0]!, parsed.tokens) ?? given(strays[0]!, parsed.tokens) ?? describeStrays(strays, parsed.tokens);
    const way = openWay(strays[0]!, parsed.tokens);
    add(way ? withOpen(range, strays[0]!, parsed.tokens) : range, message + way, replacement);
  }
  return problems;
}

/** Where `tbd` says nothing: what is left out until it is known. */
function openWay(token: IToken, tokens: readonly IToken[]): string {
  // `every tbd..Fri`: told at what cannot go on with it.
  const isBehind = /^\W/.test(token.image) && tokenBefore(token, tokens)?.image === TBD;
  if (token.image !== TBD && !isBehind) return '';
  const line = statementUpTo(token, tokens);
  const [opener] = line;
  const words = line.slice(1).filter(({ tokenType }) => CLAUSE_WORDS.has(tokenType.name));
  const last = words.at(-1)?.image;
  if (last === 'every') return ' As long as that is open, write `every tbd`.';
  const what =
    last === undefined || last === TBD
      ? opener && `the \`${opener.image}\``
      : `\`${last === 'for' ? 'only for' : last}\``;
  return what ? ` As long as that is open, leave ${what} out.` : '';
}

/** … with the `tbd` before it, which is what is wrong. */
function withOpen({ start, end }: Range, token: IToken, tokens: readonly IToken[]): Range {
  const open = token.image === TBD ? token : tokenBefore(token, tokens)!;
  const first = startOf(open);
  return { start: first.line < start.line || first.character < start.character ? first : start, end };
}

/** A word that opens no line is told by whoever knows what it is called here, and what stands behind it comes of that. */
function isBehindUnknown(token: IToken, tokens: readonly IToken[]): boolean {
  const [opener] = statementUpTo(token, tokens);
  return opener?.tokenType.name === 'UNKNOWN' && opener.startLine === token.startLine && opener !== token;
}

/** Recovery may already have skipped tokens, so what stands before the mistake is read from the text's own tokens. */
export function tokenBefore(token: IToken, tokens: readonly IToken[]): IToken | undefined {
  let at = token.tokenType.name === 'EOF' ? tokens.length : indexAt(tokens, token.startOffset);
  // Tokens without text are marks of the lexer's own.
  while (at > 0 && tokens[at - 1]!.image === '') at--;
  return tokens[at - 1];
}

function describe(
  { token }: IRecognitionException,
  tokens: readonly IToken[],
): { range: Range; message: string; replacement?: FormProblem['replacement'] } {
  const previous = tokenBefore(token, tokens);
  const atEnd = token.tokenType.name === 'EOF';
  if (previous && awaitsMore(previous)) {
    const isLaterLine = atEnd || token.startLine !== previous.endLine;
    // The line stops too early: the mistake is at its end, not where the next one begins.
    const range = isLaterLine ? { start: startOf(previous), end: endOf(previous) } : rangeOf(token);
    const instead = atEnd || endsStatement(token) ? '' : `, not \`${token.image}\``;
    const isText = !isLaterLine && token.tokenType.name === 'STRING' && NAMED_AFTER.has(previous.image);
    const meant = isText ? unquoted(previous.image, token.image.slice(1, -1)) : undefined;
    return {
      range,
      message: `${expectedAfter(previous)}${instead}.${meant?.way ?? ''}`,
      replacement: meant?.replacement,
    };
  }
  if (atEnd) {
    const end = previous ? endOf(previous) : { line: 0, character: 0 };
    return {
      range: { start: previous ? startOf(previous) : end, end },
      message: 'The text ends in the middle of something.',
    };
  }
  // The line stops too early; what follows is not what is wrong.
  if (previous && !/^[{}]$/.test(previous.image) && endsStatement(token)) {
    const begun = statementUpTo(previous, tokens).findLast((one) => awaitsMore(one) || opensStatement(one));
    const asks = begun && awaitsMore(begun) ? begun : previous;
    return { range: rangeOf(previous), message: `${expectedAfter(asks)}.` };
  }
  return midLine(token, tokens);
}

/** `use upgrade(any of ops else cyd)`: of people a runbook is given a name, and says itself how many of them. */
function given(paren: IToken, tokens: readonly IToken[]): ReturnType<typeof midLine> | undefined {
  if (paren.image !== '(' || statementUpTo(paren, tokens).at(-2)?.image !== 'use') return undefined;
  const inside: IToken[] = [];
  for (let i = tokens.indexOf(paren, indexAt(tokens, paren.startOffset)) + 1; i < tokens.length; i++) {
    const { image, startLine } = tokens[i]!;
    if (startLine !== paren.startLine || image === ')') break;
    inside.push(tokens[i]!);
  }
  const commas = [-1, ...inside.flatMap(({ image }, i) => (image === ',' ? [i] : [])), inside.length];
  const parts = commas.slice(1).map((end, i) => inside.slice(commas[i]! + 1, end));
  const odd = parts.find((part) => part.length > 1 && part.some(({ image }) => image === 'of' || image === 'else'));
  const team = odd?.[odd.findIndex(({ image }) => image === 'of') + 1]?.image;
  if (!odd || team === undefined) return undefined;
  const words = odd.map(({ image }) => image).join(' ');
  return {
    range: { start: startOf(odd[0]!), end: endOf(odd.at(-1)!) },
    message: `A runbook is given one name here, not \`${words}\`. Give it \`${team}\`, and write the rest behind \`by\` in the runbook: \`by ${odd.map(({ image }) => (image === team ? 'WHO' : image)).join(' ')}\`, WHO being its parameter.`,
  };
}

/** A comma between two values where a line has one: what was to be said twice. Where the line may stand again, it is repeated. */
function listed(comma: IToken, tokens: readonly IToken[]): ReturnType<typeof midLine> | undefined {
  if (comma.image !== ',') return undefined;
  const at = tokens.indexOf(comma, indexAt(tokens, comma.startOffset));
  const [word, previous, next] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
  if (!previous || !next || next.startLine !== comma.startLine) return undefined;
  // Where a list of names may stand, its comma is read.
  const isName = previous.tokenType.name === 'ID' && word !== undefined && CLAUSE_WORDS.has(word.tokenType.name);
  const isOne = (token: IToken) => VALUES.has(token.tokenType.name) || (isName && token.tokenType.name === 'ID');
  if (!isOne(previous) || !isOne(next)) return undefined;
  const line = statementUpTo(comma, tokens);
  const { image: opener, startColumn } = line[0]!;
  const again = repeatedWith(line);
  const range = rangeOf(comma);
  if (again !== undefined) {
    const text = `\n${' '.repeat(startColumn! - 1)}${again}`;
    return {
      range,
      message: `\`${opener}\` has one ${VALUES.get(previous.tokenType.name)} on a line; what follows stands on one of its own, behind another \`${again}\`.`,
      replacement: { title: `Put what follows on a \`${again}\` of its own`, text },
    };
  }
  const clause = line.findLast(({ tokenType }, i) => i > 0 && CLAUSE_WORDS.has(tokenType.name));
  const one = clause
    ? `One value stands after \`${clause.image}\``
    : `A line has one ${VALUES.get(previous.tokenType.name)}`;
  // `grant app to cid, bob`.
  const isWhom = (opener === 'grant' || opener === 'revoke') && (clause?.image === 'to' || clause?.image === 'from');
  const way = isWhom
    ? ` Name a team (\`team NAME is ${previous.image}, ${next.image}\`), or write a \`${opener}\` for each of them.`
    : '';
  return { range, message: `${one}, and no list of them.${way}` };
}

/** How the line begins again; undefined: it stands once. */
function repeatedWith(line: readonly IToken[]): string | undefined {
  const { name } = line[0]!.tokenType;
  if (name === 'working' || name === 'shift') {
    const hours = line.findIndex(({ tokenType }) => tokenType.name === 'CLOCK');
    const days = line.slice(1, Math.max(1, hours)).map(({ image }) => image);
    return hours < 0 ? undefined : [name, days.join('').replaceAll(',', ', ')].join(' ').trimEnd();
  }
  const own = clausesOf(name);
  return own.includes('span') && own.every((clause) => clause === 'span' || clause === 'title') ? name : undefined;
}

/** What a line has one of, by the token it ends with. */
const VALUES: ReadonlyMap<string, string> = new Map([
  ...['DATE', 'CLOCK', 'WEEKDAY', 'ZONE', 'OFFSET'].map((type) => [type, 'time or range'] as const),
  ...['DURATION', 'ESTIMATE'].map((type) => [type, 'duration'] as const),
  ['STRING', 'title'],
  ['NUMBER', 'number'],
  ['VERSION', 'version'],
]);

/** Of several side by side the first says what is wrong. */
function describeStrays(strays: readonly IToken[], tokens: readonly IToken[]): ReturnType<typeof midLine> {
  const [first, ...others] = strays as [IToken, ...IToken[]];
  const range = { start: startOf(first), end: endOf(others.at(-1) ?? first) };
  if (first.image === ',' && others.length === 0) return { range, message: `${expectedAfter(first)}.` };
  const one = midLine(first, tokens);
  return one.replacement ? one : { ...one, range };
}

function midLine(
  token: IToken,
  tokens: readonly IToken[],
): { range: Range; message: string; replacement?: FormProblem['replacement'] } {
  const range = rangeOf(token);
  const line = statementUpTo(token, tokens);
  if (token.tokenType.name === 'ID') {
    const meant = whoMeant(token, line) ?? zoneMeant(token, line);
    if (meant) {
      const { text, of } = meant;
      return {
        range: { start: startOf(of[0]!), end: endOf(token) },
        message: `\`${of.map(({ image }) => image).join(' ')}\` is written \`${text}\`.`,
        replacement: { title: `Write \`${text}\``, text },
      };
    }
    const lag = /^(.+?)-(\d+(?:wd|mo|[mhdw]))$/.exec(token.image);
    if (lag) {
      const text = `${lag[1]} - ${lag[2]}`;
      return {
        range,
        message: `\`${token.image}\` reads as one name; write \`${text}\`.`,
        replacement: { title: `Write \`${text}\``, text },
      };
    }
    const [next] = Object.hasOwn(BESIDE, token.image) ? (BESIDE[token.image]!.before ?? []) : [];
    const words = clauseWordsOn(line, CLAUSE_WORDS);
    const others = words.filter((word) => word !== token.image);
    const synonyms = synonymsOf(token.image, 'clause');
    const fitting = synonyms.filter((word) => words.includes(word));
    const [suggestion = next ? undefined : nearest(token.image, others)] = [...fitting, ...synonyms];
    const way = suggestion
      ? ` Did you mean \`${suggestion}\`?`
      : next && next === next.toLowerCase()
        ? ` It goes on with \`${next}\`.`
        : ' Text belongs between `"`; a name follows a word such as `by` or `after`.';
    return {
      range,
      message: `\`${token.image}\` has no meaning here.${way}`,
      replacement: suggestion ? { title: `Write \`${suggestion}\``, text: suggestion } : undefined,
    };
  }
  if (token.tokenType.name === 'VERSION' && takes(line[0]?.tokenType.name ?? '', 'version')) {
    const text = `version ${token.image}`;
    return {
      range,
      message: `\`${token.image}\` is a version, and stands behind that word: \`${text}\`.`,
      replacement: { title: `Write \`${text}\``, text },
    };
  }
  if (token.image === 'and' && takes(line[0]?.tokenType.name ?? '', 'with')) {
    const message = '`and` goes on with a condition; whoever does it together with others stands before `with`.';
    return { range, message, replacement: { title: 'Write `with`', text: 'with' } };
  }
  if (token.image === '}') return { range, message: 'This `}` closes nothing.' };
  return { range, message: `\`${token.image}\` has no meaning here.` };
}

const EXPECTED_AFTER: Readonly<Record<string, string>> = {
  by: 'A person, team or role stands after `by`',
  with: 'People stand after `with`',
  else: 'A name stands after `else`',
  at: 'A time stands after `at`',
  due: 'A time stands after `due`',
  before: 'A time stands after `not before`',
  not: '`not` goes on with `before` and a time',
  during: 'A range of times stands after `during`: `Thu 2026-11-26 09:00 .. 17:00`',
  after: 'The name of something with a time stands after `after`',
  alongside: 'The name of a step stands after `alongside`',
  via: 'A channel stands after `via`',
  in: 'An environment or register stands after `in`',
  to: 'A name or a time stands after `to`',
  from: 'A name or a time stands after `from`',
  until: 'A time stands after `until`',
  on: 'A day, or the name of a system, stands after `on`',
  every: 'An interval (`2w`), weekdays (`Mon, Wed`) or days of a month (`last 2wd of month`) stand after `every`',
  as: 'A name stands after `as`',
  version: 'A version stands after `version`: `4.1.3 -> 4.2.0`',
  undo: 'A duration stands after `undo`',
  is: 'A person stands after `is`',
  of: 'Names stand after `of`',
  for: 'Names stand after `for`',
  and: 'Another condition stands after `and`',
  then: '`rollback`, `play NAME`, `notify WHO`, `postpone to TIME` or `stop` stands after `then`',
  over: 'A duration stands after `over`',
  because: 'A reason between `"` stands after `because`',
  within: 'A duration stands after `within`',
  tags: 'Names stand after `tags`',
  link: 'A web address stands after `link`',
  under: 'A change stands after `under`',
  including: 'Names stand after `including`',
  only: '`only` goes on with `for` and kinds of release, or with `if` and a condition',
  if: 'A condition stands after `only if`: `only if "Notes merged" = "yes"`',
  likely: 'A share stands after `likely`: `likely 30 %`',
  any: '`any` goes on with `of` and a team',
  ',': 'Another name stands after `,`',
  '->': 'The new value stands after `->`',
  '+': 'A duration stands after `+`',
  '-': 'A duration stands after `-`',
};

/** Those behind which names stand. */
const NAMED_AFTER: ReadonlySet<string> = new Set([
  ...['by', 'with', 'else', 'is', 'of', 'after', 'alongside', 'for', 'via', 'in', 'to', 'from', 'on'],
  ...['as', 'tags', 'including', 'under'],
]);

function expectedAfter(token: IToken): string {
  if (Object.hasOwn(EXPECTED_AFTER, token.image)) return EXPECTED_AFTER[token.image]!;
  return `Something is missing after \`${token.image}\``;
}

/** A clause word, or a sign between two words: something follows it. */
function awaitsMore(token: IToken): boolean {
  const type = token.tokenType.name;
  return (
    (CLAUSE_WORDS.has(type) && !FLAG_WORDS.has(type)) || (type !== 'STRING' && Object.hasOwn(EXPECTED_AFTER, type))
  );
}

/** Does the text end with the quote that ends it? */
export function isClosed(image: string): boolean {
  return image.length > 1 && /(^|[^\\])(\\\\)*"$/.test(image.slice(1));
}
