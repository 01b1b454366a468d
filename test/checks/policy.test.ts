import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import type { ReleaseKind } from '../../plan/model.ts';
import type { Severities } from '../../plan/policies/policy.ts';
import { active, analyseText, described, found } from './marked.ts';

const CODE = 'verify-missing';

/** A plan that rehearses is held to rehearsing enough. */
const ONE = 'rehearsal first at T-5wd 10:00\n';

function plan(kind: ReleaseKind, policies: string, rehearsals = ''): string {
  return `${policies}
person priya
service web

release shop-2.1 "Shop 2.1" {
  kind   ${kind}
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
  ${rehearsals}
  run {
    deploy web 10m by priya undo 5m
  }
}
`;
}

function severityOf(text: string, code = CODE): string | undefined {
  return active(analyseText(text).findings).find((finding) => finding.code === code)?.severity;
}

describe('a policy', () => {
  test('leaves a check as it is where it does not speak of it', () => {
    expect(severityOf(plan('standard', ''))).toBe('error');
    expect(severityOf(plan('standard', 'policy {\n  check unassigned warning\n}'))).toBe('error');
  });

  test('changes the severity for every kind, or for one', () => {
    expect(severityOf(plan('standard', `policy {\n  check ${CODE} warning\n}`))).toBe('warning');
    expect(severityOf(plan('standard', `policy standard {\n  check ${CODE} warning\n}`))).toBe('warning');
    expect(severityOf(plan('standard', `policy major {\n  check ${CODE} warning\n}`))).toBe('error');
  });

  test('turns a check off', () => {
    expect(severityOf(plan('standard', `policy {\n  check ${CODE} off\n}`))).toBeUndefined();
  });

  test('for the kind wins over one for all kinds, whichever is written first', () => {
    const general = `policy {\n  check ${CODE} off\n}`;
    const special = `policy standard {\n  check ${CODE} information\n}`;
    expect(severityOf(plan('standard', `${general}\n${special}`))).toBe('information');
    expect(severityOf(plan('standard', `${special}\n${general}`))).toBe('information');
  });

  test('that is written later wins over an earlier one of its rank', () => {
    const rules = `policy {\n  check ${CODE} information\n  check ${CODE} warning\n}`;
    expect(severityOf(plan('standard', rules))).toBe('warning');
    expect(severityOf(plan('standard', `${rules}\npolicy {\n  check ${CODE} error\n}`))).toBe('error');
  });

  test('turns on what the built-in one of the kind leaves off', () => {
    expect(severityOf(plan('standard', '', ONE), 'rehearsal-missing')).toBeUndefined();
    expect(severityOf(plan('normal', '', ONE), 'rehearsal-missing')).toBe('error');
    const strict = 'policy standard {\n  check rehearsal-missing warning\n}';
    expect(severityOf(plan('standard', strict, ONE), 'rehearsal-missing')).toBe('warning');
  });

  test('sets parameters, and keeps those it does not name', () => {
    expect(severityOf(plan('normal', '', ONE), 'rehearsal-missing')).toBe('error');
    expect(
      severityOf(plan('normal', 'policy normal {\n  check rehearsal-missing passed 1\n}', ONE), 'rehearsal-missing'),
    ).toBeUndefined();
    const general =
      'policy {\n  check rehearsal-missing passed 1\n}\npolicy normal {\n  check rehearsal-missing warning\n}';
    expect(severityOf(plan('normal', general, ONE), 'rehearsal-missing')).toBeUndefined();
    expect(severityOf(plan('major', '', `${ONE}  rehearsal second at T-4wd 10:00\n`), 'rehearsal-missing')).toBe(
      'error',
    );
  });

  test('that takes a value of another type away says so and changes nothing', () => {
    const { findings } = analyseText(plan('normal', 'policy {\n  check rehearsal-missing passed 3d\n}', ONE));
    expect(described(findings).filter((line) => line.includes('unknown-check'))).toEqual([
      '2: unknown-check: `passed` of `rehearsal-missing` takes a number, not `3d`.',
    ]);
    expect(found(findings)).toContain('7: rehearsal-missing');
  });
});

describe('a severity from outside of the plan', () => {
  const severitiesOf = (text: string, severities: Severities) =>
    analyse(analyseText(text).plan, { severities }).findings.map(({ code, severity }) => `${code}: ${severity}`);

  test('wins over every policy, and over the check itself', () => {
    const policies = `policy {\n  check ${CODE} warning\n}\npolicy standard {\n  check ${CODE} error\n}`;
    expect(severitiesOf(plan('standard', policies), { [CODE]: 'information' })).toEqual([`${CODE}: information`]);
    expect(severitiesOf(plan('standard', ''), { [CODE]: 'off' })).toEqual([]);
  });

  test('turns on what a policy turns off, and keeps its parameters', () => {
    const rule = `policy {\n  check ${CODE} off\n  check rehearsal-missing off passed 7\n}`;
    const severities: Severities = { [CODE]: 'warning', 'rehearsal-missing': 'warning' };
    const { findings } = analyse(analyseText(plan('standard', rule, ONE)).plan, { severities });
    expect(findings.map(({ code }) => code)).toEqual(['rehearsal-missing', CODE]);
    expect(findings[0]?.message).toMatch(/7/);
  });

  test('holds for checks of the file and of the exceptions as well, and for no other check', () => {
    const text = plan('standard', 'service unneeded\npolicy {\n  check no-such-check off\n}');
    const without = severitiesOf(text, {});
    expect(without).toEqual(['unused: information', 'unknown-check: error', `${CODE}: error`]);
    expect(severitiesOf(text, { unused: 'off', 'unknown-check': 'warning' })).toEqual([
      'unknown-check: warning',
      `${CODE}: error`,
    ]);
  });
});
