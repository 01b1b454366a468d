/** What took longer in the night before: offered for what is selected, to whoever asks for it, and nowhere else. */
import { expect, test } from 'vitest';
import { CodeActionTriggerKind, type Range } from 'vscode-languageserver';
import { takeOverActions, takeOverWords } from '../../server/features/edit/take-over.ts';
import { createNights } from '../../server/nights.ts';
import { MAIN, NOW, openFiles } from './source-file.ts';

const release = (name: string, day: string) => `release ${name} {
  zone UTC
  window ${day} 22:00 .. 24:00
  run {
    deploy shop 10m by ann
    verify shop 10m by ann
    task wave 5m by ann
  }
}
`;
const TEXT = `person ann
service shop
train web every 1w from Sat 2026-11-14 22:00 {
  release zero
  release one
  release two
}
${release('zero', '2026-11-14')}${release('one', '2026-11-21')}${release('two', '2026-11-28')}${release('apart', '2026-11-29')}`;

const said = (minute: number, own: object) =>
  JSON.stringify({
    ...{ id: `0193a5c8-1f2b-7c3d-8e4f-5a6b7c8d9e${minute + 10}`, clock: minute, writer: 'm', by: 'ann' },
    at: new Date(Date.UTC(2026, 10, 21, 22, minute)).toISOString(),
    ...own,
  });
/** By release: how long deploy, verify and wave took. */
const LOG = (deploy: number, verify: number) =>
  [
    said(0, { open: 'real' }),
    said(1, { start: 'deploy shop' }),
    said(1 + deploy, { done: 'deploy shop' }),
    said(2 + deploy, { start: 'verify shop' }),
    said(2 + deploy + verify, { done: 'verify shop' }),
    said(3 + deploy + verify, { start: 'wave' }),
    said(8 + deploy + verify, { done: 'wave' }),
  ].join('\n');

const nights = (log: string) =>
  createNights({
    files: {
      texts: async (_, run) => (run === 'one' ? [{ name: 'log', text: `${log}\n` }] : []),
      watch: () => () => undefined,
      say: async () => ({ noted: 0 }),
    },
    now: () => NOW,
    onChanged: () => {},
  });

const lines = TEXT.split('\n');
const lineOf = (word: string, behind = 'release two {') =>
  lines.findIndex((each, i) => i >= lines.indexOf(behind) && each.includes(word));
const range = (from: number, to = from): Range => ({
  start: { line: from, character: 4 },
  end: { line: to, character: 4 },
});
const INVOKED = { triggerKind: CodeActionTriggerKind.Invoked };

const { file } = openFiles(TEXT);
const both = 'Take over 2 estimates from the night of one';
const ofDeploy = 'Take over from the night of one: deploy shop 25m (10m was estimated)';
const ofVerify = 'Take over from the night of one: verify shop 20m (10m was estimated)';

test.each<[string, Range, readonly string[]]>([
  ['the head of the release', range(lineOf('release two')), [both]],
  ['a step that took longer', range(lineOf('deploy')), [ofDeploy, both]],
  ['the other one', range(lineOf('verify')), [ofVerify, both]],
  ['both', range(lineOf('deploy'), lineOf('verify')), [both]],
  ['a step that did not', range(lineOf('task wave')), []],
  ['its window', range(lineOf('window')), []],
  ['everything', range(0, lines.length), [both]],
  ['the release that took longer', range(lineOf('release one', 'release one {')), []],
  ['a release of no train', range(lineOf('release apart', 'release apart {')), []],
  ['what is declared above', range(0), []],
])('where %s is selected', async (_, selected, titles) => {
  const found = await takeOverActions(file, selected, INVOKED, nights(LOG(25, 20)));
  expect(found.map(({ title }) => title)).toEqual(titles);
});

test('where one step took longer it is named, at the head as well', async () => {
  for (const word of ['release two', 'deploy'])
    expect(
      (await takeOverActions(file, range(lineOf(word)), INVOKED, nights(LOG(25, 10)))).map(({ title }) => title),
    ).toEqual([ofDeploy]);
  expect(await takeOverActions(file, range(lineOf('verify')), INVOKED, nights(LOG(25, 10)))).toEqual([]);
});

test('the edit is of the lines of that release alone', async () => {
  const [action] = await takeOverActions(file, range(lineOf('deploy'), lineOf('verify')), INVOKED, nights(LOG(25, 20)));
  expect(action!.edit!.changes![MAIN]!.map(({ range, newText }) => [range.start.line, newText])).toEqual([
    [lineOf('deploy'), '25m'],
    [lineOf('verify'), '20m'],
  ]);
});

test.each<[readonly string[] | undefined, boolean, boolean]>([
  [undefined, false, true],
  [['refactor'], true, true],
  [['refactor.rewrite'], true, true],
  [['quickfix', 'refactor.rewrite'], true, true],
  [['refactor.rewrite.more'], false, false],
  [['refactor.re'], false, false],
  [['refactor.extract'], false, false],
  [['quickfix'], false, false],
  [[], false, false],
])('asked for %j it comes by itself: %s, on demand: %s', async (only, byItself, onDemand) => {
  const comes = async (triggerKind: CodeActionTriggerKind) =>
    (await takeOverActions(file, range(lineOf('deploy')), { only: only as string[], triggerKind }, nights(LOG(25, 20))))
      .length > 0;
  expect(await comes(CodeActionTriggerKind.Automatic)).toBe(byItself);
  expect(await comes(CodeActionTriggerKind.Invoked)).toBe(onDemand);
});

test('what is said of it where the next plan is written', async () => {
  const words = (log: string) => takeOverWords(file.workspace, { name: 'one', uri: MAIN }, nights(log));
  const how = 'took longer in the night of one than estimated: take that over by the light bulb at the release.';
  expect(await words(LOG(25, 10))).toBe(`\`deploy shop\` ${how}`);
  expect(await words(LOG(25, 20))).toBe(`2 steps ${how}`);
  expect(await words(LOG(10, 10))).toBeUndefined();
  expect(await takeOverWords(file.workspace, { name: 'zero', uri: MAIN }, nights(LOG(25, 20)))).toBeUndefined();
});
