/** Two versions beside each other: of plain data, of a thing of the plan, of a text that is laid out anew. */
import { expect, test } from 'vitest';
import { difference } from '../../language/edit/same.ts';
import { misread } from '../../language/format/misread.ts';
import { changedIn, takeIds } from '../../language/lower/again/compare.ts';
import { parse } from '../../language/parse/parser.ts';

const place = (line: number) => ({
  file: 'file:///a',
  range: { start: { line, character: 0 }, end: { line, character: 1 } },
});
const round = (more: object): object => {
  const one: Record<string, unknown> = { ...more };
  one.self = one;
  return one;
};
const [ID, OTHER] = ['file:///a#3:4', 'file:///a#5:4'];

test.each<[what: string, one: unknown, other: unknown, said: string | undefined]>([
  ['the same', { a: [1, 'x', null, undefined] }, { a: [1, 'x', null, undefined] }, undefined],
  ['not a number', [Number.NaN], [Number.NaN], undefined],
  ['a text', { a: { b: 'x' } }, { a: { b: 'y' } }, '.a.b: "x" is now "y"'],
  ['a text and nothing', { a: 'x' }, {}, '.a: "x" is now undefined'],
  ['nothing and a text', {}, { a: 'x' }, '.a: undefined is now "x"'],
  ['null and a thing', [null], [{ b: 1, c: {} }], '[0]: null is now {"b":1}'],
  ['a thing and null', [{ b: 1 }], [null], '[0]: {"b":1} is now null'],
  ['a thing and a text', [{ b: 1 }], ['x'], '[0]: {"b":1} is now "x"'],
  ['places', { a: place(1) }, { a: place(2) }, undefined],
  ['a place and none', { a: place(1) }, { a: { file: 'x' } }, '.a.file: "file:///a" is now "x"'],
  ['ids of times', { id: ID }, { id: OTHER }, undefined],
  ['an id of a time and another id', { id: ID }, { id: 'x' }, `.id: "${ID}" is now "x"`],
  ['by ids of times', { [ID]: 1 }, { [OTHER]: 1 }, undefined],
  ['by ids of times, another', { [ID]: 1 }, { [OTHER]: 2 }, '[0]: 1 is now 2'],
  ['by ids of times on one side', { [ID]: 1 }, { a: 1 }, `.${ID}: 1 is now undefined`],
  ['longer', { a: [1, 2] }, { a: [1] }, '.a has 2 and now 1: 2'],
  ['shorter', { a: [1] }, { a: [1, { b: 2, c: [] }] }, '.a has 1 and now 2: {"b":2}'],
  ['a list and none', { a: [1] }, { a: { 0: 1 } }, '.a is no list now'],
  ['maps', new Map([['a', 1]]), new Map([['a', 2]]), '[0][1]: 1 is now 2'],
  ['sets', new Set(['a']), new Set(['a']), undefined],
  ['sets, another', new Set(['a']), new Set(['b']), '[0]: "a" is now "b"'],
  ['a map and a thing', { a: new Map() }, { a: {} }, '.a is another collection now'],
  ['a set and a thing', { a: new Set() }, { a: {} }, '.a is another collection now'],
  ['round and round', round({ a: 1 }), round({ a: 1 }), undefined],
  ['round, and another one', round({ a: 1 }), { a: 1, self: { a: 1 } }, '.self is another one now'],
])('%s', (_, one, other, said) => {
  expect(difference(one, other)).toBe(said);
});

test.each<[what: string, now: object, before: object, changed: readonly string[]]>([
  ['nothing', { a: 1, b: [{ c: 2 }] }, { a: 1, b: [{ c: 2 }] }, []],
  ['one, and what is in it', { a: 1, b: [{ c: 2 }] }, { a: 2, b: [{ c: 3 }] }, ['a', 'b']],
  ['what was not there', { a: 1 }, {}, ['a']],
  ['what is no more', {}, { a: 1 }, ['a']],
  ['not where it stands', { place: place(1), block: 1 }, { place: place(2), block: 2 }, []],
  ['a place that was none', { at: place(1) }, { at: { range: 1 } }, ['at']],
  ['a list that was a thing', { a: [1] }, { a: { 0: 1 } }, ['a']],
  ['null', { a: null, b: {} }, { a: {}, b: null }, ['a', 'b']],
  ['a text and a thing', { a: 'x', b: {} }, { a: {}, b: 'x' }, ['a', 'b']],
  ['a member for another', { a: { b: undefined } }, { a: { c: undefined } }, ['a']],
  ['more members', { a: { b: 1, c: 1 } }, { a: { b: 1 } }, ['a']],
])('what of a thing is another: %s', (_, now, before, changed) => {
  expect([...changedIn(now, before)]).toEqual(changed);
});

type WithId = Readonly<Record<string, unknown>> & { readonly id: string };

test.each<[what: string, now: WithId, before: WithId, is: boolean, ids: readonly string[]]>([
  ['the same', { id: 'a', in: [{ id: 'b' }] }, { id: 'a', in: [{ id: 'b' }] }, true, ['a', 'b']],
  ['counted otherwise', { id: 'a', in: [{ id: 'b#2' }] }, { id: 'a', in: [{ id: 'b#3' }] }, true, ['a', 'b#3']],
  ['counted now', { id: 'a', in: [{ id: 'b' }] }, { id: 'a', in: [{ id: 'b#3' }] }, true, ['a', 'b#3']],
  ['another', { id: 'a', in: [{ id: 'b' }] }, { id: 'a', in: [{ id: 'c' }] }, false, ['a', 'c']],
  ['more', { id: 'a', in: [{ id: 'b' }] }, { id: 'a', in: [] }, false, ['a', 'b']],
  [
    'not in what it is of, nor in places',
    { id: 'a', block: { id: 'x' }, place: { ...place(1), id: 'y' } },
    { id: 'a', block: { id: 'z' } },
    true,
    ['a'],
  ],
  ['no text', { id: 'a', in: { id: 5 }, none: null }, { id: 'a' }, true, ['a']],
  [
    'times of its own, one more of them',
    { id: 'a', in: [{ id: 'file:///a#a@1' }, { id: 'file:///a#a@2' }] },
    { id: 'a#2', in: [{ id: 'file:///a#a#2@1' }] },
    true,
    ['a#2', 'file:///a#a#2@1', 'file:///a#a#2@2'],
  ],
])('ids that are taken: %s', (_, now, before, is, ids) => {
  const step = { place: place(1), ...now };
  expect(takeIds(step, { place: place(1), ...before })).toBe(is);
  const found = (value: unknown, key = ''): string[] => {
    if (typeof value !== 'object' || value === null || key === 'block' || key === 'place') return [];
    return Object.entries(value).flatMap(([name, one]) =>
      name === 'id' && typeof one === 'string' ? [one] : found(one, name),
    );
  };
  expect(found(step).slice(0, ids.length)).toEqual(ids);
});

const TEXT = 'run {\n  // About it\n  deploy web 5m by ann\n  verify web done optional\n}\n';

/** Which lines are read otherwise: a row for each line of the text as it was, its words in the order that they have now. */
function misreadLines(
  text: string,
  result: string,
  order?: (words: readonly string[]) => readonly string[],
): readonly number[] {
  const before = parse(text);
  const lines = [...new Set(before.tokens.filter(({ image }) => image !== '').map(({ startLine }) => startLine!))];
  const rows = lines.map((line) => {
    const own = before.tokens.filter(({ startLine, image }) => startLine === line && image !== '');
    const words = own.map(({ image }) => image);
    return { order: order ? order(words).map((word) => own[words.indexOf(word)]!) : own };
  });
  return [...misread(before, rows as never, result)].map((row) => lines[rows.indexOf(row as never)]!);
}

const swapped = (words: readonly string[]) =>
  words[0] === 'deploy'
    ? ['deploy', 'web', 'by', 'ann', '5m']
    : words[0] === 'verify'
      ? ['verify', 'web', 'optional', 'done']
      : words;
const asSwapped = (text: string) => text.replace('5m by ann', 'by ann 5m').replace('done optional', 'optional done');

test.each<[what: string, result: string, lines: readonly number[]]>([
  ['as it was', TEXT, []],
  ['with other room', TEXT.replaceAll('  ', '\t').replace('{', '  {'), []],
  ['without its comment', TEXT.replace('  // About it\n', ''), [1, 3, 4, 5]],
  ['with another comment', TEXT.replace('About', 'On'), [1, 3, 4, 5]],
  // What it says of its step is another text then.
  ['with more room in its comment', TEXT.replace('// About it', '//   About   it  '), [3]],
  [
    'with its comment in front of another line',
    TEXT.replace('  // About it\n', '').replace('  verify', '  // About it\n  verify'),
    [3, 4],
  ],
  ['with one word more', TEXT.replace('5m', '5m more'), [3]],
  ['with one word less', TEXT.replace(' by ann', ''), [3]],
  ['with one word more at its end', `${TEXT}x`, [1, 3, 4, 5]],
  ['with one brace less', TEXT.replace('}\n', ''), [5]],
  ['with words that are another thing', TEXT.replace('verify web', 'verify\nweb'), [4]],
])('a text %s', (_, result, lines) => {
  expect(misreadLines(TEXT, result)).toEqual(lines);
});

test('clauses that change places are read by the grammar, too', () => {
  expect(misreadLines(TEXT, asSwapped(TEXT), swapped)).toEqual([]);
  const stray = TEXT.replace('5m by ann', 'after look 5m by ann');
  const order = (words: readonly string[]) =>
    words[0] === 'deploy' ? ['deploy', 'web', 'by', 'ann', 'after', 'look', '5m'] : words;
  expect(misreadLines(stray, stray.replace('after look 5m by ann', 'by ann after look 5m'), order)).toEqual([]);
  const else_ = 'rollback back by ann else bob {\n}\n';
  const otherwise = (words: readonly string[]) =>
    words[0] === 'rollback' ? ['rollback', 'back', 'else', 'bob', 'by', 'ann', '{'] : words;
  expect(misreadLines(else_, 'rollback back else bob by ann {\n}\n', otherwise)).toEqual([1]);
});
