/**
 * What each line of a whole plan is for: without it, and with its length doubled, this is said no more, and that instead. So
 * whatever a line means has a plan in which it is missing, and one in which it says another thing.
 */
import { expect, test } from 'vitest';
import { expectGolden } from '../support/golden.ts';
import { toldText } from '../support/told-texts.ts';
import { allTold } from './all-told.ts';

/** Of what is different so much is shown. */
const SHOWN = 6;

/** So many lines are one test: whoever wants to know of one line need not ask all. */
const PART = 25;

const NIGHTS = ['a-short-night', 'an-uncertain-night', 'the-whole-night'];
const PARTS = NIGHTS.flatMap((name) => {
  const { length } = toldText(name).split('\n');
  return Array.from(
    { length: Math.ceil(length / PART) },
    (_, i) => [name, i * PART + 1, Math.min(length, (i + 1) * PART)] as const,
  );
});

test.each(PARTS)('%s, lines %i to %i', (name, from, to) => {
  const lines = toldText(name).split('\n');
  const whole = counted(lines);
  const told = (title: string, instead: readonly string[], i: number) => {
    const other = counted(lines.toSpliced(i, 1, ...instead));
    const [gone, come] = [beyond(whole, other), beyond(other, whole)];
    return [`── ${title} · ${gone.length} gone, ${come.length} come`, ...shown('-', gone), ...shown('+', come)];
  };
  const rows = lines.slice(from - 1, to).flatMap((line, at) => {
    const i = from - 1 + at;
    const text = line.trim();
    if (text === '' || /^(\}|\/\/)/.test(text)) return [];
    return [
      // Half a block says nothing of what is in it.
      ...(text.endsWith('{') ? [] : told(`without ${text}`, [], i)),
      ...(doubled(line) === line ? [] : told(doubled(text), [doubled(line)], i)),
    ];
  });
  expect(rows.length).toBeGreaterThan(0);
  expectGolden(`${rows.join('\n')}\n`, `./golden/each-line/${name}-${from}.golden.txt`, import.meta.url);
});

function doubled(line: string): string {
  return line.replace(/(?<![\w-])(\d+)(?=(m|h|d|wd|w)\b)/, (count) => String(2 * Number(count)));
}

/** How often each is said, wherever that stands. */
function counted(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const said of allTold(lines.join('\n'))) {
    const anywhere = said.trim().replace(/\b\d+:\d+\.\.\d+:\d+ /g, '');
    counts.set(anywhere, (counts.get(anywhere) ?? 0) + 1);
  }
  return counts;
}

function beyond(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): readonly string[] {
  return [...one].flatMap(([said, count]) => Array<string>(Math.max(0, count - (other.get(said) ?? 0))).fill(said));
}

function shown(sign: string, said: readonly string[]): readonly string[] {
  return said.slice(0, SHOWN).map((one) => `${sign} ${one.slice(0, 400)}`);
}
