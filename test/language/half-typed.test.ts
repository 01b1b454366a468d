/**
 * Somebody is typing: the states a file goes through on the way from one whole plan to the next. Whatever is half there
 * may be wrong; everything else must still be in the plan.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inventory, planOf } from '../support/inventory.ts';

const WHOLE = readFileSync(new URL('../../examples/payments-4.2.release', import.meta.url), 'utf8');

interface HalfTyped {
  readonly state: string;
  /** The edit opens a block, so that what follows may stand in it. */
  readonly nests?: true;
  readonly find: RegExp;
  readonly by: string;
}

const STATES: readonly HalfTyped[] = [
  { state: 'a step without its target', find: /^( +)stop +checkout-web.*$/m, by: '$1stop' },
  { state: 'a verb half typed', find: /^( +)stop +checkout-web.*$/m, by: '$1sto' },
  { state: 'an unknown verb', find: /^( +)stop( +checkout-web.*)$/m, by: '$1stpo$2' },
  { state: '`by` without a person', find: /^( +stop +checkout-web.*) by ops$/m, by: '$1 by' },
  { state: '`after` without a point', find: /^( +stop +checkout-web.*)$/m, by: '$1 after' },
  { state: 'a lag without its duration', find: /^( +stop +checkout-web.*)$/m, by: '$1 after go +' },
  {
    state: 'a title that is not closed',
    find: /^( +migrate +orders-db as refund-tables +"Refund tables)".*$/m,
    by: '$1',
  },
  { state: 'a date half typed', find: /^( +window +Sat 2026-12)-05.*$/m, by: '$1-' },
  { state: 'a clock half typed', find: /^( +window +Sat 2026-12-05 22):00.*$/m, by: '$1:' },
  { state: 'a range without its end', find: /^( +window +Sat 2026-12-05 22:00) \.\..*$/m, by: '$1 ..' },
  {
    state: 'a block opened and not closed',
    nests: true,
    find: /^( +)(stop +checkout-web.*)$/m,
    by: '$1parallel {\n$1$2',
  },
  { state: 'a block opened in mid-line, closed by the editor', find: /^( +stop +checkout-web) (.*)$/m, by: '$1 {} $2' },
  { state: 'the brace of the outage taken away', find: /^( +outage) \{/m, by: '$1 ' },
  { state: 'the closing brace of a block taken away', find: /^( +keep +14d\n) +\}\n/m, by: '$1' },
  { state: 'a gate without its block brace', find: /^( +gate go .*) \{$/m, by: '$1' },
  { state: 'a list with a comma at its end', find: /^( +covers +PAY-311), .*$/m, by: '$1,' },
  { state: 'a criterion without a value', find: /^( +criterion "Open P1" =) 0 from jira$/m, by: '$1' },
  { state: 'the word of a block mistyped', find: /^( +)parallel \{/m, by: '$1paralel {' },
  { state: 'the word of the run mistyped', find: /^( +)run \{/m, by: '$1rnu {' },
  { state: 'a trigger without its consequence', find: /^( +when .*) then rollback full$/m, by: '$1 then' },
  { state: 'a name glued to its lag', find: /^( +stop +checkout-web.*)$/m, by: '$1 after go-15m' },
  { state: 'a new line of prose', find: /^( +)(stop +checkout-web.*)$/m, by: '$1then we switch off the shop\n$1$2' },
  { state: 'half a point of no return', find: /^( +)point of no return$/m, by: '$1point of' },
  { state: 'an import without its path', find: /^import ".*$/m, by: 'import' },
];

describe('half-typed states of the whole example', () => {
  test.each(STATES)('$state', ({ find, by, nests }) => {
    expect(WHOLE).toMatch(find);
    const edited = WHOLE.replace(find, by);
    expect(edited).not.toBe(WHOLE);
    expect(lost(WHOLE, edited, nests ? withoutPath : (text) => text)).toEqual([]);
    // What is wrong is told, and told near the edit.
    const plan = planOf(edited);
    const line = firstDifference(WHOLE, edited);
    const told = [
      ...plan.problems.map((problem) => problem.place),
      ...plan.writtenTimes.filter((time) => time.problem).map((time) => time.place),
      ...plan.references
        .filter((reference) => !reference.target && reference.expected?.includes('time'))
        .map((reference) => reference.place),
    ];
    expect(told.map((place) => Math.abs(place.range.start.line - line)).sort((a, b) => a - b)[0]).toBeLessThanOrEqual(
      1,
    );
  });
});

/** Plans in which every word of the language stands. */
const PLANS = ['payments-4.2', 'mistakes'].map((name) => [
  name,
  readFileSync(new URL(`../../examples/${name}.release`, import.meta.url), 'utf8'),
]) as readonly [string, string][];

/** Of the lines of a plan so many are typed, each up to every word of it; `HALF_TYPED=whole` types them all. */
const EVERY = process.env.HALF_TYPED === 'whole' ? 1 : 11;

describe('every line, up to each of its words', () => {
  test.each(PLANS)('takes nothing from the others: %s', (_, whole) => {
    const lines = whole.split('\n');
    const missed = lines.flatMap((line, index) => {
      const opens = /\{ *(\/\/.*)?$/.test(line);
      const words = line.replace(/\{? *(\/\/.*)?$/, '').match(/\s*("[^"]*"|\S+)/g) ?? [];
      // A zone is that of every time below.
      if (index % EVERY !== 0 || /^\s*(\/\/|\}|zone|$)|\}/.test(line)) return [];
      return words.slice(0, -1).flatMap((_word, end) => {
        const typed = words.slice(0, end + 1).join('');
        const edited = lines.with(index, opens ? `${typed} {` : typed).join('\n');
        if (edited === whole) return [];
        // What a block is called, and who does what is in it, may be what is typed.
        const compared = opens ? (text: string) => withoutPath(text).replace(/ by \S+$/, '') : (text: string) => text;
        return lost(whole, edited, compared).map((fact) => `${index + 1}: ${typed.trim()} → ${fact}`);
      });
    });
    expect(missed).toEqual([]);
  });
});

/** Facts of the whole text, outside of the lines that were edited, which the edited text no longer states. */
function lost(whole: string, edited: string, compared: (text: string) => string): string[] {
  const from = firstDifference(whole, edited);
  const to = from + linesOfDifference(whole, edited) - 1;
  const present = new Map<string, number>();
  for (const { text } of inventory(edited)) present.set(compared(text), (present.get(compared(text)) ?? 0) + 1);
  return inventory(whole).flatMap(({ from: start, text }) => {
    if (start >= from && start <= to) return [];
    const left = present.get(compared(text)) ?? 0;
    present.set(compared(text), left - 1);
    return left > 0 ? [] : [text];
  });
}

/** A step without the blocks it stands in. */
function withoutPath(text: string): string {
  return text.replace(/^\/\S* /, '');
}

function firstDifference(a: string, b: string): number {
  const [left, right] = [a.split('\n'), b.split('\n')];
  return left.findIndex((line, i) => line !== right[i]);
}

function linesOfDifference(a: string, b: string): number {
  const [left, right] = [a.split('\n').reverse(), b.split('\n').reverse()];
  const same = left.findIndex((line, i) => line !== right[i]);
  return Math.max(1, left.length - same - firstDifference(a, b));
}
