import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { prepareRename, rename } from '../../server/features/edit/rename.ts';
import { willRenameFiles } from '../../server/features/edit/will-rename-files.ts';
import { definition } from '../../server/features/navigate/definition.ts';
import { documentHighlights } from '../../server/features/navigate/document-highlight.ts';
import { references } from '../../server/features/navigate/references.ts';
import { workspaceSymbols } from '../../server/features/navigate/workspace-symbols.ts';
import { atCursor } from '../support/markers.ts';
import { FOLDER, MAIN, NIGHT, openFiles } from './source-file.ts';

const SHARED = 'person mara "Mara Lind"\nservice web\n';
const IMPORTER = `import "./shared.release"

release r-1 {
  window Sat 2026-12-05 22:00 .. 23:00
  run {
    deploy web as first 10m by ma<|>ra
    verify web 10m by mara after first
  }
}
`;

function open(marked: string, others: Readonly<Record<string, string>> = {}) {
  const { text, position } = atCursor(marked);
  return { ...openFiles(text, others), position };
}

/** All files after an edit, by URI. */
function applied(files: ReturnType<typeof open>['files'], edit: ReturnType<typeof rename>): Record<string, string> {
  return Object.fromEntries(
    files.map(({ uri, text }) => [
      uri,
      applyTextEdits(
        text,
        (edit.changes?.[uri] ?? []).map((each) => ({ ...each, file: uri })),
      ),
    ]),
  );
}

describe('definition', () => {
  test('of a name in an imported file', () => {
    const { file, position } = open(IMPORTER, { 'shared.release': SHARED });
    expect(definition(file, position)).toMatchObject([
      {
        targetUri: `${FOLDER}/shared.release`,
        targetSelectionRange: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } },
      },
    ]);
  });

  test('of a step named with `as`', () => {
    const { file, position } = open(IMPORTER.replace('<|>', '').replace('after first', 'after fi<|>rst'), {
      'shared.release': SHARED,
    });
    expect(definition(file, position)).toMatchObject([
      { targetUri: MAIN, targetSelectionRange: { start: { line: 5 } } },
    ]);
  });

  test('of an import is its file', () => {
    const { file, position } = open(IMPORTER.replace('<|>', '').replace('./sh', './s<|>h'), {
      'shared.release': SHARED,
    });
    const start = { line: 0, character: 0 };
    expect(definition(file, position)).toMatchObject([
      { targetUri: `${FOLDER}/shared.release`, targetSelectionRange: { start, end: start } },
    ]);
  });

  test('of a name nobody declares is nothing', () => {
    const { file, position } = open('release r {\n  run {\n    deploy we<|>b 10m\n  }\n}\n');
    expect(definition(file, position)).toEqual([]);
  });
});

describe('references', () => {
  test('in all files, the declaration only when asked for', () => {
    const { file, files, position } = open(IMPORTER, { 'shared.release': SHARED });
    const lines = (declaration: boolean) =>
      references(file, position, files, { declaration }).map(
        ({ uri, range }) => `${uri.slice(FOLDER.length + 1)}:${range.start.line}`,
      );
    expect(lines(true).sort()).toEqual(['main.release:5', 'main.release:6', 'shared.release:0']);
    expect(lines(false).sort()).toEqual(['main.release:5', 'main.release:6']);
  });

  test('highlights tell the declaration from its uses', () => {
    const { file, position } = open(NIGHT.replace('database orders-db', 'database orders<|>-db'));
    expect(documentHighlights(file, position).map(({ kind }) => kind)).toEqual([3, 2, 2]);
  });
});

describe('rename', () => {
  test('reaches every file', () => {
    const { file, files, position } = open(IMPORTER, { 'shared.release': SHARED });
    const result = applied(files, rename(file, position, 'marie', files));
    expect(result[`${FOLDER}/shared.release`]).toBe(SHARED.replace('person mara', 'person marie'));
    expect(result[MAIN]).toBe(IMPORTER.replace('ma<|>ra', 'marie').replace('by mara', 'by marie'));
  });

  test('from the declaration, into the files that import it', () => {
    const { file, files, position } = open(SHARED.replace('service web', 'service w<|>eb'), {
      'user.release': IMPORTER.replace('<|>', '').replace('./shared', './main'),
    });
    const result = applied(files, rename(file, position, 'shop', files));
    expect(result[`${FOLDER}/user.release`]).toContain('deploy shop as first');
    expect(result[`${FOLDER}/user.release`]).toContain('verify shop 10m');
  });

  test.each([
    ['two words', /cannot be a name/],
    ['9lives', /cannot be a name/],
    ['after', /cannot be a name/],
    ['', /cannot be a name/],
    ['web', /already a system/],
  ])('to %j is refused', (name, message) => {
    const { file, files, position } = open(IMPORTER.replace('service', 'service'), { 'shared.release': SHARED });
    expect(() => rename(file, position, name, files)).toThrow(message);
  });

  test('a verb is a name: only the first word of a line is reserved', () => {
    const { file, files, position } = open(IMPORTER, { 'shared.release': SHARED });
    expect(applied(files, rename(file, position, 'deploy', files))[MAIN]).toContain('10m by deploy');
  });

  test('is prepared with the range of the name', () => {
    const { file, position } = open(IMPORTER, { 'shared.release': SHARED });
    expect(prepareRename(file, position)).toEqual({
      range: { start: { line: 5, character: 31 }, end: { line: 5, character: 35 } },
      placeholder: 'mara',
    });
  });

  test('where there is no name is refused', () => {
    const { file, position } = open('release r {\n  kind<|> normal\n}\n');
    expect(() => prepareRename(file, position)).toThrow(/no name here/);
  });
});

test('a renamed file takes its importers along, a renamed folder everything below', () => {
  const { files } = open(IMPORTER, { 'shared.release': SHARED });
  const move = (oldUri: string, newUri: string) => applied(files, willRenameFiles([{ oldUri, newUri }], files))[MAIN];
  expect(move(`${FOLDER}/shared.release`, `${FOLDER}/shared/people.release`)).toContain(
    'import "./shared/people.release"',
  );
  expect(move(MAIN, `${FOLDER}/2026/main.release`)).toContain('import "../shared.release"');
  expect(move(FOLDER, 'file:///elsewhere')).toContain('import "./shared.release"');
});

test('workspace symbols are found by some of their letters', () => {
  const { files } = open(IMPORTER, { 'shared.release': SHARED });
  expect(workspaceSymbols(files, 'mr').map(({ name }) => name)).toEqual(['mara']);
  expect(
    workspaceSymbols(files, '')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['first', 'mara', 'r-1', 'web']);
  // What has no title has none to find it by.
  expect(workspaceSymbols(files, 'undefined')).toEqual([]);
});

test('a workspace symbol tells its file, and its title where it has one; there are no more than anybody reads', () => {
  const { files } = openFiles('person ann "Ann Lee"\nperson bob\n');
  expect(workspaceSymbols(files, '').map(({ containerName }) => containerName)).toEqual([
    'Ann Lee – main.release',
    'main.release',
  ]);
  const many = (count: number) => openFiles(Array.from({ length: count }, (_, i) => `person p${i}\n`).join('')).files;
  expect([499, 500, 501].map((count) => workspaceSymbols(many(count), '').length)).toEqual([499, 500, 500]);
});
