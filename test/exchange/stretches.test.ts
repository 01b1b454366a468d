/** A page of Markdown that is read in stretches says what it says as a whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PagePiece, pageOf } from '../../exchange/md/page.ts';

const read = (page: string, long: number) => pageOf(new TextEncoder().encode(page), 'page.md', long);

/** A list that was cut is two lists of the same kind, which nobody tells from one. */
function joined(pieces: readonly PagePiece[]): readonly PagePiece[] {
  const all: PagePiece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.kind === 'list' && last?.kind === 'list' && last.isOrdered === piece.isOrdered)
      all[all.length - 1] = { ...last, items: [...last.items, ...piece.items] };
    else all.push(piece);
  }
  return all;
}

const line = fc.constantFrom(
  ...['| a | b |', '|---|---|', '| 1 | `x|y` |', '| [page][one] | 2', '|only|', 'a | b', '---|---'],
  ...['- item', '  more', '  - inner', '- [ ] box [page][One]', '* other', '1. first', '2. second', '7) third'],
  ...['# Head', '## Under [page][one]', 'Text', '===', '---', '> quote', '> # in it', '', '', ''],
  ...['```', '~~~', '  ```', '# no head', '<!-- # a', '-->', '<div>', '</div>', '<pre>', '</pre>', '    code'],
  ...['[one]: https://a.example/one', '[two]: https://a.example/two', '[two] and [none][nothing]'],
);

test('whatever stands on it, and wherever it is cut', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (lines, long) => {
      const page = lines.join('\n');
      expect(joined(read(page, long))).toEqual(joined(read(page, 1_000_000)));
    }),
    { numRuns: 400 },
  );
});

test('a long table is one table, and its rows stand in the lines where they stand', () => {
  const rows = Array.from({ length: 100 }, (_, i) => `| ${i} | task ${i} |`);
  const [piece, ...others] = read(`\n| No | Task |\n|---|---|\n${rows.join('\n')}`, 50);
  expect(others).toEqual([]);
  expect(piece).toMatchObject({ kind: 'table', rows: { length: 101 }, lines: { 0: 2, 1: 4, 100: 103 } });
});
