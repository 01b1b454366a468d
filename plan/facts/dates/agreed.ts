/** The date that somebody has agreed to, beside the one that the release has now. */
import type { Time } from '../../model.ts';
import { formatDate } from '../../time/format.ts';
import type { Instant } from '../../time/model.ts';
import { dayAt } from '../../time/zone.ts';
import type { Facts } from '../facts.ts';
import { when } from '../words.ts';

/** What was agreed is another moment than T; a date without an hour is another day. */
export function isOtherDate({ times }: Facts, agreed: Time | undefined, T: Instant): agreed is Time {
  const span = agreed && times.span({ from: agreed, to: agreed });
  if (!agreed || !span) return false;
  return agreed.kind === 'instant' && agreed.dateOnly
    ? dayAt(agreed.at, agreed.zone) !== dayAt(T, agreed.zone)
    : span.start !== T;
}

export function agreedWords({ schedule, times }: Facts, agreed: Time): string {
  if (agreed.kind === 'instant' && agreed.dateOnly) return formatDate(agreed.at, agreed.zone);
  return when(schedule, times.span({ from: agreed, to: agreed })!.start);
}

/** ` on Fri 2026-10-02`; nothing where that is not written as a date. */
export function onDay(on: Time | undefined): string {
  return on?.kind === 'instant' ? ` on ${formatDate(on.at, on.zone)}` : '';
}
