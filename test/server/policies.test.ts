/** Policies in the editor: what holds and who says so, names that lead somewhere, words that are offered. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { completion } from '../../server/features/edit/completion.ts';
import { rename } from '../../server/features/edit/rename.ts';
import { definition } from '../../server/features/navigate/definition.ts';
import { hover } from '../../server/features/show/hover.ts';
import { atCursor } from '../support/markers.ts';
import { FOLDER, NIGHT, NOW, openFiles } from './source-file.ts';

const ACME = `// What all of us ask.
policy acme-base from strict {
  check rest-too-short warning rest 12h
}

policy night-team for standard, major from acme-base {
  check no-deputy off
}
`;

function at(marked: string) {
  const { text, position } = atCursor(marked);
  return { ...openFiles(text, { 'acme.release': ACME }), position };
}

function hoverAt(marked: string): string {
  const { file, position } = at(marked);
  // Escapes are for the editor, not for the reader of this test.
  return (hover(file, position)!.contents as { value: string }).value.replaceAll('\\', '');
}

describe('the hover', () => {
  test('of a kind says what holds for it, and who says so', () => {
    const marked = `import "acme.release"\n${NIGHT.replace('kind    standard', 'kind    stan<|>dard')}`;
    const text = hoverAt(marked);
    expect(text).toContain('kind **standard**');
    expect(text).toContain('- `access-not-revoked` error – pack strict, acme.release:2\n');
    const long = text.split('\n').filter((line) => line.startsWith('- '));
    expect(long).toHaveLength(21);
    expect(long.at(-1)).toMatch(/^- … and \d+ more$/);
    expect(hoverAt(NIGHT.replace('kind    standard', 'kind    stan<|>dard'))).toContain(
      '- `self-approval` eyes approval – what holds for standard releases\n',
    );
  });

  test('of a kind knows the setting of the editor', () => {
    const { text, position } = atCursor(NIGHT.replace('kind    standard', 'kind    stan<|>dard'));
    const { file } = openFiles(text);
    const analysis = analyse(file.plan, { severities: { 'backup-missing': 'warning' } });
    const { value } = hover({ ...file, analysis }, position)!.contents as { value: string };
    expect(value.replaceAll('\\', '')).toContain('- `backup-missing` warning – your setting releasePlan.checks\n');
  });

  test('of a policy says what it builds on and what each of them says', () => {
    const text = hoverAt(ACME.replace('policy night-team', 'pol<|>icy night-team'));
    expect(text).toContain('**policy night-team for standard, major**');
    expect(text).toContain('Holds for standard, major releases. It builds on `acme-base`, then `strict`.');
    expect(text).toContain('- `rest-too-short` warning, rest 12h – policy acme-base\n- `no-deputy` off');
  });

  test('of the name of a policy, and of a pack', () => {
    const imported = hoverAt('import "acme.release"\npolicy major from acme-<|>base\n');
    expect(imported).toContain('**policy acme-base**');
    expect(imported).toContain('Holds for no release by itself; others build on it.');
    expect(imported).toContain('What all of us ask.');
    const pack = hoverAt('policy from st<|>rict\n');
    expect(pack).toContain('policy **strict**, comes with Release Plan');
    expect(pack).toContain('For regulated change, where an auditor asks afterwards. Four eyes');
    expect(hoverAt('po<|>licy {\n  check no-deputy off\n}\n')).toContain('Holds for releases of every kind.');
  });
});

test('the name of a policy leads to it, and is renamed everywhere', () => {
  const marked = 'import "acme.release"\npolicy major from acme-<|>base\n';
  const { file, files, position } = at(marked);
  expect(definition(file, position)).toMatchObject([
    { targetUri: `${FOLDER}/acme.release`, targetSelectionRange: { start: { line: 1, character: 7 } } },
  ]);
  const edit = rename(file, position, 'acme-rules', files);
  expect(JSON.stringify(edit)).toContain('acme-rules');
  expect(JSON.stringify(edit).split('"acme-rules"')).toHaveLength(4);
  const onPack = at('policy from st<|>rict\n');
  expect(definition(onPack.file, onPack.position)).toEqual([]);
});

describe('completion offers', () => {
  const labels = (marked: string) => {
    const { file, position } = at(marked);
    return completion(file, position, { snippets: false, now: NOW }).items.map(({ label }) => label);
  };

  test('kinds, bases and packs, each where it fits', () => {
    expect(labels('policy <|>\n')).toEqual(expect.arrayContaining(['normal', 'major', 'from', 'for']));
    expect(labels('policy ours for <|>\n')).toEqual(expect.arrayContaining(['standard', 'emergency']));
    expect(labels('policy ours for normal, <|>\n')).toContain('major');
    const bases = labels('import "acme.release"\nperson mara\npolicy ours from <|>\n');
    expect(bases).toEqual(expect.arrayContaining(['acme-base', 'night-team', 'community', 'lean', 'strict']));
    expect(bases).not.toContain('mara');
  });

  test('kinds behind `only for`', () => {
    const line = NIGHT.replace('by jonas\n  }', 'by jonas only for <|>\n  }');
    expect(labels(line)).toEqual(expect.arrayContaining(['normal', 'major']));
    expect(labels(line)).not.toContain('tables');
  });
});
