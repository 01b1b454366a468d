/** Who covers which hours of a roster, and which hours are promised. */
import type { Id } from '../../ids.ts';
import { type Cover, lookup, type Roster } from '../../model.ts';
import type { Span } from '../../schedule/model.ts';
import { peopleOf } from '../../who/people.ts';
import type { Facts } from '../facts.ts';
import { gapsIn, joined } from './spans.ts';

type Timed = Pick<Facts, 'schedule' | 'times'>;
type Subject = Timed & Pick<Facts, 'plan' | 'release' | 'calendars'>;

/** A line of cover, or whoever keeps a roster open as a bridge: all of it. */
export type Covering = Pick<Cover, 'by' | 'during' | 'every' | 'otherwise' | 'place'> & {
  readonly id: Id<Cover | Roster>;
};

export function coversOf(roster: Roster): readonly Covering[] {
  const { by, cover, id, head } = roster;
  return by ? [...cover, { id, by, otherwise: false, place: head }] : cover;
}

/** The hours of a cover, of the whole roster where it names none; undefined: nobody knows them. */
export function coverSpans({ schedule, times }: Timed, roster: Roster, cover: Covering): readonly Span[] | undefined {
  const { during, every } = cover;
  if (every) return schedule.dated.find(({ of }) => of === cover.id)?.occurrences;
  const span = during ? times.span(during) : schedule.rosters[roster.id];
  return span && [span];
}

/**
 * The hours in which somebody is promised to be there. Where a cover comes round (`every Mon..Fri 09:00 .. 18:00`) and none
 * says `otherwise`, the hours of its covers are all that a roster promises: office hours. Undefined: nobody knows them.
 */
export function promisedHours(subject: Timed, roster: Roster): readonly Span[] | undefined {
  const whole = subject.schedule.rosters[roster.id];
  if (!whole || !roster.during || whole.end <= whole.start) return undefined;
  if (!keepsOfficeHours(roster)) return [whole];
  const hours: Span[] = [];
  for (const cover of roster.cover) {
    const spans = coverSpans(subject, roster, cover);
    if (!spans) return undefined;
    hours.push(...spans);
  }
  return joined(hours);
}

export function keepsOfficeHours({ cover }: Roster): boolean {
  return cover.some(({ every }) => every) && !cover.some(({ otherwise }) => otherwise);
}

/** When as many people are there as a cover asks for. Somebody on leave covers nothing. */
export function staffed({ plan, release, calendars }: Subject, { by }: Covering, span: Span): readonly Span[] {
  if (!by) return [];
  const { fixed, choices, outside } = peopleOf(plan, release, by, 'by');
  // Behind a party stand more people than the plan knows.
  if (outside.length > 0 && choices.length === 0) return [span];
  const groups = [...choices, ...(fixed.length > 0 ? [{ count: fixed.length, from: fixed }] : [])];
  const short = groups.flatMap(({ count, from }) => {
    const away = from.map((name) => {
      const person = lookup(plan, release, name);
      return person?.kind === 'person' ? calendars.leaveOf(person).map((leave) => leave.span) : [];
    });
    return fewerThan(count, away, span);
  });
  return gapsIn(span, short);
}

/** When fewer than so many are there, of people who are away then. */
function fewerThan(count: number, away: readonly (readonly Span[])[], within: Span): readonly Span[] {
  const edges = [within.start, ...away.flat().flatMap(({ start, end }) => [start, end]), within.end]
    .filter((at) => at >= within.start && at <= within.end)
    .sort((a, b) => a - b);
  const short: Span[] = [];
  for (let i = 1; i < edges.length; i++) {
    const [start, end] = [edges[i - 1]!, edges[i]!];
    if (end <= start) continue;
    const present = away.filter((spans) => !spans.some((one) => one.start <= start && one.end >= end)).length;
    if (present < count) short.push({ start, end });
  }
  return joined(short);
}
