/** What is known of a release: computed once for each version of a plan, when the first check asks for it, and handed to all. */
import type { Plan, Release } from '../model.ts';
import { type Precedence, precedence } from '../order/precedence.ts';
import type { Schedule } from '../schedule/model.ts';
import { type TimedStep, timedSteps } from '../schedule/timed.ts';
import type { Instant } from '../time/model.ts';
import type { Now } from '../time/now.ts';
import { type Calendars, calendarsOf } from '../who/calendars.ts';
import { type Changes, changes } from './changes/changes.ts';
import { type Open, openOf } from './open/open.ts';
import { endOfRelease } from './passing/end.ts';
import type { Published } from './published.ts';
import { hasTbd, type NamedWho, whosIn } from './things.ts';
import { type Times, timesOf } from './times.ts';

export interface Facts extends ScheduledRelease {
  /** What precedes what, whatever the clock says. */
  readonly dependencies: Precedence;
  /** What the release changes in production. */
  readonly changes: Changes;
  readonly calendars: Calendars;
  /** The steps that have a time, in the order of the page. */
  readonly timed: readonly TimedStep[];
  /** What is still `tbd`. */
  readonly open: readonly Open[];
  /** Whoever is named anywhere in the release beside others, or as one who is independent of others. */
  readonly whos: readonly NamedWho[];
  /** When the times of the plan are. */
  readonly times: Times;
  /** The moment the plan is judged at, when one is known (`--at`, the editor's clock). */
  readonly now?: Now;
  /** When the release was over, where it is by now. */
  readonly over?: Instant;
  /** What the other releases of the workspace tell, as far as it may concern this one. */
  readonly others: readonly Published[];
  /** What the file said before, the oldest first; undefined where nobody remembers (no version control, an editor). */
  readonly history?: readonly EarlierVersion[];
}

/** A release of the workspace with its schedule. */
export interface ScheduledRelease {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  /** What it tells the others. */
  readonly published: Published;
}

/** A version of a plan that was in force from a moment on, until the next one. */
export interface EarlierVersion {
  readonly at: Instant;
  readonly plan: Plan;
  /** How the version control calls it. */
  readonly revision?: string;
}

/** @param all releases that may concern it; it may be among them */
export function factsOf(
  one: ScheduledRelease,
  all: readonly Published[],
  { now, history }: Pick<Facts, 'now' | 'history'>,
): Facts {
  const { plan, release, schedule } = one;
  const whos = once(() => whosIn(plan, release));
  const dependencies = once(() => precedence(plan, release, schedule.order));
  const changed = once(() => changes(plan, release));
  const calendars = once(() => calendarsOf(plan, release));
  const timed = once(() => timedSteps(release, schedule));
  const open = once(() => (hasTbd(plan, release) ? openOf(plan, release, schedule) : []));
  const others = once(() => all.filter((other) => other !== one.published));
  const end = now === undefined ? undefined : endOfRelease(release, schedule);
  return {
    ...one,
    get dependencies() {
      return dependencies();
    },
    get changes() {
      return changed();
    },
    get calendars() {
      return calendars();
    },
    get timed() {
      return timed();
    },
    get open() {
      return open();
    },
    get whos() {
      return whos();
    },
    times: timesOf(schedule),
    now,
    ...(end !== undefined && now!.isAfter(end) && { over: end }),
    get others() {
      return others();
    },
    history,
  };
}

/**
 * The same facts, and what else a check looks at; none is worked out before somebody asks for it. They stand behind it as its
 * prototype, for a hundred checks each ask so: `{ ...subject }` would be without them.
 */
export function withFacts<More extends object>(facts: Facts, more: More): Facts & More {
  return Object.assign(Object.create(facts) as Facts, more);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
