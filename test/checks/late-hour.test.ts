/** An hour alone is the first one from T on. Just before T it is that of the next day, which nobody means without a word. */
import { expect, test } from 'vitest';
import { analyseText } from './marked.ts';

function told(line: string): readonly string[] {
  const { findings } = analyseText(`person ann
person bob
service shop
release r-1 {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  ${line}
  run { task look 10m by ann }
}
`);
  return findings.flatMap(({ code, message }) =>
    code === 'ambiguous-time' ? (/write `(.*)`/.exec(message)?.[1] ?? '') : [],
  );
}

test.each([
  ['milestone m 21:30', 'Sat 2026-12-05 21:30'],
  ['milestone m Sat 21:30', 'Sat 2026-12-05 21:30'],
  ['milestone m 20:30 Europe/London', 'Sat 2026-12-05 20:30 Europe/London'],
  ['notify bob by ann at 21:00', 'Sat 2026-12-05 21:00'],
  ['task a 5m by bob due 21:00', 'Sat 2026-12-05 21:00'],
  ['meet a 5m by bob with ann at 18:00', 'Sat 2026-12-05 18:00'],
  ['hypercare Sat 21:00 .. Sun 21:00 { cover by ann otherwise }', 'Sat 2026-12-05 21:00'],
  ['roster r during 21:00 .. 03:00 { cover by ann 21:00 .. 00:00 }', 'Sat 2026-12-05 21:00'],
  ['freeze f of shop 21:00 .. 22:00', 'Sat 2026-12-05 21:00'],
  ['run two { task b 5m by bob due 21:45 }', 'Sat 2026-12-05 21:45'],
  ['when "x" > 1 from shop during 21:00 .. 23:00 then stop', 'Sat 2026-12-05 21:00'],
])('%s', (line, meant) => {
  expect(told(line)).toEqual([meant]);
  // As it is written then, nothing is left to ask.
  expect(told(line.replace(/(Sat )?\d\d:\d\d( Europe\/London)?/, meant))).toEqual([]);
});

test.each([
  'milestone m 22:00',
  'milestone m 17:00',
  'milestone m 08:00',
  'milestone m Sun 21:30',
  'milestone m Sat 2026-12-05 21:30',
  'milestone m T-30m',
  'roster r during T .. T+2d { cover by ann 21:00 .. 00:00 }',
  'follow-up { meet debrief 30m by ann with bob at 20:00 }',
  'phase p at Fri 2026-12-04 09:00 { task b 5m by bob at 21:00 }',
])('%s is meant', (line) => {
  expect(told(line)).toEqual([]);
});
