import { expect, test } from 'vitest';
import { jsonReport } from '../../exchange/json/json.ts';
import { analyseText } from '../checks/marked.ts';
import { nightWithCascades } from '../support/night-with-cascades.ts';

const rollbackOf = (text: string) =>
  jsonReport([analyseText(text)], (uri) => uri, { fixesOf: () => [] }).files[0]!.releases[0]!.rollback;

test('the stages of the way back, and its cascades', () => {
  const rollback = rollbackOf(nightWithCascades({ due: 'Sun 2026-12-06 00:30' }))!;
  expect(rollback).toMatchObject({ decideBy: '2026-12-06T00:40+01:00', step: 'verify orders-db', noReturn: false });
  expect(rollback.stages.map(({ to, minutes, via, fits }) => [to?.slice(11, 16), minutes, via, fits])).toEqual([
    ['22:50', 0, 'quick', true],
    ['00:25', 5, 'quick', true],
    ['00:40', 80, 'full', true],
    ['02:00', 80, 'full', false],
  ]);
  for (const [i, { from }] of rollback.stages.entries()) if (i > 0) expect(from).toBe(rollback.stages[i - 1]!.to);
  expect(rollback.cascades.map((links) => links.map(({ via }) => via))).toEqual([
    ['quick', 'full'],
    ['full'],
    ['drain', 'call-everybody'],
    ['call-everybody'],
  ]);
});

test('its instants are null while there is no date', () => {
  const rollback = rollbackOf(nightWithCascades().replace(/window .*/, 'window tbd'))!;
  expect(rollback.stages.map(({ from, minutes }) => [from, minutes])).toContainEqual([null, 5]);
});

test('nothing runs, nothing is rolled back', () => {
  expect(rollbackOf('release empty {\n}\n')).toBeNull();
});
