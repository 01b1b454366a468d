/** Two versions of a whole night in which everything is another: each line left out, and each value another one. */
import { describe, test } from 'vitest';
import { compare } from '../../plan/diff/compare.ts';
import { diffSummary } from '../../view/diff/report.ts';
import { expectGolden } from '../support/golden.ts';
import { toldText } from '../support/told-texts.ts';
import { analysed, told } from '../what-if/tried.ts';

/** What is written, and what takes its place. */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/ (by|with) bob\b/g, ' $1 dot'],
  [/\b10m\b/g, '25m'],
  [/"([A-Z][a-z]+)/g, '"Another $1'],
  [/ -> 2\.0\.0/g, ' -> 2.0.1'],
  [/T-(\d)wd/g, 'T-1wd'],
  [/ 22:00/g, ' 22:30'],
  [/\bfront\b/g, 'back'],
  [/ done$/gm, ''],
  [/after [\w-]+$/gm, ''],
  [/ (undo|keep|tested|version|due|not before|during|via|until|from|to|in|approved|link|tags) .*$/gm, ''],
];

describe.each(['a-short-night', 'people-and-things'])('%s', (name) => {
  const text = toldText(name);
  const base = analysed(text);

  test('otherwise, one thing after the other', () => {
    const rows = OTHERWISE.flatMap(([written, other]) => {
      const difference = compare(base, analysed(text.replace(written, other)));
      return [`── ${written.source} → ${other}`, diffSummary(difference), ...told({ difference, gaps: [] })];
    });
    expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.golden.txt`, import.meta.url);
  });

  test('with half of its lines, and the other way round', () => {
    const half = text
      .split('\n')
      .filter((line, i) => i % 3 > 0 || /[{}]/.test(line))
      .join('\n');
    const less = analysed(half);
    const rows = [
      '── less',
      ...told({ difference: compare(base, less), gaps: [] }),
      '── more',
      ...told({ difference: compare(less, base), gaps: [] }),
    ];
    expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.half.golden.txt`, import.meta.url);
  });
});
