/**
 * Tokens of a `.release` text, with what the grammar cannot say: a word is a keyword by where it stands.
 *
 * Words are lexed as ID and then classified: a statement word (`deploy`) is a keyword only as the first word of its line
 * or after a brace, a clause word (`after`) always is. So everything people call things (`production`, `test`, `run`)
 * stays a name, and one wrong line never reaches into the next. Braces of an unbalanced file are repaired by indentation.
 */
import { type IToken, Lexer, type TokenType } from 'chevrotain';
import { AstUtils, DefaultLexer, DefaultTokenBuilder, GrammarAST, type LexerResult, type Stream } from 'langium';
import { TBD } from '../../plan/model.ts';
import { MAY_BE_ALONE } from '../clauses-of.ts';
import { ReleaseGrammar } from '../generated/grammar.ts';
import { toldOf, underNewWords, withNamesAsTyped } from '../old-words.ts';
import { isKeywordBetween } from './beside.ts';
import { repairBraces } from './braces.ts';
import { type LookAlike, lineStart, movedBack, plainCharacters, STAND_INS, UTC } from './look-alikes.ts';
import { NAME } from './names.ts';
import { openValue } from './open-values.ts';
import { typeParameters } from './parameters.ts';

/** Words that open a line. */
export const STATEMENT_WORDS: ReadonlySet<string> = new Set(openingWords());
/** Those of them that a name follows. */
const DECLARING_WORDS: ReadonlySet<string> = new Set(keywordsOf('Declaration'));
/** Words that open a clause; they are reserved wherever a name is optional. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set(allWords().filter((word) => !STATEMENT_WORDS.has(word)));

export interface ReleaseLexerResult extends LexerResult {
  readonly comments: readonly IToken[];
  /** `{}` that an editor closed in mid-line, taken out of the stream. */
  readonly strayBraces: readonly IToken[];
  /** The first brace of each block nested deeper than `DEEPEST`; the block is taken out of the stream. */
  readonly tooDeep: readonly IToken[];
  /** `}` that close nothing, taken out of the stream. */
  readonly surplusBraces: readonly IToken[];
  /** What another thing was read for: `−` for `-`, an old word for the one of today. Tokens hold what was read. */
  readonly lookAlikes: readonly LookAlike[];
  /** Whether a runbook or template has any: in it a word may be another thing than its line says. */
  readonly hasParameters: boolean;
}

/** No plan nests this deep, and the parser recurses with every level. */
export const DEEPEST = 64;

/** Terminals that no text matches: the classification makes them. */
const OURS: ReadonlySet<string> = new Set(['NAME', 'LINE', 'UNKNOWN']);

export class ReleaseTokenBuilder extends DefaultTokenBuilder {
  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    const token = super.buildTerminalToken(terminal);
    return OURS.has(terminal.name) ? { ...token, PATTERN: Lexer.NA } : token;
  }

  protected override buildKeywordToken(
    keyword: GrammarAST.Keyword,
    terminals: TokenType[],
    caseInsensitive: boolean,
  ): TokenType {
    if (!isWord(keyword.value)) {
      const token = super.buildKeywordToken(keyword, terminals, caseInsensitive);
      const standIn = STAND_INS.get(keyword.value);
      return standIn ? { ...token, PATTERN: new RegExp(`${keyword.value.replaceAll('.', '\\.')}|${standIn}`) } : token;
    }
    const categories = CLAUSE_WORDS.has(keyword.value) ? terminals.filter((terminal) => terminal.name === 'NAME') : [];
    return { name: keyword.value, PATTERN: Lexer.NA, CATEGORIES: categories };
  }

  protected override buildTerminalTokens(rules: Stream<GrammarAST.AbstractRule>): TokenType[] {
    const terminals = super.buildTerminalTokens(rules);
    const name = terminals.find((terminal) => terminal.name === 'NAME')!;
    for (const terminal of terminals) if (terminal.name === 'ID') terminal.CATEGORIES = [name];
    return [...terminals, WORD];
  }
}

/**
 * A name that holds letters beyond ASCII. The lexer knows nothing of Unicode's properties but in a pattern of one's own, which
 * is slow; so it is a token of its own, tried only where ID finds no name, and becomes one.
 */
const WORD: TokenType = {
  name: 'WORD',
  PATTERN: (text: string, offset: number) => {
    ANY_NAME.lastIndex = offset;
    return ANY_NAME.exec(text);
  },
  LINE_BREAKS: false,
  START_CHARS_HINT: ['_', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', ...nonAscii()],
};
const ANY_NAME = new RegExp(NAME, 'uy');

function nonAscii(): string[] {
  return Array.from({ length: 0xffff - 0x7f }, (_, i) => String.fromCharCode(0x80 + i));
}

export class ReleaseLexer extends DefaultLexer {
  override tokenize(text: string): ReleaseLexerResult {
    const plain = plainCharacters(text);
    const { tokens, errors, hidden } = super.tokenize(plain.text);
    if (plain.lookAlikes.length > 0) tokens.forEach(takeStandIns);
    const kept = withoutStrayBraces(tokens);
    const old = underNewWords(kept.tokens);
    this.classify(kept.tokens);
    withNamesAsTyped(old);
    const repaired = repairBraces(kept.tokens, this.definition['{']!, this.definition['}']!);
    const shallow = withoutDeepBlocks(repaired.tokens);
    const hasParameters = typeParameters(shallow.tokens, this.definition);
    const lines = this.withLineTokens(shallow.tokens);
    // Columns tell what belongs to what, so this comes last.
    if (plain.unseen.length > 0) putBack(new Set([...tokens, ...hidden, ...lines]), errors, text, plain.unseen);
    return {
      tokens: lines,
      errors,
      // Comments stay out of the syntax tree: hanging them in costs a search for each.
      hidden: [],
      comments: hidden,
      strayBraces: kept.stray,
      tooDeep: shallow.cut,
      surplusBraces: repaired.surplus,
      lookAlikes: old.size > 0 ? [...plain.lookAlikes, ...toldOf(old)] : plain.lookAlikes,
      hasParameters,
    };
  }

  /** Some lines of a text that begin with a statement. Undefined: they have something that is told, or counts beyond them. */
  lines(text: string): { readonly tokens: readonly IToken[]; readonly comments: readonly IToken[] } | undefined {
    const plain = plainCharacters(text);
    if (plain.text !== text || plain.lookAlikes.length > 0) return undefined;
    const { tokens, errors, hidden } = super.tokenize(text);
    if (errors.length > 0 || withoutStrayBraces(tokens).stray.length > 0 || underNewWords(tokens).size > 0)
      return undefined;
    this.classify(tokens);
    return { tokens: this.withLineTokens(tokens), comments: hidden };
  }

  private classify(tokens: readonly IToken[]): void {
    const ID = this.definition.ID!;
    const WORD = this.definition.WORD!;
    let statementColumn = 0;
    let line = '';
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!;
      if (token.tokenType === WORD) become(token, ID);
      if (token.tokenType !== ID) {
        if (token.tokenType.name === '-' && isFirst(tokens, i)) {
          become(token, this.definition.ITEM!);
          line = token.image;
        }
        continue;
      }
      const word = token.image;
      if (STATEMENT_WORDS.has(word)) {
        if (!isFirst(tokens, i)) continue;
        const column = token.startColumn!;
        // A list goes on after a comma, unless the next line is no deeper: then the comma is a half-typed one.
        if (isAwaited(tokens[i - 1], word) && column > statementColumn) continue;
        statementColumn = column;
        line = word;
        become(token, this.definition[word]!);
      } else if (CLAUSE_WORDS.has(word) && isKeywordBetween(word, tokens[i - 1], tokens[i + 1])) {
        const isValue = !isFirst(tokens, i) && !isAwaited(tokens[i - 1], word);
        const open = word === TBD ? openValue(line, tokens[i - 1], tokens[i + 1], isValue) : undefined;
        if (!isNameOf(tokens[i - 1], tokens[i + 1])) become(token, this.definition[open ?? word]!);
      } else if (isFirst(tokens, i) && !isAwaited(tokens[i - 1], word)) {
        // A word that opens no line must not pass for a name that the line above goes on with.
        statementColumn = token.startColumn!;
        line = '';
        become(token, this.definition.UNKNOWN!);
      }
    }
  }

  /** Puts a LINE token before a clause word that stands where a statement would. */
  private withLineTokens(tokens: readonly IToken[]): IToken[] {
    const result: IToken[] = [];
    let statementColumn = Number.POSITIVE_INFINITY;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!;
      const previous = tokens[i - 1];
      if (isFirst(tokens, i)) {
        const column = token.startColumn!;
        if (CLAUSE_WORDS.has(token.tokenType.name)) {
          const opensBlock = previous?.image === '{';
          if (opensBlock || (previous && previous.image !== ',' && column <= statementColumn)) {
            result.push(virtualToken(token, this.definition.LINE!));
            statementColumn = column;
          }
        } else if (token.image !== '}') {
          // Only what begins a statement sets the column that later lines are compared with.
          if (opensStatement(token)) statementColumn = column;
        } else {
          statementColumn = column;
        }
      }
      result.push(token);
    }
    return result;
  }
}

/** Behind the word that declares something any word is its name, unless what follows goes on with a clause: `policy from acme-base`. */
function isNameOf(previous: IToken | undefined, next: IToken | undefined): boolean {
  if (previous === undefined || !DECLARING_WORDS.has(previous.tokenType.name)) return false;
  if (next === undefined || next.startLine !== previous.startLine) return true;
  const type = next.tokenType.name;
  if (type === 'ID') return CLAUSE_WORDS.has(next.image) && !['any', 'all', 'relay'].includes(next.image);
  return type !== 'WORD' && type !== 'URL' && type !== 'VERSION';
}

/** The first token of its line, or right behind a brace. */
function isFirst(tokens: readonly IToken[], index: number): boolean {
  const previous = tokens[index - 1];
  if (!previous) return true;
  return previous.image === '{' || previous.image === '}' || previous.endLine !== tokens[index]!.startLine;
}

/**
 * May a line go on with `token` behind `previous`? It must stand deeper than its statement, too. Both tokens are of one
 * statement as they were classified; the formatter breaks long lines nowhere else.
 */
export function goesOn(previous: IToken, token: IToken): boolean {
  const type = token.tokenType.name;
  if (type === 'ID') return isAwaited(previous, token.image);
  return type !== '-' && !opensStatement(token);
}

/** Does `previous` wait for a name, as `by` and a comma do? Of the words that open a line only a list takes more. */
function isAwaited(previous: IToken | undefined, word: string): boolean {
  if (previous === undefined) return false;
  if (STATEMENT_WORDS.has(word)) return previous.image === ',';
  return CLAUSE_WORDS.has(previous.tokenType.name)
    ? !FLAG_WORDS.has(previous.image)
    : /^[,(+<>=.-]|^!=$/.test(previous.image);
}

/** Clause words that may be all of their clause. */
export const FLAG_WORDS: ReadonlySet<string> = new Set([...MAY_BE_ALONE, TBD]);

/** True for a token that begins a statement of its own. */
export function opensStatement(token: IToken): boolean {
  const type = token.tokenType.name;
  return STATEMENT_WORDS.has(type) || type === 'ITEM' || type === 'UNKNOWN';
}

/** What no statement goes on with, on whichever line it stands: how a text is laid out says nothing. */
export function endsStatement(token: IToken): boolean {
  return opensStatement(token) || token.tokenType.name === 'LINE' || token.image === '{' || token.image === '}';
}

function become(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}

/** The images of tokens are what was read: of a `–` that stands for a range it is `..`. */
function takeStandIns(token: IToken): void {
  if (STAND_INS.has(token.tokenType.name)) token.image = token.tokenType.name;
  else if (token.image === UTC) token.image = 'UTC';
  else if (token.tokenType.name === 'ESTIMATE') token.image = token.image.replaceAll('–', '..');
}

/** Puts what was lexed without some characters to where it stands in the text that holds them. */
function putBack(
  tokens: ReadonlySet<IToken>,
  errors: readonly { offset: number; column?: number | undefined; length: number }[],
  text: string,
  unseen: readonly number[],
): void {
  const columnOf = (offset: number): number => offset - lineStart(text, offset) + 1;
  for (const token of tokens) {
    const isEmpty = token.endOffset! < token.startOffset;
    token.startOffset = movedBack(token.startOffset, unseen);
    token.endOffset = isEmpty ? token.startOffset - 1 : movedBack(token.endOffset!, unseen);
    token.startColumn = columnOf(token.startOffset);
    token.endColumn = isEmpty ? token.startColumn - 1 : columnOf(token.endOffset);
  }
  for (const error of errors) {
    const end = movedBack(error.offset + error.length - 1, unseen);
    error.offset = movedBack(error.offset, unseen);
    error.length = end + 1 - error.offset;
    error.column = columnOf(error.offset);
  }
}

/** A token without text right before `token`. */
export function virtualToken(token: IToken, type: TokenType): IToken {
  return {
    image: '',
    startOffset: token.startOffset,
    endOffset: token.startOffset - 1,
    startLine: token.startLine,
    endLine: token.startLine,
    startColumn: token.startColumn,
    endColumn: (token.startColumn ?? 1) - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx!,
  };
}

/** Takes `{}` out where the line goes on behind it: an editor closed a brace that somebody typed in mid-line. */
function withoutStrayBraces(tokens: readonly IToken[]): { tokens: IToken[]; stray: IToken[] } {
  const kept: IToken[] = [];
  const stray: IToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const closing = tokens[i + 1];
    const next = tokens[i + 2];
    if (token.image === '{' && closing?.image === '}' && closing.startLine === token.startLine) {
      if (next && next.startLine === token.startLine && next.image !== '}') {
        stray.push(token, closing);
        i++;
        continue;
      }
    }
    kept.push(token);
  }
  return { tokens: kept, stray };
}

function withoutDeepBlocks(tokens: readonly IToken[]): { tokens: readonly IToken[]; cut: IToken[] } {
  let depth = 0;
  const cut: IToken[] = [];
  const kept = tokens.filter((token) => {
    if (token.image === '{' && ++depth === DEEPEST + 1) cut.push(token);
    const keep = depth <= DEEPEST;
    if (token.image === '}') depth--;
    return keep;
  });
  return cut.length > 0 ? { tokens: kept, cut } : { tokens, cut };
}

function isWord(text: string): boolean {
  return /^[a-z]/.test(text);
}

function allWords(): string[] {
  const words = new Set<string>();
  for (const rule of ReleaseGrammar().rules) {
    if (GrammarAST.isParserRule(rule)) collectKeywords(rule.definition, words);
  }
  return [...words].filter(isWord);
}

/** The words that a rule starts with. */
function keywordsOf(name: string): string[] {
  const words = new Set<string>();
  const rule = ReleaseGrammar().rules.find((one) => one.name === name);
  if (!GrammarAST.isParserRule(rule)) return [];
  const first = GrammarAST.isGroup(rule.definition) ? rule.definition.elements[0] : rule.definition;
  if (first) collectKeywords(first, words);
  return [...words];
}

/** The words that the alternatives of the rule `Statement` start with. */
function openingWords(): string[] {
  const statement = ReleaseGrammar().rules.find(({ name }) => name === 'Statement') as GrammarAST.ParserRule;
  return [...new Set(calledRules(statement.definition).flatMap(keywordsOf))].filter(isWord);
}

function calledRules(element: GrammarAST.AbstractElement): string[] {
  if (GrammarAST.isAlternatives(element)) return element.elements.flatMap(calledRules);
  return GrammarAST.isRuleCall(element) && element.rule.ref ? [element.rule.ref.name] : [];
}

function collectKeywords(node: GrammarAST.AbstractElement, words: Set<string>): void {
  for (const element of AstUtils.streamAst(node)) if (GrammarAST.isKeyword(element)) words.add(element.value);
}
