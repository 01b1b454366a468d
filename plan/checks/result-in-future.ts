import { counted } from '../counted.ts';
import { tickedEarly } from '../facts/decisions/asked-early.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { claimsAhead } from '../facts/passing/claims.ts';
import { quoted, said, when } from '../facts/words.ts';
import { describeInstant, formatDate } from '../time/format.ts';
import { dayAt } from '../time/zone.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    rehearsal first 2h by priya in staging at ${day} 10:00 {
      passed by jonas on ${day}${day === 'Mon 2026-11-30' ? '  // <- result-in-future' : ''}
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const resultInFuture: ReleaseCheck = {
  code: 'result-in-future',
  of: 'release',
  afterwards: true,
  group: 'time',
  severity: 'warning',
  title: 'Something is said to have happened on a day that is still to come',
  why:
    'A result, an approval or a signature with a date ahead is a wish, or a slip in the year. Whoever decides takes it for ' +
    'something that has happened, and asks no further.',
  fixable: false,
  readsTitlesOf: ['step'],
  bundle: 'release',
  example: { breaks: plan('Mon 2026-11-30'), passes: plan('Mon 2026-09-28') },
  *find(subject) {
    const { now, release, schedule } = subject;
    for (const { subject: it, label, claims, at, zone, place } of claimsAhead(subject)) {
      yield {
        message:
          `${it} ${claims}, and is dated ${formatDate(at, zone)}, ${counted(dayAt(at, zone) - now!.dayIn(zone), 'day')} from now ` +
          `(${describeInstant(now!.exactly(), schedule.zone)}); write the day it happened, or say so only once it has.`,
        place,
        about: label ? [label] : [],
        several: {
          at: headOfRelease(release).at,
          what: 'things are said to have happened, and are dated later than today',
          name: `${it} (${formatDate(at, zone)})`,
          todo: 'write the days they happened, or say so only once they have',
        },
      };
    }
    for (const { text, place, work, begins } of tickedEarly(subject)) {
      yield {
        message: `${quoted(text)} is ticked, and ${said(work)}, of which it tells, is planned for ${when(schedule, begins)} only; take the tick away until that is done.`,
        place,
        about: work.name ? [work.name] : [],
        several: {
          at: headOfRelease(release).at,
          what: 'lines of gates are ticked, and what they tell of is still to be done',
          name: `${quoted(text)} (${said(work)}, ${when(schedule, begins)})`,
          todo: 'take the ticks away until that is done',
        },
      };
    }
  },
};
