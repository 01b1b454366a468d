/** What is written of outlines that say everything, and what the report tells: whatever of it changes is seen here. */
import { expect, test } from 'vitest';
import { format } from '../../../language/format.ts';
import { writePlan } from '../../../language/write/write.ts';
import { Ledger, withRow } from '../../../plan/outline/ledger.ts';
import type { Outline, OutlineItem } from '../../../plan/outline/model.ts';
import { expectGolden } from '../../support/golden.ts';
import { DATED, OUTLINES } from './outlines.ts';

/** The text, and what the report tells below it. */
function written(outline: Outline): string {
  const ledger = new Ledger();
  const rows = (items: readonly OutlineItem[]): OutlineItem[] =>
    items.map((item) =>
      withRow(
        { ...item, ...(item.items && { items: rows(item.items) }) },
        ledger.row(`row ${ledger.rows.length + 1}`, item.title ?? ''),
      ),
    );
  const text = writePlan({ ...outline, ...(outline.items && { items: rows(outline.items) }) }, ledger);
  expect(format(text)).toBe(text);
  // Which clauses a line takes is told elsewhere.
  return `${text}────\n${ledger.report().replaceAll(/ It takes `[^;]*;/g, ';')}`;
}

test.each(Object.entries(OUTLINES))('%s', (name, outline) => {
  expectGolden(written(outline), `./golden/${name.replaceAll(' ', '-')}.golden.txt`, import.meta.url);
});

test('when steps are', () => {
  const all = Object.entries(DATED).map(([name, outline]) => `──── ${name}\n${written(outline)}`);
  expectGolden(all.join('\n'), './golden/dated.golden.txt', import.meta.url);
});
