/** Edits in the terms of a plan become edits of its text, indented as their place is. */
import { expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import type { PlanEdit } from '../../plan/findings/findings.ts';
import type { Place } from '../../plan/model.ts';
import { expectGolden } from '../support/golden.ts';
import { planOf } from '../support/inventory.ts';

const FILE = 'file:///w/a.release';
const TEXT = `release r {
  run {
    deploy web 5m by ops  // new
    gate go {
      quorum 2
    }
    backup db { keep 1d }
  }
}
`;

function after(edit: PlanEdit): string {
  return applyTextEdits(
    TEXT,
    textEdits([edit], (file) => (file === FILE ? TEXT : undefined)),
  );
}

function step(verb: string): { place: Place; head: Place } {
  return planOf(TEXT).releases[0]!.steps.find((one) => one.verb === verb)!;
}

test('before and after a statement, its comment kept', () => {
  expect(after({ kind: 'insert-before', place: step('deploy').place, text: 'stop web 5m' })).toContain(
    '  run {\n    stop web 5m\n    deploy web 5m by ops  // new\n',
  );
  expect(after({ kind: 'insert-after', place: step('deploy').place, text: 'verify web 5m' })).toContain(
    'by ops  // new\n    verify web 5m\n    gate go',
  );
});

test('as a clause at the end of a head, block or not', () => {
  expect(after({ kind: 'append-clause', place: step('deploy').head, text: 'undo 5m' })).toContain(
    'deploy web 5m by ops undo 5m  // new',
  );
  expect(after({ kind: 'append-clause', place: step('gate').place, text: 'by ann' })).toContain('gate go by ann {');
});

test('into a block that is there, on several lines or on one', () => {
  expect(after({ kind: 'append-line', place: step('gate').place, text: 'needs uat' })).toContain(
    'quorum 2\n      needs uat\n    }',
  );
  expect(after({ kind: 'prepend-line', place: step('gate').place, text: 'needs uat' })).toContain(
    'gate go {\n      needs uat\n      quorum 2',
  );
  expect(after({ kind: 'append-line', place: step('backup').place, text: 'tested 5m' })).toContain(
    'keep 1d \n      tested 5m\n    }',
  );
});

test('into a block that has to be made', () => {
  expect(after({ kind: 'append-line', place: step('deploy').place, text: '- "ready?"' })).toContain(
    'by ops {\n      - "ready?"\n    }  // new',
  );
});

test('text of several lines is indented throughout', () => {
  expect(after({ kind: 'insert-before', place: step('gate').place, text: 'backup db {\n  tested 5m\n}' })).toContain(
    '\n    backup db {\n      tested 5m\n    }\n    gate go',
  );
});

test('edits of another file are left out', () => {
  expect(textEdits([{ kind: 'replace', place: step('gate').place, text: '' }], () => undefined)).toEqual([]);
});

test('the last line of a text without a newline at its end takes an edit too', () => {
  const text = 'release r';
  const place = { file: FILE, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } } };
  expect(
    applyTextEdits(
      text,
      textEdits([{ kind: 'append-line', place, text: 'kind normal' }], () => text),
    ),
  ).toBe('release r {\n  kind normal\n}');
});

test('each kind of edit in each place it may be asked for', () => {
  const texts = [
    'task a',
    'task a  // why\n',
    'task a /* why */ \n',
    'task a /* why */ b\n',
    '  a { b }\n',
    '\ta {  // why\n\t\tb\n\t}\n',
    'a {\n  b }\n',
    'x; a {\n}\n',
    'a {\r\n  b\r\n}\r\n',
    'a {\n  b\n',
    '{ b }\n',
    'a b } c\n',
  ];
  const KINDS = ['replace', 'insert-before', 'insert-after', 'append-clause', 'append-line', 'prepend-line'] as const;
  const rows = texts.flatMap((text) => {
    const from = text.indexOf('task a') < 0 ? Math.max(0, text.indexOf('a')) : 0;
    const last =
      text.lastIndexOf('}') < 0 ? (/task a|b$/m.exec(text)?.[0].length ?? 1) + from : text.lastIndexOf('}') + 1;
    const at = (offset: number) => {
      const lines = text.slice(0, offset).split('\n');
      return { line: lines.length - 1, character: lines.at(-1)!.length };
    };
    const place = { file: FILE, range: { start: at(from), end: at(last) } };
    return KINDS.map((kind) => {
      const edits = textEdits([{ kind, place, text: 'one\ntwo' }], () => text);
      return `${kind} · ${JSON.stringify(text)}\n  ${JSON.stringify(applyTextEdits(text, edits))}`;
    });
  });
  expectGolden(`${rows.join('\n')}\n`, './golden/edits.golden.txt', import.meta.url);
});

test('of edits that overlap the first in the list wins; those at one place stand in its order; behind the end is the end', () => {
  const edit = (line: number, from: number, to: number, newText: string) => ({
    file: FILE,
    newText,
    range: { start: { line, character: from }, end: { line, character: to } },
  });
  const after = (...edits: readonly ReturnType<typeof edit>[]) => applyTextEdits('abc\rdef\r\nghi\n', edits);
  expect(after(edit(0, 1, 2, 'X'), edit(0, 1, 3, 'Y'))).toBe('aXc\rdef\r\nghi\n');
  expect(after(edit(0, 2, 3, 'X'), edit(0, 0, 3, 'Y'))).toBe('Y\rdef\r\nghi\n');
  expect(after(edit(1, 1, 1, 'X'), edit(1, 1, 1, 'Y'), edit(0, 0, 0, 'Z'))).toBe('Zabc\rdXYef\r\nghi\n');
  expect(after(edit(2, 0, 99, 'X'), edit(9, 0, 0, 'Y'))).toBe('abc\rdef\r\nXY');
});
