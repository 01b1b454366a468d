/** What people have said beside the cells of a sheet, by the number of the row. */
import { append } from '../../plan/grouped.ts';
import { atMost, LONGEST_TEXT, MOST_ROWS } from '../bounds.ts';
import { attributeIn } from '../xml/scan.ts';
import { scan } from './book.ts';
import type { Zip } from './zip.ts';

export function commentsOf(part: string, zip: Zip, file: string): ReadonlyMap<number, readonly string[]> {
  const said = new Map<number, string[]>();
  let [row, text, isText, count] = [0, '', false, 0];
  for (const name of partsOf(part, zip, file))
    scan(zip, name, file, {
      open: (element, attributes) => {
        if (element === 'comment') {
          row = Number(/\d+$/.exec(attributeIn(attributes, 'ref') ?? '')?.[0]);
          text = '';
        }
        isText = element === 't';
      },
      text: (piece) => {
        if (!isText) return;
        text += piece;
        atMost(text.length, LONGEST_TEXT, 'characters in one comment', file);
      },
      close: (element) => {
        isText = false;
        if (element !== 'comment' || text.trim() === '') return;
        atMost(++count, MOST_ROWS, 'comments', file);
        append(said, row, withoutHead(text));
      },
    });
  return said;
}

/** The sheet names them beside it. */
function partsOf(part: string, zip: Zip, file: string): readonly string[] {
  const slash = part.lastIndexOf('/') + 1;
  const parts: string[] = [];
  scan(zip, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, file, {
    open: (name, attributes) => {
      const target = attributeIn(attributes, 'Target') ?? '';
      if (name !== 'Relationship' || !/\/comments$/.test(attributeIn(attributes, 'Type') ?? '')) return;
      parts.push(target.startsWith('/') ? target.slice(1) : target.replace(/^\.\.\//, 'xl/'));
    },
  });
  return parts;
}

/** Newer programs answer comments, and write for older ones what these should show, with a word about it. */
function withoutHead(text: string): string {
  return text.replace(/^\[Threaded comment\][\s\S]*?\n\s*Comment:\s*/, '').trim();
}
