/** Which block an item comes to stand in, for items of every form beside each other: in a night, of a plan that says its window, and of weeks. */
import { test } from 'vitest';
import { isFromDates, placed, saysEnd } from '../../../language/write/placed.ts';
import { Ledger, withRow } from '../../../plan/outline/ledger.ts';
import type { Outline, OutlineItem } from '../../../plan/outline/model.ts';
import { expectGolden } from '../../support/golden.ts';

const night = (start: string, end?: string): Partial<OutlineItem> => ({
  start: `2026-12-05T${start}`,
  ...(end !== undefined && { end: `2026-12-05T${end}` }),
});
const FORMS: Readonly<Record<string, OutlineItem>> = {
  bare: {},
  first: night('22:00', '22:30'),
  over: night('22:15', '22:45'),
  next: night('22:30', '23:00'),
  'at once': night('22:00', '22:00'),
  back: night('22:40', '22:10'),
  open: night('22:20'),
  long: { ...night('22:10'), duration: '25m' },
  early: { start: '2026-12-04T10:00', end: '2026-12-05T10:00' },
  late: { at: '2026-12-06T09:00', duration: 'soon' },
  due: { due: '2026-12-05T21:00', end: '2026-12-05T21:00' },
  linked: { after: [{ of: 'first' }] },
  note: { kind: 'milestone', at: '2026-12-05T23:00' },
  gate: { kind: 'Gate' },
  odd: { kind: 'nonsense' },
  run: {
    kind: 'run',
    items: [
      { title: 'one', ...night('22:00', '22:20') },
      { title: 'two', ...night('22:10', '22:30') },
    ],
  },
  prepare: {
    kind: 'prepare',
    items: [{ title: 'one' }, { title: 'two', kind: 'Testing', items: [{ title: 'three' }] }],
  },
  block: {
    kind: 'Testing',
    items: [
      { title: 'one', ...night('21:00', '23:00') },
      { title: 'two', ...night('22:00') },
    ],
  },
  parallel: { kind: 'parallel', items: [{ title: 'one' }, { title: 'two', after: [{ of: 'one' }] }] },
};

/** An item by what it is, with its length and its end where that is not the one that was said, and what stands in it. */
function shape({ kind, verb, title, duration, items, after = [], end, ...item }: OutlineItem): string {
  const marks = `${saysEnd(item as OutlineItem) ? '!' : ''}${isFromDates(item as OutlineItem) ? '-' : ''}`;
  const own = [kind === 'step' ? verb : kind, title, duration && `${duration}${marks}`, end && `..${end.slice(8, 16)}`];
  const waits =
    after.length > 0 ? ` < ${after.map(({ of, side, lag }) => [of, side, lag].filter(Boolean).join('.'))}` : '';
  const inner = items ? ` { ${items.map(shape).join('; ')} }` : '';
  return `${own.filter(Boolean).join(' ')}${waits}${inner}`;
}

/** What becomes of the items, and what is told of it. */
function told(outline: Outline): string {
  const ledger = new Ledger();
  const items = outline.items!.map((item, i) => withRow(item, ledger.row(`row ${i + 1}`, item.title ?? '')));
  const blocks = placed({ ...outline, items }, ledger).map(shape);
  const notes = [ledger.file, ...ledger.rows].flatMap(({ entries }) =>
    entries.map((entry) => `\n  ${Object.values(entry).join(' · ')}`),
  );
  return `${blocks.join('; ')}${notes.join('')}`;
}

const WINDOW = { from: '2026-12-05T22:00', to: '2026-12-05T23:00' };
const titled = Object.entries(FORMS).map(([title, item]): OutlineItem => ({ title, ...item }));
const WEEKS: OutlineItem = { title: 'far', start: '2026-12-20T10:00', end: '2026-12-21T10:00' };

test.each([
  ['in a night', {}, []],
  ['of a plan with a window', { window: WINDOW }, [WEEKS]],
  ['of weeks', { title: 'All of it' }, [WEEKS]],
] as const)('%s', (name, outline, more) => {
  const rows = titled.flatMap((one) =>
    titled
      .filter((other) => other !== one)
      .map((other) => `${one.title} + ${other.title}: ${told({ ...outline, items: [one, other, ...more] })}`),
  );
  expectGolden(`${rows.join('\n')}\n`, `./golden/placed-${name.replaceAll(' ', '-')}.golden.txt`, import.meta.url);
});
