/** What is promised of an incident: stages that rise, and that somebody is there for. */
import { expect, test } from 'vitest';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText, messagesOf } from './marked.ts';

const plan = (lines: readonly string[], cover = 'cover by bob otherwise') => `person ann
person bob
service web
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-09 20:00 .. 22:00
  change CHG0042137
  run {
    deploy web 10m by ann undo 5m
    verify web 10m by bob
  }
  hypercare T .. T+5d {
    ${[cover, ...lines].join('\n    ')}
    escalate bob, ann
  }
}
`;
const told = (...all: Parameters<typeof plan>) => messagesOf('stages-implausible', plan(...all));

test('each stage takes no less than the one before it, of one priority', () => {
  expect(told(['respond P1 within 2h', 'mitigate P1 within 12h', 'resolve P1 within 72h'])).toEqual([]);
  expect(told(['respond P1 within 2h', 'mitigate P1 within 2h', 'resolve P2 within 1h'])).toEqual([]);
  expect(told(['resolve P1 within 90m', 'respond P1 within 2h'])).toEqual([
    '`hypercare` is to resolve `P1` within 1 h 30 min, 30 min before it has to respond to it; look at the numbers.',
  ]);
});

test('what is promised twice is told', () => {
  expect(told(['respond P1 within 2h', 'respond P1 within 1h'])).toEqual([
    '`hypercare` promises to respond `P1` twice, within 2 h and within 1 h; keep one.',
  ]);
});

test('nothing takes longer than anybody is there', () => {
  expect(told(['resolve P1 within 6d'])).toEqual([
    '`hypercare` is to resolve `P1` within 6 d, and somebody is there for 5 d in all, 1 d less; let it last longer, or promise less.',
  ]);
  // In office hours, of which there are three days until Monday evening.
  const office = 'cover by bob every Mon..Fri 09:00 .. 17:00';
  expect(told(['resolve P1 within 24h'], office)).toEqual([]);
  expect(told(['resolve P1 within 25h'], office)).toEqual([expect.stringContaining('for 1 d in all, 1 h less')]);
});

test.each([
  ['escalate P1 bob, ann within 10m', []],
  ['escalate bob, ann within 10m', []],
  ['escalate P2 bob, ann within 20m', []],
  ['escalate P1 bob, ann within 20m', ['only 5 min after that']],
  ['escalate bob, ann within 20m', ['only 5 min after that']],
  ['escalate bob within 10m\n    escalate ann within 1h', []],
])('the next one is called while there is still time to answer: %s', (line, expected) => {
  const found = told(['respond P1 within 15m', 'respond P2 within 30m', line]);
  expect(found).toEqual(expected.map((part) => expect.stringContaining(part)));
});

test('the picture says who is called, and when', () => {
  const analysis = analyseText(plan(['escalate P1 bob, ann within 10m']));
  const rows = layout(analysis, analysis.schedules[0]!).panels.flatMap(({ rows }) => rows);
  expect(JSON.stringify(rows)).toContain('escalate P1 bob, ann within 10m');
});

test('a gap that is longer than the answer may take says so', () => {
  const cover = 'cover by bob Wed 20:00 .. Mon 12:00';
  const gap = (line: string) => messagesOf('hypercare-gap', plan([line], cover));
  expect(gap('respond P1 within 9h')[0]).not.toContain('is to be answered');
  expect(gap('respond P1 within 2h')[0]).toContain('one of them 8 h long, where `P1` is to be answered within 2 h');
});

test('half a line is told, and the picture says what is promised', () => {
  expect(messagesOf('syntax', plan(['mitigate P1']))).toEqual([expect.stringContaining('`mitigate P1 within 2h`')]);
  const analysis = analyseText(plan(['respond P1 within 2h', 'resolve P1 within 72h']));
  const rows = layout(analysis, analysis.schedules[0]!).panels.flatMap(({ rows }) => rows);
  expect(rows.find(({ verb }) => verb === 'hypercare')!.description).toContain(
    'respond P1 within 2h\nresolve P1 within 72h',
  );
});
