/** Kinds of release of one's own: what is only for them, what is asked of them, and words that are no kind. */
import { describe, expect, test } from 'vitest';
import { active, analyseFiles, analyseText, FILE } from './marked.ts';

const plan = (top: string, kind: string) => `${top}
person ann
person bob
service web

release shop-2.1 "Shop 2.1" {
  kind   ${kind}
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137 approved by ann on Mon 2026-11-02

  run {
    deploy web 10m by ann undo 5m
    task sign "Sign" 30m by bob only for final
    verify web 10m by bob
  }
}
`;

const codes = (text: string) => active(analyseText(text).findings).map(({ code }) => code);
const steps = (text: string) => analyseText(text).plan.releases[0]!.steps.map(({ verb }) => verb);

test('a line may be only for them', () => {
  expect(steps(plan('kinds candidate, final', 'final'))).toEqual(['deploy', 'task', 'verify']);
  expect(steps(plan('kinds candidate, final', 'candidate'))).toEqual(['deploy', 'verify']);
});

test('they are declared for all who import the file, and a policy may declare them', () => {
  const shared = 'file:///plans/shared.release';
  const using = plan('import "shared.release"', 'candidate');
  for (const text of [
    'kinds candidate, final\n',
    'policy ours {\n  kinds candidate, final\n  check no-deputy off\n}\n',
  ]) {
    const analysis = analyseFiles({ [shared]: text, [FILE]: using }, FILE);
    expect(analysis.plan.problems).toEqual([]);
    expect(analysis.plan.releases[0]!.releaseKind).toBe('candidate');
  }
});

describe('what is asked of them', () => {
  test('is what is asked of a normal release', () => {
    expect(codes(plan('kinds candidate, final', 'candidate'))).toContain('practices-missing');
    expect(codes(plan('kinds candidate, final', 'candidate'))).toEqual(codes(plan('kinds candidate, final', 'normal')));
  });

  test('is what is asked of the kind that they count as', () => {
    expect(codes(plan('kinds final as standard', 'final'))).not.toContain('practices-missing');
    expect(codes(plan('kinds final\nkinds hotfix as emergency', 'hotfix'))).toContain('change-lead-time');
    // So does a pack.
    const strict = 'policy from strict\nkinds final';
    expect(codes(plan(`${strict} as standard`, 'final'))).not.toContain('rehearsal-missing');
    expect(codes(plan(strict, 'final'))).toContain('rehearsal-missing');
  });

  test('is what a policy for them says, and not what one for the kind they count as says', () => {
    const off = (kinds: string) => `kinds candidate, final\npolicy ${kinds} { check practices-missing off }`;
    expect(codes(plan(off('candidate'), 'candidate'))).not.toContain('practices-missing');
    expect(codes(plan(off('ours for major, candidate'), 'candidate'))).not.toContain('practices-missing');
    expect(codes(plan(off('final'), 'candidate'))).toContain('practices-missing');
    expect(codes(plan(off('normal'), 'candidate'))).toContain('practices-missing');
  });
});

describe('a word that is no kind', () => {
  const problems = (top: string, kind: string) =>
    analyseText(plan(top, kind)).plan.problems.map(({ message }) => message);

  test('is told where it stands, with the kind that was meant', () => {
    expect(problems('kinds final', 'fnal')).toEqual([
      '`fnal` is no kind of release; is `final` meant? There are `standard`, `normal`, `emergency`, `major`, `final` (`kinds` declares others).',
    ]);
    expect(problems('', 'normal')).toEqual([
      '`final` is no kind of release. There are `standard`, `normal`, `emergency`, `major` (`kinds` declares others); until then the ' +
        'line counts for every kind.',
    ]);
    expect(problems('kinds final\npolicy one for finall { check no-deputy off }', 'final')).toEqual([
      '`finall` is no kind of release; did you mean `final`?',
    ]);
  });

  test('is one as well where the line that declares it cannot be read so', () => {
    expect(problems('kinds final\nkinds', 'final')).toEqual([
      '`kinds` names kinds of release: `kinds alpha, candidate, final`.',
    ]);
    expect(problems('kinds final, major', 'final')).toEqual([
      '`major` is a kind of release already; leave it out, or give yours another name.',
    ]);
    expect(problems('kinds final\nkinds a b', 'final')).toEqual([
      '`b` says nothing here: names have commas between them: `kinds a, b`.',
    ]);
    expect(problems('kinds final as final', 'final')).toEqual([
      '`as` says which kind these count as where no policy speaks of them: `standard`, `normal`, `emergency` or `major`.',
    ]);
  });

  test('may be a property of every object', () => {
    expect(problems('kinds final', 'constructor')).toHaveLength(1);
    expect(analyseText(plan('kinds final, constructor', 'constructor')).plan.releases[0]!.releaseKind).toBe(
      'constructor',
    );
    expect(codes(plan('kinds final, constructor', 'constructor'))).toContain('practices-missing');
  });
});

test('their names are apart from all others', () => {
  const text = plan('kinds final', 'final').replace('  run {', '  milestone final Sat 2026-12-05 23:00\n  run {');
  const { plan: read } = analyseText(text);
  expect(read.duplicates).toEqual([]);
  expect(read.names.has('final')).toBe(false);
  expect(read.references.filter(({ name }) => name === 'final').map(({ target }) => target?.kind)).toEqual([
    'release-kind',
    'release-kind',
  ]);
});
