/** From one text to another by edits of whole lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { lineEdits } from '../../service/editing/line-edits.ts';

const applied = (before: string, after: string) =>
  applyTextEdits(
    before,
    lineEdits(before, after).map((edit) => ({ file: '', ...edit })),
  );

/** Lines with and without a break at the end, of every system. */
const text = fc
  .tuple(fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd\r')), fc.constantFrom('', 'a', 'end'))
  .map(([lines, last]) => lines.join('') + last);

test('the edits make the one text of the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applied(before, after)).toBe(after);
    }),
  );
});

describe('only what is another line is touched', () => {
  const count = fc.integer({ min: 0, max: 5 });
  const named = (name: string, lines: number, end: string) =>
    Array.from({ length: lines }, (_, i) => `${name}${i}${end}`).join('');

  test.each(['\n', '\r\n', '\r'])('with %j at the end of lines', (end) => {
    fc.assert(
      fc.property(count, count, count, count, (head, cut, put, tail) => {
        const [first, last] = [named('head', head, end), named('tail', tail, end)];
        const edits = lineEdits(first + named('cut', cut, end) + last, first + named('put', put, end) + last);
        expect(edits).toEqual(
          cut + put === 0
            ? []
            : [
                {
                  range: { start: { line: head, character: 0 }, end: { line: head + cut, character: 0 } },
                  newText: named('put', put, end),
                },
              ],
        );
      }),
    );
  });

  test('behind a last line without a break', () => {
    expect(lineEdits('one\ntwo', 'one\ntwo\n')).toEqual([
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'two\n' },
    ]);
    expect(lineEdits('', 'one')).toEqual([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'one' },
    ]);
  });

  test('two lines apart are two edits', () => {
    expect(
      lineEdits('a\nb\nc\nd\ne\n', 'a\nB\nc\nd\nE\n').map(({ range, newText }) => [range.start.line, newText]),
    ).toEqual([
      [1, 'B\n'],
      [4, 'E\n'],
    ]);
  });
});
