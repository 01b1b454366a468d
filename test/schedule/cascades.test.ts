/** Which links of a cascade can never be called: before them something always fits for as long, or for ever. */
import { describe, expect, test } from 'vitest';
import type { Block, Release } from '../../plan/model.ts';
import { cascadesOf } from '../../plan/schedule/rollback/cascades.ts';

const NEVER = undefined;

/** Rollbacks `a else b else c …`; each fits until its minute, or for ever. */
function chain(untils: readonly (number | undefined)[], last?: string) {
  const names = 'abcdef'.slice(0, untils.length).split('');
  const blocks = names.map((name, index) => {
    const otherwise = names[index + 1] ?? last;
    return { id: name, kind: 'rollback', name, otherwise: otherwise && { name: otherwise } } as unknown as Block;
  });
  const fitsUntil = (via: Block | 'undo') => (via === 'undo' ? NEVER : untils[blocks.indexOf(via)]);
  const release = { triggers: [], steps: [] } as unknown as Release;
  return cascadesOf({ release, runs: [], blocks, fitsUntil });
}

describe('a link is idle', () => {
  test.each<[string, readonly (number | undefined)[], readonly string[], number | undefined]>([
    ['never when it is the first', [10], ['a'], 10],
    ['not when it fits for longer', [10, 20], ['a', 'b'], 20],
    ['when it fits no longer than the one before', [10, 10], ['a', 'b idle'], 10],
    ['not when it fits a minute longer', [10, 11], ['a', 'b'], 11],
    ['when it fits for less long', [10, 5], ['a', 'b idle'], 10],
    ['not when it always fits, and then nothing limits the whole', [10, NEVER], ['a', 'b'], NEVER],
    ['behind what always fits', [NEVER, 20, NEVER], ['a', 'b idle', 'c idle'], NEVER],
    ['by the last that is not idle itself', [10, 5, 7, 12, 12], ['a', 'b idle', 'c idle', 'd', 'e idle'], 12],
    ['before the epoch as well', [-30, -40, -20], ['a', 'b idle', 'c'], -20],
  ])('%s: %j', (_, untils, links, until) => {
    const [cascade] = chain(untils);
    expect(cascade!.links.map(({ via, idle }) => `${via}${idle ? ' idle' : ''}`)).toEqual(links);
    expect(cascade!.links.map(({ fitsUntil }) => fitsUntil)).toEqual(untils);
    expect(cascade!.fitsUntil).toBe(until);
  });
});

test('what goes round in `else` ends where it began', () => {
  const [cascade] = chain([10, 20, 30], 'a');
  expect(cascade!.links.map(({ via }) => via)).toEqual(['a', 'b', 'c']);
});

test('an `else` that leads nowhere ends there', () => {
  expect(chain([10], 'nowhere')[0]!.links).toHaveLength(1);
});
