/**
 * Parameters of a runbook that stand for a duration or a title: `wait watch soak`. To the grammar such a word is what it stands for,
 * inside of its runbook alone; everywhere else, and in the place of a name, it is a name like all others.
 */
import type { IToken, TokenType } from 'chevrotain';
import { VERBS } from '../../plan/model.ts';

export function typeParameters(tokens: readonly IToken[], definition: Readonly<Record<string, TokenType>>): void {
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.tokenType.name !== 'runbook') continue;
    const { types, behind } = typesOf(tokens, i);
    if (types.size > 0) i = typeBody(tokens, behind, types, definition);
  }
}

/** By name; undefined: nothing says what it stands for. */
type Types = ReadonlyMap<string, string | undefined>;

/** `(share: percent, soak)` behind the name of a runbook. */
function typesOf(tokens: readonly IToken[], runbook: number): { readonly types: Types; readonly behind: number } {
  const types = new Map<string, string | undefined>();
  let at = runbook + 1;
  while (tokens[at] && !/^[({}]$/.test(tokens[at]!.image)) at++;
  if (tokens[at]?.image !== '(') return { types, behind: at };
  for (at++; tokens[at] && !/^[){}]$/.test(tokens[at]!.image); at++) {
    if (tokens[at]!.tokenType.name !== 'ID' || tokens[at - 1]!.image === ':') continue;
    types.set(tokens[at]!.image, tokens[at + 1]?.image === ':' ? tokens[at + 2]?.image : undefined);
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
    if (depth === 0 && token.tokenType.name === 'runbook') return at - 1;
    if (token.tokenType.name !== 'ID' || !types.has(token.image)) continue;
    // What has an end or a lag is a point of the plan, and its word a name.
    if (/^[.+-]$/.test(tokens[at + 1]?.image ?? '')) continue;
    const type = types.get(token.image);
    const become = typeAt(type, tokens[at - 1]!, tokens[at - 2]);
    if (become)
      Object.assign(token, { tokenType: definition[become]!, tokenTypeIdx: definition[become]!.tokenTypeIdx! });
  }
  return at;
}

function typeAt(
  type: string | undefined,
  previous: IToken,
  before: IToken | undefined,
): 'DURATION' | 'STRING' | undefined {
  // Right behind `wait` stands a name.
  if (NAMED.has(previous.tokenType.name) || previous.tokenType.name === 'as') return undefined;
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

const NAMED: ReadonlySet<string> = new Set(['gate', 'wait', 'meet', 'task']);
const ASKING: ReadonlySet<string> = new Set(['within', 'undo', 'over', 'tested', 'keep', '+', '-']);
const PAIRED: ReadonlySet<string> = new Set([...VERBS, 'rollback', 'play', 'then']);
