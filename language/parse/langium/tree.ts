/**
 * Tokens → syntax tree. Langium's parser reads them; how a node is made is said here. A statement has some fifty lists for its
 * clauses, nearly all of them empty: Langium adds them to each node one by one, by computed names, of which V8 makes a dictionary, and
 * goes through all of them again to tell the nodes in them where they hang. Here a node is a copy of one that has all of its
 * properties, with one empty list for all, and what is in it is told when it is made. (A plan of 1,000 steps took twice as long.)
 */
import type { IRecognitionException, IToken } from 'chevrotain';
import type { AstNode, CstNode, LangiumParser, ValueConverter } from 'langium';
import { ReleaseAstReflection, type ReleaseFile } from '../../generated/ast.ts';
import { isOldWord } from '../../old-words.ts';
import { copyable } from './copyable.ts';

export interface Tree {
  readonly root: ReleaseFile;
  readonly errors: readonly IRecognitionException[];
}

/** What Langium keeps to itself of its parser. */
interface Inner {
  readonly stack: Draft[];
  readonly wrapper: { input: readonly IToken[]; readonly errors: readonly IRecognitionException[] };
  readonly nodeBuilder: {
    buildRootNode(text: string): void;
    construct(item: Draft): void;
    addHiddenNodes: () => void;
    createLeafNode: (token: IToken, isHidden: boolean) => CstNode;
  };
  lexerResult: { readonly hidden: readonly [] };
  readonly converter: ValueConverter;
  readonly mainRule: unknown;
  doParse(rule: unknown): ReleaseFile;
  construct(): unknown;
}

/** A node while its rule is read; of a rule that gives a text its type is a symbol, and `value` the text. */
interface Draft extends Record<string, unknown> {
  readonly $type: string | symbol;
  readonly $cstNode: CstNode;
}

export function makeWholeNodes(parser: LangiumParser): void {
  const inner = parser as unknown as Inner;
  // Comments stay out of the tree. Where each of none belongs would be looked for before every word of the text.
  inner.lexerResult = { hidden: [] };
  inner.nodeBuilder.addHiddenNodes = () => {};
  const leafOf = inner.nodeBuilder.createLeafNode.bind(inner.nodeBuilder);
  inner.nodeBuilder.createLeafNode = (token, isHidden) => {
    const leaf = leafOf(token, isHidden);
    if (!isOldWord(token)) return leaf;
    // It says the new word, and is as long as the old one.
    const [text, length, end] = [token.image, token.endOffset! - token.startOffset + 1, token.endOffset! + 1];
    return Object.defineProperties(leaf, { text: { value: text }, length: { value: length }, end: { value: end } });
  };
  inner.construct = () => {
    const draft = inner.stack.pop()!;
    inner.nodeBuilder.construct(draft);
    if (typeof draft.$type === 'symbol') return inner.converter.convert(draft.value as string, draft.$cstNode);
    // A rule that passes on what another one gave has nothing to add to it.
    return '$container' in draft ? draft : wholeOf(draft, draft.$type);
  };
}

/** What `parse` of Langium does, of tokens that are known. */
export function treeOf(parser: LangiumParser, text: string, tokens: readonly IToken[]): Tree {
  const inner = parser as unknown as Inner;
  inner.nodeBuilder.buildRootNode(text);
  inner.wrapper.input = tokens;
  const root = inner.doParse(inner.mainRule);
  return { root, errors: inner.wrapper.errors };
}

function wholeOf(draft: Draft, type: string): AstNode {
  const node: Record<string, unknown> = { ...emptyNode(type) };
  for (const name in draft) {
    const value = draft[name];
    node[name] = value;
    if (name === '$cstNode') continue;
    if (Array.isArray(value)) for (const [i, one] of value.entries()) hang(one, node, name, i);
    else hang(value, node, name);
  }
  return node as unknown as AstNode;
}

/** Tells a piece of a node where it hangs; a word is no piece. */
function hang(piece: unknown, node: object, name: string, index?: number): void {
  if (typeof piece !== 'object' || piece === null) return;
  const one = piece as Record<string, unknown>;
  one.$container = node;
  one.$containerProperty = name;
  one.$containerIndex = index;
}

const NOTHING: readonly unknown[] = Object.freeze([]);
const reflection = new ReleaseAstReflection();
const empties = new Map<string, object>();

function emptyNode(type: string): object {
  const known = empties.get(type);
  if (known) return known;
  const ofAll = ['$type', '$cstNode', '$container', '$containerProperty', '$containerIndex'].map((name) => [
    name,
    undefined,
  ]);
  const own = Object.values(reflection.getTypeMetaData(type).properties).map(({ name, defaultValue }) => [
    name,
    Array.isArray(defaultValue) ? NOTHING : defaultValue,
  ]);
  const empty = copyable(Object.fromEntries([...ofAll, ...own]));
  empties.set(type, empty);
  return empty;
}
