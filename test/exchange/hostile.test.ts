/**
 * Short files that would be long, deep or many as soon as somebody takes them apart: each is refused with its number. What the largest of
 * every kind cost is measured by `npm run bench:hostile`.
 */
import { describe, expect, test } from 'vitest';
import { imported } from '../../service/formats/import.ts';

const many = (count: number, each: (i: number) => string, between = '\n') =>
  Array.from({ length: count }, (_, i) => each(i)).join(between);
const rows = (texts: number) => `Task,Notes\n${many(texts, (i) => `Task ${i},${'long text '.repeat(3000)}`)}`;

const CASES: readonly (readonly [format: string, name: string, text: () => string, told: RegExp])[] = [
  ['csv', 'a quotation mark that never closes', () => `Task,Owner\n"${'x, y\n'.repeat(100_000)}`, /Max Record Size/],
  ['csv', 'a row of many columns', () => `Task,Owner\n${'a,'.repeat(600)}`, /601 columns: at most 500/],
  ['csv', 'many cells', () => `Task,Owner\n${`${'1,'.repeat(498)}\n`.repeat(1100)}`, /cells: at most 400,000/],
  ['csv', 'long texts', () => rows(150), /characters: at most 4,000,000/],
  [
    'csv',
    'rows that wait for many',
    () => `ID,Task,After\n${many(400, (i) => `${i},Task ${i},"${many(300, String, ', ')}"`)}`,
    /120,000 links: at most 100,000/,
  ],
  [
    'csv',
    'a phase of many parts',
    () => `Task,Phase\nStop it,${'cycle / '.repeat(4000)}run`,
    /levels of blocks and lists/,
  ],
  ['json', 'brackets', () => '['.repeat(1_000_000), /69 levels of lists and objects/],
  ['json', 'brackets in a text are none', () => `{"title":"${'['.repeat(1000)}\\"["}`, /^$/],
  ['json', 'members of one object', () => `{${many(1001, (i) => `"m${i}":1`, ',')}}`, /1,001 members in one object/],
  ['json', 'members', () => `{"items":[${'1,'.repeat(1_000_001)}1]}`, /members: at most 1,000,000/],
  ['markdown', 'lines', () => 'x\n'.repeat(60_001), /60,002 lines/],
  ['markdown', 'columns', () => `|${' a |'.repeat(501)}\n|${'---|'.repeat(501)}\n`, /501 columns/],
  ['markdown', 'cells', () => `| a | b |\n|---|---|\n${'|||||||||||||||||||\n'.repeat(30_000)}`, /cells of tables/],
  ['markdown', 'signs', () => many(10, () => '&'.repeat(30_000)), /300,000 signs that may begin a mark/],
  ['mermaid', 'lines', () => `gantt\n${'a:1d\n'.repeat(60_001)}`, /60,003 lines/],
  [
    'mermaid',
    'bars that wait for many',
    () => `gantt\n${many(200, (i) => `T :t${i}, after ${many(600, (j) => `t${j}`, ' ')}, 1d`)}`,
    /links: at most 100,000/,
  ],
  [
    'mermaid',
    'days that are all left out',
    () =>
      'gantt\ndateFormat YYYY-MM-DD\nexcludes monday tuesday wednesday thursday friday saturday sunday\nT :a, 2026-12-05, 1d',
    /500,001 days of bars where days are left out/,
  ],
  [
    'taskjuggler',
    'tasks',
    () => `project p "P" 2026-12-05 +1m {}\n${many(20_001, (i) => `task t${i} "T"`)}`,
    /20,001 tasks: at most 20,000/,
  ],
  ['mspdi', 'elements', () => `<Project>${'<a/>'.repeat(1_600_000)}</Project>`, /1,600,001 elements/],
  [
    'mspdi',
    'a document type that goes on',
    () => `\n<!-- x -->\n<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(100_000)}`,
    /line 3/,
  ],
  ['catalog', 'lines', () => 'a: b\n'.repeat(300_001), /300,002 lines/],
  ['catalog', 'lists in lists', () => '- '.repeat(100), /nested more than 1000 deep/],
  ['catalog', 'keys', () => `kind: Component\nmetadata:\n  name: x\n  name: y`, /no document of it has a kind/],
];

describe.each(CASES)('%s: %s', (format, _, text, told) => {
  test('is refused with its number, or taken', async () => {
    const got = await imported({ format, bytes: new TextEncoder().encode(text()), file: 'plan' });
    expect('trouble' in got ? got.trouble : '').toMatch(told);
  });
});
