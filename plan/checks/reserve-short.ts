import { counted } from '../counted.ts';
import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { keyOf, overlap } from '../facts/people/bookings.ts';
import { listed, quoted, said, whenSpan } from '../facts/words.ts';
import { lookup, type Place, type Reserve } from '../model.ts';
import { whoText } from '../said/words.ts';
import type { Span } from '../schedule/model.ts';
import { peopleOf } from '../who/people.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (verifies: string) =>
  standardRelease(
    `
    person priya
    person jonas
    person sam
    team ops is priya, jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by ${verifies}
      task look "Look at the figures" 5m by sam
    }

    reserve 1 of ops during run${verifies === 'jonas' ? '  // <- reserve-short' : ''}
    `,
  );

export const reserveShort: ReleaseCheck = {
  code: 'reserve-short',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Fewer people are kept free than the plan says',
  why:
    'Who is kept for the moment that nobody has planned must be there in that moment: not in the middle of another step, not ' +
    'on leave, not at work for another release.',
  fixable: false,
  example: { breaks: plan('jonas'), passes: plan('sam') },
  *find(subject) {
    const { release, schedule } = subject;
    if (schedule.T === undefined) return;
    for (const reserve of release.reserves) {
      const { span, people } = schedule.reserves[reserve.id]!;
      if (!span || span.end <= span.start) continue;
      const wanted = wantedOf(subject, reserve);
      const busy = people.flatMap((name) => {
        const taken = takenBy(subject, name, span);
        return taken ? [{ name, ...taken }] : [];
      });
      const free = people.length - busy.length;
      if (wanted === undefined || free >= wanted) continue;
      const why = busy.map(({ name, what, at }) => `${quoted(name)} ${what} (${whenSpan(schedule, at)})`);
      if (people.length < wanted)
        why.push(`there ${people.length === 1 ? 'is' : 'are'} no more than ${people.length} of them`);
      yield {
        message:
          `${quoted(`reserve ${reserve.who.map(whoText).join(', ')}`)} keeps ${counted(wanted, 'person', 'people')} free ` +
          `(${whenSpan(schedule, span)}), and ${free === 0 ? 'none' : free} ${free === 1 ? 'is' : 'are'}: ${listed(why)}; ` +
          'let somebody else do it, or name others.',
        place: reserve.place,
        about: people,
        related: busy.slice(0, 5).map(({ name, place }) => ({ message: `${quoted(name)} is taken`, place })),
      };
    }
  },
};

/** Undefined: of a party nobody knows how many there are. */
function wantedOf({ plan, release }: ReleaseSubject, { who }: Reserve): number | undefined {
  let wanted = 0;
  for (const one of who) {
    const { fixed, choices, outside } = peopleOf(plan, release, one, 'with');
    if (outside.length > 0) return undefined;
    const asked = typeof one.count === 'number' ? one.count : 0;
    wanted += Math.max(asked, fixed.length + choices.reduce((sum, { count }) => sum + count, 0));
  }
  return wanted;
}

/** What takes somebody's time then. */
function takenBy(
  subject: ReleaseSubject,
  name: string,
  span: Span,
): { what: string; at: Span; place: Place } | undefined {
  const { plan, release, calendars, others } = subject;
  for (const one of subject.timed) {
    const { step } = one;
    if (step.done || one.end <= one.start || step.every || step.verb === 'wait') continue;
    if (![...one.by, ...one.with].includes(name) || !overlap(one, span)) continue;
    if (!isForward(step)) continue;
    return { what: `does ${said(step)}`, at: one, place: step.head };
  }
  const person = lookup(plan, release, name);
  const leave =
    person?.kind === 'person' ? calendars.leaveOf(person).find((one) => overlap(one.span, span)) : undefined;
  if (leave) return { what: 'is on leave', at: leave.span, place: leave.place };
  const key = keyOf(plan, release, name);
  for (const other of others) {
    const booking = other.people.all.find((one) => one.key === key && overlap(one.span, span));
    if (booking)
      return { what: `does ${booking.label} of ${quoted(other.release)}`, at: booking.span, place: booking.place };
  }
  return undefined;
}
