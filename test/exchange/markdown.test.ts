import { expect, test } from 'vitest';
import { markdownReport } from '../../exchange/reports/markdown.ts';
import { expectGolden } from '../support/golden.ts';
import { example, HOSTILE, reportOf } from './report-of.ts';

test('the comment is as reviewed', () => {
  const plan = HOSTILE.replace(/"<\/testcase.*"/, '"The night"').replace(/because ".*"/, 'because "Watched by hand"');
  const files = { 'plans/night.release': plan, 'plans/fine.release': 'person ann\n' };
  expectGolden(markdownReport(reportOf(files)), './golden/comment.golden.md', import.meta.url);
});

test('every row has the cells of its header, whatever a plan says', () => {
  const rows = markdownReport(reportOf({ 'a|b.release': HOSTILE }))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect(row.split('|')).toHaveLength(6);
});

test('no markup, link, mention or picture comes from a plan', () => {
  const text = markdownReport(reportOf({ 'a.release': HOSTILE }, { problems: ['see @all, #1 and https://evil'] }));
  const own = text.replace(/<\/?(code|details|summary)>|<br>|<!-- -->|^#+ |\*\*/gm, '').replace(/&#\d+;/g, '');
  expect(own).not.toMatch(/[<@#[\]`*_$]/);
  expect(own).not.toMatch(/https?:/);
  expect(text).toContain('&#64;<!-- -->all');
});

test('waivers are listed with their reason', () => {
  const text = markdownReport(reportOf({ 'a.release': HOSTILE }));
  expect(text).toMatch(
    /<details><summary>1 waived<\/summary>\n\n- <code>verify-missing<\/code> .*Waived.*100 %\n\n<\/details>/,
  );
});

test('who has waived it, and until when', () => {
  const plan = HOSTILE.replace(/until T\+1d because ".*"/, 'by jonas until Thu 2026-12-31 because "Watched by hand"');
  expect(markdownReport(reportOf({ 'a.release': plan }))).toContain(
    '**Waived by jonas until Thu 2026-12-31** (<code>a.release:10</code>): Watched by hand\n',
  );
});

test('a comment is never longer than GitHub takes, and says so', () => {
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [
      `p${i}.release`,
      example('mistakes.release').replaceAll('ordering-5.0', `o-${i}`),
    ]),
  );
  const text = markdownReport(reportOf(many));
  expect(text.length).toBeLessThan(65_536);
  expect(text.length).toBeGreaterThan(40_000);
  expect(text).toContain('too long for a comment');
});

test('nothing found is said', () => {
  expect(markdownReport(reportOf({ 'a.release': 'person mara\n' }))).toContain(
    '**No findings** for 0 releases in 1 file.',
  );
});
