/** Lines of an earlier text in a later one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineMap } from '../../service/versions/line-map.ts';

const some = fc.integer({ min: 0, max: 4 });

test('a line before or behind the change is found again, any other leads to where the change is', () => {
  fc.assert(
    fc.property(some, some, some, some, (before, cut, put, behind) => {
      const lines = (count: number, name: string) => Array.from({ length: count }, (_, i) => name + i);
      const old = [...lines(before, 'before'), ...lines(cut, 'cut'), ...lines(behind, 'behind')];
      const fresh = [...lines(before, 'before'), ...lines(put, 'put'), ...lines(behind, 'behind')];
      const map = lineMap(old.join('\n'), fresh.join('\n'));
      for (const [line, text] of old.entries()) {
        const to = map(line);
        if (fresh.includes(text)) expect(to).toBe(fresh.indexOf(text));
        else expect(to).toBe(Math.max(0, Math.min(line, before + Math.max(put - 1, 0), fresh.length - 1)));
      }
    }),
  );
});

test('no line leads out of the text, and none before one that stood above it', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ''), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(text, text, (old, fresh) => {
      const found = old.map((_, line) => lineMap(old.join('\n'), fresh.join('\n'))(line));
      expect(found).toEqual([...found].sort((a, b) => a - b));
      expect(found[0]).toBeGreaterThanOrEqual(0);
      expect(found.at(-1)).toBeLessThan(fresh.length);
    }),
  );
});
