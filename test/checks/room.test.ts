/** Where people meet: what is shown of it, and rooms that are taken twice. */
import { expect, test } from 'vitest';
import { compare } from '../../plan/diff/compare.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { layout } from '../../view/schedule/layout.ts';
import { active, analyseFiles, analyseText, FILE, messagesOf } from './marked.ts';

const plan = (lines: string, name = 'shop-2.1') => `person ann
person bob
release ${name} "Shop" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-09 20:00 .. 23:00
  change CHG0042137
  ${lines}
  run {
    gate go 30m by ann where "Room 5" { - "Go?" }
    task rest 30m by bob
  }
}
`;
const taken = (lines: string) => messagesOf('room-double-booked', plan(lines));

test('two meetings in one room at the same time, however it is spelled', () => {
  expect(taken('meet war 1h by bob where "room  5" at Wed 2026-12-09 20:15')).toEqual([
    '"room  5" is taken twice: by `war` (Wed 2026-12-09 20:15 .. 21:15 Europe/Berlin) and by `go` (Wed 2026-12-09 20:00 .. 20:30 Europe/Berlin); move one of them, or meet elsewhere.',
  ]);
  expect(taken('meet war 1h by bob where "Room 5" at Wed 2026-12-09 20:30')).toEqual([]);
  expect(taken('meet war 1h by bob where "Room 6" at Wed 2026-12-09 20:15')).toEqual([]);
  expect(taken('meet war 1h by bob at Wed 2026-12-09 20:15 {\n where "Room 5"\n }')).toHaveLength(1);
});

test('what comes round is told once', () => {
  const both = (
    room: string,
  ) => `meet one 1h by ann where "Hall" every Mon from Mon 2026-11-09 10:00 until Mon 2026-12-07
  meet two 1h by bob where "${room}" every Mon from Mon 2026-11-16 10:30 until Mon 2026-12-07`;
  expect(taken(both('Hall'))).toEqual([expect.stringContaining('(Mon 2026-11-16 10:30 .. 11:30')]);
  expect(taken(both('Yard'))).toEqual([]);
});

test('in the room of its own roster people meet, in that of another release they do not', () => {
  const roster = 'roster night during 19:00 .. 23:00 { cover by bob otherwise\n where "Room 5" }';
  expect(taken(roster.replace('19:00', 'T-1h'))).toEqual([]);
  const other = 'file:///plans/other.release';
  const { findings } = analyseFiles(
    { [FILE]: plan(''), [other]: plan(roster.replace('19:00', 'T-1h'), 'other-1.0') },
    FILE,
  );
  const told = active(findings).filter(({ code }) => code === 'room-double-booked');
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringContaining('and by `night` of the release `other-1.0` (Wed 2026-12-09 19:00 .. 23:00'),
  ]);
});

test('picture, checklist and a reviewer are told', () => {
  const [before, after] = [analyseText(plan('').replace('Room 5', 'Room 6')), analyseText(plan(''))];
  const [schedule] = after.schedules;
  const row = layout(after, schedule!)
    .panels.flatMap(({ rows }) => rows)
    .find(({ label }) => label === 'go');
  expect(row!.note).toBe('ann · 30m · Room 5');
  expect(row!.description).toContain('Where: Room 5.');
  expect(renderChecklist(after, schedule!)).toContain('where Room 5');
  const [release] = compare(before, after).releases;
  expect(release!.steps.flatMap(({ changes }) => changes)).toEqual([
    expect.objectContaining({ what: 'where', from: 'Room 6', to: 'Room 5' }),
  ]);
});

test('the word stays a name where no text follows', () => {
  const { findings, plan: read } = analyseText('person where\nrelease r-1 { run { task look 5m by where } }\n');
  expect(active(findings).filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
  expect(read.releases[0]!.steps[0]).toMatchObject({ name: 'look', by: { ref: { name: 'where' } } });
});
