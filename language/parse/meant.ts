/** What people write in the middle of a line for what the language has another word, form or order for. */
import type { IToken } from 'chevrotain';
import { clausesOf, VALUES } from '../clauses-of.ts';
import { opensStatement } from './lexer.ts';
import { indexAt } from './tokens.ts';

/** What to write there, and the tokens that it replaces, the last of which is the one that nobody can read. */
export interface Meant {
  readonly text: string;
  readonly of: readonly IToken[];
}

/** The tokens of a statement up to one of them, in the order of the text. */
export function statementUpTo(token: IToken, tokens: readonly IToken[]): readonly IToken[] {
  const end = token.tokenType.name === 'EOF' ? tokens.length : indexAt(tokens, token.startOffset);
  let from = end - 1;
  while (from > 0 && !opensStatement(tokens[from]!)) from--;
  return tokens.slice(Math.max(0, from), end).filter(({ image }) => image !== '');
}

/** The words that begin a clause of this line; of a line that takes none, all. */
export function clauseWordsOn(line: readonly IToken[], all: ReadonlySet<string>): readonly string[] {
  const own = clausesOf(line[0]?.tokenType.name ?? '').filter((clause) => !VALUES.has(clause));
  // Behind the first words of a clause others go on: `not before`, `only for`.
  const words = own.flatMap((clause) => (clause === 'by' ? ['by', 'else'] : clause.split(' ')));
  return own.length > 0 ? words : [...all];
}

/** `by relay crew`, `with all ops`, `by the night-shift`: which of a team, or that it is one. */
export function whoMeant(token: IToken, line: readonly IToken[]): Meant | undefined {
  const [word, previous] = [line.at(-2), line.at(-1)];
  if (token.tokenType.name !== 'ID' || !word || !previous || !isBeforeWho(word)) return undefined;
  if (previous.tokenType.name === 'NUMBER')
    return { text: `${previous.image} of ${token.image}`, of: [previous, token] };
  const quantity = QUANTITIES.get(previous.image.toLowerCase());
  return quantity === undefined ? undefined : { text: `${quantity}${token.image}`, of: [previous, token] };
}

/** Words that stand where a name does, and are told to be none: nobody declares them. */
export function wordsForNames(tokens: readonly IToken[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (let i = 1; i < tokens.length; i++) {
    const { image, startLine, tokenType } = tokens[i]!;
    if (tokenType.name !== 'ID' || !isBeforeWho(tokens[i - 1]!) || !QUANTITIES.has(image.toLowerCase())) continue;
    const next = tokens[i + 1];
    if (next?.startLine === startLine && next?.tokenType.name === 'ID') words.add(image);
  }
  return words;
}

function isBeforeWho({ image, tokenType }: IToken): boolean {
  return (
    image === tokenType.name && (image === 'by' || image === 'with' || image === 'else' || image === 'accountable')
  );
}

const QUANTITIES: ReadonlyMap<string, string> = new Map([
  ...['all', 'both', 'each', 'everybody', 'everyone', 'entire', 'whole'].map((word) => [word, 'all of '] as const),
  ['relay', 'relay of '],
  ...['the', 'team', 'group', 'person', 'role', 'user'].map((word) => [word, ''] as const),
]);

/** `22:00 utc`, `22:00 Z`, `22:00 Berlin`: the zone behind a time. */
export function zoneMeant(token: IToken, line: readonly IToken[]): Meant | undefined {
  if (token.tokenType.name !== 'ID' || !TIMES.has(line.at(-1)?.tokenType.name ?? '')) return undefined;
  const zone = zoneNamed(token.image);
  return zone === undefined ? undefined : { text: zone, of: [token] };
}

const TIMES: ReadonlySet<string> = new Set(['CLOCK', 'DATE', 'WEEKDAY', 'OFFSET']);

/** Whatever the case, and of a place its last part alone, where only one is called so. */
export function zoneNamed(written: string): string | undefined {
  const text = written.toLowerCase().replace(/[ -]/g, '_');
  if (/^(z|utc|gmt|zulu)$/.test(text)) return 'UTC';
  zones ??= Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone] as const);
  const fitting = zones.flatMap(([name, zone]) => (name === text || name.endsWith(`/${text}`) ? zone : []));
  return fitting.length === 1 && text.length > 3 ? fitting[0] : undefined;
}

let zones: readonly (readonly [lower: string, zone: string])[] | undefined;
