/** Policies that build on each other: who has the last word, and what is said of those that cannot be read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Plan, ReleaseKind } from '../../plan/model.ts';
import { sourceWords } from '../../plan/policies/describe.ts';
import { type Severities, sourcedCheck } from '../../plan/policies/policy.ts';
import { analyseFiles, analyseText, described, FILE, repaired } from '../checks/marked.ts';

const SHARED = 'file:///plans/shared.release';

function planOf(text: string, shared = ''): Plan {
  const { plan, findings } = analyseFiles({ [FILE]: text, [SHARED]: shared }, FILE);
  expect(described(findings)).toEqual([]);
  return plan;
}

/** `error (policy normal, 3)`, `passed 2 (the check itself)`. */
function told(plan: Plan, code: string, kind: ReleaseKind = 'normal', severities?: Severities): string[] {
  const check = checks.find((one) => one.code === code)!;
  const { severity, parameters } = sourcedCheck(check, plan, kind, severities);
  const where = (place: { file: string; range: { start: { line: number } } }) =>
    `${place.file === FILE ? '' : 'shared:'}${place.range.start.line + 1}`;
  return [
    `${severity.value} (${sourceWords(severity.source, where)})`,
    ...Object.entries(parameters).map(
      ([name, { value, source }]) => `${name} ${value} (${sourceWords(source, where)})`,
    ),
  ];
}

describe('a value that holds comes from', () => {
  test('the check, then the kind of the release', () => {
    const plan = planOf('');
    expect(told(plan, 'rehearsal-missing')).toEqual(['error (the check itself)', 'passed 2 (the check itself)']);
    expect(told(plan, 'rehearsal-missing', 'major')).toEqual([
      'error (the check itself)',
      'passed 3 (what holds for major releases)',
    ]);
    expect(told(plan, 'no-deputy', 'standard')).toEqual(['off (what holds for standard releases)']);
  });

  test('the pack that a policy builds on, at the name of the pack; its rules for the kind are the stronger ones', () => {
    const plan = planOf('policy from strict\n');
    expect(told(plan, 'rehearsal-missing', 'normal')[0]).toBe('error (pack strict, 1)');
    expect(told(plan, 'rehearsal-missing', 'standard')[0]).toBe('off (pack strict, 1)');
    expect(told(plan, 'backup-missing')).toEqual(['error (the check itself)']);
  });

  test('the policy before what it builds on, each value for itself', () => {
    const plan = planOf(
      'policy acme-base from strict {\n  check rest-too-short warning\n}\npolicy from acme-base {\n  check rest-too-short rest 9h\n}\n',
    );
    expect(told(plan, 'rest-too-short')).toEqual(['warning (policy acme-base, 2)', 'rest 9h (policy, 5)']);
    expect(told(plan, 'duty-too-long')).toEqual([
      'error (pack strict, 1)',
      'duty 10h (pack strict, 1)',
      'pause 4h (the check itself)',
    ]);
  });

  test('a policy for the kind before one for all kinds, wherever they stand', () => {
    const shared = 'policy normal {\n  check no-deputy error\n}\n';
    const plan = planOf('import "shared.release"\npolicy {\n  check no-deputy off\n}\n', shared);
    expect(told(plan, 'no-deputy', 'normal')).toEqual(['error (policy normal, shared:2)']);
    expect(told(plan, 'no-deputy', 'major')).toEqual(['off (policy, 3)']);
  });

  test('the file before its imports', () => {
    const shared = 'policy {\n  check no-deputy off\n  check rest-too-short rest 9h\n}\n';
    const plan = planOf('import "shared.release"\npolicy {\n  check no-deputy warning\n}\n', shared);
    expect(told(plan, 'no-deputy')).toEqual(['warning (policy, 3)']);
    expect(told(plan, 'rest-too-short')[1]).toBe('rest 9h (policy, shared:3)');
  });

  test('a base of the imported file, whatever the importing file calls so', () => {
    const shared = 'policy ours {\n  check no-deputy off\n}\npolicy normal from ours\n';
    const { plan } = analyseFiles(
      { [FILE]: 'import "shared.release"\npolicy ours {\n  check no-deputy error\n}\n', [SHARED]: shared },
      FILE,
    );
    expect(told(plan, 'no-deputy')).toEqual(['off (policy ours, shared:2)']);
  });

  test('clauses on lines of their own', () => {
    const plan = planOf('policy {\n  from strict\n  for major\n  check no-deputy warning\n}\n');
    expect(told(plan, 'no-deputy', 'major')).toEqual(['warning (policy for major, 4)']);
    expect(told(plan, 'record-missing', 'major')).toEqual(['error (pack strict, 2)']);
    expect(told(plan, 'record-missing', 'normal')).toEqual(['warning (the check itself)']);
  });

  test('a policy for the kinds that it names, and for no other', () => {
    const plan = planOf('policy night-team for normal, major {\n  check no-deputy off\n}\n');
    const severities = (['standard', 'normal', 'emergency', 'major'] as const).map((kind) =>
      told(plan, 'no-deputy', kind),
    );
    expect(severities.map(([severity]) => severity)).toEqual([
      'off (what holds for standard releases)',
      'off (policy night-team for normal, major, 2)',
      'off (what holds for emergency releases)',
      'off (policy night-team for normal, major, 2)',
    ]);
  });

  test('no policy that is only there to be built upon', () => {
    expect(told(planOf('policy acme-base {\n  check no-deputy off\n}\n'), 'no-deputy')).toEqual([
      'warning (the check itself)',
    ]);
  });

  test('the setting of the editor, last of all', () => {
    const plan = planOf('policy normal from strict {\n  check no-deputy off\n}\n');
    expect(told(plan, 'no-deputy', 'normal', { 'no-deputy': 'information' })).toEqual([
      'information (your setting releasePlan.checks)',
    ]);
  });
});

describe('a policy that cannot be read', () => {
  const messages = (text: string) => described(analyseText(text).findings);

  test('builds on something that nobody declares: the nearest name, packs included', () => {
    expect(messages('policy acme-base {\n  check no-deputy off\n}\npolicy from acme-bse\n')).toEqual([
      '4: unknown-name: `acme-bse` is not declared as a policy; did you mean `acme-base`?',
    ]);
    expect(messages('policy from strct\n')).toEqual([
      '1: unknown-name: `strct` is not declared as a policy; did you mean `strict`?',
    ]);
    expect(repaired('unknown-name', 'policy from strct\n')).toBe('policy from strict\n');
    expect(messages('person mara\npolicy from mara\n')).toEqual([
      '2: unknown-name: `mara` is a person; here stands a policy.',
    ]);
  });

  test('builds on itself, or on one that builds on it', () => {
    expect(messages('policy a from a\n')).toEqual(['1: cycle: `a` builds on itself; remove that `from`.']);
    const text = 'policy a from b\npolicy b from c {\n  check no-deputy off\n}\npolicy c from a\npolicy from a\n';
    expect(messages(text)).toEqual([
      '1: cycle: These policies build on each other: `a` → `b` → `c` → `a`; take one `from` away.',
    ]);
    // What they say still holds.
    expect(told(analyseText(text).plan, 'no-deputy')).toEqual(['off (policy b, 3)']);
  });

  test('is for a kind that there is not', () => {
    expect(messages('policy emergancy {\n  check no-deputy off\n}\n')).toEqual([
      '1: syntax: `emergancy` is no kind of release, so this policy would hold for none; did you mean `emergency`?',
    ]);
    expect(repaired('syntax', 'policy emergancy\n')).toBe('policy emergency\n');
    expect(messages('policy ours for majr\n')).toEqual([
      '1: syntax: `majr` is no kind of release; did you mean `major`?',
    ]);
    expect(messages('policy ours for nightly\n')).toEqual([
      '1: syntax: `nightly` is no kind of release; there are `standard`, `normal`, `emergency`, `major` (`kinds` declares others).',
    ]);
    expect(messages('policy normal for major\n')[0]).toMatch(
      /^1: syntax: `policy normal` is for normal releases already/,
    );
  });

  test('takes the name of a pack, or builds on a kind', () => {
    expect(messages('policy strict\n')[0]).toMatch(/^1: syntax: `strict` comes with Release Plan/);
    expect(messages('policy major from normal\n')[0]).toMatch(
      /^1: syntax: `normal` is a kind of release, not a policy/,
    );
    expect(messages('policy from ours.start\n')[0]).toMatch(/^1: syntax: `from` names the policy to build on/);
  });

  test('is not written to its end', () => {
    expect(messages('policy from\n')).toEqual([
      '1: syntax: What stands after `from`? `policy ours for major from strict { … }`.',
    ]);
    expect(messages('policy for {\n  check no-deputy off\n}\n')[0]).toMatch(/^1: syntax: What stands after `for`/);
    expect(messages('policy ours from\npolicy for major\n')[0]).toMatch(/^1: syntax: A name or a time stands after/);
    expect(messages('policy from strict from lean\n')[0]).toMatch(/stands twice on this line/);
  });

  test('has a name twice, or speaks twice of one check', () => {
    expect(messages('policy a\npolicy a\n')).toEqual([
      '2: duplicate-name: `a` is declared already; give one of the two another name, or remove it.',
    ]);
    expect(messages('policy {\n  check no-deputy off\n  check no-deputy error\n}\n')).toEqual([
      '3: syntax: `check no-deputy` stands twice in this policy; make one line of the two.',
    ]);
    expect(messages('policy {\n  check contingency-thin share 5 share 6\n}\n')).toEqual([
      '2: syntax: `share` stands twice on this line; keep one.',
    ]);
  });

  test('is used by nothing', () => {
    const release = 'release r-1.0 {\n  kind standard\n}\n';
    expect(messages(`policy ours {\n  check no-deputy off\n}\n${release}`)).toContain(
      '1: unused: Nothing uses `ours`; remove it, or name it where it is meant.',
    );
    for (const used of ['policy from ours\n', 'policy other for major from ours\n']) {
      const text = `policy ours {\n  check no-deputy off\n}\n${used}${release}`;
      expect(messages(text).filter((line) => line.includes('unused'))).toEqual([]);
    }
  });
});

test('whatever stands in a policy, no check breaks', () => {
  const words = fc.constantFrom(
    ...['policy', 'check', 'from', 'for', 'strict', 'lean', 'normal', 'ours', 'no-deputy', 'rest-too-short', 'rest'],
    ...[
      'error',
      'off',
      '11h',
      '3',
      '"x"',
      ',',
      '{',
      '}',
      '\n',
      '->',
      'T+1d',
      '__proto__',
      'constructor',
      'none',
      'waive',
    ],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 24 }), (line) => {
      const text = `policy ${line.join(' ')}\nrelease r-1.0 {\n  kind normal\n}\n`;
      const { findings } = analyseText(text);
      expect(findings.filter(({ code }) => code === 'internal-error')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

describe('a rule that cannot be read is told at its word and changes nothing', () => {
  test.each([
    ['check verify-mising error', 'There is no check `verify-mising`; did you mean `verify-missing`?'],
    ['check nonsense-of-mine error', 'There is no check `nonsense-of-mine`; docs/checks lists all of them.'],
    [
      'check no-deputy critical',
      '`critical` behind `no-deputy` is neither a severity (`error`, `warning`, `information`, `off`) nor a parameter: it has none; write one of them, or leave it out.',
    ],
    ['check no-deputy warn', /did you mean `warning`\?$/],
    ['check no-deputy eror', /did you mean `error`\?$/],
    ['check rehearsal-missing pased 1', /nor a parameter of it \(`passed`\); did you mean `passed`\?$/],
    ['check rehearsal-missing error pased 1', '`rehearsal-missing` has no parameter `pased`; did you mean `passed`?'],
    [
      'check rehearsal-missing passed 1 error',
      'The severity stands right behind the code: `check rehearsal-missing error …`.',
    ],
    ['check rehearsal-missing passed 3d', '`passed` of `rehearsal-missing` takes a number, not `3d`.'],
    ['check rehearsal-missing passed', '`passed` of `rehearsal-missing` takes a number.'],
    ['check rehearsal-missing passed 2 3', '`passed` of `rehearsal-missing` takes one value; `3` is one too many.'],
    ['check rest-too-short rest 11', '`rest` of `rest-too-short` takes a duration such as `11h`, not `11`.'],
    [
      'check message-missing announced usres',
      '`announced` of `message-missing` knows no `usres`; did you mean `users`?',
    ],
    [
      'check self-approval eyes blue',
      '`eyes` of `self-approval` knows no `blue`; it knows `approval`, `verification`, `decision` and `none`.',
    ],
    ['check constructor off', /There is no check `constructor`/],
    ['check rehearsal-missing error constructor 1', /has no parameter `constructor`/],
  ])('%s', (rule, message) => {
    const { findings } = analyseText(`policy {\n  ${rule}\n}\n`);
    expect(described(findings)).toEqual([expect.stringMatching(/^2: unknown-check: /)]);
    expect(findings[0]!.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  test('a value of another type leaves what was said before', () => {
    const text =
      'policy {\n  check rehearsal-missing passed 1\n}\npolicy {\n  check rehearsal-missing passed soon\n}\n';
    expect(told(analyseText(text).plan, 'rehearsal-missing')[1]).toBe('passed 1 (policy, 2)');
  });
});
