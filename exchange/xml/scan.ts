/** XML as it comes, element by element, without a tree: for parts of which there is much and little is wanted. */
import { SaxesParser } from 'saxes';
import { atMost, LONGEST_TEXT, MOST_DEPTH, Unreadable } from '../bounds.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Names are without the prefix of their namespace. */
export interface Heard {
  /** @param attributes `attributeIn` reads one */
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  /** A piece of it. */
  readonly text?: (text: string) => void;
}

/** Of one tag with its attributes, or one text: the parser keeps it until it is whole. */
const LONGEST_PIECE = 2 * LONGEST_TEXT;

/** Gets pieces of a text, cut anywhere. No document type, no entity but the five of XML, and nothing without end. */
export class Scanner {
  readonly #parser = new SaxesParser({ position: false });
  readonly #file: string;
  #depth = 0;
  /** Characters since anything was heard; undefined: nothing has come. */
  #unheard: number | undefined;

  constructor({ open, close, text }: Heard, file: string) {
    const parser = this.#parser;
    this.#file = file;
    parser.on('error', (error) => {
      throw new Unreadable(`${file} cannot be read: ${error.message.replace(/\.$/, '')}.`);
    });
    parser.on('doctype', () => {
      throw new Unreadable(`${file} declares a document type: no program that writes such files does.`);
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#unheard = 0;
      atMost(++this.#depth, MOST_DEPTH, 'elements within each other', file);
      open?.(plain(name), attributes as Attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#unheard = 0;
      this.#depth--;
      close?.(plain(name));
    });
    const isOver = () => {
      this.#unheard = 0;
    };
    parser.on('comment', isOver);
    parser.on('processinginstruction', isOver);
    if (!text) return;
    parser.on('text', text);
    parser.on('cdata', text);
  }

  /** @throws Unreadable at what no such file has */
  write(piece: string): void {
    // A little at a time, so that what does not end is found before all of it is kept.
    for (let at = 0; at < piece.length; at += LONGEST_PIECE) {
      const some = piece.slice(at, at + LONGEST_PIECE);
      this.#unheard = (this.#unheard ?? 0) + some.length;
      this.#parser.write(some);
      if (this.#unheard > LONGEST_PIECE + some.length)
        atMost(this.#unheard, LONGEST_PIECE, 'characters in one tag or text', this.#file);
    }
  }

  /** A part that is not there has no end. */
  end(): void {
    if (this.#unheard !== undefined) this.#parser.close();
  }
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Undefined: it has none of that name, whatever the namespace. */
export function attributeIn(attributes: Attributes, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  for (const key in attributes) if (plain(key) === name) return attributes[key];
  return undefined;
}
