/** What has been rehearsed, and what still will be. */
import type { Rehearsal } from '../model.ts';
import type { Instant } from '../time/model.ts';
import type { Facts } from './facts.ts';

/** Without a result, and not in the past: its date is open, lies ahead, or nobody knows what time it is. */
export function isToCome(subject: Facts, rehearsal: Rehearsal): boolean {
  if (rehearsal.result) return false;
  const at = heldAt(subject, rehearsal);
  return at === undefined || subject.now?.isAfter(at) !== true;
}

/** The moment it began, or at least the day of its result. */
export function heldAt({ schedule, times }: Facts, rehearsal: Rehearsal): Instant | undefined {
  return schedule.rehearsals[rehearsal.id]?.start ?? times.instant(rehearsal.at) ?? times.instant(rehearsal.result?.on);
}

/** The rehearsal with a result that was held last; of several without a date the last one on the page. */
export function lastHeld(subject: Facts): Rehearsal | undefined {
  let last: { rehearsal: Rehearsal; at: Instant } | undefined;
  for (const rehearsal of subject.release.rehearsals) {
    if (!rehearsal.result) continue;
    const at = heldAt(subject, rehearsal) ?? last?.at ?? Number.NEGATIVE_INFINITY;
    if (!last || at >= last.at) last = { rehearsal, at };
  }
  return last?.rehearsal;
}
