/** `switch a to b` leads from one thing to another: that is what is verified, and led back from. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { active, analyseText } from './marked.ts';

const codes = (verified: string, rollback: string) =>
  active(
    analyseText(
      standardRelease(
        'person ann\nperson bob\napplication old-shop\napplication new-shop from T',
        `run {\n  switch old-shop 5m by ann to new-shop\n  verify ${verified} 10m by bob\n}\nrollback {\n  ${rollback}\n}`,
      ),
    ).findings,
  )
    .map(({ code }) => code)
    .filter((code) => code === 'verify-missing' || code === 'rollback-missing');

test('what they are led to is verified', () => {
  const back = 'switch old-shop 5m by ann';
  expect(codes('new-shop', back)).toEqual([]);
  expect(codes('old-shop', back)).toEqual([]);
  expect(codes('ann-knows', back)).toEqual(['verify-missing']);
});

test('the way back leads the other way', () => {
  expect(codes('new-shop', 'switch new-shop 5m by ann to old-shop')).toEqual([]);
  expect(codes('new-shop', 'configure new-shop 5m by ann')).toEqual(['rollback-missing']);
});
