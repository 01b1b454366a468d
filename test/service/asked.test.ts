/** Whatever can be asked of a plan that is to be changed, place by place, and what is said where it cannot be: told as a whole. */
import { expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { stepLabel } from '../../plan/model.ts';
import { editsFor, type PlanChange } from '../../service/editing/edit.ts';
import { nameToChange } from '../../service/editing/rename.ts';
import { pageOf } from '../../service/findings/explain.ts';
import { checksHeld, type PolicyAsk } from '../../service/findings/policy.ts';
import type { StepEdit } from '../../service/step-edit/model.ts';
import { editStep } from '../../service/step-edit/step-edit.ts';
import { openFiles } from '../server/source-file.ts';
import { expectGolden } from '../support/golden.ts';
import { toldText } from '../support/told-texts.ts';

const SHORT = openFiles(toldText('a-short-night'));

/** The lines that are others then. */
function changed(text: string, edits: Parameters<typeof applyTextEdits>[1]): string {
  const before = new Set(text.split('\n'));
  const after = applyTextEdits(text, edits).split('\n');
  return after.flatMap((line) => (before.has(line) ? [] : [`\n    ${line.trim()}`])).join('');
}

test('each wish of a step in a picture', () => {
  const { file } = SHORT;
  const [release] = file.plan.releases;
  const { steps } = file.analysis.schedules[0]!;
  const rows = release!.steps.flatMap((step, i) => {
    const { start, end } = steps[step.id] ?? { start: 0, end: 0 };
    const other = release!.steps.at(i - 1)!.id;
    const wishes: readonly Omit<StepEdit, 'release' | 'step'>[] = [
      { start: start + 10 },
      { start: start - 1440 },
      { end: end + 10 },
      { end: end - 5 },
      { end },
      { end: start - 1 },
      { duration: '7m' },
      { by: 'cem' },
      { title: 'Another "one"' },
      { after: other },
      { notAfter: other },
      // Those that cannot be are the same of all.
      ...(i > 0
        ? []
        : [
            { start },
            { duration: '' },
            { duration: '+5m' },
            { duration: 'tbd' },
            { duration: 'long' },
            { by: '' },
            { by: 'nobody-here' },
            { title: '' },
            { title: 'a\nb' },
            { after: step.id },
            { after: 'nothing' as never },
            {},
            { start: start + 10, duration: '7m', by: 'bob', title: 'All' },
          ]),
    ];
    const said = wishes.map((wish) => {
      const found = editStep(file, { release: release!.name, step: step.id, ...wish }, { isTrial: true });
      const words = Object.entries(wish).map(
        ([what, value]) =>
          `${what} ${typeof value === 'number' ? `${value - start} min from its start` : JSON.stringify(value)}`,
      );
      return `  ${words.join(', ')}: ${'trouble' in found ? found.trouble : `${found.says.join(' ')} ${found.outcome.when}${changed(file.text, found.edits)}`}`;
    });
    return [`${step.id} (${stepLabel(step)})`, ...said];
  });
  const ask = (edit: Partial<StepEdit>) => editStep(file, { release: release!.name, ...edit } as StepEdit);
  const rest = [
    ask({ step: 'gone' as never, by: 'ann' }),
    ask({}),
    ask({ release: 'gone', step: release!.steps[0]!.id, by: 'ann' }),
  ];
  expectGolden(`${[...rows, JSON.stringify(rest)].join('\n')}\n`, './golden/wishes.golden.txt', import.meta.url);
});

test('each line ticked, each name changed, each finding waived', () => {
  const text = toldText('the-whole-night');
  const { file, files } = openFiles(text);
  const tell = (change: PlanChange) => {
    const found = editsFor(file, change, files);
    return 'trouble' in found ? found.trouble : changed(text, found.edits).replaceAll('\n', ' ');
  };
  const lines = text.split('\n').map((line, i) => `${i + 1} ${line.trim()}: ${tell({ kind: 'tick', line: i })}`);
  const names = [...text.matchAll(/(?<=^ *\w+ +)[a-z][\w-]+/gm)].slice(0, 60).map(({ 0: name, index }) => {
    const above = text.slice(0, index).split('\n');
    const position = { line: above.length - 1, character: above.at(-1)!.length };
    const now = nameToChange(file, position);
    const renamed = ['renamed', 'ann', 'a b', name].map((to) => tell({ kind: 'rename', position, name: to }));
    return `${name}: ${JSON.stringify(now)}\n${[...new Set(renamed)].map((one) => `  ${one}`).join('\n')}`;
  });
  const waivers = file.analysis.findings.flatMap(({ code, place }) => {
    const line = place.range.start.line;
    return ['It is so', 'a "b"', ' '].map(
      (because) => `${code} ${line + 1}: ${tell({ kind: 'waive', code, line, because })}`,
    );
  });
  const all = [
    ...lines,
    ...names,
    ...new Set(waivers),
    tell({ kind: 'waive', code: 'cycle', line: 0, because: 'x' }),
    tell({ kind: 'format' }),
  ];
  expectGolden(`${all.join('\n')}\n`, './golden/edits.golden.txt', import.meta.url);
});

test('which checks hold, and which there are', () => {
  const { file } = openFiles(toldText('people-and-things'));
  const { plan } = file;
  const asks: readonly PolicyAsk[] = [
    {},
    { release: 'none' },
    { kind: 'emergency' },
    { kind: 'odd' as never },
    { kind: 'normal', release: 'x' },
  ];
  const held = [
    ...asks.map((ask) => [ask, checksHeld(plan, 'plan.release', ask)] as const),
    [{ release: 'short-1.0' }, checksHeld(SHORT.file.plan, 'short', { release: 'short-1.0' })] as const,
  ];
  const rows = held.map(([ask, found]) => {
    if ('trouble' in found) return `${JSON.stringify(ask)}: ${found.trouble}`;
    const own = found.map(({ release, kind, checks }) => {
      const rules = checks.flatMap(({ check, severity, parameters }) =>
        [['', severity] as const, ...Object.entries(parameters)].flatMap(([name, { value, source }]) =>
          source.kind === 'policy' || source.kind === 'pack'
            ? [`    ${check.code} ${name} ${value} by ${source.kind} ${source.place.range.start.line + 1}`]
            : [],
        ),
      );
      return `  ${release} ${kind}\n${rules.join('\n')}`;
    });
    return `${JSON.stringify(ask)}\n${own.join('\n')}`;
  });
  const codes = ['cycel', 'internal-error', 'message', 'nothing-like-it-at-all', ''].map((code) => pageOf(code).trim());
  expectGolden(`${[...rows, ...codes].join('\n')}\n`, './golden/policies.golden.txt', import.meta.url);
  expect(pageOf('cycle')).toContain('cycle');
});
