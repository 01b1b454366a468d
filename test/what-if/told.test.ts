/** Whatever can be tried, word by word: each field of each kind of value, and whatever cannot be tried. */
import { expect, test } from 'vitest';
import { readChanges, type Wanted } from '../../language/edit/what-if.ts';
import { expectGolden } from '../support/golden.ts';
import { toldText } from '../support/told-texts.ts';
import { analysed, told, tried } from './tried.ts';

const WANTED: readonly Wanted[] = [
  ...[
    'tables.duration=50m',
    'tables.duration=+10m',
    'tables.duration=-10m',
    'tables.duration=-2h',
    'tables.duration=20m..40m',
    'tables.duration=1wd',
    'tables.duration=long',
    'tables.duration=',
    'tables.by=bob',
    'tables.by=any of crew',
    'tables.by=nobody-here',
    'tables.with=bob, cem',
    'tables.undo=1h',
    'tables.at=Sat 2026-12-05 23:30',
    'tables.at=+30m',
    'tables.at=-1h',
    'tables.at=Sat 2026-12-06 23:30',
    'tables.at=Sun 2027-03-28 02:30',
    'tables.not before=23:20',
    'tables.due=23:00',
    'fixed.at=+20m',
    'fixed.due=+20m',
    'index.due=T-2wd',
    'index.due=+1d',
    'index.after=copy',
    'daily.at=+1h',
    'copy.after=fixed',
    'tables.colour=red',
    'tables=50m',
    'tables.duration',
    '.duration=5m',
    'tabels.duration=5m',
    'nothing-like-it.duration=5m',
    'backup orders.duration=1h',
    'migrate-orders.duration=1h',
    'configure front.duration=1h',
    'two.not before=+10m',
    'deploy front.by=bob',
    'window=+1d',
    'window=-2h',
    'window=Sat 2026-12-12 22:00 .. Sun 2026-12-13 04:00',
    'window.start=+30m',
    'window.end=Sun 2026-12-06 03:00',
    'window.end=-1h',
    'second.end=+1h',
    'window=tbd',
    'night.at=+1h',
    'verify front.duration=20m',
    'dba.duration=5m',
    'short-1.0.window=+1w',
    'tables.done=yes',
    'tables.done=no',
    'tables.done=soon',
    'tables.by=none',
    'tables.with=none',
    'tables.after=none',
    'tables.duration=none',
    'tables.duration=+soon',
    'tables.duration=+1wd',
    'tables.duration=5m by bob',
    'tables.undo=+5m',
    'tables.undo=+1wd',
    'tables.with=+5m',
    'tables.after=+5m',
    'tables.at=+soon',
    'tables.at=noon',
    'tables.at=copy',
    'tables.at={',
    'tables.by=front',
    'tables.by=users',
    'tables.by=host-inc',
    'tables.by=bo',
    'tables.by=tabels',
    'tables.not-before=+5m',
    'window=+soon',
    'window.start=+soon',
    'window.start=noon',
    'window.start=tbd',
    'window.start=noo',
    'nowhere-1.0/window=+1w',
    'short-1.0/window=+1w',
    'short-1.0/window.end=+1h',
    'nowhere-1.0/window.end=+1h',
    'short-1.0/tables.duration=+5m',
    'night=+1w',
    'second=+1w',
  ].map((set) => ({ set: [set] })),
  ...['ann', 'bob', 'dba', 'crew', 'duo', 'lone', 'host-inc', 'owner', 'sponsor', 'ben', 'front', 'users', ''].map(
    (name) => ({
      without: [name],
    }),
  ),
  ...[
    '+30m',
    '-30m',
    '+1d',
    '22:30',
    'Sun 2026-12-06 00:00',
    'T+1h',
    'soon',
    '+1wd',
    '',
    'tbd',
    '+soon',
    'noon',
    'copy',
    '{',
    'short-1.0/+30m',
    'nowhere-1.0/+30m',
  ].map((start) => ({ start })),
  { set: ['tables.duration=+5m', 'fixed.at=+5m'], without: ['cem', 'ann'], start: '+5m' },
  { without: ['ann', 'bob', 'cem'] },
  {},
];

const OF_LATER: readonly Wanted[] = [
  ...['deploy web.duration=+5m', 'verify web.at=+10m', 'verify web.due=+10m', 'window=+1d', 'window.start=+1h'].map(
    (set) => ({ set: [set] }),
  ),
  ...['window.start=Sat 2026-12-05 22:00', 'window.end=+1h', 'verify web.at=T+1h'].map((set) => ({ set: [set] })),
  ...['+30m', 'T+30m', 'Sat 2026-12-05 22:00', '22:00'].map((start) => ({ start })),
  { without: ['ann'] },
];

/** Two releases, of which one has what the other has not. */
const TWO = `person ann
person bob
service web
release one-1.0 {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. 24:00
  window spare Sun 2026-12-06 22:00 .. 24:00
  run {
    deploy web 10m by ann
    verify web 5m..10m..20m by bob
    task look "Look" 5m by ann
  }
}
release two-1.0 {
  zone UTC
  window main Fri 2026-12-11 20:00 .. 23:00
  prepare {
    task early 1h by bob at T-1d
  }
  run second in main {
    deploy web as other 10m by ann
    task look "Look again" 5m by bob
  }
  run first at T+10m {
    task begin 5m by ann
  }
  milestone note at T-1w
}
release none-1.0 {
  window Sat 2026-12-19 22:00
}
`;
const OF_TWO: readonly Wanted[] = [
  ...[
    ...['window=+1d', 'spare=+1d', 'main=+1d', 'one-1.0/window=+1d', 'two-1.0/window=+1d', 'two-1.0/main=-1d'],
    ...['one-1.0/main=+1d', 'two-1.0/spare.end=+1h', 'none-1.0/window=+1d', 'none-1.0/window.end=+1h', 'none-1.0=+1d'],
    ...['window.end=23:00', 'main.end=23:30', 'spare.start=+1h', 'main.middle=+1h', 'look.duration=+5m'],
    ...['one-1.0/look.duration=+5m', 'two-1.0/look.duration=+5m', 'none-1.0/look.duration=+5m', 'other.by=bob'],
    ...[
      'one-1.0/deploy web.with=bob',
      'one-1.0/verify web.duration=+5m',
      'one-1.0/verify web.duration=-6m',
      'two-1.0/early.at=+1h',
    ],
    ...[
      'two-1.0/begin.after=look + 10m',
      'two-1.0/begin.after=deploy web',
      'two-1.0/begin.not before=T+1h',
      'begin.due=note',
    ],
  ].map((set) => ({ set: [set] })),
  ...['+30m', 'one-1.0/+30m', 'two-1.0/+30m', 'two-1.0/21:00', 'none-1.0/+30m', 'none-1.0/22:00'].map((start) => ({
    start,
  })),
  { without: ['bob'] },
  { set: ['one-1.0/look.by=bob', 'two-1.0/look.by=ann'], start: 'two-1.0/+5m' },
];

test.each([
  ['two-releases', TWO, OF_TWO],
  ['a-short-night', toldText('a-short-night'), WANTED],
  ['a-night-without-a-date', toldText('an-uncertain-night').replace(/\nrelease unsure[\s\S]*?\n}\n/, ''), OF_LATER],
])('in %s', (name, text, all) => {
  const base = analysed(text);
  const rows = all.flatMap((wanted) => {
    const read = readChanges(base, wanted);
    const what = `── ${JSON.stringify(wanted)}`;
    return 'trouble' in read ? [what, read.trouble] : [what, ...told(tried(text, wanted))];
  });
  // Nothing is counted from 1970.
  expect(rows.join('\n')).not.toMatch(/\d{4,} d\b/);
  expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.golden.txt`, import.meta.url);
});
