/**
 * XML as it comes, element by element, without a tree: for parts of which there is much and little is wanted. No document type, no entity but
 * the five of XML, and nothing without end.
 */
import { atMost, LONGEST_TEXT, MOST_DEPTH, Unreadable } from '../bounds.ts';

export interface Heard {
  /** @param attributes as they stand there: `attributeIn` reads one */
  readonly open?: (name: string, attributes: string) => void;
  readonly close?: (name: string) => void;
  /** A piece of it, as it is written: `unescaped` reads the whole. */
  readonly text?: (text: string) => void;
}

/** Of one tag, with its attributes. */
const LONGEST_TAG = 2 * LONGEST_TEXT;
/** What begins so is passed over up to its end; of the first the text is meant. */
const SECTIONS = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

/** Gets pieces of a text, cut anywhere. */
export class Scanner {
  readonly #heard: Heard;
  readonly #file: string;
  #rest = '';
  #depth = 0;
  #section: (typeof SECTIONS)[number] | undefined;

  constructor(heard: Heard, file: string) {
    this.#heard = heard;
    this.#file = file;
  }

  /** @throws Unreadable at what no such file has */
  write(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      const next = this.#section ? this.#inSection(text, at) : this.#outside(text, at);
      if (next === undefined) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LONGEST_TAG) atMost(this.#rest.length, LONGEST_TAG, 'characters in one tag', this.#file);
  }

  end(): void {
    if (this.#depth !== 0 || this.#rest !== '' || this.#section)
      throw new Unreadable(`${this.#file} cannot be read: a part of it ends within an element.`);
  }

  /** Where it goes on; undefined: with the next piece. */
  #outside(text: string, at: number): number | undefined {
    const begin = text.indexOf('<', at);
    if (begin !== at) {
      const end = begin === -1 ? text.length : begin;
      this.#heard.text?.(text.slice(at, end));
      return end;
    }
    const sign = text.charCodeAt(at + 1);
    if (sign === EXCLAMATION || sign === QUESTION) return this.#opensSection(text, at);
    const end = endOfTag(text, at);
    if (end === -1) return undefined;
    if (sign === SLASH) {
      this.#depth--;
      this.#heard.close?.(plain(text.slice(at + 2, end).trim()));
      return end + 1;
    }
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const inside = text.slice(at + 1, isEmpty ? end - 1 : end);
    const long = inside.search(/[\s]/);
    const name = plain(long === -1 ? inside : inside.slice(0, long));
    atMost(++this.#depth, MOST_DEPTH, 'elements within each other', this.#file);
    this.#heard.open?.(name, long === -1 ? '' : inside.slice(long));
    if (isEmpty) {
      this.#depth--;
      this.#heard.close?.(name);
    }
    return end + 1;
  }

  #opensSection(text: string, at: number): number | undefined {
    const section = SECTIONS.find(([begin]) => text.startsWith(begin, at));
    if (section) {
      this.#section = section;
      return at + section[0].length;
    }
    if (text.length - at < SECTIONS[0][0].length) return undefined;
    throw new Unreadable(`${this.#file} declares a document type: no program that writes such files does.`);
  }

  #inSection(text: string, at: number): number | undefined {
    const [begin, end] = this.#section!;
    const found = text.indexOf(end, at);
    // Its end may be cut.
    const to = found === -1 ? Math.max(at, text.length - end.length + 1) : found;
    if (begin === SECTIONS[0][0] && to > at) this.#heard.text?.(text.slice(at, to).replaceAll('&', '&amp;'));
    if (found === -1) return to > at ? to : undefined;
    this.#section = undefined;
    return found + end.length;
  }
}

const [EXCLAMATION, QUESTION, SLASH, CLOSE, QUOTE, APOSTROPHE] = [0x21, 0x3f, 0x2f, 0x3e, 0x22, 0x27];

/** A sign of it may stand in an attribute. */
function endOfTag(text: string, begin: number): number {
  let quote = 0;
  for (let at = begin + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (quote !== 0) {
      if (sign === quote) quote = 0;
    } else if (sign === CLOSE) return at;
    else if (sign === QUOTE || sign === APOSTROPHE) quote = sign;
  }
  return -1;
}

/** Without the prefix of its namespace. */
function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const patterns = new Map<string, RegExp>();

/** Undefined: it has none of that name, whatever the namespace. */
export function attributeIn(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s(?:[\\w-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? unescaped(found[1] ?? found[2]!) : undefined;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (all, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name as string] ?? all;
    const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
