/** A lot of anything: read without an exception, and what is more than is read is told with its number. */
import type { IToken } from 'chevrotain';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../bench/tools/growing.ts';
import { format } from '../../language/format.ts';
import { formProblems } from '../../language/parse/messages.ts';
import { parse, tokenize } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';

const ROOT = 'file:///w/';

function analysed(files: Readonly<Record<string, string>>) {
  const workspace = createWorkspace({ roots: [ROOT], now: () => Date.UTC(2026, 10, 23) / 60_000 });
  for (const [name, text] of Object.entries(files)) workspace.set(ROOT + name, text);
  return workspace.files().map((uri) => workspace.analysis(uri));
}

describe('a lot of', () => {
  test.each(KINDS.map((kind) => [kind.name, kind] as const))('%s is read', (_, { files }) => {
    const found = analysed(files(80)).flatMap(({ findings }) => findings);
    expect(found.filter(({ code }) => code === 'internal-error')).toEqual([]);
    // A finding is a sentence, not a list of everything there is.
    for (const { message } of found) expect(message.length).toBeLessThan(12_000);
  });
});

test('teams may be of teams as deep as a plan is long', () => {
  const teams = Array.from({ length: 8000 }, (_, i) => `team t${i} is ${i === 0 ? 'ann' : `t${i - 1}`}\n`);
  const [{ findings } = { findings: [] }] = analysed({
    'a.release': `person ann\n${teams.join('')}release r {\n  run {\n    task x 5m by t7999\n  }\n}\n`,
  });
  expect(findings.map(({ code }) => code)).not.toContain('internal-error');
});

test('lines that cannot be read, however many, take nothing from those that can', () => {
  const wrong = Array.from({ length: 1500 }, (_, i) => `    task s${i} 1m by ann 20:00 nonsense${i} ( =`);
  const [{ plan, findings } = { plan: undefined, findings: [] }] = analysed({
    'a.release': `person ann\nrelease r {\n  run {\n${wrong.join('\n')}\n    task last 1h by ann\n  }\n}\n`,
  });
  expect(findings.filter(({ code }) => code === 'syntax').length).toBeGreaterThanOrEqual(1500);
  expect(plan?.releases[0]?.steps.at(-1)?.name).toBe('last');
});

describe('what comes round again', () => {
  const told = (every: string) =>
    analysed({
      'a.release': `person ann\nrelease r {\n  zone UTC\n  window Sat 2026-12-05 20:00 .. 22:00\n  run {\n    task x 1m by ann ${every}\n  }\n}\n`,
    }).flatMap(({ findings, schedules }) => [
      schedules[0]!.steps['r/x']?.occurrences.length,
      ...findings.filter(({ code }) => code === 'syntax').map(({ message }) => message),
    ]);

  test.each(['every 1m until 2090-01-01 00:00', 'every 5m from 2026-01-01 00:00 until 2090-01-01 00:00'])(
    'too often is told with the number: %s',
    (every) => {
      expect(told(every)).toEqual([
        1500,
        expect.stringContaining('comes round 1,500 times or more, the most that are looked at'),
      ]);
    },
  );

  test.each(['every 0m', 'every 0d', 'every 0w until 2090-01-01 00:00'])('after no time is told: %s', (every) => {
    expect(told(every)).toEqual([1, expect.stringContaining('does not say after how long')]);
  });

  test('often enough is not', () => expect(told('every 10m until 22:00')).toEqual([13]));
});

test('a text of 200,000 lines has its tokens, and a long one is laid out', () => {
  const line = 'person ann "Ann"\n';
  expect(tokenize(line.repeat(200_000)).tokens).toHaveLength(600_000);
  expect(format(line.repeat(2000))).toHaveLength(line.length * 2000);
});

/** How often a token was asked for. */
function readsOf(line: string, lines: number): number {
  const parsed = parse(`release r {\n  run {\n${`    ${line}\n`.repeat(lines)}  }\n}\n`);
  let reads = 0;
  const counted = (list: readonly IToken[]): readonly IToken[] =>
    new Proxy(list, {
      get(all, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(all, key);
      },
    });
  expect(formProblems('file:///a', { ...parsed, tokens: counted(parsed.tokens) }).length).toBeGreaterThan(lines / 2);
  return reads;
}

test.each([
  'task t 5m by ann foo',
  'task t 5m by',
  'task t by ann, 5m, 6m',
  'task t 5m 4.2.0',
  'task t at 29.02.2028 10pm',
  'task t 5m at Sat 2026-12-05 22:00 berlin',
  'use u(any of ops else eve)',
  'task t 5m by the crew',
  '} x',
])('of twice as many lines that cannot be read twice as much is looked at: %s', (line) => {
  const [some, twice] = [readsOf(line, 200), readsOf(line, 400)];
  expect(twice / some).toBeLessThan(2.5);
});
