/** Which file is which: moved plans are found again, and two plans that are alike stay two. */
import { describe, expect, test } from 'vitest';
import { matchPlans } from '../../plan/diff/match-plans.ts';
import { NIGHT } from '../server/source-file.ts';
import { planOf } from '../support/inventory.ts';

type Texts = Readonly<Record<string, string>>;

function pairs(base: Texts, head: Texts): readonly string[] {
  const files = (texts: Texts) => Object.entries(texts).map(([path, text]) => ({ path, text, plan: planOf(text) }));
  return matchPlans(files(base), files(head)).pairs.map(
    (pair) => `${pair.base?.path ?? '-'} ${pair.head?.path ?? '-'}`,
  );
}

const OTHER = NIGHT.replace('night-1.0', 'night-1.1');
const PEOPLE = 'person mara\nperson jonas\nperson priya\nservice web\nservice api\n';

describe('a plan is', () => {
  test.each<[string, Texts, Texts, readonly string[]]>([
    ['where it was', { a: NIGHT, b: OTHER }, { a: OTHER, b: NIGHT }, ['a a', 'b b']],
    ['where its text is now', { a: NIGHT }, { 'x/b': NIGHT }, ['a x/b']],
    ['where its release is now', { a: NIGHT }, { b: NIGHT.replace('15m', '45m') }, ['a b']],
    ['gone, however much a new one looks like it', { a: NIGHT }, { b: OTHER }, ['- b', 'a -']],
    ['the shared file that says almost the same', { a: PEOPLE }, { b: `${PEOPLE}person sam\n` }, ['a b']],
    ['no other shared file', { a: PEOPLE }, { b: 'calendar office {\n  hours 09:00 .. 17:00\n}\n' }, ['- b', 'a -']],
    ['not any empty file', { a: '' }, { b: '' }, ['- b', 'a -']],
  ])('%s', (_, base, head, expected) => {
    expect(pairs(base, head)).toEqual(expected);
  });
});
