/** Runbooks that use runbooks: what they come to is known before it is written out. */
import { describe, expect, test } from 'vitest';
import { MOST_WRITTEN_OUT } from '../../language/lower/runbooks/runbook-sizes.ts';
import { planOf } from '../support/inventory.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const night = (lines: readonly string[]) =>
  `person ann\nrelease r {\n  run {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
const runbook = (name: string, lines: readonly string[]) =>
  `runbook ${name}(a) {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
const doubling = (n: number) =>
  range(n)
    .map((i) => runbook(`r${i}`, i === 0 ? ['task x 1m by a'] : [`use r${i - 1}(a)`, `use r${i - 1}(a)`]))
    .join('');
const messages = (text: string) => planOf(text).problems.map(({ message }) => message);
const steps = (text: string) => planOf(text).releases[0]!.steps.length;

describe('a use that comes to more than is read', () => {
  test('is told with both numbers at its place, and the rest is read', () => {
    const text = doubling(26) + night(['task before 1m by ann', 'use r25(ann)', 'task behind 1m by ann']);
    const { problems, releases } = planOf(text);
    expect(problems.map(({ message }) => message)).toEqual([
      '`r25` comes to 100,663,294 lines with the runbooks that it uses. At most 10,000 lines of runbooks are written out in a file: ' +
        'its lines are left out. Use it less often, or split the plan.',
    ]);
    expect(text.split('\n')[problems[0]!.place.range.start.line]).toBe('    use r25(ann)');
    expect(releases[0]!.steps.map(({ name }) => name)).toEqual(['before', 'behind']);
  });

  test('is refused by what is left, line for line', () => {
    const large = runbook(
      'large',
      range(MOST_WRITTEN_OUT / 2).map((i) => `task s${i} 1m by a`),
    );
    const uses = (n: number) => large + night(range(n).map((i) => `use large(ann) as u${i}`));
    expect(messages(uses(2))).toEqual([]);
    const { problems, releases } = planOf(uses(4));
    expect(releases[0]!.steps).toHaveLength(MOST_WRITTEN_OUT);
    expect(problems).toHaveLength(2);
    expect(problems[0]!.message).toContain(
      'comes to 5,000 lines with the runbooks that it uses, behind the 10,000 of those used above',
    );
  });

  test('is small enough as long as it is', () => {
    expect(messages(doubling(11) + night(['use r10(ann)']))).toEqual([]);
    expect(steps(doubling(11) + night(['use r10(ann)']))).toBe(1024);
  });

  test.each([30, 100, 2000])('has a number however often it doubles: %i times', (n) => {
    expect(messages(doubling(n) + night([`use r${n - 1}(ann)`]))).toEqual([
      expect.stringMatching(n > 64 ? /\d deep, and at most 64 are read/ : /more than a billion lines/),
    ]);
  });

  test('is nothing to tell where no release uses it', () => {
    expect(messages(doubling(40))).toEqual([]);
  });
});

test('runbooks in each other are read to a depth, with its number', () => {
  const chain = (n: number) =>
    range(n)
      .map((i) => runbook(`r${i}`, i === 0 ? ['task x 1m by a'] : [`use r${i - 1}(a)`]))
      .join('') + night([`use r${n - 1}(ann)`]);
  expect([steps(chain(64)), messages(chain(64))]).toEqual([1, []]);
  expect(messages(chain(65))).toEqual([expect.stringContaining('65 deep, and at most 64 are read')]);
  expect(messages(chain(5000))).toEqual([expect.stringContaining('5000 deep')]);
});

describe('runbooks that use each other', () => {
  test('are told at each line that closes a circle, once, and cut there', () => {
    const text =
      runbook('a', ['task x 1m by a', 'use b(a)']) +
      runbook('b', ['use a(a)']) +
      night(['use a(ann)', 'use a(ann) as again']);
    const { problems, releases } = planOf(text);
    expect(problems.map(({ message, place }) => [place.range.start.line, message])).toEqual([
      [2, 'This runbook uses itself (`a` → `b` → `a`); take one of these `use` lines out.'],
      [5, 'This runbook uses itself (`b` → `a` → `b`); take one of these `use` lines out.'],
    ]);
    expect(releases[0]!.steps).toHaveLength(2);
  });

  test('however tangled', () => {
    const n = 60;
    const text =
      range(n)
        .map((i) =>
          runbook(
            `r${i}`,
            range(n).map((j) => `use r${j}(a)`),
          ),
        )
        .join('') + night(['use r0(ann)']);
    expect(messages(text)).toHaveLength(n * n);
  });
});

test('names that a runbook gives are known in those that use it', () => {
  const text =
    runbook('in', ['task x 1m by a']) + runbook('out', ['use in(a) as first', 'task y 1m by a after first.x']);
  expect(planOf(text).references.filter(({ name, target }) => name === 'first.x' && !target)).toEqual([]);
});
