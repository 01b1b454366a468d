/**
 * What each line of an example is for, and from which length on: every line of it left out, every length shorter and longer, to the
 * unit. So each condition of a check has a plan on both of its sides.
 */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { analyse } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { expectGolden } from '../support/golden.ts';
import { FILE, NOW } from './marked.ts';

const own = checks.filter((check) => check.of !== 'exceptions');

test.each(own.map((check) => [check.code, check] as const))('%s', (code, check) => {
  const { breaks, passes } = check.example;
  const told = [...linesOf(check, breaks, 'breaks'), ...lengthsOf(check, breaks), ...linesOf(check, passes, 'passes')];
  expect(told).not.toEqual([]);
  expectGolden(`${told.join('\n')}\n`, `./golden/variants/${code}.golden.txt`, import.meta.url);
});

interface FoundThere {
  /** How severe, and in which of the lines as they were. */
  readonly where: string;
  /** In full. */
  readonly told: string;
}

/** What a check of its own finds in a text. */
function foundIn(
  check: Check,
  lines: readonly string[],
  text = lines.join('\n'),
  gone = { from: lines.length, to: lines.length },
): FoundThere {
  const workspace = createWorkspace({ roots: ['file:///plans/'], now: () => NOW });
  workspace.set(FILE, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  // What a practice is missing the checks of the others say.
  const asked = check.code === 'practices-missing' ? checks : [check];
  const { findings } = analyse(workspace.plan(FILE), { now: NOW, checks: asked });
  const lineOf = (line: number) => lines[line < gone.from ? line : line + gone.to - gone.from] ?? '';
  const found = factsOf(findings)
    .filter(({ code, waived }) => code === check.code && !waived)
    .map(({ severity, place, message, related }) => ({
      where: `${severity} at ${short(lineOf(place.range.start.line))}`,
      words: [message, ...related.map((one) => one.message)].join(' · '),
    }))
    .sort((a, b) => a.where.localeCompare(b.where));
  return {
    where: found.map(({ where }) => where).join(', ') || 'nothing',
    told: found.map(({ where, words }) => `${where}: ${words}`).join(', ') || 'nothing',
  };
}

/** Each line that means something is told with what is found without it. */
function linesOf(check: Check, text: string, name: string): string[] {
  const lines = text.split('\n');
  const before = foundIn(check, lines);
  return lines.flatMap((line, i) => {
    // Half a block says nothing of what is in it.
    if (line.trim() === '' || /^\s*(\}|\/\/)/.test(line)) return [];
    const end = line.trimEnd().endsWith('{') ? closingOf(lines, i) : i;
    const gone = { from: i, to: end + 1 };
    const after = foundIn(check, lines, lines.toSpliced(i, end + 1 - i).join('\n'), gone);
    return after.told === before.told ? [] : [`${name} without ${short(line)} → ${after.told}`];
  });
}

function closingOf(lines: readonly string[], opening: number): number {
  const indent = /^\s*/.exec(lines[opening]!)![0];
  return lines.findIndex((line, i) => i > opening && line.startsWith(`${indent}}`));
}

/** Each length that means something is told with the first one, shorter or longer, that means something else. */
function lengthsOf(check: Check, text: string): string[] {
  const lines = text.split('\n');
  const before = foundIn(check, lines);
  return [...text.matchAll(/\b(\d+)(m|h|d|wd|w)\b/g)].flatMap(({ 0: written, 1: number, 2: unit, index }) => {
    const known = new Map<number, FoundThere>();
    const at = (count: number) => {
      const found =
        known.get(count) ??
        foundIn(check, lines, text.slice(0, index) + count + unit + text.slice(index + written.length));
      known.set(count, found);
      return found;
    };
    const line = short(text.slice(text.lastIndexOf('\n', index) + 1, text.indexOf('\n', index)));
    return [1, 20 * Number(number)].flatMap((far) => {
      if (at(far).where === before.where) return [];
      let [same, other] = [Number(number), far];
      while (Math.abs(other - same) > 1) {
        const middle = Math.trunc((same + other) / 2);
        if (at(middle).where === before.where) same = middle;
        else other = middle;
      }
      return [`${line}: ${written} as ${other}${unit} → ${at(other).told}`];
    });
  });
}

function short(line: string): string {
  return `\`${line
    .replace(/\s*\/\/ <-.*/, '')
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 70)}\``;
}
