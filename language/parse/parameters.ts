/**
 * Parameters of a runbook or template that stand for a duration, a title or a day: `wait watch soak`, `window day 22:00`. To the grammar such a word is what it
 * stands for, inside of its runbook alone; everywhere else, and in the place of a name, it is a name like all others.
 */
import type { IToken, TokenType } from 'chevrotain';
import { VERBS } from '../../plan/model.ts';

/** @returns whether anything in the text has room for parameters */
export function typeParameters(tokens: readonly IToken[], definition: Readonly<Record<string, TokenType>>): boolean {
  let hasAny = false;
  for (let i = 0; i < tokens.length; i++) {
    if (!OPENING.has(tokens[i]!.tokenType.name)) continue;
    const { types, behind } = typesOf(tokens, i, definition);
    hasAny ||= tokens[behind]?.image === ')' || types.size > 0;
    if (types.size > 0) i = typeBody(tokens, behind, types, definition);
  }
  return hasAny;
}

/** By name; undefined: nothing says what it stands for. What is called `date` is one. */
type Types = ReadonlyMap<string, string | undefined>;

/** `(share: percent, soak)` behind the name of a runbook. */
function typesOf(
  tokens: readonly IToken[],
  runbook: number,
  definition: Readonly<Record<string, TokenType>>,
): { readonly types: Types; readonly behind: number } {
  const types = new Map<string, string | undefined>();
  let at = runbook + 1;
  while (tokens[at] && !/^[({}]$/.test(tokens[at]!.image)) at++;
  if (tokens[at]?.image !== '(') return { types, behind: at };
  for (at++; tokens[at] && !/^[){}]$/.test(tokens[at]!.image); at++) {
    if (/^[:=]$/.test(tokens[at - 1]!.image)) continue;
    // A parameter may be called what it is: `release weekly(date, version)`.
    if (tokens[at]!.tokenType.name === 'version') become(tokens[at]!, definition.ID!);
    if (tokens[at]!.tokenType.name !== 'ID') continue;
    types.set(
      tokens[at]!.image,
      tokens[at + 1]?.image === ':' ? tokens[at + 2]?.image : OWN_TYPES.get(tokens[at]!.image),
    );
  }
  return { types, behind: at };
}

/** Where the runbook ends. */
function typeBody(
  tokens: readonly IToken[],
  from: number,
  types: Types,
  definition: Readonly<Record<string, TokenType>>,
): number {
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.image === '{') depth++;
    else if (token.image === '}' && --depth <= 0) break;
    if (depth === 0 && OPENING.has(token.tokenType.name)) return at - 1;
    if (token.tokenType.name === 'version' && types.has('version') && isValue(tokens[at - 1]!))
      become(token, definition.ID!);
    if (token.tokenType.name !== 'ID' || !types.has(token.image)) continue;
    // What has an end or a lag is a point of the plan, and its word a name.
    if (/^[.+-]$/.test(tokens[at + 1]?.image ?? '')) continue;
    const type = types.get(token.image);
    // A time goes on with an hour, a zone, or to its end.
    if (type === undefined && /^(CLOCK|ZONE|\.\.)$/.test(tokens[at + 1]?.tokenType.name ?? '')) continue;
    const stands = typeAt(type, tokens[at - 1]!, tokens[at - 2]);
    if (stands) become(token, definition[stands]!);
  }
  return at;
}

/** Behind the word of the clause, and its arrow. */
function isValue({ tokenType: { name }, image }: IToken): boolean {
  return name === 'version' || image === '->';
}

function become(token: IToken, type: TokenType): void {
  Object.assign(token, { tokenType: type, tokenTypeIdx: type.tokenTypeIdx! });
}

function typeAt(
  type: string | undefined,
  previous: IToken,
  before: IToken | undefined,
): 'DURATION' | 'STRING' | 'DATE' | undefined {
  // Right behind `wait` stands a name.
  if (NAMED.has(previous.tokenType.name) || previous.tokenType.name === 'as') return undefined;
  if (type === 'date' || type === 'time') return 'DATE';
  if (type === 'title') return 'STRING';
  if (type === 'duration') return 'DURATION';
  return type === undefined && isPlaceOfDuration(previous, before) ? 'DURATION' : undefined;
}

/** Of a parameter without a type: nothing but a duration can stand there. */
function isPlaceOfDuration({ tokenType: { name }, image }: IToken, before: IToken | undefined): boolean {
  if (ASKING.has(name) || name === 'STRING') return true;
  // Two names in a row are a verb and its target, or what follows from a condition.
  return name === 'ID' && !PAIRED.has(image) && before?.image !== 'then';
}

/** Of a template: a date is nothing that a runbook could be given. */
const OWN_TYPES: ReadonlyMap<string, string> = new Map(['date', 'time'].map((type) => [type, type]));
const OPENING: ReadonlySet<string> = new Set(['runbook', 'release']);
/** Behind these words of a line stands a name, whatever it is. */
export const NAMED: ReadonlySet<string> = new Set([
  ...['gate', 'wait', 'meet', 'task'],
  ...['team', 'role', 'freeze', 'maintenance', 'event', 'criteria', 'roster', 'text', 'milestone', 'rehearsal', 'uat'],
  ...['benefit', 'risk', 'issue', 'must', 'should', 'could', 'wont', 'phase', 'stream', 'cycle', 'play', 'rollback'],
]);
const ASKING: ReadonlySet<string> = new Set(['within', 'undo', 'over', 'tested', 'keep', '+', '-']);
const PAIRED: ReadonlySet<string> = new Set([...VERBS, 'rollback', 'play', 'then']);
