/** What is wrong between the releases of a train: one that is missing, frozen, out of order, or takes over what it cannot. */

import type { Fix, Related } from '../../findings/findings.ts';
import { lookup, type Place, type Train } from '../../model.ts';
import { ofKind } from '../../named.ts';
import { describeInstant, describeMinutes, formatDate } from '../../time/format.ts';
import type { Instant } from '../../time/model.ts';
import type { Now } from '../../time/now.ts';
import { holdingAt, whenHolding } from '../holding.ts';
import { WRITTEN } from '../times.ts';
import { listed, quoted } from '../words.ts';
import type { Departure } from './cadence.ts';
import type { Around, Stand, Standing } from './stands.ts';
import { isNewer } from './versions.ts';

/** As `train-broken` tells it. */
export interface Broken {
  readonly message: string;
  readonly place: Place;
  readonly about: readonly string[];
  readonly related?: readonly Related[];
  readonly fixes?: () => readonly Fix[];
}

/** A departure behind the first release that has none: between two of them, or in the past. */
export function* missingReleases(train: Train, { cadence, stands }: Standing, now: Now | undefined): Iterable<Broken> {
  const numbers = stands.flatMap(({ departure }) => departure?.number ?? []);
  const [first, last] = [stands.find(({ departure }) => departure)?.departure, stands.at(-1)];
  // What its releases are called elsewhere nobody knows: then one without a date may be any of them.
  if (!cadence || !first || stands.some(({ line, schedule }) => !line.at && schedule?.T === undefined)) return;
  const known = Math.max(last?.departure?.at ?? first.at, first.at);
  const until = now?.isAfter(known) ? now.exactly() : known;
  const missing = cadence
    .until(until)
    .filter(
      ({ number, isSkipped, at }) => !isSkipped && number > first.number && !numbers.includes(number) && at < until,
    );
  if (missing.length === 0) return;
  const days = missing.slice(0, 4).map(({ at }) => formatDate(at, cadence.zone));
  const more = missing.length > days.length ? ` and ${missing.length - days.length} more` : '';
  const skip = missing.length === 1 ? quoted(`skip ${days[0]}`) : 'a `skip` for each';
  yield {
    message:
      `The train ${quoted(train.name)} leaves on ${listed(days)}${more}, and no release of it is there then; add its line, or say that ` +
      `none leaves: ${skip}.`,
    place: train.head,
    about: [train.name],
    fixes: () => [
      {
        title: `Leave out ${listed(days)}${more}`,
        edits: [
          {
            kind: 'append-line' as const,
            place: train.place,
            text: missing.map(({ at }) => `skip ${formatDate(at, cadence.zone)}`).join('\n'),
          },
        ],
      },
    ],
  };
}

/** So many departures ahead are looked at. */
const AHEAD = 10;

/** A departure ahead, not planned yet, in a freeze of production or of what the last release changes. */
export function* frozenDepartures(
  { plan, now }: Around,
  train: Train,
  { cadence, stands }: Standing,
): Iterable<Broken> {
  if (!cadence || now === undefined) return;
  const taken = new Set(stands.flatMap(({ departure }) => departure?.number ?? []));
  const ahead: Departure[] = [];
  for (let one = now.next(cadence.nextAfter); one && ahead.length < AHEAD; one = cadence.nextAfter(one.at))
    ahead.push(one);
  const touched = new Set(
    stands.flatMap(({ release }) => release?.steps.flatMap(({ targets }) => targets.map(({ name }) => name)) ?? []),
  );
  const shared = ofKind(plan.names, 'freeze');
  const concerning = shared.filter(({ of }) =>
    of.some(({ name }) => {
      const named = lookup(plan, undefined, name);
      return touched.has(name) || (named?.kind === 'environment' && named.production);
    }),
  );
  for (const { thing: freeze, ...held } of holdingAt(concerning, WRITTEN, cadence.zone)) {
    const inside = ahead.filter(
      ({ at, number }) =>
        !taken.has(number) && whenHolding({ thing: freeze, ...held }, { start: at, end: at + 1 }).length > 0,
    );
    if (inside.length === 0) continue;
    const days = inside.map(({ at }) => formatDate(at, cadence.zone));
    yield {
      message:
        `The train ${quoted(train.name)} leaves on ${listed(days)}, in the freeze ${quoted(freeze.name)}; leave ` +
        `${days.length === 1 ? 'that day' : 'these days'} out: ${listed(days.map((day) => quoted(`skip ${day}`)))}.`,
      place: train.head,
      about: [train.name, freeze.name],
      related: [{ message: `The freeze ${quoted(freeze.name)}`, place: freeze.head }],
      fixes: () => [
        {
          title: `Leave out ${listed(days)}`,
          edits: [
            { kind: 'append-line' as const, place: train.place, text: days.map((day) => `skip ${day}`).join('\n') },
          ],
        },
      ],
    };
  }
}

/** Two that touch, a cut-off before that of the release before, a version that is not behind the last. */
export function* outOfOrder(train: Train, { stands }: Standing): Iterable<Broken> {
  for (let i = 1; i < stands.length; i++) {
    const [last, one] = [stands[i - 1]!, stands[i]!];
    const [name, before] = [quoted(one.line.ref.name), quoted(last.line.ref.name)];
    const about = [one.line.ref.name, last.line.ref.name];
    const ended = last.schedule?.run?.end;
    const { T, zone = 'UTC' } = one.schedule ?? {};
    if (T !== undefined && ended !== undefined && last.schedule?.T !== undefined && T < ended) {
      yield {
        message:
          `${name} begins ${describeInstant(T, zone)}, and the run of ${before}, which leaves before it in the train ${quoted(train.name)}, ` +
          `ends ${describeMinutes(ended - T)} later; move one of the two.`,
        place: one.line.place,
        about,
      };
    }
    const [cut, earlier] = [cutOff(one), cutOff(last)];
    if (cut !== undefined && earlier !== undefined && cut < earlier) {
      yield {
        message:
          `The scope of ${name} is frozen on ${formatDate(cut, zone)}, before that of ${before} (${formatDate(earlier, zone)}), ` +
          'which leaves before it; correct one of the two.',
        place: one.line.place,
        about,
      };
    }
    const [version, old] = [one.line.version, last.line.version];
    if (
      version !== undefined &&
      old !== undefined &&
      !isNewer(version, old) &&
      isNewer(old, version) !== (version === old)
    ) {
      yield {
        message:
          version === old
            ? `${name} has the version ${version}, as ${before} before it has; correct one of the two.`
            : `${name} has the version ${version}, and ${before}, which leaves before it, has ${old}; correct one of the two.`,
        place: one.line.place,
        about,
      };
    }
  }
}

function cutOff({ release, schedule }: Stand): Instant | undefined {
  const time = release?.scope?.frozenOn;
  return time && schedule?.moments[time.id]?.at;
}

/** What is said to come from a release that does not have it, has done it, or gave it to another one. */
export function* carriedWrongly({ plan }: Around, train: Train, { stands }: Standing): Iterable<Broken> {
  const taken = new Map<string, string>();
  for (const { line, release, plan: own } of stands) {
    if (!release || !own) continue;
    for (const item of [...(release.scope?.items ?? []), ...release.issues, ...release.risks]) {
      if (!item.from) continue;
      const source = stands.find((stand) => stand.line.ref.name === item.from!.name)?.release;
      if (!source) continue;
      const there = [...(source.scope?.items ?? []), ...source.issues, ...source.risks].find(
        (one) => one.name === item.name,
      );
      const place = release.place.file === plan.file ? item.head : line.place;
      const [what, from] = [quoted(item.name), quoted(source.name)];
      const about = [item.name, release.name, source.name];
      const key = `${item.from.name}\n${item.name}`;
      const other = taken.get(key);
      taken.set(key, release.name);
      if (!there) {
        yield {
          message: `${quoted(release.name)} carries ${what} over from ${from}, which has nothing of that name; correct the name, or leave the \`from\` out.`,
          place,
          about,
        };
      } else if (there.kind !== 'risk' && there.done) {
        yield {
          message: `${quoted(release.name)} carries ${what} over from ${from}, where it is done; take it out of one of the two.`,
          place,
          about,
          related: [{ message: `${what} is done here`, place: there.head }],
        };
      } else if (other !== undefined) {
        yield {
          message: `${what} of ${from} is carried over twice in the train ${quoted(train.name)}: by ${quoted(other)} and by ${quoted(release.name)}; keep one.`,
          place,
          about,
        };
      }
    }
  }
}
