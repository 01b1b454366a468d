/** When people are on duty: what the plan asks of them by name, and the cover they have promised. */

import { append } from '../../grouped.ts';
import { demandOf, peopleOf } from '../../people.ts';
import type { Span } from '../../schedule/model.ts';
import { inRun } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { quoted, said } from '../words.ts';
import type { Booking } from './bookings.ts';

export type Duty = Pick<Booking, 'name' | 'span' | 'label' | 'place'>;

type DutySubject = Pick<Facts, 'plan' | 'release' | 'schedule' | 'times' | 'calendars' | 'published' | 'timed'>;

/** By person, in no order: also of whoever of a team the schedule has given a step. Empty while the date is open. */
export function dutiesOf(subject: DutySubject): ReadonlyMap<string, readonly Duty[]> {
  const byPerson = new Map<string, Duty[]>();
  for (const duty of [...subject.published.people.all, ...assigned(subject), ...covers(subject)]) {
    append(byPerson, duty.name, duty);
  }
  return byPerson;
}

/** Whoever was chosen: nobody has named them, so they may clash with nothing, but they are there. */
function* assigned({ plan, release, schedule, timed }: DutySubject): Iterable<Duty> {
  if (schedule.T === undefined) return;
  for (const one of timed) {
    if (one.step.done || one.end <= one.start || (!inRun(one.step) && !one.step.at)) continue;
    const { by, with: others } = demandOf(plan, release, one.step);
    if (by.choices.length + others.choices.length === 0) continue;
    for (const name of [...one.by, ...one.with]) {
      const isChosen = [...by.choices, ...others.choices].some(({ from }) => from.includes(name));
      if (isChosen) yield { name, span: one, label: said(one.step), place: one.step.head };
    }
  }
}

function* covers({ plan, release, times, schedule }: DutySubject): Iterable<Duty> {
  if (schedule.T === undefined) return;
  for (const roster of release.rosters) {
    for (const { by, during, place } of roster.cover) {
      const span: Span | undefined = times.span(during);
      if (!span || span.end <= span.start) continue;
      for (const name of peopleOf(plan, release, by, 'by').fixed) {
        yield { name, span, label: `the cover in ${quoted(roster.name)}`, place };
      }
    }
  }
}
