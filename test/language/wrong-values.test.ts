/**
 * A value of every kind in the place of every value: what is told of it, and what would stand there instead. The places are every leaf of
 * the grammar on every line that has it, so a value that the grammar gets is tried by itself.
 */
import { test } from 'vitest';
import { lower } from '../../language/lower/lower.ts';
import { parseAgain } from '../../language/parse/parser.ts';
import { grouped } from '../../plan/grouped.ts';
import { expectGolden } from '../support/golden.ts';
import { ROOT } from './said.ts';
import { changed, lineOf, POSITIONS, type Position } from './value-positions.ts';

const FILE = `${ROOT}/plan.release`;

/** One of each kind; the first is none. */
const VALUES = ['', 'nobody', '"Words"', '25m', '7', '7 EUR', '10 %', '2026-12-10 22:00', 'Mon', 'ann, bob', '1.2.3'];
/** Of a clause that was tried on another line. */
const FEW = ['', '"Words"'];

/** Each with what it marks, and what would stand there instead. */
function told(text: string): string[] {
  const lines = text.split('\n');
  return lower(FILE, parseAgain(text), []).plan.problems.map(({ message, replacement, place: { range } }) => {
    const { start, end } = range;
    const marked = lines[start.line]!.slice(start.character, start.line === end.line ? end.character : undefined);
    return `\n    ⌊${marked.trim()}⌋ ${message}${replacement ? ` → ${replacement.text}` : ''}`;
  });
}

const known = new Map<string, ReadonlySet<string>>();

/** What is told of the text as it was, which is told of others as well. */
function before({ text }: Position): ReadonlySet<string> {
  if (!known.has(text)) known.set(text, new Set(told(text)));
  return known.get(text)!;
}

/** By the rule of the grammar that reads them. */
const BY_RULE = grouped(POSITIONS, ({ feature }) => feature.split('.')[0]!);

test.each([...BY_RULE])('what is told of a value of another kind in a %s', (rule, positions) => {
  const seen = new Set<string>();
  const rows = positions.map((position) => {
    const by = new Map<string, string[]>();
    // Lines that have the same clause are read by the same rule.
    const values = seen.has(position.feature) ? FEW : VALUES;
    seen.add(position.feature);
    for (const value of values) {
      const fresh = told(changed(position, value)).filter((one) => !before(position).has(one));
      const said = fresh.join('').replaceAll(value || '\0', '‹›');
      by.set(said, [...(by.get(said) ?? []), value]);
    }
    const groups = [...by].map(([said, values]) => `\n  ${values.map((one) => one || 'nothing').join(' · ')}${said}`);
    return `${lineOf(position, '‹›')}${groups.join('')}`;
  });
  expectGolden(`${rows.join('\n')}\n`, `./golden/wrong-values/${rule}.golden.txt`, import.meta.url);
});
