import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { attendancesOf } from '../facts/people/attendances.ts';
import { awayAt } from '../facts/people/away.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import { lookup, type Plan, type Release } from '../model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { formatInstant } from '../time/format.ts';
import { type Choice, demandOf } from '../who/people.ts';
import { hasWorkingHours } from '../who/working-hours.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (night: string) =>
  standardRelease(
    `
    person ida {
      shift Mon..Sun 10:00 .. 18:00
    }
    person jan {
      shift Mon..Sun ${night} .. 07:00
    }
    person priya
    team movers is ida, jan
    service web
    `,
    `
    run {
      deploy web 10m by any of movers undo 5m${night === '23:00' ? '  // <- off-shift' : ''}
      verify web 10m by priya
    }
    `,
  );

export const offShift: ReleaseCheck = {
  code: 'off-shift',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Somebody is chosen, or has to be there, who is off shift then',
  why:
    'Of those who could begin equally early the schedule takes who is on shift. Where it takes somebody else, the one who is ' +
    'there is busy, or nobody is there: somebody is called out of bed whom nobody has asked.',
  fixable: false,
  bundle: 'person',
  example: { breaks: plan('23:00'), passes: plan('21:00') },
  *find(subject) {
    const { plan, release, schedule } = subject;
    if (schedule.T === undefined) return;
    yield* atMilestones(subject);
    for (const one of subject.timed) {
      if (one.step.done || one.end <= one.start || (!inRun(one.step) && !one.step.at)) continue;
      // A relay goes from shift to shift; where nobody is there, `shift-handover` says so.
      if (one.relay) continue;
      const demand = demandOf(plan, release, one.step);
      for (const choice of [...demand.by.choices, ...demand.with.choices]) {
        for (const name of [...one.by, ...one.with]) {
          const found = choice.from.includes(name) && judge(subject, one, choice, name);
          if (found) yield found;
        }
      }
    }
  },
};

/** Somebody who works by day may do a step of the night; it is told where shifts say otherwise, or others are at work then. */
function judge(subject: ReleaseSubject, one: TimedStep, { from }: Choice, name: string): Found | undefined {
  const { plan, release, schedule, calendars } = subject;
  const { step, start } = one;
  const isOff = (person: string) => hasWorkingHours(plan, release, person) && !calendars.of(person).isWorking(start);
  if (!isOff(name)) return undefined;
  const there = from.filter((other) => hasWorkingHours(plan, release, other) && !isOff(other));
  if (there.length === 0 && shiftsOf(plan, release, name).length === 0) return undefined;
  const busy = there.map((other) => {
    const at = subject.timed.find(
      (busyWith) =>
        busyWith.step !== step && busyWith.start < one.end && busyWith.end > start && takes(busyWith, other),
    );
    return `${quoted(other)}${at ? ` is busy with ${said(at.step)}` : ' is not free'}`;
  });
  const next = calendars.of(name).next(start);
  const back = Number.isFinite(next) ? ` until ${formatInstant(next, calendars.of(name).zone)}` : '';
  const why = busy.length > 0 ? listed(busy) : 'nobody of them is on shift then';
  return {
    message:
      `${said(step)} goes to ${quoted(name)}, who is off shift ${when(schedule, start)}${back}: ${why}; ask ${quoted(name)}, ` +
      'move the step, or name who does it.',
    place: step.by?.place ?? step.head,
    about: [name],
    related: shiftRelated(plan, release, name),
    several: {
      at: headOfThing(plan, release, name).at,
      what: `steps go to ${quoted(name)}, who is off shift then`,
      name: `${said(step)} (${when(schedule, start)})`,
      todo: `ask ${quoted(name)}, move the steps, or name who does them`,
    },
  };
}

function shiftRelated(plan: Plan, release: Release, name: string) {
  return shiftsOf(plan, release, name)
    .slice(0, 1)
    .map(({ place }) => ({ message: `The shifts of ${quoted(name)}`, place }));
}

/** Who has to be there at a moment and is off shift; of a team, that fewer can be there than it asks for. Leave of named ones is `double-booked`. */
function* atMilestones(subject: ReleaseSubject): Iterable<Found> {
  const { plan, release, schedule } = subject;
  for (const { label, at, fixed, choices, place, isOfAnswer } of attendancesOf(plan, release, schedule)) {
    if (isOfAnswer) continue;
    const moment = `${label} (${when(schedule, at.start)})`;
    for (const name of fixed) {
      if (awayAt(subject, at, name) !== 'is off shift') continue;
      yield {
        message: `${quoted(name)} has to be there at ${moment}, and is off shift then; ask ${quoted(name)}, move it, or name somebody else.`,
        place,
        about: [name],
        related: shiftRelated(plan, release, name),
      };
    }
    for (const { count, from } of choices) {
      const away = from.flatMap((name) => {
        const why = awayAt(subject, at, name);
        return why ? [{ name, why }] : [];
      });
      const there = from.length - away.length;
      if (there >= count) continue;
      const whys = listed(away.map(({ name, why }) => `${quoted(name)} ${why}`));
      yield {
        message: `${moment} asks for ${count} of ${from.length}, and ${there} can be there: ${whys}; move it, or name others.`,
        place,
        about: away.map(({ name }) => name),
      };
    }
  }
}

function takes({ by, with: others }: TimedStep, name: string): boolean {
  return by.includes(name) || others.includes(name);
}

function shiftsOf(plan: Plan, release: Release, name: string) {
  const person = lookup(plan, release, name);
  return person?.kind === 'person' ? person.shifts : [];
}
