/** Who covers a roster of a file at a moment: what stands outside of any release, so that only written dates count. */
import type { Cover, Person, Plan, Ref, Roster, Who } from '../../model.ts';
import type { Instant, Span, Zone } from '../../time/model.ts';
import { holdingAt, whenHolding } from '../holding.ts';
import { WRITTEN } from '../times.ts';

/** The line that covers it; undefined: nobody does, or nothing says when they do. */
export function coverAt(roster: Roster, at: Instant, zone: Zone): Who | undefined {
  const whole = WRITTEN.span(roster.during);
  if (whole && !isIn(whole, at)) return undefined;
  const named = roster.cover.find((cover) => !cover.otherwise && covers(cover, at, zone));
  return (named ?? roster.cover.find(({ otherwise }) => otherwise))?.by ?? roster.by;
}

/** Whoever of them is there then: the one that is named, else the first who stands in. */
export function presentOf({ names }: Plan, { ref, otherwise = [], count }: Who, at: Instant): Ref | undefined {
  if (count !== undefined) return undefined;
  const person = names.get(ref.name);
  const deputy = person?.kind === 'person' ? person.deputy : undefined;
  return [ref, ...otherwise, ...(deputy ? [deputy] : [])].find(({ name }) => {
    const one = names.get(name);
    return one?.kind !== 'person' || !isOnLeave(one, at);
  });
}

function isOnLeave({ leave }: Person, at: Instant): boolean {
  return leave.some((range) => {
    const span = WRITTEN.span(range);
    return span !== undefined && isIn(span, at);
  });
}

function covers({ during, every }: Cover, at: Instant, zone: Zone): boolean {
  if (!every && !during) return true;
  const occasional = { from: during?.from ?? every?.from, until: during?.to ?? every?.until, ...(every && { every }) };
  const moment = { start: at, end: at + 1 };
  return holdingAt([occasional], WRITTEN, zone).some((one) => whenHolding(one, moment).length > 0);
}

function isIn({ start, end }: Span, at: Instant): boolean {
  return at >= start && at < end;
}
