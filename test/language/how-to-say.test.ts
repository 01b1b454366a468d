/**
 * `docs/how-to-say.md` says nothing that is not so: each of its lines, put into the plan of the page where the head of its
 * table says, is understood, laid out as the formatter lays it out, and changes what the plan says.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { compare } from '../../plan/diff/compare.ts';
import { diffReport } from '../../view/diff/report.ts';
import { described } from '../checks/marked.ts';
import { openFiles } from '../server/source-file.ts';

const PAGE = readFileSync(new URL('../../docs/how-to-say.md', import.meta.url), 'utf8');
const PLAN = /^```release\n([\s\S]*?)^```$/m.exec(PAGE)![1]!;

interface Row {
  readonly says: string;
  /** The lines of the right, as they stand there: without indentation. */
  readonly lines: readonly string[];
  readonly text: string;
}

const ROWS = [...PAGE.matchAll(/^\| people write \| (.+) \|\n\| --- \| --- \|\n((?:\|.*\n)+)/gm)].flatMap(
  ([, where, rows]) =>
    rows!
      .trim()
      .split('\n')
      .map((row): Row => {
        const [, says, written] = /^\| (.+?) \| (.+) \|$/.exec(row)!;
        const lines = [...written!.matchAll(/`([^`]+)`/g)].map(([, line]) => line!);
        return { says: says!, lines, text: PLAN.replace(`// ${where}\n`, () => `${lines.join('\n')}\n`) };
      }),
);
const without = openFiles(PLAN).file.analysis;

test('the plan of the page is understood, and has a place for every table', () => {
  expect(described(formOf(PLAN))).toEqual([]);
  expect(format(PLAN)).toBe(PLAN);
  expect(ROWS.length).toBeGreaterThan(90);
  expect(ROWS.filter(({ text }) => text === PLAN).map(({ says }) => says)).toEqual([]);
});

describe.each(ROWS.map((row) => [row.says, row] as const))('%s', (_, { lines, text }) => {
  test('is understood, as the formatter lays it out, and read', () => {
    expect(described(formOf(text))).toEqual([]);
    const laidOut = format(text)
      .split('\n')
      .map((line) => line.trim().replace(/(?<=\S) +/g, ' '));
    expect(laidOut).toEqual(expect.arrayContaining([...lines]));
    const rows = diffReport(compare(without, openFiles(text).file.analysis)).flatMap((section) => section.rows);
    expect(rows.map(({ label }) => label)).not.toEqual([]);
  });
});

const FORM: ReadonlySet<string> = new Set(['syntax', 'unknown-name', 'duplicate-name', 'cycle', 'internal-error']);

/** Mistakes of form, names that nothing declares or two things have, and what can never happen. */
function formOf(text: string) {
  const { findings } = openFiles(text).file.analysis;
  return findings.filter(({ code }) => FORM.has(code));
}
