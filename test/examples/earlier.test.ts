/** What earlier versions wrote is read as before: their examples word by word, and a baseline that they kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareWithBaseline, readBaseline } from '../../exchange/reports/baseline.ts';
import { format } from '../../language/format.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { marks } from '../checks/marked.ts';
import { reportOf } from '../exchange/report-of.ts';

const FOLDER = new URL('./earlier/', import.meta.url);
const VERSIONS = readdirSync(FOLDER);
/** Of form, not of what is planned. */
const OF_FORM = ['syntax', 'unknown-name', 'unknown-check', 'import-not-found', 'internal-error'];

describe.each(VERSIONS)('%s', (version) => {
  const texts = Object.fromEntries(
    readdirSync(new URL(version, FOLDER), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.release'))
      .map((path) => [path, readFileSync(new URL(`${version}/${path}`, FOLDER), 'utf8')] as const),
  );

  test('its plans are laid out as they were', () => {
    for (const [path, text] of Object.entries(texts)) expect(format(text), path).toBe(text);
  });

  test('every line of them is read as it was: what is no plan now was none then, and says so', () => {
    const { analyses, pathOf } = reportOf(texts);
    for (const { plan, findings } of analyses) {
      const path = pathOf(plan.file);
      const found = findings
        .filter(({ code, place }) => OF_FORM.includes(code) && place.file === plan.file)
        .map(({ code, place }) => `${place.range.start.line + 1}: ${code}`);
      expect(
        found.filter((one) => !marks(texts[path]!).includes(one)),
        path,
      ).toEqual([]);
    }
  });

  test('its checks are there, and what its baseline knows is known', () => {
    const baseline = readBaseline(readFileSync(new URL(`${version}/baseline`, FOLDER), 'utf8'));
    if (typeof baseline === 'string') throw new Error(baseline);
    const codes = new Set<string>(checks.map(({ code }) => code));
    expect(baseline.known.map(({ code }) => code).filter((code) => !codes.has(code))).toEqual([]);
    const { identities } = reportOf(texts);
    const all = new Set(['mistakes.release', ...baseline.known.map(({ of }) => of)]);
    const { gone } = compareWithBaseline(identities, baseline, all);
    // One that a check is not fooled by any more.
    expect(gone).toBeLessThan(2);
  });
});
