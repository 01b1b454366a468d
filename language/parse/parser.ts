/** Text → syntax tree, with tokens, comments and mistakes of form. Nothing here throws, whatever the text. */
import type { IRecognitionException, IToken } from 'chevrotain';
import {
  type CstNode,
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  DefaultValueConverter,
  EmptyFileSystem,
  type GrammarAST,
  inject,
  type LangiumParser,
  type ValueType,
} from 'langium';
import { type Range, TBD } from '../../plan/model.ts';
import type { ReleaseFile, Statement } from '../generated/ast.ts';
import { ReleaseGeneratedModule, ReleaseGeneratedSharedModule } from '../generated/module.ts';
import { adoptOwnClauses } from '../own-clauses.ts';
import { createParser } from './langium/choices.ts';
import { recoverInTurn } from './langium/recovery.ts';
import { makeWholeNodes, type Tree, treeOf } from './langium/tree.ts';
import { ReleaseLexer, ReleaseTokenBuilder } from './lexer.ts';
import type { LookAlike } from './look-alikes.ts';
import { nameOf } from './names.ts';

/** A text as words. */
export interface Lexed {
  /** As the grammar sees them: words classified, braces repaired. */
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
}

export interface Parsed extends Lexed {
  readonly text: string;
  readonly root: ReleaseFile;
  readonly strayBraces: readonly IToken[];
  /** Where blocks nest too deep to be read. */
  readonly tooDeep: readonly IToken[];
  readonly errors: readonly IRecognitionException[];
  /** Braces that the repair put in, without length, right behind the text they belong to. */
  readonly missingBraces: readonly IToken[];
  /** `}` that close nothing; they are not among the tokens. */
  readonly surplusBraces: readonly IToken[];
  /** Characters that belong to no token. */
  readonly unreadable: readonly Range[];
  /** Characters that another one was read for. */
  readonly lookAlikes: readonly LookAlike[];
  /** Whether a runbook or template has any. */
  readonly hasParameters: boolean;
  /** Of a text that was mended: where it differs from the one before, if that is little enough to say. */
  readonly edit?: Edit;
}

/** One word became another where it stood, or only a comment changed; the lines are those there were. */
export interface Edit {
  /** The text before it. */
  readonly before: string;
  /** What stands on this line behind that character has moved, by so many. */
  readonly line: number;
  readonly behind: number;
  readonly by: number;
  /** The innermost statement that has the word, or the comment above it. */
  readonly statement?: Statement;
}

/** Before the name of a parameter where a title stands. */
export const PARAMETER = '\u0002';

/** Names are compared as `nameOf` has them, however their letters are put together. */
class ReleaseValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, node: CstNode): ValueType {
    // Words that nobody has found yet need no quotation marks.
    if (rule.name === 'STRING' && input === TBD) return TBD;
    // A parameter of a runbook stands for a title: its name is marked, so that it is taken for no words.
    if (rule.name === 'STRING' && !input.startsWith('"')) return PARAMETER + nameOf(input);
    return super.runConverter(rule, rule.name === 'STRING' ? input : nameOf(input), node);
  }
}

export function parse(text: string): Parsed {
  const { parser, lexer } = services();
  const { tokens, comments, errors: lexerErrors, ...marks } = lexer.tokenize(text);
  const { root, errors } = treeOf(parser, text, tokens);
  adoptOwnClauses(root);
  return {
    text,
    root,
    tokens,
    comments,
    strayBraces: marks.strayBraces,
    surplusBraces: marks.surplusBraces,
    tooDeep: marks.tooDeep,
    lookAlikes: marks.lookAlikes,
    hasParameters: marks.hasParameters,
    errors,
    missingBraces: tokens.filter((token) => token.endOffset! < token.startOffset && token.image !== ''),
    unreadable: lexerErrors.map(({ line = 1, column = 1, length }) => ({
      start: { line: line - 1, character: column - 1 },
      end: { line: line - 1, character: column - 1 + length },
    })),
  };
}

/** `parse`, for a text that may have been read a moment ago: the formatter lays out what was just analysed. Nobody changes a tree. */
export function parseAgain(text: string): Parsed {
  if (last?.text !== text) {
    lastFrom = undefined;
    last = parse(text);
  }
  return last;
}

/** Where what was read last was mended from that text, it is mended into it again. */
export function mendBack(text: string, mend: (before: Parsed, by: Reader) => Parsed | undefined): void {
  const before = last;
  if (!before || lastFrom !== text) return;
  last = lastFrom = undefined;
  last = mend(before, reader());
}

/** `parseAgain` for a text that follows on another: `mend` may change what was read a moment ago into it, so nobody else may hold that. */
export function parseNext(text: string, mend: (before: Parsed, by: Reader) => Parsed | undefined): Parsed {
  const before = last;
  if (!before || before.text === text) return parseAgain(text);
  last = lastFrom = undefined;
  const mended = mend(before, reader());
  if (mended) lastFrom = before.text;
  last = mended ?? parse(text);
  return last;
}

function reader(): Reader {
  const { parser, lexer } = services();
  return { lexer, treeOf: (...of) => treeOf(parser, ...of) };
}

/** What reads a part of a text. */
export interface Reader {
  readonly lexer: ReleaseLexer;
  readonly treeOf: (text: string, tokens: readonly IToken[]) => Tree;
}

let last: Parsed | undefined;
/** What that was mended from. */
let lastFrom: string | undefined;

/** Tokens alone, for the formatter and the cursor: the same lexer, a tenth of the time. */
export function tokenize(text: string): Lexed {
  const { tokens, comments } = services().lexer.tokenize(text);
  return { tokens, comments };
}

/** `tokenize`, for a whole text that may have been read a moment ago: whoever points at a word is told several things of it. Nobody keeps tokens or changes them. */
export function tokenizeAgain(text: string): Lexed {
  if (last?.text === text) return last;
  if (lexed?.text !== text) lexed = { text, ...tokenize(text) };
  return lexed;
}

let lexed: (Lexed & { readonly text: string }) | undefined;

let cached: { readonly parser: LangiumParser; readonly lexer: ReleaseLexer } | undefined;

/** Built at first use: the grammar's tables cost some 30 ms that `--help` need not pay. */
function services(): { readonly parser: LangiumParser; readonly lexer: ReleaseLexer } {
  if (cached) return cached;
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), ReleaseGeneratedSharedModule);
  const core = inject(createDefaultCoreModule({ shared }), ReleaseGeneratedModule, {
    parser: {
      TokenBuilder: () => new ReleaseTokenBuilder(),
      ValueConverter: () => new ReleaseValueConverter(),
      Lexer: (all: ConstructorParameters<typeof ReleaseLexer>[0]) => new ReleaseLexer(all),
      LangiumParser: createParser,
    },
  });
  shared.ServiceRegistry.register(core);
  recoverInTurn(core.parser.LangiumParser);
  makeWholeNodes(core.parser.LangiumParser);
  cached = { parser: core.parser.LangiumParser, lexer: core.parser.Lexer as ReleaseLexer };
  return cached;
}
