import { when } from '../facts/words.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { describeMinutes } from '../time/format.ts';
import { clockChanges, wallTime } from '../time/zone.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (from: string, to: string) => `release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window ${from} 22:00 .. ${to} 04:00${from.endsWith('24') ? '  // <- dst-crossing' : ''}
}
`;

export const dstCrossing: ReleaseCheck = {
  code: 'dst-crossing',
  of: 'release',
  group: 'time',
  severity: 'information',
  title: 'The clocks change inside a window',
  why:
    'The window is an hour longer or shorter than it looks on the wall, and so is everything that people reckon in ' +
    'their heads that night.',
  fixable: false,
  example: { breaks: plan('Sat 2026-10-24', 'Sun 2026-10-25'), passes: plan('Sat 2026-10-17', 'Sun 2026-10-18') },
  *find({ release, schedule }) {
    if (schedule.T === undefined) return;
    for (const window of release.windows) {
      const span = schedule.windows[window.id];
      if (span?.end === undefined) continue;
      const { start, end } = span;
      const elapsed = end - start;
      // Nobody reckons the hours of a window of weeks in the head.
      if (elapsed > LONGEST_RECKONED) continue;
      const zone = window.from && 'zone' in window.from ? window.from.zone : release.zone;
      // A change at the very start or end is none inside.
      const change = clockChanges(zone, start + 1, end - 1)[0];
      if (!change) continue;
      const onTheWall = wallTime(end, zone) - wallTime(start, zone);
      // One change may take back another one, as around Ramadan in Morocco.
      if (onTheWall === elapsed) continue;
      yield {
        message:
          `The clocks of ${zone} change inside this window, at ${when(schedule, change.at, zone)}: it looks ` +
          `${describeMinutes(onTheWall)} long and is ${describeMinutes(elapsed)}. The schedule counts elapsed time.`,
        place: window.place,
      };
    }
  },
};

/** Minutes. */
const LONGEST_RECKONED = 7 * MINUTES_PER_DAY;
