/** When people are on duty: what the plan asks of them by name, and the cover they have promised. */
import { append } from '../../grouped.ts';
import { demandOf, peopleOf } from '../../who/people.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { quoted, said } from '../words.ts';
import type { Booking } from './bookings.ts';
import { coverSpans, coversOf } from './cover.ts';

export interface Duty extends Pick<Booking, 'name' | 'span' | 'label' | 'place'> {
  /** A part of a step that is handed over at every shift. */
  readonly ofRelay?: true;
  /** Being there, and no step of the run. */
  readonly isCover?: true;
}

type DutySubject = Pick<Facts, 'plan' | 'release' | 'schedule' | 'times' | 'calendars' | 'published' | 'timed'>;

/** By person, in no order: also of whoever of a team the schedule has given a step. Empty while the date is open. */
export function dutiesOf(subject: DutySubject): ReadonlyMap<string, readonly Duty[]> {
  const byPerson = new Map<string, Duty[]>();
  for (const duty of [
    ...subject.published.people.all,
    ...assigned(subject),
    ...covers(subject),
    ...reserves(subject),
  ]) {
    append(byPerson, duty.name, duty);
  }
  return byPerson;
}

/** Whoever was chosen: nobody has named them, so they may clash with nothing, but they are there. */
function* assigned({ plan, release, schedule, timed }: DutySubject): Iterable<Duty> {
  if (schedule.T === undefined) return;
  for (const one of timed) {
    const { step, relay } = one;
    if (relay && !step.done && isForward(step)) {
      const label = `their part of ${said(step)}`;
      for (const { name, start, end } of relay)
        yield { name, span: { start, end }, label, place: step.head, ofRelay: true };
      continue;
    }
    if (one.step.done || one.end <= one.start || (!inRun(one.step) && !one.step.at)) continue;
    const { by, with: others } = demandOf(plan, release, one.step);
    if (by.choices.length + others.choices.length === 0) continue;
    for (const name of [...one.by, ...one.with]) {
      const isChosen = [...by.choices, ...others.choices].some(({ from }) => from.includes(name));
      if (isChosen) yield { name, span: one, label: said(one.step), place: one.step.head };
    }
  }
}

/** Nobody works, and they are awake. */
function* reserves({ release, schedule }: DutySubject): Iterable<Duty> {
  if (schedule.T === undefined) return;
  for (const { id, place } of release.reserves) {
    const { span, people } = schedule.reserves[id]!;
    for (const name of people) if (span && span.end > span.start) yield { name, span, label: 'the reserve', place };
  }
}

function* covers(subject: DutySubject): Iterable<Duty> {
  const { plan, release, schedule } = subject;
  if (schedule.T === undefined) return;
  for (const roster of release.rosters) {
    for (const cover of coversOf(roster)) {
      const { by, during, every, place } = cover;
      const isHost = by === roster.by;
      // Who covers the whole of it, or what nobody else does, is not there all the time.
      const spans = during || every || isHost ? coverSpans(subject, roster, cover) : undefined;
      const names = peopleOf(plan, release, by, 'by').fixed;
      const label = isHost ? `the bridge ${quoted(roster.name)}` : `the cover in ${quoted(roster.name)}`;
      for (const span of spans ?? []) {
        if (span.end <= span.start) continue;
        for (const name of names) yield { name, span, label, place, isCover: true };
      }
    }
  }
}
