/** What a plan is made around, for an outline: freezes, events and rosters of its file and of the release itself. */
import type { Cover, Freeze, Named, PlanEvent, Release, Roster, TimeRange } from '../../plan/model.ts';
import type {
  Outline,
  OutlineCover,
  OutlineEvent,
  OutlineFreeze,
  OutlineRoster,
  OutlineSpan,
} from '../../plan/outline/model.ts';
import { recurrence, time, whoText } from '../../plan/said/words.ts';

/** @param named what the file declares, of which the release may know more */
export function datesOf(named: readonly Named[], release: Release): Pick<Outline, 'freezes' | 'events' | 'rosters'> {
  const all = [...new Set<Named>([...named, ...release.freezes, ...release.events, ...release.rosters])];
  return {
    ...some('freezes', all.filter((one) => one.kind === 'freeze').map(freezeOf)),
    ...some('events', all.filter((one) => one.kind === 'event').map(eventOf)),
    ...some('rosters', all.filter((one): one is Roster => one.kind === 'roster').map(rosterOf)),
  };
}

function freezeOf({ name, title, of, from, until, every }: Freeze): OutlineFreeze {
  return {
    name,
    ...titled(title),
    ...some('of', namesOf(of)),
    ...(from && { from: time(from) }),
    ...(until && { to: time(until) }),
    ...(every && { every: recurrence(every) }),
  };
}

function eventOf({ name, title, during, links }: PlanEvent): OutlineEvent {
  const [link] = links;
  return { name, ...titled(title), ...(during && spanOf(during)), ...(link !== undefined && { link }) };
}

function rosterOf({ name, title, during, by, via, cover }: Roster): OutlineRoster {
  return {
    name,
    ...titled(title),
    ...(during && spanOf(during)),
    ...(by && { by: whoText(by) }),
    ...some('via', namesOf(via)),
    ...some('covers', cover.map(coverOf)),
  };
}

function coverOf({ by, via, during, every, otherwise }: Cover): OutlineCover {
  return {
    ...(by && { by: whoText(by) }),
    ...some('via', namesOf(via)),
    ...(during && spanOf(during)),
    ...(every && { every: recurrence(every) }),
    ...(otherwise && { otherwise }),
  };
}

export function spanOf({ from, to }: TimeRange): OutlineSpan {
  return { ...(from && { from: time(from) }), ...(to && { to: time(to) }) };
}

function namesOf(all: readonly { readonly name: string }[]): readonly string[] {
  return all.map(({ name }) => name);
}

/** A member that is there where there is something in it. */
export function titled(title: string | undefined): { readonly title?: string } {
  return title === undefined ? {} : { title };
}

export function some<K extends string, T>(key: K, all: readonly T[]): { readonly [P in K]?: readonly T[] } {
  return (all.length === 0 ? {} : { [key]: all }) as { readonly [P in K]?: readonly T[] };
}
