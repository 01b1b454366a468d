/** A text as rows: statements, closing braces, comments and blank lines, in the order of the text. */
import type { IToken } from 'chevrotain';
import { opensStatement } from '../parse/lexer.ts';
import type { Lexed } from '../parse/parser.ts';
import { type Between, everythingBetween } from './between.ts';
import type { TextLines } from './text-lines.ts';

export interface Row {
  readonly kind: 'statement' | 'close' | 'comment' | 'blank';
  readonly depth: number;
  /** Of a statement its words, of a closing brace that one. */
  readonly tokens: readonly IToken[];
  /** The `{` at the end of a statement. */
  readonly brace?: IToken;
  /** Of a comment, as it stands in the text. */
  readonly text: string;
  /** A comment behind it on the same line. */
  readonly trailing?: string;
  /** Among its words stands what no layout has a place for: a comment, a character without a meaning. */
  readonly isMixed: boolean;
  /** The lines it stands on, zero-based. Between rows there is nothing but white space. */
  readonly first: number;
  readonly last: number;
  /** The statement of the file that it belongs to, counted from one. */
  readonly unit: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** Units whose braces do not pair: how deep their lines are is a guess. */
  readonly guessed: ReadonlySet<number>;
}

export function readRows(lexed: Lexed, lines: TextLines): Rows {
  const reader = new RowReader(lexed, lines);
  reader.read();
  return reader;
}

const EMPTY = { tokens: [], text: '', isMixed: false } as const;

class RowReader implements Rows {
  readonly rows: Row[] = [];
  readonly guessed = new Set<number>();
  private readonly tokens: readonly IToken[];
  private readonly lines: TextLines;
  private readonly between: readonly Between[];
  private next = 0;
  private depth = 0;
  private unit = 0;

  constructor(lexed: Lexed, lines: TextLines) {
    this.tokens = lexed.tokens;
    this.lines = lines;
    this.between = everythingBetween(lines.text, lexed);
  }

  read(): void {
    const { tokens } = this;
    for (let i = 0; i < tokens.length; ) {
      const token = tokens[i]!;
      if (token.image === '') i++;
      else if (token.image === '}') {
        this.close(token);
        i++;
      } else i = this.statement(i);
    }
    this.place(Number.POSITIVE_INFINITY);
  }

  private close(token: IToken): void {
    this.place(token.startOffset);
    this.depth = Math.max(0, this.depth - 1);
    if (isVirtual(token)) this.guessed.add(this.unit);
    else this.add({ kind: 'close', tokens: [token], ...this.linesOf(token, token) });
  }

  /** Reads the statement at a token; returns the index behind it. */
  private statement(from: number): number {
    const { tokens } = this;
    this.place(tokens[from]!.startOffset);
    if (this.depth === 0) this.unit++;
    const own: IToken[] = [];
    let i = from;
    for (; i < tokens.length && (own.length === 0 || !startsRow(tokens, i)); i++) {
      if (tokens[i]!.image === '{' || tokens[i]!.image === '}') break;
      if (tokens[i]!.image !== '') own.push(tokens[i]!);
    }
    const open = tokens[i]?.image === '{' ? tokens[i] : undefined;
    if (open && isVirtual(open)) this.guessed.add(this.unit);
    const brace = open && !isVirtual(open) ? open : undefined;
    const start = own[0] ?? brace;
    const end = brace ?? own.at(-1);
    if (start && end) {
      const isMixed = this.skipTo(own.at(-1)?.startOffset ?? start.startOffset);
      this.add({ kind: 'statement', tokens: own, brace, isMixed, ...this.linesOf(start, end) });
      // A comment between head and brace moves behind the brace.
      if (brace) this.place(brace.startOffset, true);
    }
    if (!open) return i;
    this.depth++;
    return i + 1;
  }

  /** Gives what stands before `offset` a place: behind the row before it on its line, or a row of its own. */
  private place(offset: number, beforeBrace = false): void {
    for (; (this.between[this.next]?.offset ?? offset) < offset; this.next++) {
      const { offset: from, image, kind } = this.between[this.next]!;
      this.judge(this.next);
      const isComment = kind === 'comment';
      const text = image.trimEnd();
      const row = this.rows.at(-1);
      const first = this.lines.lineAt(from);
      const last = this.lines.lineAt(from + text.length - 1);
      if (!row || !(beforeBrace || row.last === first)) {
        this.add(
          isComment ? { kind: 'comment', text, first, last } : { kind: 'statement', isMixed: true, first, last },
        );
        continue;
      }
      this.rows.pop();
      const joined = { ...row, last: Math.max(row.last, last) };
      if (!isComment || row.trailing?.startsWith('//')) this.rows.push({ ...joined, isMixed: true });
      else if (row.kind === 'comment') this.rows.push({ ...joined, text: `${row.text} ${text}` });
      else this.rows.push({ ...joined, trailing: row.trailing ? `${row.trailing} ${text}` : text });
    }
  }

  /** Passes over what stands before `offset`; true if there was anything. */
  private skipTo(offset: number): boolean {
    const from = this.next;
    for (; (this.between[this.next]?.offset ?? offset) < offset; this.next++) this.judge(this.next);
    return this.next > from;
  }

  /** A brace that is no part of the syntax makes a guess of the lines around it, unless the pair of it is gone, too. */
  private judge(index: number): void {
    const { image, kind } = this.between[index]!;
    if (kind === 'comment' || !/[{}]/.test(image)) return;
    const around = [this.between[index - 1], this.between[index + 1]].filter((one) => one?.kind === 'unread');
    const pair = image === '{' ? around.at(-1)?.image === '}' : image === '}' && around[0]?.image === '{';
    if (!pair && image !== '{}') this.guessed.add(this.unit);
  }

  private add(row: Pick<Row, 'kind' | 'first' | 'last'> & Partial<Row>): void {
    const previous = this.rows.at(-1);
    const own = { ...EMPTY, depth: this.depth, unit: this.unit, ...row };
    if (previous && row.first - previous.last > 1) {
      const line = previous.last + 1;
      this.rows.push({ ...EMPTY, kind: 'blank', depth: this.depth, unit: this.unit, first: line, last: line });
    }
    // A comment in front of a statement on the same line stays there.
    const isBehindComment = previous?.kind === 'comment' && previous.last === row.first;
    this.rows.push(isBehindComment ? { ...own, isMixed: true } : own);
  }

  private linesOf(from: IToken, to: IToken): { first: number; last: number } {
    return { first: this.lines.lineAt(from.startOffset), last: this.lines.lineAt(to.startOffset) };
  }
}

/** Put in by the repair of braces. */
function isVirtual(token: IToken): boolean {
  return token.endOffset! < token.startOffset;
}

function startsRow(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index]!;
  const previous = tokens[index - 1];
  const type = token.tokenType.name;
  if (type === 'LINE') return true;
  if (previous?.image === '' && previous.tokenType.name === 'LINE') return false;
  return previous?.endLine !== token.startLine && opensStatement(token);
}
