/** Days on which everybody is elsewhere, in the last whole week in which something may still be brought in. */
import type { PlanEvent } from '../../model.ts';
import { ofKind } from '../../named.ts';
import type { Span } from '../../schedule/model.ts';
import { MINUTES_PER_DAY, weekdayOfDay } from '../../time/date.ts';
import type { Instant } from '../../time/model.ts';
import { dayAt } from '../../time/zone.ts';
import { spanIn } from '../../who/calendars.ts';
import type { Facts } from '../facts.ts';
import { type Reached, reached } from './reached.ts';
import { waitedFor } from './waited-for.ts';

export interface Swallowed {
  readonly event: PlanEvent;
  readonly freeze: Reached;
}

/** An event of most of that week, before a freeze or a cut-off that is a milestone; one that anything waits for is known. */
export function swallowedWeeks(facts: Facts): readonly Swallowed[] {
  const { plan, release } = facts;
  const freezes = reached(facts).filter(({ words, milestone }) => FREEZE.test(words) && !milestone.done);
  if (freezes.length === 0) return [];
  const known = waitedFor(release);
  return [...ofKind(plan.names, 'event'), ...release.events].flatMap((event) => {
    const { during, name } = event;
    const span = during?.from && during.to && !known.has(name) ? spanIn(during, release.zone) : undefined;
    const freeze = span && freezes.find((one) => daysOf(span, one) >= MOST_OF_IT);
    return freeze ? [{ event, freeze }] : [];
  });
}

const FREEZE = /\b(freezes?|frozen|cut-?off|feature complete|code complete)\b/i;
/** Of five working days. */
const MOST_OF_IT = 3;

/** Working days of the week before that of the freeze. */
function daysOf({ start, end }: Span, { at, zone }: { readonly at: Instant; readonly zone: string }): number {
  const day = dayAt(at - 1, zone);
  const monday = day - weekdayOfDay(day) - 7;
  const [first, last] = [dayAt(start, zone), dayAt(end - 1, zone)];
  const days = Math.min(last, monday + 4) - Math.max(first, monday) + 1;
  return end - start < MINUTES_PER_DAY ? 0 : Math.max(0, days);
}
