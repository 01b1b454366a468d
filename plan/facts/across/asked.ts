/** What plans ask of those of other repositories, so that whoever keeps these need not hand over all of them: keys and times. */
import { grouped } from '../../grouped.ts';
import type { Named, Plan } from '../../model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant, Span } from '../../time/model.ts';
import type { Published } from '../published.ts';
import { type Claim, claimsOf, meet } from './claims.ts';
import { byNames, publishedBy, type ToldElsewhere } from './elsewhere.ts';

/** A key of the plans that ask; what has it concerns them, and of what only asks for it as well whatever they have themselves. */
export interface Asked {
  readonly key: string;
  readonly has: boolean;
  /** Undefined: whenever. */
  readonly span?: Span;
}

/** Under what a plan of another repository is found. */
export function claimsTold(releases: readonly ToldElsewhere[]): readonly Asked[] {
  return keysOf(releases.map((one) => publishedBy(one, '', '')));
}

/** What a plan asks, as it stands. */
export function askedBy(plan: Plan, published: readonly Published[]): readonly Asked[] {
  const known = [...plan.names.keys()];
  return keysOf(published.map((one) => byNames(one, known)));
}

/** What it would ask if it were at another time, or had somebody else in it: all that it has a name for, from some moment on. */
export function askedAnywhere(plan: Plan, published: readonly Published[], from: Instant): readonly Asked[] {
  const always = { start: from, end: Number.POSITIVE_INFINITY };
  const named = [...plan.names].flatMap(([name, { kind }]) =>
    [`${BOOKED[kind] ?? 'person'} ${name}`, `freeze ${name}`].map((key) => ({ key, has: true, span: always })),
  );
  const now = askedBy(plan, published);
  return [...now, ...now.map(({ key, has }) => ({ key, has, span: always })), ...named];
}

/** Whatever else a step may be done by is somebody. */
const BOOKED: Readonly<Partial<Record<Named['kind'], string>>> = { environment: 'environment', system: 'system' };

/** Each key once for a time: spans that lie close together are one, so that a year of plans asks no more than it must. */
export function joined(all: readonly Asked[]): readonly Asked[] {
  const byKey = grouped(all, ({ key, has }) => `${has} ${key}`);
  return [...byKey.values()].flatMap((same) => {
    const { key, has } = same[0]!;
    if (same.some(({ span }) => span === undefined)) return [{ key, has }];
    const spans: Span[] = [];
    for (const { span } of same.toSorted((a, b) => a.span!.start - b.span!.start)) {
      const last = spans.at(-1);
      if (last && span!.start <= last.end + CLOSE)
        spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, span!.end) };
      else spans.push(span!);
    }
    return spans.map((span) => ({ key, has, span }));
  });
}

/** A week: plans of one and the same night differ by hours. */
const CLOSE = 7 * MINUTES_PER_DAY;

/** Whether a plan that is found under these may concern whoever asks: the long way, without a table. */
export function concerns(asked: readonly Asked[], told: readonly Asked[]): boolean {
  const byKey = grouped(told, ({ key }) => key);
  return asked.some(({ key, has, span }) =>
    (byKey.get(key) ?? []).some((one) => (has || one.has) && meet(span, one.span)),
  );
}

function keysOf(published: readonly Published[]): readonly Asked[] {
  const all = published.map(claimsOf);
  return [
    ...all.flatMap(({ has }) => has.map(keyed(true))),
    ...all.flatMap(({ asks }) => asks.map(keyed(false))),
  ].filter(
    // Trains, and what is left for a release, stay in their repository.
    ({ key }) => !/^(release|for|fund) /.test(key),
  );
}

function keyed(has: boolean): (claim: Claim) => Asked {
  return ({ key, span }) => ({ key, has, ...(span && { span }) });
}
