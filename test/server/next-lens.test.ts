/** Where the next release of a train is offered: at its line, at its template and at its last release, in whichever files these stand. */
import { expect, test } from 'vitest';
import { nextEdit, nextLenses } from '../../server/features/edit/next-release.ts';
import { FOLDER, MAIN, NOW, openFiles } from './source-file.ts';

const TRAIN = `train web every 1w from Sat 2026-11-21 22:00 {
  template weekly
  release  web-2026-11-21
}
`;
const WEEKLY = `release weekly(day: date) {
  zone   Europe/Berlin
  window day 22:00 .. 24:00
}
`;
const of = (day: string) => `release web-${day} {\n  zone Europe/Berlin\n  window ${day} 22:00 .. 24:00\n}\n`;
const FIRST = of('2026-11-21');
const ZONE = 'zone Europe/Berlin\n';

/** Line and title of each lens of the main file. */
function lenses(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const { file } = openFiles(text, others);
  return nextLenses(file, { now: NOW, revealCommand: 'show' }).map(({ range, command }) => {
    const { title, command: name, arguments: given } = command!;
    return `${text.split('\n')[range.start.line]!.split(' ').slice(0, 2).join(' ')}: ${title} = ${name} ${given}`;
  });
}

const written = 'write the next release of web, Sat 2026-11-28 22:00 Europe/Berlin = releasePlan.next web';

test('each of the three has it, whichever stand here', () => {
  const all = [
    ['train web', `${ZONE}${TRAIN}`],
    ['release weekly(day:', WEEKLY],
    ['release web-2026-11-21', FIRST],
  ] as const;
  for (const [i, template] of ['other-0', 'main', 'other-1'].entries()) {
    const texts = all.map(([, text], j) => (j === 0 ? `import "${template}.release"\n${text}` : text));
    const [here] = texts.splice(i, 1);
    const others = Object.fromEntries(texts.map((text, j) => [`other-${j}.release`, text]));
    expect(lenses(here!, others)).toEqual([`${all[i]![0]}: ${written}`]);
  }
  const text = all.map(([, one]) => one).join('');
  expect(lenses(text)).toEqual(
    ['train web', 'release weekly(day:', 'release web-2026-11-21'].map((at) => `${at}: ${written}`),
  );
});

test('a release that is none of it has none, nor has a train without a template', () => {
  expect(lenses(`${ZONE}${TRAIN}${WEEKLY}${of('2026-12-24')}`).filter((one) => one.startsWith('release web'))).toEqual(
    [],
  );
  expect(lenses(`${ZONE}${TRAIN.replace(/ {2}template.*\n/, '')}${FIRST}`)).toEqual([]);
  expect(lenses(`${ZONE}${TRAIN}${FIRST}`)).toEqual([]);
});

test('one that is written already is shown, but not from its own line', () => {
  const second = 'release  web-2026-11-28';
  const text = `${ZONE}${TRAIN.replace('}', `  ${second}\n}`)}${WEEKLY}${FIRST}`;
  const next = 'next: web-2026-11-28, Sat 2026-11-28 22:00 Europe/Berlin = show';
  expect(lenses(`${text}${of('2026-11-28')}`)).toEqual(
    ['train web', 'release weekly(day:'].map((at) => `${at}: ${next} ${MAIN},${text.split('\n').length - 1}`),
  );
  // Where nobody has its plan, the line of the train is what there is of it.
  expect(lenses(text)[0]).toBe(`train web: ${next} ${MAIN},4`);
});

test('the edit makes a file that is not there yet, and writes each file that it changes once', () => {
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
  const [uri, other] = [`${FOLDER}/new.release`, `${FOLDER}/other.release`];
  const edits = [MAIN, other, MAIN].map((file, i) => ({ file, range, newText: `${i}` }));
  const top = { line: 0, character: 0 };
  const of = (file: string, ...texts: readonly string[]) => ({
    textDocument: { uri: file, version: null },
    edits: texts.map((newText) => ({ range, newText })),
  });
  expect(nextEdit({ uri, text: 'release new {}', edits })).toEqual({
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start: top, end: top }, newText: 'release new {}' }] },
      of(MAIN, '0', '2'),
      of(other, '1'),
    ],
  });
});
