/** A date that is still open, and one that cannot be kept, are told whatever has them. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = 'person ann\nservice web\nenvironment staging\n';
const RUN = 'run {\n  deploy web 10m by ann undo 5m\n}';
const text = (lines: string) => standardRelease(CAST, `${lines}\n${RUN}`);

test.each([
  ['freeze f of web from tbd until Fri 2026-12-18', 'f'],
  ['freeze f of web from Mon 2026-12-14 until tbd', 'f'],
  ['event fair tbd', 'fair'],
  ['milestone beta tbd', 'beta'],
  ['milestone beta due tbd', 'beta'],
  ['uat acceptance in staging during tbd by ann', 'acceptance'],
  ['rehearsal dry in staging tbd 1h by ann', 'dry'],
  ['hypercare tbd {\n  cover by ann\n}', undefined],
  ['play calm until tbd {\n  task talk 5m by ann\n}', 'calm'],
])('`%s` is told once', (line, name) => {
  expect(messagesOf('not-scheduled', text(line))).toEqual([]);
  const told = messagesOf('still-open', text(line));
  expect(told).toEqual([
    expect.stringMatching(/^One thing is still open: when .* (is|is due) \(.*; write it instead of `tbd`\.$/),
  ]);
  if (name) expect(told[0]).toContain(`\`${name}\``);
});

test('where steps hang on it, it is told with them', () => {
  const lines = text('milestone beta tbd\ntask x 1h by ann after beta');
  expect(messagesOf('not-scheduled', lines)).toEqual([]);
  const told = messagesOf('still-open', lines);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('until then `x` has no time');
});

test('a milestone that cannot be when it is said to be is told, with what comes first', () => {
  const inPhase = (at: string) =>
    messagesOf('starts-too-early', text(`phase early Mon 2026-11-30 .. Fri 2026-12-04 {\n  milestone m ${at}\n}`));
  expect(inPhase('Mon 2026-11-23 12:00')).toEqual([
    expect.stringContaining('`m` is to be Mon 2026-11-23 12:00 Europe/Berlin, 6 d 12 h before `early`;'),
  ]);
  expect(inPhase('Mon 2026-11-30 12:00')).toEqual([]);
  expect(inPhase('Mon 2026-11-30')).toEqual([]);
  const behind = (at: string) =>
    messagesOf('starts-too-early', text(`task x 1h by ann at Tue 2026-12-01 10:00\nmilestone m ${at} after x`));
  expect(behind('Tue 2026-12-01 10:30')).toEqual([expect.stringContaining('30 min before `x` ends;')]);
  expect(behind('Tue 2026-12-01 11:00')).toEqual([]);
  expect(behind('Tue 2026-12-01')).toEqual([]);
});
