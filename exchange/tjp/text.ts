/**
 * The words of a project of TaskJuggler: comments left out, texts of all its three forms, and macros put in the place of their
 * calls. What is put in is counted, so that a macro that calls itself ends with a number and not with the memory.
 */
import { LONGEST_TEXT, Unreadable } from '../bounds.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'date' | 'number' | 'time' | 'sign';
  readonly text: string;
  readonly line: number;
  /** The included file that it stands in. */
  readonly file?: string;
  /** The first on its line. */
  readonly isFirst: boolean;
}

/** That macros stand for, of all their calls together. */
const MOST_WRITTEN = 2_000_000;
/** What a call costs, however little it stands for. */
const CALLED = 16;
const MOST_INSIDE = 256;

interface Source {
  readonly text: string;
  /** Of a macro: how it was called, for `${1}`. */
  readonly values?: readonly string[];
  /** Of a file; what a macro stands for is of the line that calls it. */
  readonly file?: string;
  at: number;
  line: number;
}

/** In this order: a date begins as a number does. */
const FORMS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['date', /\d{4}-\d{1,2}-\d{1,2}(?:-\d{1,2}:\d{2}(?::\d{2})?(?:-?[+-]\d{4})?)?/y],
  ['time', /\d{1,2}:\d{2}/y],
  ['number', /\d+(?:\.\d+)?(?:(?:min|[hdwmy])(?!\w)|%)?/y],
  ['word', /!*[\p{L}_][\p{L}\p{N}_]*(?:[.:][\p{L}_][\p{L}\p{N}_]*)*/uy],
  ['sign', /[^\s]/uy],
];

const CALL = /^\$\{\??\w+(?:\s+"(?:[^"\\]|\\.)*")*\s*\}$/;
const JOINED = /(?:[\p{L}\p{N}_.!:-]|\$\{\??\w+(?:\s+"[^"]*")*\s*\})+/uy;

export class Reader {
  readonly #file: string;
  readonly #sources: Source[] = [];
  readonly #macros = new Map<string, string>();
  #written = 0;
  /** Of the end. */
  #last = 1;
  #isFirst = true;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#push({ text, file: '', at: 0, line: 1 });
  }

  /** What a macro without an argument stands for: those that TaskJuggler has of its own. */
  define(name: string, text: string): void {
    this.#macros.set(name, text);
  }

  /** Reads another file from here on, and goes on behind it. */
  include(text: string, file: string): void {
    this.#push({ text, file, at: 0, line: 1 });
  }

  get line(): number {
    return this.#source?.line ?? this.#last;
  }

  /** The innermost file. */
  get #source(): Source | undefined {
    return this.#sources.findLast(({ file }) => file !== undefined);
  }

  /** Whether a block begins here. */
  get isBlock(): boolean {
    this.#space();
    const source = this.#sources.at(-1);
    return source?.text[source.at] === '{';
  }

  next(): Token | undefined {
    this.#space();
    const source = this.#sources.at(-1);
    if (!source) return undefined;
    const { line } = this;
    const file = this.#source?.file;
    const where = { line, isFirst: this.#isFirst, ...(file && { file }) };
    this.#isFirst = false;
    const text = this.#quoted(source);
    if (text !== undefined) return { kind: 'text', text, ...where };
    const sum = this.#sum(source);
    if (sum !== undefined) return { kind: 'date', text: sum, ...where };
    for (const [kind, form] of FORMS) {
      form.lastIndex = source.at;
      const found = form.exec(source.text)?.[0];
      if (found === undefined) continue;
      source.at += found.length;
      if (kind === 'word' && found === 'macro') {
        this.#macro(line);
        return this.next();
      }
      return { kind, text: found, ...where };
    }
    return undefined;
  }

  /** `%{2026-11-02 + 2w}`. */
  #sum(source: Source): string | undefined {
    const form = /%\{(?:\$\{[^{}]*\}|[^{}])*\}/y;
    form.lastIndex = source.at;
    const found = form.exec(source.text)?.[0];
    if (found === undefined) return undefined;
    this.#over(source, found.length);
    return this.#expanded(found, source, 0);
  }

  #push(source: Source): void {
    if (source.file === undefined) this.#count(source.text);
    this.#notTooDeep(this.#sources.length);
    this.#sources.push(source);
  }

  /** Each macro by what it stands for, an empty one, too. */
  #count({ length }: string): void {
    this.#written += length + CALLED;
    if (this.#written > MOST_WRITTEN)
      throw new Unreadable(
        `${this.#file} has macros of more than ${MOST_WRITTEN.toLocaleString('en')} characters when they are written out (line ${this.line}).`,
      );
  }

  #notTooDeep(depth: number): void {
    if (depth > MOST_INSIDE)
      throw new Unreadable(
        `${this.#file} has macros that stand more than ${MOST_INSIDE} deep in each other (line ${this.line}).`,
      );
  }

  /** Over white space, comments, calls of macros and ends of what they stand for. */
  #space(): void {
    for (let source = this.#sources.at(-1); source; source = this.#sources.at(-1)) {
      const { text, at } = source;
      if (at >= text.length) {
        if (this.#sources.length === 1) this.#last = source.line;
        this.#sources.pop();
        continue;
      }
      const char = text[at]!;
      if (char === '\n') {
        this.#isFirst = true;
        source.line++;
        source.at++;
      } else if (/\s/.test(char) || char === '\uFEFF') source.at++;
      else if (char === '#' || text.startsWith('//', at)) {
        const end = text.indexOf('\n', at);
        source.at = end === -1 ? text.length : end;
      } else if (text.startsWith('/*', at)) this.#until('*/');
      else if (this.#joined(source)) continue;
      else if (text.startsWith('${', at)) this.#call(source);
      else return;
    }
  }

  /** Including what ends it. */
  #until(end: string): string {
    const source = this.#sources.at(-1)!;
    const found = source.text.indexOf(end, source.at + 2);
    if (found === -1) throw new Unreadable(`${this.#file} has no ${end} for what begins in line ${this.line}.`);
    const text = source.text.slice(source.at, found + end.length);
    this.#over(source, text.length);
    return text;
  }

  #over(source: Source, length: number): void {
    for (let i = source.at; i < source.at + length; i++) if (source.text[i] === '\n') source.line++;
    source.at += length;
  }

  /** `"…"`, `'…'` or `-8<- … ->8-`; undefined: no text stands here. */
  #quoted(source: Source): string | undefined {
    const { text, at } = source;
    const begin = text.startsWith('-8<-', at) ? '-8<-' : text[at]!;
    if (begin !== '-8<-' && begin !== '"' && begin !== "'") return undefined;
    const end = begin === '-8<-' ? '->8-' : begin;
    let to = text.indexOf(end, at + begin.length);
    while (to !== -1 && end.length === 1 && text[to - 1] === '\\') to = text.indexOf(end, to + 1);
    if (to === -1) throw new Unreadable(`${this.#file} has a text without an end: it begins in line ${this.line}.`);
    const { line } = this;
    const inside = text.slice(at + begin.length, to);
    this.#over(source, to + end.length - at);
    const written = this.#expanded(inside, source, 0).replaceAll(`\\${end}`, end);
    if (written.length > LONGEST_TEXT)
      throw new Unreadable(
        `${this.#file} has a text of ${written.length.toLocaleString('en')} characters in line ${line}: at most ${LONGEST_TEXT.toLocaleString('en')} are read.`,
      );
    return written;
  }

  /** Macros within a text. */
  #expanded(text: string, source: Source, depth: number): string {
    if (!text.includes('${')) return text;
    this.#notTooDeep(depth);
    return text.replace(
      /\$\{(\??)(\w+)((?:\s+"[^"]*")*)\s*\}/g,
      (all, optional: string, name: string, rest: string) => {
        const value = this.#valueOf(name, source);
        if (value === undefined) return optional === '' ? all : '';
        this.#count(value);
        return this.#expanded(value, { ...source, values: valuesIn(rest) }, depth + 1);
      },
    );
  }

  /** A word that is put together of macros, and of what stands beside them. */
  #joined(source: Source): boolean {
    JOINED.lastIndex = source.at;
    const [all] = JOINED.exec(source.text) ?? [];
    if (all === undefined || !all.includes('${') || CALL.test(all)) return false;
    this.#over(source, all.length);
    const text = this.#expanded(all, source, 0);
    if (text.includes('${')) this.#unknown(/\$\{\??(\w+)/.exec(text)?.[1] ?? text);
    this.#push({ text, ...(source.values && { values: source.values }), at: 0, line: 1 });
    return true;
  }

  #unknown(name: string): never {
    throw new Unreadable(
      `${this.#file} calls a macro '${name}' in line ${this.line}, and none is called so above: where another file has it, give that file, too.`,
    );
  }

  #valueOf(name: string, source: Source): string | undefined {
    return /^\d+$/.test(name) ? source.values?.[Number(name) - 1] : this.#macros.get(name);
  }

  #call(source: Source): void {
    const call = /\$\{(\??)(\w+)((?:\s+"(?:[^"\\]|\\.)*")*)\s*\}/y;
    call.lastIndex = source.at;
    const [all, optional, name, rest] = call.exec(source.text) ?? [];
    if (all === undefined || name === undefined)
      throw new Unreadable(`${this.#file} calls a macro in line ${this.line} in a way that cannot be read.`);
    const value = this.#valueOf(name, source);
    if (value === undefined && optional === '') this.#unknown(name);
    this.#over(source, all.length);
    // One that ends with its last call is over: a list of calls is no tower of them.
    while (source.file === undefined && this.#sources.at(-1)!.at >= this.#sources.at(-1)!.text.length)
      this.#sources.pop();
    this.#push({ text: value ?? '', values: valuesIn(rest ?? ''), at: 0, line: 1 });
  }

  /** `macro name [ text ]`, in which brackets may stand in pairs. */
  #macro(line: number): void {
    const source = this.#sources.at(-1)!;
    const head = /\s*(\w+)\s*\[/y;
    head.lastIndex = source.at;
    const [all, name] = head.exec(source.text) ?? [];
    if (all === undefined || name === undefined)
      throw new Unreadable(`${this.#file} has a macro in line ${line} without a name and brackets.`);
    this.#over(source, all.length);
    const begin = source.at;
    let open = 1;
    let end = begin;
    for (; end < source.text.length && open > 0; end++) {
      if (source.text[end] === '[') open++;
      if (source.text[end] === ']') open--;
    }
    if (open > 0) throw new Unreadable(`${this.#file} has a macro '${name}' in line ${line} without its last bracket.`);
    this.#macros.set(name, source.text.slice(begin, end - 1));
    this.#over(source, end - begin);
  }
}

function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value]) => value!.replaceAll('\\"', '"'));
}
