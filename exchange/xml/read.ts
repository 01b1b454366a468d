/** XML as a tree, read as it comes and under bounds: no document type, no entity but the five of XML, nothing without end. */
import { SaxesParser } from 'saxes';
import { atMost, LONGEST_TEXT, MOST_DEPTH, textsIn, Unreadable } from '../bounds.ts';

export interface Element {
  /** Without the prefix of its namespace. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: readonly Element[];
  readonly line: number;
}

const MOST_ELEMENTS = 1_500_000;

/** Most elements have neither, and of two million each thing counts. */
const [NO_ATTRIBUTES, NO_CHILDREN]: readonly [Element['attributes'], Element['children']] = [{}, []];

/** @param skipped what is only counted: `counts` says how often it was there */
export function xmlIn(
  bytes: Uint8Array,
  file: string,
  skipped: readonly string[] = [],
): { readonly root: Element; readonly counts: ReadonlyMap<string, number> } {
  countElements(bytes, file);
  const parser = new SaxesParser({ position: true });
  const open: { -readonly [K in keyof Element]: Element[K] }[] = [];
  const counts = new Map<string, number>();
  let root: Element | undefined;
  /** How deep within something that is skipped. */
  let inside = 0;
  parser.on('error', (error) => {
    throw new Unreadable(`${file} is no XML that can be read: ${error.message}.`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const plain = name.slice(name.indexOf(':') + 1);
    if (inside > 0 || skipped.includes(plain)) {
      inside++;
      atMost(open.length + inside, MOST_DEPTH, 'elements within each other', file);
      counts.set(plain, (counts.get(plain) ?? 0) + 1);
      return;
    }
    const element: Element = {
      name: plain,
      attributes: hasAny(attributes) ? (attributes as Element['attributes']) : NO_ATTRIBUTES,
      text: '',
      children: NO_CHILDREN,
      line: parser.line,
    };
    const parent = open.at(-1);
    if (parent?.children === NO_CHILDREN) parent.children = [element];
    else (parent?.children as Element[] | undefined)?.push(element);
    root ??= element;
    open.push(element);
    atMost(open.length, MOST_DEPTH, 'elements within each other', file);
  });
  const add = (text: string) => {
    const last = open.at(-1);
    // What stands between elements is the layout of the file.
    if (inside > 0 || !last || (last.text === '' && text.trim() === '')) return;
    last.text += text;
    atMost(last.text.length, LONGEST_TEXT, `characters in <${last.name}>`, file);
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    if (inside > 0) inside--;
    else open.pop();
  });
  for (const text of textsIn(bytes, file)) {
    if (!root) refuseDocumentType(text, file);
    // The parser would keep it until the next element.
    if (text.length > LONGEST_TEXT && !text.includes('<'))
      atMost(text.length, LONGEST_TEXT, 'characters in one text', file);
    parser.write(text);
  }
  parser.close();
  if (!root) throw new Unreadable(`${file} is empty.`);
  return { root, counts };
}

/** Before anything is made of them. */
function countElements(bytes: Uint8Array, file: string): void {
  let count = 0;
  for (let at = bytes.indexOf(LESS); at !== -1; at = bytes.indexOf(LESS, at + 1)) {
    // In UTF-16 a zero stands between.
    const sign = bytes[at + 1] || bytes[at + 2];
    if (sign !== SLASH && sign !== EXCLAMATION && sign !== QUESTION) count++;
  }
  atMost(count, MOST_ELEMENTS, 'elements', file);
}

const [LESS, SLASH, EXCLAMATION, QUESTION] = [0x3c, 0x2f, 0x21, 0x3f];

/** Before the first element, and before it has come to its end. */
function refuseDocumentType(text: string, file: string): void {
  const [prolog = ''] = text.split(/<[\p{L}_]/u, 1);
  const at = prolog.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' ')).search(/<!DOCTYPE/i);
  if (at === -1) return;
  const line = prolog.slice(0, at).split('\n').length;
  throw new Unreadable(`${file} declares a document type in line ${line}: no program that plans writes one.`);
}

function hasAny(object: object): boolean {
  for (const _ in object) return true;
  return false;
}

/** The text of a child; undefined: it is not there, or empty. */
export function textOf(element: Element | undefined, name: string): string | undefined {
  const text = childOf(element, name)?.text.trim();
  return text === '' ? undefined : text;
}

export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All of a name within a list of that name: `<Tasks><Task>`. */
export function allIn(element: Element | undefined, list: string, name: string): readonly Element[] {
  return childOf(element, list)?.children.filter((child) => child.name === name) ?? [];
}
