import fc from 'fast-check';
import { expect, test } from 'vitest';
import { picturesOf } from '../../view/pictures.ts';
import { indexOfRows, rowsOfIndex } from '../../view/rows/rows-index.ts';
import { layout } from '../../view/schedule/layout.ts';
import { payments } from './payments.ts';
import { longRun } from './plans.ts';

const row = fc.record({
  height: fc.constantFrom(22, 24, 40),
  level: fc.constant(0),
  source: fc.option(fc.record({ file: fc.constantFrom('a', 'b'), line: fc.integer({ min: 0, max: 9 }) }), {
    nil: undefined,
  }),
});

test('what is told of the rows in few words is where they all stand, and what they lead to', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      let y = 0;
      const places = rows.map((one) => {
        y += one.height;
        return { ...one, y: y - one.height };
      });
      expect(rowsOfIndex(indexOfRows(places))).toEqual(
        places.map(({ y: top, height, source }) => ({
          top,
          bottom: top + height,
          file: source?.file ?? '',
          line: source?.line ?? -1,
        })),
      );
    }),
  );
});

test('of thousands of rows those that are wanted are the same as among all', () => {
  const { analysis, schedule } = longRun(300);
  const all = picturesOf(analysis, schedule, { width: 900 }).schedule!.panels;
  const some = picturesOf(analysis, schedule, { width: 900, rows: { from: 250, to: 290 } }).schedule!.panels;
  for (const [i, panel] of some.entries()) {
    expect(panel.rows).toEqual(all[i]!.rows.slice(panel.first, panel.first + panel.rows.length));
    expect(panel.index).toEqual(all[i]!.index);
  }
  expect(some.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(40);
});

test('a message of thousands of rows is as small as that of what is seen', () => {
  const { analysis, schedule } = longRun(3000);
  const sent = picturesOf(analysis, schedule, { width: 900, view: 'schedule', rows: { from: 1000, to: 1080 } });
  expect(JSON.stringify(sent).length).toBeLessThan(200_000);
});

test('a folded block is one row that shows when something happens in it, and the worst that is found', () => {
  const { analysis, schedule } = payments();
  const rows = (folded: { all: boolean; but: string[] }) =>
    layout(analysis, schedule, { folded }).panels.flatMap((panel) => panel.rows);
  const open = rows({ all: false, but: [] });
  const groups = open.filter(({ key }) => key !== undefined);
  expect(groups.length).toBeGreaterThan(1);
  const [group] = groups;
  const one = rows({ all: false, but: [group!.key!] });
  const folded = one.find(({ key }) => key === group!.key)!;
  expect(folded.folded!.length).toBeGreaterThan(0);
  expect(folded.detail).toMatch(/\d+ rows?$/);
  expect(one.length).toBeLessThan(open.length);
  for (const [i, { key, level }] of one.entries()) {
    if (key === group!.key) expect(one[i + 1]?.level ?? 0).toBeLessThanOrEqual(level);
  }
  const closed = rows({ all: true, but: [] });
  expect(closed.filter(({ key, folded }) => key !== undefined && !folded)).toEqual([]);
  expect(closed.length).toBeLessThan(one.length);
});
