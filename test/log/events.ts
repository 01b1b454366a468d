/** Events for tests. */
import fc from 'fast-check';
import type { RunEvent, Said } from '../../plan/log/events.ts';

export interface Stamped {
  /** A number that makes the id. */
  readonly id?: number;
  readonly at?: string;
  readonly clock?: number;
  readonly writer?: string;
  readonly by?: string;
  readonly note?: string;
  readonly because?: string;
  readonly for?: string;
}

let count = 1000;

/** What is not said is as it would be: a clock that says when it was. */
export function event(said: Said | Record<string, unknown>, stamped: Stamped = {}): RunEvent {
  const {
    id = ++count,
    at = '2026-12-05T21:00:00Z',
    clock = Date.parse(at) + id,
    writer = 'board',
    by = 'mara',
    ...more
  } = stamped;
  return { id: idOf(id), at, clock, writer, by, ...said, ...more } as RunEvent;
}

export function idOf(number: number): string {
  return `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const text = fc.oneof(
  fc.constantFrom('deploy web', 'night-backup', '__proto__', 'constructor', 'a\nb', 'Ü', '"'),
  fc.string({ minLength: 1, maxLength: 10 }),
);

const said = fc.oneof(
  fc.constant({ open: 'real' }),
  ...(
    [
      'start',
      'done',
      'fail',
      'skip',
      'undo',
      'tell',
      'acknowledge',
      'correct',
      'plan',
      'call',
      'note',
      'evidence',
      'tick',
    ] as const
  ).map((verb) => text.map((about) => ({ [verb]: about }))),
  fc.record({ hand: text, to: text }),
  fc.record({ delay: text, minutes: fc.integer({ min: -100, max: 100 }) }),
  fc.record({ measure: text, value: text }),
  fc.record({ vote: text, as: fc.constantFrom('go', 'no-go', 'abstain') }),
  fc.record({ decide: text, as: fc.constantFrom('go', 'no-go') }),
  fc.record({ close: fc.constantFrom('done', 'stopped') }),
);

/** Few ids and clocks, so that they meet. */
export const anyEvent: fc.Arbitrary<RunEvent> = fc
  .record({ said, id: fc.nat(30), clock: fc.nat(6), writer: fc.constantFrom('a', 'b'), by: text })
  .map(({ said: what, id, clock, writer, by }) => event(what, { id, clock, writer, by }));
