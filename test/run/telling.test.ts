/** What a page is told bit by bit is the log, whatever is said and however late it comes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withMore } from '../../board/link/link.ts';
import type { Snapshot } from '../../board/link/way.ts';
import { createTelling, type Listener, linesSeen } from '../../cli/run/board/telling.ts';
import { inOrder } from '../../plan/log/read.ts';
import { type BoardLine, boardLines } from '../../view/run/board.ts';
import { anyEvent } from '../log/events.ts';
import { payments } from '../log/payments.ts';

type Page = Listener & { lines: readonly BoardLine[]; last?: string };

function hear(page: Page, told: string): void {
  const { lines, more } = JSON.parse(/^data: (.*)$/m.exec(told)![1]!) as Snapshot;
  page.lines = lines ?? withMore(page.lines, more);
  page.last = /^id: (.*)$/m.exec(told)![1]!;
}

const liveOf = (lines: readonly BoardLine[]) =>
  ({ name: 'night', board: () => ({}), lines: () => lines, now: () => 0, nextClock: () => 0 }) as never;

test('any lines, told in any parts, to whoever was away meanwhile or was not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ events: fc.array(anyEvent, { maxLength: 5 }), isAway: fc.boolean() })),
      (parts) => {
        let events = inOrder([]);
        const pages: Page[] = [{ isReader: false, lines: [] }];
        for (const { events: said, isAway } of parts) {
          // What is noted once is never another line.
          events = inOrder([...events, ...said.filter(({ id }) => !events.some((one) => one.id === id))]);
          const lines = boardLines(payments, events);
          const telling = createTelling(liveOf(lines), 1, 1);
          if (isAway) pages[0] = { ...pages[0]!, seen: linesSeen(lines, pages[0]!.last) };
          pages.push({ isReader: false, lines: [] });
          for (const page of pages) hear(page, telling(page));
          for (const page of pages) expect(page.lines).toEqual(JSON.parse(JSON.stringify(lines)));
        }
      },
    ),
  );
});

test('a plan that calls its steps otherwise has all lines told again', () => {
  const page: Page = { isReader: false, lines: [] };
  for (const said of ['started web', 'started shop']) {
    const lines = [{ id: 'a', at: '', clock: 0, by: 'mara', said, taken: false }];
    hear(page, createTelling(liveOf(lines), 1, 1)(page));
    expect(page.lines).toEqual(lines);
  }
});
