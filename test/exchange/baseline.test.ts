import { describe, expect, test } from 'vitest';
import { baselineOf, compareWithBaseline, readBaseline, writeBaseline } from '../../exchange/reports/baseline.ts';
import type { Report } from '../../exchange/reports/report.ts';
import { EXAMPLES, HOSTILE, reportOf } from './report-of.ts';

const PLAN = HOSTILE.replace(/@evil/, 'noone');
const read = (report: Report) => {
  const baseline = readBaseline(writeBaseline(baselineOf(report.identities)));
  if (typeof baseline === 'string') throw new Error(baseline);
  return baseline;
};
const compare = (before: Report, after: Report) => {
  const checked = after.analyses.flatMap(({ plan }) => [
    after.pathOf(plan.file),
    ...plan.releases.map(({ name }) => name),
  ]);
  const { fresh, gone } = compareWithBaseline(after.identities, read(before), new Set(checked));
  return { fresh: [...fresh].map(({ code }) => code), gone };
};
const nothing = { fresh: [], gone: 0 };

test('a plan has nothing new against its own baseline', () => {
  expect(compare(reportOf(EXAMPLES), reportOf(EXAMPLES))).toEqual(nothing);
});

test('nor when lines move, clauses change, or the file has another name', () => {
  const before = reportOf({ 'a.release': PLAN });
  expect(compare(before, reportOf({ 'a.release': `// one\n\n${PLAN}` }))).toEqual(nothing);
  expect(compare(before, reportOf({ 'a.release': PLAN.replace('15m by mara', '25m by mara') }))).toEqual(nothing);
  const renamed = compare(before, reportOf({ 'b.release': PLAN }));
  expect(renamed.fresh.filter((code) => code !== 'unused')).toEqual([]);
});

test('a finding more of the same kind is new, and so is the same one in another release', () => {
  const before = reportOf({ 'a.release': PLAN });
  const twice = PLAN.replace('5m by nobody\n', '5m by nobody\n    task "[a](b) {0}" 5m by nobody\n');
  expect(compare(before, reportOf({ 'a.release': twice })).fresh).toContain('unknown-name');
  expect(compare(before, reportOf({ 'a.release': PLAN.replaceAll('night-1.0', 'night-2.0') })).fresh).toContain(
    'unknown-name',
  );
  expect(compare(before, reportOf({ 'a.release': PLAN.replace('by nobody', 'by somebody') }))).toMatchObject({
    fresh: ['unknown-name'],
    gone: 1,
  });
});

test('what is gone is counted in what was checked alone', () => {
  const before = reportOf({ 'a.release': PLAN, 'b.release': 'release r {\n  owner nobody\n}\n' });
  const fixed = reportOf({ 'a.release': PLAN.replace('by nobody', 'by mara') });
  expect(compare(before, fixed).gone).toBe(1);
});

test('what is waived is not in a baseline', () => {
  expect(writeBaseline(baselineOf(reportOf({ 'a.release': PLAN }).identities))).not.toContain('verify-missing');
});

test('is sorted, a line a finding', () => {
  const text = writeBaseline(baselineOf(reportOf(EXAMPLES).identities));
  const lines = text.split('\n').filter((line) => line.startsWith('    {'));
  expect(lines.map((line) => line.replace(/,$/, ''))).toEqual(lines.map((line) => line.replace(/,$/, '')).sort());
  expect(lines.length).toBeGreaterThan(50);
});

describe('a text that is no baseline says what is wrong with it', () => {
  test.each([
    ['', /no JSON/],
    ['[]', /"version" and "findings"/],
    ['null', /"version" and "findings"/],
    ['{"version":1}', /"version" and "findings"/],
    ['{"version":7,"findings":[]}', /version 7/],
    ['{"version":1,"findings":[null]}', /finding 1 needs/],
    ['{"version":1,"findings":[{"code":"a","of":"b","subject":"c","count":-1}]}', /finding 1 needs/],
  ])('%s', (text, message) => {
    expect(readBaseline(text)).toMatch(message);
  });
});
