/** Who does a step and what it is called, wherever that is said: on its line, around it, in a runbook that others use. */
import { expect, test } from 'vitest';
import { applyTextEdits } from '../../../language/edit/edits.ts';
import { stepLabel } from '../../../plan/model.ts';
import type { StepEdit } from '../../../service/step-edit/model.ts';
import { editStep } from '../../../service/step-edit/step-edit.ts';
import { MAIN, openFiles } from '../../server/source-file.ts';
import { expectGolden } from '../../support/golden.ts';

const TEXT = `person mara
person jonas
person eve
team ops is mara, jonas
service web
service shop
runbook restart(system, who) {
  stop system 5m by who
  start system "Up again" 5m by mara
}
release night-1.0 {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    deploy web "All of it" 15m by mara undo 10m
    deploy shop 15m
    parallel by jonas {
      verify web 10m
      verify shop "By hand" 10m by any of ops else eve
    }
    use restart(web, jonas)
    use restart(shop, mara)
    task handover "Hand over" 5m by eve link "the wall"
    task meet 5m link "the wall" by eve
  }
}
`;

function asked(label: string, wish: Omit<StepEdit, 'release' | 'step'>): string {
  const { file } = openFiles(TEXT);
  const step = file.plan.releases[0]!.steps.find((one) => stepLabel(one) === label)!;
  const found = editStep(file, { release: 'night-1.0', step: step.id, ...wish }, { isTrial: true });
  if ('trouble' in found) return found.trouble;
  const before = TEXT.split('\n');
  const after = applyTextEdits(
    TEXT,
    found.edits.filter((one) => one.file === MAIN),
  ).split('\n');
  return [...found.says, ...after.filter((line, i) => line !== before[i]).map((line) => line.trim())].join(' | ');
}

const TITLES = ['  New ', ''];
const PEOPLE = ['jonas', ' any of ops else eve ', '', 'mara'];

test('every title and everybody, wherever it may be said', () => {
  const steps = [
    'deploy web',
    'deploy shop',
    'verify web',
    'verify shop',
    'stop web',
    'start shop',
    'handover',
    'meet',
  ];
  const rows = steps.flatMap((step) => [
    `── ${step}`,
    ...TITLES.map((title) => `title ${JSON.stringify(title)}: ${asked(step, { title })}`),
    ...PEOPLE.map((by) => `by ${JSON.stringify(by)}: ${asked(step, { by })}`),
  ]);
  expectGolden(`${rows.join('\n')}\n`, './golden/words.golden.txt', import.meta.url);
});

test.each(['two\nlines', 'back\\slash', 'a "b"'])('%j is no title', (title) => {
  expect(asked('deploy web', { title })).toBe('A title is one line of text without quotation marks.');
});

test('several wishes are one change, and of none nothing comes', () => {
  expect(asked('deploy web', { title: 'New', by: 'eve' })).toBe(
    '"All of it" becomes "New". | `by mara` becomes `by eve`. | deploy web "New" 15m by eve undo 10m',
  );
  expect(asked('deploy web', {})).toBe('Nothing was changed.');
});
