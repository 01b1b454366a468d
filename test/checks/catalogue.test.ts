import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checks } from '../../plan/checks/catalogue.ts';
import { RELEASE_KINDS } from '../../plan/model.ts';
import { BUILT_IN_POLICY } from '../../plan/policies/kinds.ts';
import { outdated } from '../../scripts/generated/docs-checks.ts';
import { manifestWithSettings } from '../../scripts/generated/settings.ts';

const FOLDER = fileURLToPath(new URL('../../plan/checks/', import.meta.url));
const MANIFEST = fileURLToPath(new URL('../../package.json', import.meta.url));
const NOT_CHECKS = ['catalogue.ts', 'check.ts', 'page.ts', 'facts'];

describe('the catalogue', () => {
  test('has every check of its folder, once, in the order of the codes', () => {
    const files = readdirSync(FOLDER).filter((name) => !NOT_CHECKS.includes(name));
    expect(checks.map((check) => `${check.code}.ts`)).toEqual(files.sort());
  });

  test.each(checks.map((check) => [check.code, check] as const))('%s says what it is', (code, check) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(existsSync(`${FOLDER}${code}.ts`)).toBe(true);
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
    expect(check.why).toMatch(/^\S.*\.$/);
    for (const parameter of Object.values(check.parameters ?? {})) expect(parameter.description).toMatch(/\.$/);
  });

  test('is all that the built-in policy speaks of, parameters included', () => {
    const byCode = new Map(checks.map((check) => [check.code, check]));
    for (const kind of RELEASE_KINDS) {
      for (const [code, rule] of Object.entries(BUILT_IN_POLICY[kind])) {
        const check = byCode.get(code);
        expect(check, code).toBeDefined();
        expect(Object.keys(check?.parameters ?? {})).toEqual(
          expect.arrayContaining(Object.keys(rule.parameters ?? {})),
        );
      }
    }
  });

  test('has a page for every check that is up to date', () => {
    expect(outdated()).toEqual([]);
  });

  test('is what the setting `releasePlan.checks` offers', () => {
    const present = readFileSync(MANIFEST, 'utf8');
    expect(manifestWithSettings(present)).toBe(present);
    const { properties } = JSON.parse(present).contributes.configuration;
    expect(Object.keys(properties['releasePlan.checks'].properties)).toEqual(checks.map(({ code }) => code));
    const outOfDate = present.replace('"unused": {', '"unsed": {');
    expect(outOfDate).not.toBe(present);
    expect(manifestWithSettings(outOfDate)).toBe(present);
  });
});
