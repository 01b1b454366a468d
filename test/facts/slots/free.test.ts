/** The engine against counting minutes: never a start that is not free, never one passed over. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { busyTable, freeStarts, type Need } from '../../../plan/facts/slots/free.ts';
import type { Span } from '../../../plan/time/model.ts';

const KEYS = ['ann', 'bob', 'web', 'freeze 0'];
const minute = fc.integer({ min: 0, max: 60 });
const span = fc
  .tuple(minute, fc.integer({ min: 0, max: 12 }))
  .map(([start, length]): Span => ({ start, end: start + length }));
const taken = fc.array(fc.tuple(fc.constantFrom(...KEYS), span), { maxLength: 14 });
const needs = fc.array(
  fc
    .tuple(fc.constantFrom(...KEYS), fc.integer({ min: -5, max: 8 }), fc.integer({ min: 1, max: 6 }))
    .map(([key, from, length]): Need => ({ key, from, to: from + length })),
  { minLength: 1, maxLength: 5 },
);

/** Minute by minute. */
function isFree(
  all: readonly Need[],
  start: number,
  busy: readonly (readonly [string, Span])[],
  open: readonly (readonly [string, Span])[],
) {
  const covers = (list: readonly (readonly [string, Span])[], key: string, at: number) =>
    list.some(([one, { start: from, end }]) => one === key && from <= at && at < end);
  return all.every(({ key, from, to }) => {
    const hasHours = open.some(([one, { start: begin, end }]) => one === key && end > begin);
    for (let at = start + from; at < start + to; at++) {
      if (covers(busy, key, at) || (hasHours && !covers(open, key, at))) return false;
    }
    return true;
  });
}

test('finds exactly the starts at which everything is free', () => {
  fc.assert(
    fc.property(needs, taken, taken, (all, busy, hours) => {
      const starts = Array.from({ length: 75 }, (_, i) => i - 8);
      const found = [...freeStarts({ needs: all, busy: busyTable(busy), open: busyTable(hours), starts })];
      expect(found).toEqual(starts.filter((start) => isFree(all, start, busy, hours)));
    }),
    { numRuns: 400 },
  );
});

test('what touches is free, what is a moment takes nothing', () => {
  const question = {
    needs: [{ key: 'ann', from: 0, to: 60 }],
    busy: busyTable([
      ['ann', { start: 60, end: 120 }],
      ['ann', { start: 30, end: 30 }],
      ['ann', { start: 120, end: 130 }],
    ]),
    open: busyTable([]),
    starts: [0, 1, 70, 129, 130],
  };
  expect([...freeStarts(question)]).toEqual([0, 130]);
});
