import type { Span } from '../schedule/model.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant, Zone } from '../time/model.ts';
import { wallTime } from '../time/zone.ts';
import { hasWorkingHours } from '../working-hours.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';
import { type Duty, dutiesOf } from './facts/duties.ts';
import { standardRelease } from './facts/example.ts';
import { quoted, when } from './facts/words.ts';

const plan = (until: string) =>
  standardRelease(
    `
    calendar support-hours {
      working Mon..Sun 09:00 .. 17:00
    }
    person priya
    person jonas {
      calendar support-hours
    }
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by priya
    }
    roster night-watch {
      cover by jonas Sat 2026-12-05 ${until}${until.endsWith('02:00') ? '  // <- rest-too-short' : ''}
    }
    `,
  );

export const restTooShort: ReleaseCheck = {
  code: 'rest-too-short',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Too little rest after the night',
  why:
    'Whoever has worked until three in the morning and is back at nine makes the mistakes of the next day. In many ' +
    'countries the law asks for eleven hours between two duties. Looked at is the rest after duties that reach into the ' +
    'evening or night, 20:00 to 04:00 where the person is; who begins early in the morning has slept before.',
  parameters: {
    rest: {
      type: 'duration',
      default: '11h',
      description: 'The least rest between the end of a duty and the next one.',
    },
  },
  fixable: false,
  example: { breaks: plan('21:30 .. Sun 2026-12-06 02:00'), passes: plan('18:00 .. 21:00') },
  *find(subject) {
    const least = roughMinutes(subject.parameters.duration('rest'));
    for (const [name, duties] of dutiesOf(subject)) {
      const calendar = hasWorkingHours(subject.plan, subject.release, name) ? subject.calendars.of(name) : undefined;
      for (const night of nights(duties, calendar, calendar?.zone ?? subject.release.zone)) {
        const found = judge(subject, name, night, least);
        if (found) yield found;
      }
    }
  },
};

/** What somebody does in one go, without rest, and what follows it. */
interface Night {
  readonly last: Duty;
  readonly next?: Duty;
  /** When the hours of work begin that follow it; undefined where the plan does not tell them. */
  readonly work?: Instant;
}

/** Minutes. */
const LONGEST_PAUSE = 4 * 60;
/** Minutes after the midnight before it. */
const EVENING = 20 * 60;
const MORNING = MINUTES_PER_DAY + 4 * 60;

/** The duties of one person that reach into an evening or night; what follows soon belongs to the same one. */
function* nights(duties: readonly Duty[], calendar: WorkCalendar | undefined, zone: Zone): Iterable<Night> {
  const sorted = [...duties].sort((a, b) => a.span.start - b.span.start);
  let last: Duty | undefined;
  let night: number | undefined;
  for (const [i, duty] of sorted.entries()) {
    if (!last || duty.span.end >= last.span.end) last = duty;
    night = nightOf(duty.span, zone) ?? night;
    const next = sorted[i + 1];
    if (next && next.span.start <= last.span.end) continue;
    const { end } = last.span;
    const work = calendar?.next(end);
    if (next && next.span.start < (work ?? Number.POSITIVE_INFINITY)) {
      const { start } = next.span;
      // A pause within one night is no rest between two.
      const isSameNight = night !== undefined && nightOf({ start, end: start + 1 }, zone) === night;
      if (isSameNight || start - end < LONGEST_PAUSE) continue;
    }
    // Whoever ends in the working hours goes on working until they are over; that is an ordinary day.
    const isAtWork = work === end || calendar?.isWorking(end - 1);
    if (night !== undefined && !isAtWork) yield { last, next, work };
    last = undefined;
    night = undefined;
  }
}

/** The last evening or night that something reaches into, as the number of the day it begins on. */
function nightOf({ start, end }: Span, zone: Zone): number | undefined {
  const day = Math.floor((wallTime(end - 1, zone) - EVENING) / MINUTES_PER_DAY);
  return wallTime(start, zone) < day * MINUTES_PER_DAY + MORNING ? day : undefined;
}

function judge(
  { schedule }: ReleaseSubject,
  name: string,
  { last, next, work }: Night,
  least: number,
): Found | undefined {
  const { end } = last.span;
  const back = Math.min(next?.span.start ?? Number.POSITIVE_INFINITY, work ?? Number.POSITIVE_INFINITY);
  const rest = back - end;
  if (rest >= least) return undefined;
  const what = next && back === next.span.start ? next.label : 'the working day';
  return {
    message:
      `${quoted(name)} ends ${last.label} ${when(schedule, end)} and has ${describeMinutes(rest)} of rest before ${what} ` +
      `(${when(schedule, back)}), ${describeMinutes(least - rest)} less than ${describeMinutes(least)}; let somebody else ` +
      'take over, or begin later.',
    place: last.place,
    about: [name],
    related: next && back === next.span.start ? [{ message: 'The next duty', place: next.place }] : [],
  };
}
