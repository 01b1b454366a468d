/**
 * Lines of a plan that is being written, each made of pieces that know what they are. What the language does not take is
 * found by reading the page, and moves from its line into a comment above it: nothing that was read gets lost, and the text is
 * a plan, whatever other programs had in it.
 */
import type { Row } from '../../plan/outline/ledger.ts';
import { lower } from '../lower/lower.ts';
import { parseAgain } from '../parse/parser.ts';
import { plainTitle } from './names.ts';

export interface Piece {
  readonly text: string;
  /** What it is, for the report: `due`, `after`. Undefined: the line is nothing without it. */
  readonly what?: string;
  /** What stands there where it cannot be read. */
  readonly instead?: string;
  /** The line says nothing without it. */
  readonly isAll?: boolean;
}

interface Line {
  pieces: readonly Piece[];
  readonly depth: number;
  readonly opens: boolean;
  readonly comments: string[];
  /** Behind the line. */
  readonly remark?: string;
  readonly row?: Row;
  readonly key?: object;
  lacking?: string | undefined;
}

export interface LineOptions {
  /** What makes it whole, where it says too little. */
  readonly lacking?: string;
  /** What the line was written for, see `linesOf`. */
  readonly key?: object;
  readonly comments?: readonly string[];
  readonly remark?: string;
  readonly row?: Row;
}

/** Each time what is wrong is taken out; what is wrong then was hidden behind it. */
const ATTEMPTS = 12;

export class Page {
  readonly #lines: Line[] = [];
  readonly #row: Row | undefined;
  #depth = 0;

  /** @param row is told of what is left out of lines that have no row of their own */
  constructor(row?: Row) {
    this.#row = row;
  }

  line(pieces: readonly (Piece | string | undefined)[], options: LineOptions = {}): void {
    this.#add(pieces, false, options);
  }

  /** `owner mara`: a word, and what it is. */
  value(word: string, text: string, ...more: readonly string[]): void {
    this.line([word, { text, what: word, isAll: true }, ...more]);
  }

  block(pieces: readonly (Piece | string | undefined)[], inside: () => void, options: LineOptions = {}): void {
    this.#add(pieces, true, options);
    this.#depth++;
    inside();
    this.#depth--;
    this.#lines.push({ pieces: [{ text: '}' }], depth: this.#depth, opens: false, comments: [] });
  }

  gap(): void {
    const last = this.#lines.at(-1);
    if (last && last.pieces.length > 0) this.#lines.push({ pieces: [], depth: 0, opens: false, comments: [] });
  }

  comment(text: string): void {
    this.#lines.push({ pieces: [], depth: this.#depth, opens: false, comments: [...commentLines(text)] });
  }

  #add(
    pieces: readonly (Piece | string | undefined)[],
    opens: boolean,
    { comments = [], remark, row = this.#row, key, lacking }: LineOptions,
  ): void {
    const line: Line = {
      pieces: pieces.flatMap((one) => (one === undefined ? [] : [typeof one === 'string' ? { text: one } : one])),
      depth: this.#depth,
      opens,
      comments: comments.flatMap(commentLines),
      ...(remark !== undefined && { remark: plainTitle(remark) }),
      ...(row && { row }),
      ...(key && { key }),
      ...(lacking !== undefined && { lacking }),
    };
    for (const piece of line.pieces.filter(reachesFurther))
      if (line.pieces.includes(piece))
        leaveOut(line, line.pieces.indexOf(piece), 'it holds a character that ends a clause');
    this.#lines.push(line);
  }

  /** The text, in which everything can be read and every name is known. */
  text(file: string): string {
    for (let i = 0; i < ATTEMPTS; i++) {
      const printed = this.#print();
      const wrong = mistakesIn(file, printed.text);
      const found = wrong.flatMap(({ line, ...mistake }) => {
        const at = printed.places[line];
        return at ? [{ ...at, ...mistake }] : [];
      });
      if (found.length === 0) return printed.text;
      const touched = new Set<Line>();
      for (const { line, starts, character, message, isUnknown } of found) {
        // What is said of the rest of a line may follow from what is wrong in front of it.
        if (touched.has(line)) continue;
        touched.add(line);
        const index = starts.findLastIndex((start) => start <= character);
        if (isUnknown && line.pieces[index]?.instead !== undefined) replace(line, index, message);
        else leaveOut(line, index, message);
      }
    }
    return this.#print().text;
  }

  /** The lines as they are. */
  raw(): string {
    return this.#print().text;
  }

  /** What each line of the text was written for. */
  keys(): readonly (object | undefined)[] {
    return this.#print().places.map((place) => place?.line.key);
  }

  #print() {
    const texts: string[] = [];
    const places: ({ readonly line: Line; readonly starts: readonly number[] } | undefined)[] = [];
    for (const line of this.#lines) {
      const indent = '  '.repeat(line.depth);
      for (const comment of line.comments) {
        texts.push(`${indent}// ${comment}`);
        places.push(undefined);
      }
      if (line.pieces.length === 0) {
        if (line.comments.length > 0) continue;
        texts.push('');
        places.push(undefined);
        continue;
      }
      const starts: number[] = [];
      let text = indent;
      for (const [i, piece] of line.pieces.entries()) {
        if (i > 0) text += ' ';
        starts.push(text.length);
        text += piece.text;
      }
      texts.push(`${text}${line.opens ? ' {' : ''}${line.remark ? `  // ${line.remark}` : ''}`);
      places.push({ line, starts });
    }
    return { text: `${texts.join('\n')}\n`, places };
  }
}

/** What it names is not there: what can be said without stands in its place. */
function replace(line: Line, index: number, message: string): void {
  const piece = line.pieces[index]!;
  line.pieces = line.pieces.with(index, { text: piece.instead! });
  line.comments.push(...commentLines(piece.text));
  line.row?.left(piece.text, `${message.replace(/\.$/, '')}; it stands in a comment`);
}

/** A piece moves into a comment; a line that is nothing without it moves there as a whole. */
function leaveOut(line: Line, index: number, message: string): void {
  if (line.lacking !== undefined && line.pieces[index]?.what === undefined) {
    line.pieces = [...line.pieces, { text: line.lacking }];
    line.lacking = undefined;
    return;
  }
  const own =
    line.pieces[index]?.what !== undefined ? index : line.pieces.findLastIndex(({ what }) => what !== undefined);
  const piece = line.pieces[own];
  const { comments } = line;
  if (piece && !piece.isAll) {
    line.pieces = line.pieces.flatMap((one) =>
      one !== piece ? [one] : piece.instead === undefined ? [] : [{ text: piece.instead }],
    );
    comments.push(...commentLines(piece.text));
    line.row?.left(piece.text, `${message.replace(/\.$/, '')}; it stands in a comment`);
    return;
  }
  // A brace holds other lines together.
  if (line.opens || line.pieces[0]?.text === '}') return;
  const text = line.pieces.map((one) => one.text).join(' ');
  comments.push(...commentLines(text));
  line.pieces = [];
  line.row?.left(text, `${message.replace(/\.$/, '')}; it stands in a comment`);
}

/** What would reach beyond its clause: a comment, a title, a block. Addresses of pages were looked at before. */
function reachesFurther({ text, what }: Piece): boolean {
  return what !== undefined && what !== 'link' && /\/\/|\/\*|\*\/|["“”„«»{}]|[\p{Cc}\u2028\u2029]/u.test(text);
}

function commentLines(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map(plainTitle)
    .filter((line) => line !== '');
}

interface Mistake {
  readonly line: number;
  readonly character: number;
  readonly message: string;
  /** Nothing is called so. */
  readonly isUnknown?: boolean;
}

function mistakesIn(file: string, text: string): readonly Mistake[] {
  const { plan } = lower(file, parseAgain(text), []);
  return [
    ...plan.problems.map(({ place, message }) => ({ ...place.range.start, message })),
    ...plan.references
      .filter(({ target }) => !target)
      .map(({ place, name }) => ({ ...place.range.start, message: `nothing is called '${name}'`, isUnknown: true })),
  ];
}
