/** What happens while somebody types: the line that was ended is laid out, and the mentions of a name change together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { onTypeFormatting } from '../../server/features/edit/formatting.ts';
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

  test('inside of a comment nothing happens', () => {
    const text = 'person  ann\n/*  what\n|\n*/\n';
    expect(typed(text, '\n')).toBe(text.replace('|', ''));
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

  test('not where another file mentions it, nor for a word of the language', () => {
    const other = { 'other.release': 'import "main.release"\nteam t is jonas\n' };
    expect(linked(NIGHT, 'jonas', other)).toBeUndefined();
    expect(linked(NIGHT, 'deploy')).toBeUndefined();
  });
});
