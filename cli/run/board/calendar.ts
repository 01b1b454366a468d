/** The calendar of a night to subscribe to: with the times that are expected by now, and what is off cancelled. */

import { Unreadable } from '../../../exchange/bounds.ts';
import { releaseCalendar } from '../../../exchange/ics/write.ts';
import type { Found } from '../../../plan/what-if/find.ts';
import { isSomebody } from '../../../service/formats/export.ts';
import type { Subscriptions } from '../../subscriptions.ts';
import type { LiveRun } from './live.ts';

/** Of all of it, where nobody needs a link. */
export const CALENDAR = '/calendar.ics';

/** That of whoever has the secret. */
export function calendarPath(secret: string): string {
  return `/calendar/${secret}.ics`;
}

/** The secret of such a path; undefined: it is another one. */
export function secretIn(path: string): string | undefined {
  return /^\/calendar\/([\w-]{1,200})\.ics$/.exec(path)?.[1];
}

/** @param somebody only what concerns them */
export function calendarOf(
  run: LiveRun,
  somebody: string | undefined,
  subscriptions: Subscriptions,
): Promise<Found<{ readonly text: string }>> {
  const expected = run.expected();
  if (somebody !== undefined && !isSomebody(expected, expected.release, somebody))
    return Promise.resolve({ trouble: `The plan knows nobody called ${somebody}.` });
  return subscriptions.serve(expected.release.name, somebody, async (before) => {
    try {
      const text = await releaseCalendar({
        ...expected,
        now: Math.floor(run.now() / 60_000),
        tell: () => {},
        ...(somebody !== undefined && { for: somebody }),
        ...(before && { before }),
      });
      return { text };
    } catch (error) {
      if (error instanceof Unreadable) return { trouble: error.message };
      throw error;
    }
  });
}
