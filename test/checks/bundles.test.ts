/** What is told together: nothing gets lost in it, and each of it can be waived, repaired and known again by itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineOf, compareWithBaseline } from '../../exchange/reports/baseline.ts';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { repair } from '../../language/edit/repair.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { analyse } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { fixesOfAll } from '../../plan/findings/bundle-fixes.ts';
import { bundled, RANK } from '../../plan/findings/bundles.ts';
import { type Finding, type Fix, factsOf } from '../../plan/findings/findings.ts';
import { fingerprint, identities } from '../../plan/findings/identity.ts';
import { listedOnce } from '../../plan/findings/kinds.ts';
import { keyOfPlace, type Place } from '../../plan/place.ts';
import { diagnostics } from '../../server/features/show/diagnostics.ts';
import { inputAt } from '../fuzz/inputs.ts';
import { TOLD_NAMES, toldText } from '../support/told-texts.ts';
import { active, analyseText, FILE, judgedText, NOW } from './marked.ts';

const CAST = 'person priya\nperson jonas\nservice web\nservice search\nnorm verify 10m\n';
const plan = (run: string, more = '') =>
  `${CAST}release r "R" {\n  kind standard\n  zone UTC\n  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00\n  change CHG1\n  run {\n${run}\n  }\n${more}}\n`;
const THREE = '    deploy web by priya undo 5m\n    verify web by jonas\n    verify search by jonas';

const SEED = 20;
const texts: readonly (readonly [string, string])[] = [
  ['three without a duration', plan(THREE)],
  ['two that nobody does', plan('    deploy web 5m undo 5m\n    deploy search 5m undo 5m\n    verify web by jonas')],
  ...TOLD_NAMES.map((name) => [name, toldText(name)] as const),
  ...checks.map(({ code, example }) => [code, example.breaks] as const),
  ...Array.from({ length: 60 }, (_, i) => [`input ${i}`, inputAt(SEED, i).text] as const),
];
const analysed = texts.map(([name, text]) => ({ name, text, ...judgedText(text) }));

/** The same checks, of which none tells anything together. */
const single = checks.map((check) => ({ ...check, bundle: undefined }));
const plain = ({ several, ...fact }: Finding) => JSON.stringify({ ...fact, related: [] });

const samePlace = (a: Place, b: Place) => keyOfPlace(a) === keyOfPlace(b);

test('what is so of one step in each of two blocks is told of the release, once', () => {
  const text = plan(
    '    deploy web 5m by priya undo 5m\n    task a by priya\n',
    '  run other at T {\n    task b by jonas\n  }\n',
  );
  const found = judgedText(text).analysis.findings.filter(({ code }) => code === 'estimate-missing');
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^2 steps of `r` have no duration and count as 0 min: `a` and `b`; add/),
  ]);
});

test('what is so in a third block is told of the release', () => {
  const blocks = (...kinds: readonly string[]) =>
    plan(
      '    deploy web 5m by priya undo 5m',
      kinds.map((kind) => `  ${kind} {\n    task t-${kind} 5m\n    task u-${kind} 5m\n  }\n`).join(''),
    );
  const told = (...kinds: readonly string[]) =>
    judgedText(blocks(...kinds))
      .analysis.findings.filter(({ code }) => code === 'unassigned')
      .map(({ message }) => message);
  expect(told('prepare', 'follow-up')).toEqual([
    expect.stringMatching(/^2 steps of `prepare` are done by nobody: .*, or to the block for all of them\.$/),
    expect.stringMatching(/^2 steps of `follow-up` are done by nobody/),
  ]);
  expect(told('prepare', 'follow-up', 'play')).toEqual([
    expect.stringMatching(/^6 steps of `r` are done by nobody: .* to each, or to a block for all of it\.$/),
  ]);
});

test('what is there more than once is said once, and a list and its number agree', () => {
  expect(listedOnce(['a', 'b', 'a'])).toBe('a (2 times) and b');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'abcdefgh')), fc.integer({ min: 2, max: 9 }), (names, most) => {
      const words = names.length === 0 ? [] : listedOnce(names, most).split(/, | and /);
      const counts = words.map((word) =>
        Number(/\((\d+) times\)$/.exec(word)?.[1] ?? /^(\d+) more$/.exec(word)?.[1] ?? 1),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(names.length);
      expect(words.length).toBeLessThanOrEqual(most);
    }),
  );
});

describe('over everything that is told', () => {
  test('findings have all facts, and each of them once', () => {
    let bundles = 0;
    for (const { name, analysis } of analysed) {
      const { plan, findings } = analysis;
      const facts = analyse(plan, { now: NOW, checks: single }).findings;
      expect(factsOf(findings).map(plain).sort(), name).toEqual(facts.map(plain).sort());
      bundles += findings.filter(({ members }) => members).length;
    }
    expect(bundles).toBeGreaterThan(10);
  });

  test('it does not matter in what order they were found, nor whether they were told together before', () => {
    for (const { name, analysis } of analysed) {
      const { findings } = analysis;
      expect(bundled(findings), name).toEqual(findings);
      expect(bundled(bundled(factsOf(findings))), name).toEqual(findings);
    }
  });

  test('one counts as the worst of its facts, stands at their head and leads to each', () => {
    const declared = new Set<string>();
    for (const { analysis } of analysed) {
      for (const { code, severity, message, place, related, members } of analysis.findings) {
        if (!members) continue;
        declared.add(code);
        expect(members.length).toBeGreaterThan(1);
        expect(message).toMatch(new RegExp(`^${members.length} `));
        expect(message).toMatch(/^\S.*[.?]$/s);
        expect(message).not.toMatch(/undefined|NaN|\[object|Infinity/);
        expect(RANK[severity]).toBe(Math.min(...members.map((one) => RANK[one.severity])));
        expect(members.map(({ several }) => several!.at)).toEqual(members.map(() => place));
        // Nobody is led to where they are: of a fact that stands at the head itself, to the other side of it.
        const sideOf = (one: Finding) => (samePlace(one.place, place) ? (one.related[0]?.place ?? place) : one.place);
        expect(
          related.map((one) => one.place),
          message,
        ).toEqual(members.map(sideOf));
      }
    }
    for (const code of declared) expect(checks.find((check) => check.code === code)?.bundle, code).toBeDefined();
  });

  test('its repair is that of its facts', () => {
    let repaired = 0;
    // Where half of the lines cannot be read, a repair may stand in one of them: `tried` finds that out.
    for (const { name, text, analysis, fixesOf } of analysed.filter(({ name }) => name !== 'half-typed')) {
      for (const finding of analysis.findings.filter(({ members, waived }) => members && !waived)) {
        const facts = factsOf([finding]);
        const own = fixesOfAll(facts.map(fixesOf));
        for (const fix of fixesOf(finding)) {
          const report = `${name}: ${fix.title}`;
          const after = analyseText(applied(text, fix));
          expect(tally(after.findings, finding.code), report).toBeLessThanOrEqual(
            tally(analysis.findings, finding.code) - fix.repairs!,
          );
          repaired++;
          // What is better than each by itself needs no comparison.
          if (!own.some(({ title }) => title === fix.title)) continue;
          const single = facts.flatMap((fact) => {
            const fixes = fixesOf(fact);
            return fixes.length === 1 ? fixes : fixes.filter(({ title }) => fix.title.endsWith(`: ${title}`));
          });
          expect(fix.repairs).toBe(single.length);
          expect(applied(text, fix), report).toBe(applied(text, ...single));
        }
      }
    }
    expect(repaired).toBeGreaterThan(4);
  });
});

const timeless = (text: string) =>
  analyseText(text).findings.filter(({ code, waived }) => code === 'estimate-missing' && !waived);

describe('the facts of a block', () => {
  test('are one finding at its head', () => {
    const [finding, ...others] = timeless(plan(THREE));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', place: { range: { start: { line: 10 } } } });
    expect(finding!.message).toBe(
      '3 steps of `run` have no duration and count as 0 min: `deploy web`, `verify web` and `verify search`; add one to each, for example `15m`, or `norm` lines for all steps of a kind.',
    );
  });

  test('of many the first three are named, and the rest is counted', () => {
    const many = Array.from({ length: 33 }, (_, i) => `    task t${i} "T" by priya`).join('\n');
    expect(timeless(plan(many))[0]!.message).toMatch(/^33 steps of `run` .*: `t0`, `t1`, `t2` and 30 more; add/);
  });

  test('one alone is told where it stands', () => {
    const [finding] = timeless(plan('    deploy web 5m by priya undo 5m\n    verify web by jonas'));
    expect(finding).toMatchObject({ place: { range: { start: { line: 12 } } } });
    expect(finding!.message).toMatch(/^`verify web` has no duration/);
    expect(finding!.members).toBeUndefined();
  });
});

describe('a waiver', () => {
  const waive = (what: string) => plan(THREE, `  waive estimate-missing${what} until T+1d because "known"\n`);
  const waivedOf = (text: string) => analyseText(text).findings.filter(({ waived }) => waived);

  test.each([
    [' for deploy web', ['`verify web`', '`verify search`'], ['`deploy web`']],
    [' for verify web, verify search', ['`deploy web`'], ['`verify web`', '`verify search`']],
    [' for run', [], ['`deploy web`', '`verify web`', '`verify search`']],
    ['', [], ['`deploy web`', '`verify web`', '`verify search`']],
  ])('%s takes exactly its own away', (what, left, silenced) => {
    const names = (findings: readonly Finding[]) => factsOf(findings).map(({ several }) => several!.name);
    const text = waive(what);
    expect(names(timeless(text))).toEqual(left);
    expect(names(waivedOf(text))).toEqual(silenced);
    expect(timeless(text)).toHaveLength(left.length > 0 ? 1 : 0);
    expect(waivedOf(text)).toHaveLength(1);
    expect(analyseText(text).waivers[0]!.matched).toHaveLength(1);
  });

  test('what one may do without, for information, is said beside what counts', () => {
    const [finding] = timeless(plan(THREE.replace('verify search', 'verify search optional')));
    expect(finding!.severity).toBe('warning');
    expect(finding!.message).toMatch(/of a kind\. These are 2 warnings and 1 note\.$/);
    expect(finding!.related.map(({ message }) => message)).toEqual([
      '`deploy web` (warning)',
      '`verify web` (warning)',
      '`verify search` (note)',
    ]);
  });
});

describe('known again', () => {
  const context = (text: string) => ({ pathOf: () => 'r.release', text: () => text });
  const of = (text: string) => identities(analyseText(text), context(text));
  const fourth = `${THREE}\n    task warm "Warm" by priya`;

  test('each fact by itself: a fourth one is new, and the other three are not', () => {
    const { fresh, gone } = compareWithBaseline(of(plan(fourth)), baselineOf(of(plan(THREE))), new Set(['r']));
    expect([...fresh].filter(({ code }) => code === 'estimate-missing').map(({ several }) => several!.name)).toEqual([
      '`warm`',
    ]);
    expect(gone).toBe(0);
  });

  test('what is all known is no news, and what is told together keeps its fingerprint', () => {
    const { fresh } = compareWithBaseline(of(plan(THREE)), baselineOf(of(plan(THREE))), new Set(['r']));
    expect([...fresh]).toEqual([]);
    const prints = (text: string) =>
      new Map(
        [...of(text)]
          .filter(([{ code }]) => code === 'estimate-missing')
          .map(([one, id]) => [one.several?.name ?? 'all', fingerprint(id)]),
      );
    const [before, after] = [prints(plan(THREE)), prints(plan(fourth))];
    expect([...before.keys()]).toHaveLength(4);
    for (const [name, print] of before) expect(after.get(name), name).toBe(print);
  });
});

test('an editor has one problem at the head, and a hint at each fact', () => {
  const text = plan(THREE);
  const file = { ...sourceOf(text) };
  const own = diagnostics(file).filter(({ code }) => code === 'estimate-missing');
  expect(own.map(({ severity, range }) => [severity, range.start.line])).toEqual([
    [2, 10],
    [4, 11],
    [4, 12],
    [4, 13],
  ]);
  expect(own[0]!.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([11, 12, 13]);
});

test('what does harm in one place is made in the others', () => {
  // `web` has a norm that its own line contradicts: nothing is written there.
  const text = plan('    verify web by jonas\n    verify search by jonas\n    deploy web 5m by priya undo 5m');
  const { made, texts } = repair(sourceOf(text).workspace, [FILE]);
  expect(made.filter(({ finding }) => finding.code === 'estimate-missing').map(({ fix }) => fix.repairs)).toEqual([2]);
  expect(texts.get(FILE)).toContain('verify search by jonas 10m');
});

describe('the repairs of several', () => {
  const line = (line: number) => ({
    file: FILE,
    range: { start: { line, character: 0 }, end: { line, character: 4 } },
  });
  const fix = (title: string, at: number, text: string, kind: Fix['edits'][number]['kind'] = 'append-line'): Fix => ({
    title,
    edits: [{ kind, place: line(at), text }],
  });

  test.each<[string, readonly (readonly Fix[])[], readonly (readonly [string, number | undefined])[]]>([
    ['none, where one alone has one', [[fix('a', 1, 'x')], []], []],
    ['one of both', [[fix('a', 1, 'x')], [fix('a', 2, 'x')]], [['All 2: a', 2]]],
    ['of those that have one', [[fix('a', 1, 'x')], [], [fix('b', 2, 'x')]], [['2 of 3: a, and so on', 2]]],
    [
      'the choices that all have',
      [
        [fix('a', 1, 'x'), fix('b', 1, 'y')],
        [fix('b', 2, 'y'), fix('c', 2, 'z')],
      ],
      [['All 2: b', 2]],
    ],
    ['what writes over another one is left out', [[fix('a', 1, 'x', 'replace')], [fix('a', 1, 'y', 'replace')]], []],
    ['one edit that repairs both', [[fix('a', 1, 'x', 'replace')], [fix('a', 1, 'x', 'replace')]], [['All 2: a', 2]]],
  ])('%s', (_, each, expected) => {
    expect(fixesOfAll(each).map(({ title, repairs }) => [title, repairs])).toEqual(expected);
  });

  test('lines that go to one place stand below each other', () => {
    const [all] = fixesOfAll([[fix('a', 1, 'x')], [fix('a', 1, 'y')]]);
    expect(all!.edits.map(({ text }) => text)).toEqual(['x\ny']);
  });
});

function applied(text: string, ...fixes: readonly Fix[]): string {
  const edits = fixes.flatMap((fix) => fix.edits);
  return applyTextEdits(
    text,
    textEdits(edits, (file) => (file === FILE ? text : undefined)),
  );
}

function tally(findings: readonly Finding[], code: string): number {
  return active(findings).filter((finding) => finding.code === code).length;
}

function sourceOf(text: string) {
  const workspace = createWorkspace({ roots: ['file:///plans/'], now: () => NOW });
  workspace.set(FILE, text);
  return { uri: FILE, text, plan: workspace.plan(FILE), analysis: workspace.analysis(FILE), workspace };
}
