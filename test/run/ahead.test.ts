/** What was tapped shows at once, as the board will show it. */
import { expect, test } from 'vitest';
import { ahead } from '../../board/ahead.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { stateOf } from '../../plan/log/run.ts';
import { type Board, boardOf, withoutNames } from '../../view/run/board.ts';
import { clock, payments, SIX_LATE, said } from '../log/payments.ts';
import { shop } from '../log/shop.ts';

const boardAt = (events: readonly RunEvent[], now: string) => boardOf(payments, stateOf(payments, events, clock(now)));
/** The backup is done. */
const BEFORE = SIX_LATE.slice(0, 13);

/** What one of them sees of what they do. */
function mine(board: Board, who: string) {
  const { now, ready } = board.people.find(({ name }) => name === who)!;
  return [now, ready];
}

test.each<[string, string, RunEvent[]]>([
  ['a step that begins', 'ops-lead', [said('22:53', 'ops-lead', { start: 'stop checkout-web' })]],
  [
    'one that ends, and with it the wait for the next',
    'ops-lead',
    [
      said('22:53', 'ops-lead', { start: 'stop checkout-web' }),
      said('22:54', 'ops-lead', { done: 'stop checkout-web' }),
    ],
  ],
  [
    'a mistake that is taken back at once',
    'ops-lead',
    (() => {
      const mistake = said('22:53', 'ops-lead', { start: 'stop checkout-web' });
      return [mistake, said('22:53', 'ops-lead', { correct: mistake.id })];
    })(),
  ],
  ['one that failed', 'lena', [said('22:53', 'lena', { fail: 'stop checkout-web' }, { because: 'no way in' })]],
])('%s', (_, who, events) => {
  const told = boardAt([...BEFORE, ...events], '22:54');
  const guessed = ahead(boardAt(BEFORE, '22:54'), events);
  expect(mine(guessed, who)).toEqual(mine(told, who));
  expect(guessed.steps.map(({ id, progress }) => `${id} ${progress}`)).toEqual(
    told.steps.map(({ id, progress }) => `${id} ${progress}`),
  );
});

test('a vote and a tick show as what they say', () => {
  const open = boardAt(SIX_LATE.slice(0, 1), '22:05');
  const line = open.steps.flatMap(({ checklist }) => checklist)[0]!;
  const after = ahead(open, [
    said('22:06', 'mara', { vote: 'go', as: 'go' }),
    said('22:06', 'mara', { tick: line.id }),
  ]);
  expect(after.gates[0]!.votes.find(({ who }) => who === 'mara')!.as).toBe('go');
  expect(after.steps.flatMap(({ checklist }) => checklist)[0]!.ticked).toBe(true);
});

test('evidence and answers show as the board will have them, and readers outside see neither', () => {
  const before = [
    said('22:00', 'ann', { open: 'real' }),
    said('22:01', 'ann', { tell: 'begins' }),
    said('22:06', 'bob', { start: 'tables' }),
  ];
  const events = [
    said('22:07', 'bob', { acknowledge: 'begins' }),
    said('22:08', 'bob', { evidence: 'tables', link: 'https://files.example.org/counts.csv' }),
    said('22:08', 'bob', { evidence: 'tables', note: '4,812 rows' }),
  ];
  const shown = (board: Board) => board.steps.map(({ id, evidence, answer }) => ({ id, evidence, answer }));
  const at = (some: readonly RunEvent[]) => boardOf(shop, stateOf(shop, some, clock('22:08')));
  const told = at([...before, ...events]);
  expect(shown(ahead(at(before), events))).toEqual(shown(told));
  expect(told.steps[0]!.answer).toEqual({
    ...{ to: ['ann', 'bob'], watchedBy: ['ann'], due: clock('22:21') },
    given: [{ by: 'bob', at: clock('22:07') }],
  });
  expect(told.steps[1]!.evidence!.given).toHaveLength(2);
  expect(JSON.stringify(withoutNames(told))).not.toMatch(/\b(?:bob|ann)\b|4,812|counts/);
});

test('whom the plan lets do a step is offered for it, and nobody who does it', () => {
  const standIns = (name: string, now = '22:54') =>
    boardAt(SIX_LATE.slice(0, 13), now).steps.find(({ id }) => id === name)!.standIns;
  // Of the team, and the deputy of whom it is given to.
  expect(standIns('stop checkout-web')).toEqual(['sam']);
  expect(boardAt(SIX_LATE.slice(0, 10), '22:40').steps.find(({ id }) => id === 'night-backup')!.standIns).toEqual([
    'jonas',
  ]);
});
