import { standardRelease } from '../facts/example.ts';
import { carriedWrongly, frozenDepartures, missingReleases, outOfOrder } from '../facts/trains/broken.ts';
import { CARRIED } from '../facts/trains/carried.ts';
import { type Stand, type Standing, standingOf } from '../facts/trains/stands.ts';
import { quoted } from '../facts/words.ts';
import { type Place, type Plan, type Ref, TBD, type Time, type Train } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Schedule } from '../schedule/model.ts';
import { describeInstant, formatDate } from '../time/format.ts';
import { dayAt } from '../time/zone.ts';
import type { Found, PlanCheck } from './check.ts';

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
      const standing = standingOf(subject, train);
      yield* unknownNames(plan, train, standing);
      yield* open(train);
      yield* offCadence(train, standing);
      for (const stand of standing.stands) yield* otherDate(train, standing, stand);
      yield* missingReleases(train, standing, subject.now);
      yield* frozenDepartures(subject, train, standing);
      yield* outOfOrder(train, standing);
      yield* carriedWrongly(subject, train, standing);
    }
  },
};

function* unknownNames({ names }: Plan, { name, template, carriesOver }: Train, { stands }: Standing): Iterable<Found> {
  const train = quoted(name);
  if (template && !['template', 'runbook', 'release'].includes(names.get(template.name)?.kind ?? '')) {
    yield missing(
      template,
      `The template ${quoted(template.name)} of the train ${train} is no template of this file and its imports; declare it, or import it.`,
    );
  }
  for (const word of carriesOver) {
    if ((CARRIED as readonly string[]).includes(word.name)) continue;
    const meant = nearest(word.name, CARRIED);
    const way = meant ? `did you mean ${quoted(meant)}?` : `it is ${CARRIED.map(quoted).join(', ')}.`;
    yield missing(word, `The train ${train} carries nothing over that is called ${quoted(word.name)}; ${way}`);
  }
  // A train whose plans all stand elsewhere is read without them.
  const isKnown = ({ line, release }: Stand) => release !== undefined || names.get(line.ref.name)?.kind === 'release';
  if (!stands.some(isKnown)) return;
  for (const stand of stands) {
    if (isKnown(stand)) continue;
    const { ref } = stand.line;
    yield {
      ...missing(
        ref,
        `No plan here declares ${quoted(ref.name)}, which the train ${train} names; write it, or correct the name.`,
      ),
      severity: 'information',
    };
  }
}

/** What is not decided of it: no release asks for that, since it is beside all of them. */
function* open({ name, every, skips, releases }: Train): Iterable<Found> {
  const train = `the train ${quoted(name)}`;
  const asked: (readonly [what: string, place: Place])[] = [
    ...(every?.tbd ? [[`how often ${train} leaves`, every.place] as const] : []),
    ...openTime(every?.from, `when ${train} leaves first`),
    ...openTime(every?.until, `when ${train} leaves last`),
    ...skips.flatMap((skip) => openTime(skip, `on which day ${train} does not leave`)),
    ...releases.flatMap(({ ref, at, version, place }) => [
      ...openTime(at, `when ${quoted(ref.name)} leaves`),
      ...(version === TBD ? [[`which version ${quoted(ref.name)} has`, place] as const] : []),
    ]),
  ];
  for (const [what, place] of asked)
    yield {
      message: `It is still open ${what}; write it instead of \`tbd\`.`,
      place,
      about: [name],
      severity: 'information',
    };
}

function openTime(time: Time | undefined, what: string): readonly (readonly [what: string, place: Place])[] {
  return time?.kind === 'unknown' && time.tbd ? [[what, time.place]] : [];
}

function missing({ name, place }: Ref, message: string): Found {
  return { message, place, about: [name] };
}

/** A skip is of a day on which the train would leave. */
function* offCadence(train: Train, { cadence }: Standing): Iterable<Found> {
  for (const skip of train.skips) {
    if (skip.kind !== 'instant') continue;
    const near = cadence?.nearest(skip.at)?.at;
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
function* otherDate(train: Train, { cadence }: Standing, { line, release, schedule }: Stand): Iterable<Found> {
  if (!release || schedule?.T === undefined) return;
  const { ref, at, place } = line;
  const { T, zone } = schedule;
  const window = release.windows[0];
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
  const near = cadence?.nearest(T)?.at;
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
