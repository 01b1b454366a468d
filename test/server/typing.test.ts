/** What happens while somebody types: the line that was ended is laid out, and the mentions of a name change together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import { onTypeFormatting, rangeFormatting } from '../../server/features/edit/formatting.ts';
import { linkedEditing } from '../../server/features/edit/linked-editing.ts';
import { MAIN, NIGHT, openFiles } from './source-file.ts';

const STYLE = { tabSize: 2, insertSpaces: true };

/** The text, in which `|` is where the cursor is behind what was typed. */
function typed(marked: string, key: '\n' | '}'): string {
  const [before, behind] = marked.split('|');
  const lines = before!.split('\n');
  const at = { line: lines.length - 1, character: lines.at(-1)!.length };
  const text = `${before}${behind}`;
  const edits = onTypeFormatting(text, at, key, STYLE);
  return applyTextEdits(
    text,
    edits.map((edit) => ({ file: MAIN, ...edit })),
  );
}

describe('on type', () => {
  test('a line that is ended is laid out, with those above it whose columns are its own', () => {
    const text =
      'release r {\n  run {\n    deploy web 5m by ann\n    deploy   payments-api   15m by jonas\n    |\n  }\n}\n';
    expect(typed(text, '\n')).toBe(
      'release r {\n  run {\n    deploy web          5m  by ann\n    deploy payments-api 15m by jonas\n    \n  }\n}\n',
    );
  });

  test('what is above an empty line, and below, stays as it is', () => {
    const text = 'person  ann\n\nperson   bob\n|\nperson    cid\n';
    expect(typed(text, '\n')).toBe('person  ann\n\nperson bob\n\nperson    cid\n');
  });

  test('what is behind the cursor goes into the new line as it is', () => {
    expect(typed('person  ann\n|person   bob\n', '\n')).toBe('person ann\nperson   bob\n');
  });

  test('a brace lays out the block it closes', () => {
    const text = 'person  ann\nrelease r {\nrun {\ndeploy   web 5m\n}|\n}\n';
    expect(typed(text, '}')).toBe('person  ann\nrelease r {\n  run {\n    deploy web 5m\n  }\n}\n');
  });

  test('rows go up to what opens their block, which stays as it is', () => {
    const text = 'release r {\n  run   {\n    deploy web   5m\n    verify   web 10m\n    |\n  }\n}\n';
    expect(typed(text, '\n')).toBe('release r {\n  run   {\n    deploy web 5m\n    verify web 10m\n    \n  }\n}\n');
  });

  test.each(['/*  what\n|\n*/\n', '/*\nwhat\n|*/\n', 'person   bob /* b\n| b */\n'])(
    'inside of a comment nothing happens: %j',
    (text) => {
      expect(typed(`person  ann\n${text}`, '\n')).toBe(`person  ann\n${text.replace('|', '')}`);
    },
  );

  test.each([
    '/*\n*/\nperson  ann\n|',
    'person  ann\n|/* a\n*/\n',
    'person  ann\n|\n/* a\n*/\n',
    '// a\nperson  ann\n|',
  ])('beside one it does: %j', (text) => {
    expect(typed(text, '\n')).toBe(text.replace('|', '').replace('  ann', ' ann'));
  });

  test('wherever a line is ended: nothing but white space changes, the new line and all below stay', () => {
    const lines = NIGHT.replaceAll('  ', ' ').split('\n');
    fc.assert(
      fc.property(fc.nat(lines.length - 2), (line) => {
        const marked = [...lines.slice(0, line + 1), '    |', ...lines.slice(line + 1)].join('\n');
        const before = marked.replace('|', '');
        const after = typed(marked, '\n');
        expect(after.replace(/\s/g, '')).toBe(before.replace(/\s/g, ''));
        expect(after.split('\n').slice(-(lines.length - line))).toEqual(before.split('\n').slice(line + 1));
      }),
    );
  });
});

describe('the lines of a range', () => {
  const ranged = (text: string, first: number, last: number): string => {
    const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
    const edits = rangeFormatting(text, range, STYLE).map((edit) => ({ file: MAIN, ...edit }));
    return applyTextEdits(text, edits);
  };
  const text = 'release  r {\n\n  run  {\n  deploy   web 5m\n\n  verify   web 5m\n\n  }\n}\n';

  test('are laid out, and no others, wherever the range ends between them', () => {
    const deploy = text.replace('  deploy   web', '    deploy web');
    for (const [first, last] of [
      [3, 3],
      [3, 4],
      [4, 5],
    ] as const)
      expect(ranged(text, first, last)).toBe(first === 4 ? text.replace('  verify   web', '    verify web') : deploy);
    expect(ranged(text, 4, 4)).toBe(text);
    expect(ranged(text, 3, 5)).toBe(deploy.replace('  verify   web', '    verify web'));
    expect(ranged(text, 0, 99)).toBe(format(text));
  });

  test('end as the others of the text do', () => {
    const dos = text.replaceAll('\n', '\r\n');
    expect(ranged(dos, 0, 99)).toBe(format(text).replaceAll('\n', '\r\n'));
  });

  test('that become a part of another line stay', () => {
    const apart = 'release r\n{\n  zone   UTC\n}\n';
    expect(format(apart)).toMatch(/^release r \{/);
    for (const line of [0, 1]) expect(ranged(apart, line, line)).toBe(apart);
    expect(ranged(apart, 2, 2)).toBe(apart.replace('   UTC', ' UTC'));
  });
});

describe('linked editing', () => {
  const linked = (text: string, word: string, others: Record<string, string> = {}) => {
    const { file, files } = openFiles(text, others);
    const offset = text.indexOf(word);
    const before = text.slice(0, offset).split('\n');
    const found = linkedEditing(file, { line: before.length - 1, character: before.at(-1)!.length }, files);
    return found?.ranges.map(({ start, end }) => {
      const name = text.split('\n')[start.line]!.slice(start.character, end.character);
      // As an editor goes on: the pattern is made without flags, and what it does not match as a whole ends it.
      expect(new RegExp(found.wordPattern!).exec(name)?.[0]).toBe(name);
      return name;
    });
  };

  test('a name changes with all its mentions', () => {
    expect(linked(NIGHT, 'jonas')).toEqual(expect.arrayContaining(['jonas', 'jonas']));
  });

  test.each(['größe', '東京', 'orders-db.2', '_x'])('%s', (name) => {
    expect(linked(`person ${name}\nteam t is ${name}\n`, name)).toEqual([name, name]);
  });

  test('not where it is only mentioned: whoever writes another one there means somebody else', () => {
    expect(linked('team t is ann\nperson ann\n', 'ann')).toBeUndefined();
  });

  test('not where nothing else is called so, nor where it is spelt another way', () => {
    expect(linked('person ann\n', 'ann')).toBeUndefined();
    expect(linked('person zo\u00eb\nteam t is zoe\u0308\n', 'zo\u00eb')).toBeUndefined();
  });

  test('not where another file mentions it, nor for a word of the language', () => {
    const other = { 'other.release': 'import "main.release"\nteam t is jonas\n' };
    expect(linked(NIGHT, 'jonas', other)).toBeUndefined();
    expect(linked(NIGHT, 'deploy')).toBeUndefined();
  });
});
