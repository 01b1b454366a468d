/** What of an outline becomes an edit of a plan that is there, and what is told instead: whatever of it changes is seen here. */
import { diffLines } from 'diff';
import { expect, test } from 'vitest';
import { createWorkspace } from '../../../language/workspace.ts';
import { happenedIn } from '../../../language/write/happened.ts';
import { merge } from '../../../language/write/merge.ts';
import { Ledger, withRow } from '../../../plan/outline/ledger.ts';
import type { Outline, OutlineItem } from '../../../plan/outline/model.ts';
import { formatInstant } from '../../../plan/time/format.ts';
import { expectGolden } from '../../support/golden.ts';
import { MERGES, PLAN, sayings } from './merges.ts';

const URI = 'file:///plans/plan.release';

function target(text: string) {
  const workspace = createWorkspace({ roots: ['file:///plans'] });
  workspace.set(
    'file:///plans/shared.release',
    'service cart\nrunbook elsewhere(host) {\n  configure host "Elsewhere" 5m\n}\n',
  );
  workspace.set(URI, text);
  return { uri: URI, text, ...workspace.analysis(URI) };
}

const INTO = target(PLAN);

/** The lines that are others, and the report. */
function merged(outline: Outline, into = INTO): string {
  const ledger = new Ledger();
  const rows = (items: readonly OutlineItem[]): OutlineItem[] =>
    items.map((item) =>
      withRow(
        { ...item, ...(item.items && { items: rows(item.items) }) },
        ledger.row(`row ${ledger.rows.length + 1}`, item.title ?? item.id ?? ''),
      ),
    );
  const text = merge({ ...outline, ...(outline.items && { items: rows(outline.items) }) }, into, ledger);
  const lines = diffLines(into.text, text).flatMap(({ added, removed, value }) =>
    added || removed
      ? value
          .trimEnd()
          .split('\n')
          .map((line) => `${added ? '+' : '-'} ${line}`)
      : [],
  );
  return `${[...lines, ...ledger.report().trim().split('\n').slice(1)].join('\n')}\n`;
}

test.each(['all', 'bare-step', 'full', 'bare'])('each thing that a row may say of %s', (id) => {
  const all = sayings(id).map((outline) => `──── ${JSON.stringify(outline.items![0])}\n${merged(outline)}`);
  expectGolden(all.join(''), `./golden/said-of-${id}.golden.txt`, import.meta.url);
});

test('outlines as a whole', () => {
  const all = Object.entries(MERGES).map(([name, outline]) => `──── ${name}\n${merged(outline)}`);
  expectGolden(all.join(''), './golden/merges.golden.txt', import.meta.url);
});

test('a plan without a release, or with lines that cannot be read', () => {
  const items = [
    { title: 'New', by: 'Ann Lee' },
    { id: 'a', start: '2026-12-05T22:00' },
  ];
  const plans = [
    'person ann "Ann Lee"\n',
    'release x {\n  window tbd\n}\n',
    'release x {\n  window tbd\n  run {\n    task a by by\n  }\n}\n',
  ];
  const all = plans.map((plan) => `──── ${JSON.stringify(plan)}\n${merged({ items }, target(plan))}`);
  expectGolden(all.join(''), './golden/merged-into-less.golden.txt', import.meta.url);
  expect(merged({}, target(plans[1]!))).toBe('\n');
});

test('when steps really were, as a sheet says that came back', () => {
  const ledger = new Ledger();
  const items: readonly OutlineItem[] = [
    { id: 'all', actualStart: '2026-12-05 22:01', actualEnd: '2026-12-05T22:20' },
    { title: 'Twice', actualEnd: '2026-12-05T22:30Z' },
    { title: 'Twice', actualStart: '2026-12-05T22:30+0100' },
    { title: 'Twice', actualStart: '2026-12-05 23:00' },
    { id: 'bare-step', actualStart: 'soon', actualEnd: '2026-12-05 22:50' },
    { id: 'noted', actualStart: 'soon', actualEnd: 'late' },
    { id: 'full', actualStart: '2026-12-04 12:00' },
    { kind: 'run', items: [{ title: 'Bare' }, { title: 'Nobody knows it', actualEnd: '2026-12-05 22:50' }] },
  ];
  const rows = (all: readonly OutlineItem[]): OutlineItem[] =>
    all.map((item) =>
      withRow(
        { ...item, ...(item.items && { items: rows(item.items) }) },
        ledger.row('row', item.title ?? item.id ?? ''),
      ),
    );
  const [release] = INTO.plan.releases;
  const happened = happenedIn({ items: rows(items) }, release!).map(
    ({ step, start, end }) =>
      `${step.id} ${[start, end].map((at) => at && formatInstant(at, release!.zone)).join(' .. ')}`,
  );
  expect(happened).toEqual([
    'shop-2.0/all Sat 2026-12-05 22:01 .. Sat 2026-12-05 22:20',
    'shop-2.0/task "Twice"  .. Sat 2026-12-05 23:30',
    'shop-2.0/task "Twice"#2 Sat 2026-12-05 22:30 .. ',
    'shop-2.0/bare-step  .. Sat 2026-12-05 22:50',
  ]);
  expect(ledger.report().split('\n').slice(1, -1)).toEqual([
    '  row "Twice": when it was not taken: the plan has no such step',
    '  row "bare-step": actual start "soon" not taken: it is no date with a time',
    '  row "noted": actual start "soon" not taken: it is no date with a time',
    '  row "noted": actual end "late" not taken: it is no date with a time',
    '  row "full": when it was not taken: a milestone does not begin',
    '  row "Nobody knows it": when it was not taken: the plan has no such step',
  ]);
  expect(happenedIn({}, release!)).toEqual([]);
});
