/** The policies that come with Release Plan. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { RELEASE_KINDS, type Severity } from '../../plan/model.ts';
import { PACKS, packTitle, type Rules } from '../../plan/policies/pack.ts';
import { sourcedCheck } from '../../plan/policies/policy.ts';
import { parseDuration } from '../../plan/time/duration.ts';
import { isUpToDate } from '../../scripts/generated/docs-policies.ts';
import { analyseText } from '../checks/marked.ts';
import { expectGolden } from '../support/golden.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const CLEAN = ['hotfix-4.1.3', 'payments-4.2', 'migration-weekend', 'open-source-calendar'];
/** Mon 2026-11-02 09:00 UTC, the moment the examples are judged at. */
const NOW = Date.UTC(2026, 10, 2, 9) / 60_000;

describe.each(PACKS)('$name', (pack) => {
  const rules: readonly (readonly [string, Rules])[] = [['every', pack.every], ...Object.entries(pack.kinds)];

  test.each(rules)('knows the checks it speaks of, and their parameters: %s', (_, ofKind) => {
    for (const [code, rule] of Object.entries(ofKind)) {
      const check = checks.find((one) => one.code === code);
      expect(check, code).toBeDefined();
      for (const [name, value] of Object.entries(rule.parameters ?? {})) {
        const parameter = check!.parameters?.[name];
        expect(parameter, `${code} ${name}`).toBeDefined();
        if (parameter?.type === 'number') expect(value).toBeTypeOf('number');
        else if (parameter?.type === 'duration') expect(parseDuration(String(value)), `${code} ${name}`).toBeDefined();
        else {
          expect(value, `${code} ${name}`).toBeInstanceOf(Array);
          for (const word of value as readonly string[]) expect(parameter!.choices ?? [word]).toContain(word);
        }
      }
    }
  });

  test('says first for whom it is, in its file and to people', () => {
    expect(pack.forWhom).toMatch(/^For [^\n]+\.$/);
    expect(packTitle(pack).startsWith(pack.forWhom)).toBe(true);
    const source = readFileSync(new URL(`../../plan/policies/${pack.name}.ts`, import.meta.url), 'utf8');
    expect(source).toContain(`/**\n * ${pack.forWhom}\n`);
  });

  test('changes something for every kind', () => {
    for (const kind of RELEASE_KINDS) {
      const { plan } = analyseText(`policy from ${pack.name}\n`);
      expect(checks.filter((check) => sourcedCheck(check, plan, kind).severity.source.kind === 'pack')).not.toEqual([]);
    }
  });
});

describe('by severity', () => {
  const RANK: Readonly<Record<Severity | 'off', number>> = { off: 0, information: 1, warning: 2, error: 3 };
  const ranksOf = (text: string) => {
    const { plan } = analyseText(text);
    return RELEASE_KINDS.flatMap((kind) =>
      checks.map((check) => ({
        what: `${check.code} of ${kind}`,
        rank: RANK[sourcedCheck(check, plan, kind).severity.value],
      })),
    );
  };
  const plain = ranksOf('');

  test.each(['community', 'lean'])('%s is nowhere stricter than no policy at all', (name) => {
    const ranks = ranksOf(`policy from ${name}\n`);
    expect(plain.filter(({ rank }, i) => ranks[i]!.rank > rank).map(({ what }) => what)).toEqual([]);
  });

  test('strict is nowhere laxer', () => {
    const strict = ranksOf('policy from strict\n');
    expect(plain.filter(({ rank }, i) => strict[i]!.rank < rank).map(({ what }) => what)).toEqual([]);
  });

  const DANGEROUS = ['backup-missing', 'snapshot-missing', 'rollback-missing', 'rollback-too-late', 'verify-missing'];
  test.each([
    ['community', [...DANGEROUS, 'freeze-violation']],
    ['lean', [...DANGEROUS, 'rest-too-short']],
  ])('what makes the night dangerous is as severe under %s as ever', (name, codes) => {
    const { plan } = analyseText(`policy from ${name}\n`);
    for (const code of codes) {
      const check = checks.find((one) => one.code === code)!;
      for (const kind of RELEASE_KINDS) expect(sourcedCheck(check, plan, kind).severity.source.kind).not.toBe('pack');
    }
  });
});

describe('the examples that have nothing to repair', () => {
  test.each(CLEAN.flatMap((name) => ['community', 'lean'].map((pack) => [name, pack] as const)))(
    '%s has nothing to repair under %s',
    (name, pack) => {
      expect(told(name, `policy from ${pack}`)).toEqual(told(name, ''));
    },
  );

  test('would have to add this under strict', () => {
    const texts = ['hotfix-4.1.3', 'payments-4.2'].map((name) =>
      [name, ...told(name, 'policy from strict')].join('\n  '),
    );
    expectGolden(`${texts.join('\n\n')}\n`, './strict.golden.txt', import.meta.url);
  });
});

test('the page of the packs is up to date', () => {
  expect(isUpToDate()).toBe(true);
});

/** What counts in an example under a policy of its own, without its line: the policy has moved it. */
function told(name: string, policy: string): string[] {
  const workspace = createWorkspace({ roots: [EXAMPLES.href], now: () => NOW });
  const uri = new URL(`${name}.release`, EXAMPLES).href;
  const text = readFileSync(new URL(uri), 'utf8');
  expect(text).toMatch(/^release /m);
  workspace.set(uri, text.replace(/^release /m, `${policy}\n\nrelease `));
  for (let wanted = workspace.wanted(); wanted.length > 0; wanted = workspace.wanted()) {
    for (const one of wanted) workspace.set(one, readFileSync(new URL(one), 'utf8'));
  }
  const counts = ({ waived }: Finding) => !waived;
  return workspace
    .analysis(uri)
    .findings.filter(counts)
    .map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}
