/** The examples hold every check to its word: were one of them silent, its own example and the list of mistakes would fail. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { analyseFiles, analyseText, found, NOW } from './marked.ts';

const read = (path: string) => readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8');
const MISTAKES = 'file:///plans/mistakes.release';
/** Mon 2026-11-02 09:00 UTC, as the file says. */
const MISTAKES_NOW = Date.UTC(2026, 10, 2, 9) / 60_000;
const mistakes = analyseFiles(
  { [MISTAKES]: read('mistakes.release'), 'file:///plans/shared/bistro.release': read('shared/bistro.release') },
  MISTAKES,
  MISTAKES_NOW,
);

describe.each(checks.map((check) => [check.code, check] as const))('without %s', (code, check) => {
  const example = analyseText(check.example.breaks);

  test.each([
    ['its own example', example.plan, NOW],
    ['the list of mistakes', mistakes.plan, MISTAKES_NOW],
  ])('%s lacks what it finds, and all that other checks find stays', (_, plan, now) => {
    const whole = found(analyse(plan, { now }).findings);
    // What a practice lacks may be all that the reminder of the practices tells of.
    const own = check.of === 'release' && check.practice ? [code, 'practices-missing'] : [code];
    const others = whole.filter((mark) => !own.some((one) => mark.endsWith(`: ${one}`)));
    expect(others.length).toBeLessThan(whole.length);
    const without = checks.map((one) => (one === check ? silent(check) : one));
    const left = found(analyse(plan, { now, checks: without }).findings);
    expect(left.filter((mark) => own.length < 2 || !mark.endsWith(': practices-missing'))).toEqual(others);
  });
});

/** The check as it would be with its heart taken out. */
function silent(check: Check): Check {
  return { ...check, find: () => [] };
}
