/**
 * Statements of a project of TaskJuggler: a word, what stands behind it, and blocks. Its grammar has a rule for each word and no
 * mark at the end of a statement; here one ends where a line begins with a word, or where a word stands that only begins one.
 */
import { atMost, MOST_ROWS, Unreadable } from '../bounds.ts';
import { Reader, type Token } from './text.ts';

export interface Argument extends Token {
  /** `depends a { gaplength 5d }`: the block belongs to what it stands behind. */
  readonly body?: readonly Statement[];
}

export interface Statement {
  readonly word: string;
  /** Of a statement that holds for one scenario: its name. */
  readonly scenario?: string;
  readonly line: number;
  /** The included file that it stands in. */
  readonly file?: string;
  readonly args: readonly Argument[];
  readonly body?: readonly Statement[];
}

/** Of anything else what stands in its block is not asked for. */
const WITH_STATEMENTS = new Set('project task resource shift supplement depends precedes allocate'.split(' '));
/** Behind one of these a statement goes on in the next line. */
const GOES_ON = ',&|~(+-<>=';
/** Their blocks belong to what they stand behind. */
const OF_ARGUMENTS = new Set(['depends', 'precedes', 'allocate']);

const MOST_DEPTH = 256;
const MOST_STATEMENTS = 200_000;

/** Words that begin a statement wherever they stand in a line, as they are no value of another. */
const BEGINS = new Set(
  `allocate booking charge chargeset complete depends duration effort email end flags gapduration gaplength include
  journalentry leaves length limits macro maxend maxstart milestone minend minstart note onend onstart precedes priority
  project rate resource responsible scheduled scheduling shift shifts start supplement task timezone timingresolution vacation
  workinghours`.split(/\s+/),
);
/** They need nothing behind them. */
const ALONE = new Set(['milestone', 'scheduled', 'onstart', 'onend', 'active']);

export interface Parsing {
  readonly text: string;
  readonly file: string;
  /** Macros that TaskJuggler makes of the head of the project: `projectstart`. */
  readonly define: (head: Statement, set: (name: string, text: string) => void) => void;
  /** The text of another file; undefined: it was not given. */
  readonly include: (path: string) => string | undefined;
}

export function statementsOf(parsing: Parsing): readonly Statement[] {
  return new Parser(parsing).all();
}

class Parser {
  readonly #reader: Reader;
  readonly #parsing: Parsing;
  /** What was looked at, and not taken. */
  #ahead: Token | undefined;
  #count = 0;
  #tasks = 0;

  constructor(parsing: Parsing) {
    this.#parsing = parsing;
    this.#reader = new Reader(parsing.text, parsing.file);
  }

  all(): readonly Statement[] {
    const found = this.#statements(0);
    if (this.#next) throw this.#wrong(`a ${this.#next.text} that closes nothing`, this.#next.line);
    return found;
  }

  get #next(): Token | undefined {
    this.#ahead ??= this.#reader.next();
    return this.#ahead;
  }

  #take(): Token {
    const token = this.#next!;
    this.#ahead = undefined;
    return token;
  }

  #statements(depth: number): readonly Statement[] {
    const found: Statement[] = [];
    if (depth > MOST_DEPTH) throw this.#wrong(`blocks that are more than ${MOST_DEPTH} deep`, this.#reader.line);
    while (this.#next && !isSign(this.#next, '}')) {
      if (++this.#count > MOST_STATEMENTS)
        throw this.#wrong(`more than ${MOST_STATEMENTS.toLocaleString('en')} statements`, this.#reader.line);
      found.push(this.#statement(depth));
    }
    return found;
  }

  #statement(depth: number): Statement {
    const { text, line, kind, file } = this.#take();
    if (kind !== 'word') throw this.#wrong(`${text} where a statement begins`, line);
    const at = text.lastIndexOf(':');
    const word = text.slice(at + 1);
    const where = { word, line, ...(file !== undefined && { file }) };
    if (word === 'task') atMost(++this.#tasks, MOST_ROWS, 'tasks', this.#parsing.file);
    if (word === 'include') return this.#include(where);
    const args: Argument[] = [];
    let body: readonly Statement[] | undefined;
    while (this.#next && !this.#isOver(word, args)) {
      if (!isSign(this.#next, '{')) {
        args.push(this.#take());
        continue;
      }
      if (!WITH_STATEMENTS.has(word)) {
        this.#skip();
        if (this.#next && isSign(this.#next, ',')) continue;
        break;
      }
      const inner = this.#block(depth);
      const last = args.at(-1);
      if (last && OF_ARGUMENTS.has(word)) args[args.length - 1] = { ...last, body: inner };
      else body = [...(body ?? []), ...inner];
      if (!this.#next || !isSign(this.#next, ',')) break;
    }
    const statement = { ...where, ...(at !== -1 && { scenario: text.slice(0, at) }), args, ...(body && { body }) };
    if (word === 'project') this.#parsing.define(statement, (name, value) => this.#reader.define(name, value));
    return statement;
  }

  #isOver(word: string, args: readonly Argument[]): boolean {
    const next = this.#next!;
    if (isSign(next, '}')) return true;
    const last = args.at(-1);
    if (next.kind !== 'word' || (last?.kind === 'sign' && GOES_ON.includes(last.text))) return false;
    if (args.length === 0 && !ALONE.has(word)) return false;
    if (next.isFirst) return true;
    return word !== 'charge' && BEGINS.has(word) && BEGINS.has(next.text.slice(next.text.lastIndexOf(':') + 1));
  }

  #block(depth: number): readonly Statement[] {
    const { line } = this.#take();
    const inner = this.#statements(depth + 1);
    if (!this.#next) throw this.#wrong('a brace without its end', line);
    this.#take();
    return inner;
  }

  /** A block of what is not taken: of a report, of a book entry. */
  #skip(): void {
    const { line } = this.#take();
    for (let open = 1; open > 0; ) {
      if (!this.#next) throw this.#wrong('a brace without its end', line);
      const token = this.#take();
      if (isSign(token, '{')) open++;
      if (isSign(token, '}')) open--;
    }
  }

  /** What the file holds is read before anything behind it is looked at, so that its macros are known there. */
  #include(where: Pick<Statement, 'word' | 'line' | 'file'>): Statement {
    const path = this.#take();
    if (this.#reader.isBlock) this.#skip();
    const text = this.#parsing.include(path.text);
    if (text !== undefined) this.#reader.include(text, path.text);
    return { ...where, args: [path] };
  }

  #wrong(what: string, line: number): Unreadable {
    return new Unreadable(`${this.#parsing.file} has ${what} in line ${line}, and cannot be read.`);
  }
}

function isSign({ kind, text }: Token, sign: string): boolean {
  return kind === 'sign' && text === sign;
}
