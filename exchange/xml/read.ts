/** XML as a tree, read under bounds: no document type, no entity but the five of XML, nothing without end. */
import { SaxesParser } from 'saxes';
import { atMost, LONGEST_TEXT, MOST_DEPTH, textIn, Unreadable } from '../bounds.ts';

export interface Element {
  /** Without the prefix of its namespace. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: Element[];
  readonly line: number;
}

const MOST_ELEMENTS = 2_000_000;

/** @param skipped what is only counted: `counts` says how often it was there */
export function xmlIn(
  bytes: Uint8Array,
  file: string,
  skipped: readonly string[] = [],
): { readonly root: Element; readonly counts: ReadonlyMap<string, number> } {
  const parser = new SaxesParser({ position: true });
  const open: Element[] = [];
  const counts = new Map<string, number>();
  let root: Element | undefined;
  let elements = 0;
  /** How deep within something that is skipped. */
  let inside = 0;
  parser.on('doctype', () => {
    throw new Unreadable(`${file} declares a document type in line ${parser.line}: no program that plans writes one.`);
  });
  parser.on('error', (error) => {
    throw new Unreadable(`${file} is no XML that can be read: ${error.message}.`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    atMost(++elements, MOST_ELEMENTS, 'elements', file);
    const plain = name.slice(name.indexOf(':') + 1);
    if (inside > 0 || skipped.includes(plain)) {
      inside++;
      atMost(open.length + inside, MOST_DEPTH, 'elements within each other', file);
      counts.set(plain, (counts.get(plain) ?? 0) + 1);
      return;
    }
    const element: Element = {
      name: plain,
      attributes: attributes as Element['attributes'],
      text: '',
      children: [],
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
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
  parser.write(textIn(bytes, file).replace(/^\uFEFF/, '')).close();
  if (!root) throw new Unreadable(`${file} is empty.`);
  return { root, counts };
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
