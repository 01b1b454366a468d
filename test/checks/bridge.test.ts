/** An open bridge: which steps of the run go on without it, and who keeps it open. */
import { expect, test } from 'vitest';
import { renderChecklist } from '../../view/checklist.ts';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText, messagesOf } from './marked.ts';

const plan = (rosters: string, mara = '') => `person ann
person bob
person mara${mara}
channel call
service web
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-09 20:00 .. 23:00
  change CHG0042137
  run {
    deploy web 30m by ann undo 5m
    wait soak 1h
    verify web as smoke 30m by bob
  }
  ${rosters}
}
`;
const outside = (rosters: string) => messagesOf('outside-bridge', plan(rosters));

test('every step of the run lies under it; a wait and a plan without one need none', () => {
  expect(outside('roster bridge "Launch room" via call by mara during 20:00 .. 22:00')).toEqual([]);
  expect(outside('roster bridge "Launch room" via call by mara during 20:00 .. 21:40')).toEqual([
    '`smoke` (Wed 2026-12-09 21:30 .. 22:00 Europe/Berlin) goes on while the bridge `bridge` (Wed 2026-12-09 20:00 .. 21:40 Europe/Berlin) is not open, for 20 min; keep it open from the first step of the run to the last.',
  ]);
  expect(outside('roster watch during 20:00 .. 21:40 { cover by mara }')).toEqual([]);
});

test('two bridges add up', () => {
  const two = 'roster one via call by mara during 20:00 .. 20:30\n  roster two via call by bob during 21:30 .. 21:50';
  expect(outside(two)).toEqual([
    expect.stringMatching(/^`smoke` \(.*\) goes on while neither bridge .* is open, for 10 min/),
  ]);
  expect(outside(two.replace('21:50', '22:00'))).toEqual([]);
});

test('without a time it can hold nothing, and is not judged', () => {
  expect(outside('roster bridge via call by mara during 20:00 .. tbd')).toEqual([]);
});

test('whoever keeps it open is on duty, and covers it', () => {
  const long = plan('roster bridge via call by mara during T-14h .. T+3h');
  expect(messagesOf('hypercare-gap', long)).toEqual([]);
  expect(messagesOf('duty-too-long', long)).toEqual([expect.stringContaining('`mara`')]);
  const away = plan(
    'roster bridge via call by mara during 20:00 .. 22:00',
    ' { leave Wed 2026-12-09 21:00 .. 22:00 Europe/Berlin }',
  );
  expect(messagesOf('hypercare-gap', away)).toEqual([expect.stringContaining('for 1 h of it nobody is there')]);
});

test('picture and checklist say where everybody is found', () => {
  const analysis = analyseText(
    plan('roster bridge "Launch room" via call by mara during 19:45 .. 22:00'.replace('19:45', 'T-15m')),
  );
  const [schedule] = analysis.schedules;
  const rows = layout(analysis, schedule!).panels.flatMap(({ rows }) => rows);
  expect(rows.find(({ verb }) => verb === 'roster')).toMatchObject({ label: 'Launch room', detail: 'mara via call' });
  expect(renderChecklist(analysis, schedule!)).toContain(
    'Bridge Launch room · via call · by mara · Wed 2026-12-09 19:45',
  );
});
