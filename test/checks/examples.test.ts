import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { active, analyseText, described, FILE, found, judgedText, marks } from './marked.ts';

describe.each(checks.map((check) => [check.code, check] as const))('%s', (code, check) => {
  const { breaks, passes } = check.example;

  test('its breaking example has exactly the marked findings', () => {
    const { findings } = analyseText(breaks);
    expect(marks(breaks).some((mark) => mark.endsWith(`: ${code}`))).toBe(true);
    expect(found(findings).sort(), described(findings).join('\n')).toEqual(marks(breaks).sort());
  });

  test('its passing example has no finding of any check', () => {
    expect(described(analyseText(passes).findings)).toEqual([]);
  });

  test('its findings say what is wrong and what to do', () => {
    for (const finding of own(breaks, code)) {
      expect(finding.message).toMatch(/^\S.*[.?]$/s);
      expect(finding.message).not.toMatch(/undefined|NaN|\[object|Infinity/);
    }
  });

  test('it offers a quick fix exactly if it says so', () => {
    const { fixesOf } = judgedText(breaks);
    expect(own(breaks, code).some((finding) => fixesOf(finding).length > 0)).toBe(check.fixable);
  });

  test('every quick fix removes a finding and makes no new one', () => {
    const { analysis, fixesOf } = judgedText(breaks);
    const before = tally(analysis.findings);
    for (const finding of own(breaks, code)) {
      for (const fix of fixesOf(finding)) {
        const edits = textEdits(fix.edits, (file) => (file === FILE ? breaks : undefined));
        const repaired = applyTextEdits(breaks, edits);
        const { findings } = analyseText(repaired);
        const after = tally(findings);
        const report = `${fix.title}\n${repaired}\n${described(findings).join('\n')}`;
        expect(after.get(code) ?? 0, report).toBeLessThan(before.get(code)!);
        for (const [other, count] of after) expect(count, report).toBeLessThanOrEqual(before.get(other) ?? 0);
      }
    }
  });
});

function own(text: string, code: string): readonly Finding[] {
  return active(analyseText(text).findings).filter((finding) => finding.code === code);
}

function tally(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of active(findings)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
