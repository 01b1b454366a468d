import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { type Duty, dutiesOf } from '../facts/people/duties.ts';
import { isIdle } from '../facts/people/idle.ts';
import { type Night, nights } from '../facts/people/nights.ts';
import { quoted, when } from '../facts/words.ts';
import { keyOfPlace } from '../place.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import { hasWorkingHours } from '../who/working-hours.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

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
  bundle: 'person',
  example: { breaks: plan('21:30 .. Sun 2026-12-06 02:00'), passes: plan('18:00 .. 21:00') },
  *find(subject) {
    const least = roughMinutes(subject.parameters.duration('rest'));
    const idle = idleIn(subject);
    for (const [name, duties] of dutiesOf(subject)) {
      const calendar = hasWorkingHours(subject.plan, subject.release, name) ? subject.calendars.of(name) : undefined;
      for (const night of nights(worked(duties, idle), calendar, calendar?.zone ?? subject.release.zone)) {
        const found = judge(subject, name, night, least);
        if (found) yield found;
      }
    }
  },
};

/** Where steps are told of which somebody is there and has nothing to do. */
function idleIn({ release, timed }: ReleaseSubject): ReadonlySet<string> {
  return new Set(timed.filter((one) => isIdle(release, one.step, one)).map(({ step }) => keyOfPlace(step.head)));
}

/** What lasts until the next line of the sheet is over long before: it is a moment of that evening. */
function worked(duties: readonly Duty[], idle: ReadonlySet<string>): readonly Duty[] {
  if (idle.size === 0) return duties;
  return duties.map((duty) => {
    const { start } = duty.span;
    return idle.has(keyOfPlace(duty.place)) ? { ...duty, span: { start, end: start } } : duty;
  });
}

function judge(
  { plan, release, schedule }: ReleaseSubject,
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
    several: {
      at: headOfThing(plan, release, name).at,
      what: `nights leave ${quoted(name)} less than ${describeMinutes(least)} of rest`,
      name: `${describeMinutes(rest)} after ${last.label} (${when(schedule, end)})`,
      todo: 'let somebody else take over, or begin later',
    },
    related: next && back === next.span.start ? [{ message: 'The next duty', place: next.place }] : [],
  };
}
