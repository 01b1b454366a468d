import { standardRelease } from '../facts/example.ts';
import { quoted } from '../facts/words.ts';
import type { Plan, Ref, Time, Train } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Schedule } from '../schedule/model.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { describeInstant, formatDate } from '../time/format.ts';
import type { Instant, Zone } from '../time/model.ts';
import { occurrences } from '../time/recurrence.ts';
import { dayAt } from '../time/zone.ts';
import type { Found, PlanCheck, PlanSubject } from './check.ts';

const plan = (skip: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web

    train shop "The shop, every other Saturday" every 2w from Sat 2026-11-21 22:00 {
      carry-over scope
      skip       ${skip}
      release    shop-2.1
    }
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const trainBroken: PlanCheck = {
  code: 'train-broken',
  of: 'plan',
  group: 'time',
  severity: 'warning',
  title: 'A train that its releases do not keep to, or that names what is not there',
  why:
    'A train is believed because it always leaves. A release on another day than its train, or a skip of a day on which none ' +
    'leaves, means that one of two dates is wrong, and people book rooms and holidays by both.',
  fixable: false,
  example: {
    breaks: plan('Tue 2026-12-29  // <- train-broken'),
    passes: plan('Sat 2027-01-02'),
  },
  *find(subject) {
    const { plan } = subject;
    for (const train of plan.trains) {
      if (train.place.file !== plan.file) continue;
      yield* unknownNames(plan, train);
      yield* offCadence(train);
      for (const one of train.releases) yield* otherDate(subject, train, one);
    }
  },
};

/** What is carried over is one of these. */
const CARRIED = ['scope', 'issues', 'risks'];

function* unknownNames({ names }: Plan, { name, template, carriesOver, releases }: Train): Iterable<Found> {
  const train = quoted(name);
  if (template && !['template', 'runbook', 'release'].includes(names.get(template.name)?.kind ?? '')) {
    yield missing(
      template,
      `The template ${quoted(template.name)} of the train ${train} is no template of this file and its imports; declare it, or import it.`,
    );
  }
  for (const word of carriesOver) {
    if (CARRIED.includes(word.name)) continue;
    const meant = nearest(word.name, CARRIED);
    const way = meant ? `did you mean ${quoted(meant)}?` : `it is ${CARRIED.map(quoted).join(', ')}.`;
    yield missing(word, `The train ${train} carries nothing over that is called ${quoted(word.name)}; ${way}`);
  }
  // A train whose plans all stand elsewhere is read without them.
  if (!releases.some(({ ref }) => names.get(ref.name)?.kind === 'release')) return;
  for (const { ref } of releases) {
    if (names.get(ref.name)?.kind === 'release') continue;
    yield {
      ...missing(
        ref,
        `No plan that this file knows declares ${quoted(ref.name)}, which the train ${train} names; write it, import it, or correct the name.`,
      ),
      severity: 'information',
    };
  }
}

function missing({ name, place }: Ref, message: string): Found {
  return { message, place, about: [name] };
}

/** A skip is of a day on which the train would leave. */
function* offCadence(train: Train): Iterable<Found> {
  for (const skip of train.skips) {
    if (skip.kind !== 'instant') continue;
    const near = nearestDay(train, skip.at, skip.zone);
    if (near === undefined || dayAt(near, skip.zone) === dayAt(skip.at, skip.zone)) continue;
    yield {
      message:
        `The train ${quoted(train.name)} leaves out ${formatDate(skip.at, skip.zone)}, and would not leave then; the nearest day is ` +
        `${formatDate(near, skip.zone)}.`,
      place: skip.place,
      about: [train.name],
    };
  }
}

/** A date that the train gives is that of the release; one that it does not give is of its cadence. */
function* otherDate(
  { plan, schedules }: PlanSubject,
  train: Train,
  { ref, at, place }: Train['releases'][number],
): Iterable<Found> {
  const schedule = schedules[plan.releases.findIndex(({ name }) => name === ref.name)];
  if (schedule?.T === undefined) return;
  const { T, zone } = schedule;
  const window = plan.releases.find(({ name }) => name === ref.name)!.windows[0];
  const related = window ? [{ message: 'Its window', place: window.place }] : [];
  const begins = `${quoted(ref.name)} begins ${describeInstant(T, zone)}`;
  if (at) {
    if (at.kind !== 'instant' || isSame(at, schedule)) return;
    const said = at.dateOnly ? formatDate(at.at, at.zone) : describeInstant(at.at, at.zone);
    yield {
      message: `${begins}, and the train ${quoted(train.name)} has it at ${said}; correct one of the two.`,
      place,
      about: [ref.name],
      related,
    };
    return;
  }
  const near = nearestDay(train, T, zone);
  if (near === undefined || dayAt(near, zone) === dayAt(T, zone)) return;
  yield {
    message:
      `${begins}, which is no day of the train ${quoted(train.name)} (the nearest: ${formatDate(near, zone)}); move it, or say so in ` +
      `the train: ${quoted(`release ${ref.name} at ${formatDate(T, zone)}`)}.`,
    place,
    about: [ref.name],
    related,
  };
}

function isSame(at: Extract<Time, { kind: 'instant' }>, { T }: Schedule): boolean {
  return at.dateOnly ? dayAt(at.at, at.zone) === dayAt(T!, at.zone) : at.at === T;
}

/** The moment of the cadence next to another one; undefined: nobody knows it, or it is before or behind all of them. */
function nearestDay({ every }: Train, to: Instant, zone: Zone): Instant | undefined {
  const { from, until, interval, weekdays = [] } = every ?? {};
  if (from?.kind !== 'instant' || (until && until.kind !== 'instant')) return undefined;
  const last = Math.min(until?.kind === 'instant' ? until.at : Number.POSITIVE_INFINITY, to + 100 * MINUTES_PER_DAY);
  const { moments } = occurrences({ interval, weekdays, from: from.at, until: last, zone: from.zone ?? zone });
  return moments.reduce<Instant | undefined>(
    (best, one) => (best === undefined || Math.abs(one - to) < Math.abs(best - to) ? one : best),
    undefined,
  );
}
