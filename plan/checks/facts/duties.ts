/** When people are on duty: what the plan asks of them by name, and the cover they have promised. */
import { peopleOf } from '../../people.ts';
import type { Span } from '../../schedule/model.ts';
import type { ReleaseSubject } from '../check.ts';
import { type Booking, bookingsOfPeople } from './bookings.ts';
import { quoted } from './words.ts';

export type Duty = Pick<Booking, 'name' | 'span' | 'label' | 'place'>;

type DutySubject = Pick<ReleaseSubject, 'plan' | 'release' | 'schedule' | 'times' | 'calendars'>;

/** By person, in no order. Empty while the date is open. */
export function dutiesOf(subject: DutySubject): ReadonlyMap<string, readonly Duty[]> {
  const byPerson = new Map<string, Duty[]>();
  for (const duty of [...bookingsOfPeople(subject, subject.calendars), ...covers(subject)]) {
    const duties = byPerson.get(duty.name);
    if (duties) duties.push(duty);
    else byPerson.set(duty.name, [duty]);
  }
  return byPerson;
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
