/**
 * What an outline may hold at most, whatever file it was read from. A short file can name much: a plan that is written of it costs what it
 * says, so that is counted before anybody writes it.
 */
import { Row } from '../../plan/outline/ledger.ts';
import type { Outline } from '../../plan/outline/model.ts';
import { atMost, MOST_CHARACTERS } from '../bounds.ts';

/** Of steps to what they wait for, of systems to what they use, of teams to who is in them. */
export const MOST_LINKS = 100_000;
/** Of blocks within each other: those of a tree of lists take two of a value each. */
const MOST_LEVELS = 1024;

/**
 * @returns how many of its characters nobody sees: they steer, or have no shape
 * @throws TooMuch
 */
export function bounded(outline: Outline, file: string): { readonly unseen: number } {
  let [unseen, characters, links] = [0, 0, 0];
  // What is deep must not be walked into by what goes into itself.
  const open: [value: unknown, depth: number][] = [[outline, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string') {
      characters += value.length;
      unseen += value.match(UNSEEN)?.length ?? 0;
    } else if (typeof value === 'object' && value !== null && !(value instanceof Row)) {
      atMost(depth, MOST_LEVELS, 'levels of blocks and lists', file);
      for (const [key, inner] of Object.entries(value)) {
        if (LINKS.has(key) && Array.isArray(inner)) links += inner.length;
        open.push([inner, depth + 1]);
      }
    }
  }
  atMost(links, MOST_LINKS, 'links', file);
  atMost(characters, MOST_CHARACTERS, 'characters in what is read of it', file);
  return { unseen };
}

const LINKS: ReadonlySet<string> = new Set(['after', 'uses', 'on', 'members']);
const UNSEEN = /(?![\t\n\r])\p{C}/gu;
