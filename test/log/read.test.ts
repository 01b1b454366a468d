/** A run log is a set of events: whatever order, repetition or tear its lines have, what can be read of it is the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOG_VERBS, type RunEvent, VERBS_OF_LOG, verbOf } from '../../plan/log/events.ts';
import { corrected, inOrder, lastRun, lineOf, readEvent, readLine, readLog } from '../../plan/log/read.ts';
import { anyEvent, event } from './events.ts';

const events = fc.array(anyEvent, { maxLength: 12 });

describe('any order, any repetition', () => {
  test('the same events in the same order', () => {
    fc.assert(
      fc.property(events, fc.array(fc.nat()), fc.array(fc.nat(), { maxLength: 12 }), (all, picks, cuts) => {
        const once = readLog([{ name: 'a', text: all.map(lineOf).join('') }]).events;
        const shuffled = [...all, ...picks.flatMap((pick) => all[pick % Math.max(1, all.length)] ?? [])];
        for (const [i, pick] of picks.entries()) {
          const [a, b] = [i % Math.max(1, shuffled.length), pick % Math.max(1, shuffled.length)];
          if (shuffled.length > 0) [shuffled[a], shuffled[b]] = [shuffled[b]!, shuffled[a]!];
        }
        // Spread over files as writers would have them, and files that say the same.
        const texts = ['', '', ''];
        for (const [i, one] of shuffled.entries()) texts[(cuts[i % Math.max(1, cuts.length)] ?? 0) % 3] += lineOf(one);
        const read = readLog(texts.map((text, i) => ({ name: String(i), text })));
        expect(read.events).toEqual(once);
        expect(read.problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of two lines with one id the same one counts, whichever comes first', () => {
    const a = event({ start: 'x' }, { id: 1, clock: 5 });
    const b = { ...a, start: 'y', clock: 4 } as RunEvent;
    expect(inOrder([a, b])).toEqual([b]);
    expect(inOrder([b, a])).toEqual([b]);
  });
});

describe('a power cut', () => {
  test('at any byte: each whole line is read, and the torn one is told', () => {
    const all = [
      event({ open: 'real' }, { id: 1 }),
      event({ start: 'Überweisung' }, { id: 2, note: 'a "quoted"\nnote\u2028of lines' }),
      event({ done: 'Überweisung' }, { id: 3 }),
    ];
    const bytes = Buffer.from(all.map(lineOf).join(''));
    const ends = all.map(
      (_, i) =>
        Buffer.from(
          all
            .slice(0, i + 1)
            .map(lineOf)
            .join(''),
        ).length,
    );
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { events: read, problems } = readLog([{ name: 'a', text: bytes.subarray(0, cut).toString('utf8') }]);
      const whole = ends.filter((end) => cut >= end - 1).length;
      expect(read, `cut at ${cut}`).toEqual(all.slice(0, whole));
      const isTorn = cut > 0 && !ends.some((end) => cut === end || cut === end - 1);
      expect(problems.length, `cut at ${cut}`).toBe(isTorn ? 1 : 0);
      if (isTorn) expect(problems[0]!.message).toContain('cut off');
    }
  });

  test('what was torn and got its end stays, told with its line, and what is behind it counts', () => {
    const [a, b] = [event({ start: 'x' }, { id: 1 }), event({ done: 'x' }, { id: 2 })];
    const { events: read, problems } = readLog([{ name: 'a', text: `${lineOf(a)}{"id":"0\n${lineOf(b)}` }]);
    expect(read).toEqual([a, b]);
    expect(problems).toEqual([{ name: 'a', line: 2, message: 'the line is no JSON' }]);
  });
});

describe('a line', () => {
  test.each([
    ['[]', 'the line is no object of JSON'],
    ['null', 'the line is no object of JSON'],
    [JSON.stringify({ ...event({ start: 'x' }), id: 'x' }), '`id` is no UUID'],
    [
      JSON.stringify({ ...event({ start: 'x' }), at: '2026-12-05 22:00' }),
      '`at` is no time such as 2026-12-05T22:15:07Z',
    ],
    [JSON.stringify({ ...event({ start: 'x' }), by: undefined }), '`by` is missing'],
    [JSON.stringify({ ...event({ start: 'x' }), clock: 1.5 }), '`clock` is no whole number of milliseconds'],
    [JSON.stringify({ ...event({ vote: 'go', as: 'go' }), as: 'yes' }), '`as` is one of `go`, `no-go`, `abstain`'],
    [JSON.stringify({ ...event({ start: 'x' }), note: 'x'.repeat(2001) }), '`note` is longer than 2000 characters'],
    ['x'.repeat(20_000), 'the line has 20000 characters; at most 16384 are read'],
  ])('%s', (line, problem) => {
    expect(readLine(line)).toEqual({ problem });
  });

  test('of a later version is kept and told', () => {
    const line = { ...event({ start: 'x' }), start: undefined, levitate: 'x' };
    const { unknown, problems } = readLog([{ name: 'a', text: lineOf(line) }]);
    expect(unknown).toEqual([JSON.parse(JSON.stringify(line))]);
    expect(problems[0]!.message).toContain('it is kept');
  });

  test('names that every object has are no verbs', () => {
    const line = JSON.parse(
      `{"__proto__":{"start":"x"},${JSON.stringify({ ...event({ start: 'x' }), start: undefined }).slice(1)}`,
    );
    expect(readEvent(line)).toHaveProperty('unknown');
  });

  test.each(LOG_VERBS)('%s is read as it is written, and none of it may be missing', (verb) => {
    fc.assert(
      fc.property(
        anyEvent.filter((one) => verbOf(one) === verb),
        (one) => {
          expect(readLine(lineOf(one).trimEnd())).toEqual({ event: one });
          expect(lineOf(one).indexOf('\n')).toBe(lineOf(one).length - 1);
          for (const [name, form] of Object.entries(VERBS_OF_LOG[verb])) {
            if (typeof form === 'string' && form.endsWith('?')) continue;
            const without = { ...one } as Record<string, unknown>;
            delete without[name === 'self' ? verb : name];
            const read = readEvent(without);
            expect('event' in read && verbOf(read.event) === verb).toBe(false);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('corrections', () => {
  const start = event({ start: 'x' }, { id: 1, clock: 1 });
  const correct = event({ correct: start.id }, { id: 2, clock: 2 });
  const again = event({ correct: correct.id }, { id: 3, clock: 3 });

  test('take a line back, and can be taken back themselves', () => {
    expect(corrected([start, correct])).toEqual([correct]);
    expect(corrected([start, correct, again])).toEqual([start, again]);
  });
});

test('what is opened again after it was closed is another run', () => {
  const all = [
    event({ open: 'real' }, { id: 1, clock: 1 }),
    event({ close: 'postponed' }, { id: 2, clock: 2 }),
    event({ note: 'sorry' }, { id: 3, clock: 3 }),
    event({ open: 'real' }, { id: 4, clock: 4 }),
  ];
  expect(lastRun(all)).toEqual(all.slice(3));
  expect(lastRun(all.slice(0, 3))).toEqual(all.slice(0, 3));
  expect(lastRun([])).toEqual([]);
});

test('a byte order mark and line ends of another system keep no line from being read; minutes without end are none', () => {
  const lines = [event({ open: 'real' }, { id: 1 }), event({ note: 'x' }, { id: 2 })];
  const text = `\uFEFF${lines.map((line) => JSON.stringify(line)).join('\r\n')}\r\n`;
  expect(readLog([{ name: 'a', text }])).toMatchObject({ events: lines, problems: [] });
  const long = JSON.stringify(event({ delay: 'x', minutes: 1e300 }, { id: 3 }));
  expect(readLog([{ name: 'a', text: `${long}\n` }]).problems).toMatchObject([
    { message: '`minutes` is more than 100000, which no night has' },
  ]);
});
