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
  const { plan, release, schedule, published } = one;
  const end = now === undefined ? undefined : endOfRelease(release, schedule);
  const over = end !== undefined && now!.isAfter(end) ? end : undefined;
  return new AskedFacts({ plan, release, schedule, published, times: timesOf(schedule), now, over, history }, all);
}

/** What is known from the beginning. Every one has the same shape, whatever plan it is of: a hundred checks read each. */
class Given {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly published: Published;
  readonly times: Times;
  readonly now: Now | undefined;
  readonly over: Instant | undefined;
  readonly history: Facts['history'];

  constructor({ plan, release, schedule, published, times, now, over, history }: Given) {
    this.plan = plan;
    this.release = release;
    this.schedule = schedule;
    this.published = published;
    this.times = times;
    this.now = now;
    this.over = over;
    this.history = history;
  }
}

class AskedFacts extends Given implements Facts {
  private readonly all: readonly Published[];
  private readonly known: { -readonly [Name in Asked]?: Facts[Name] } = {};

  constructor(given: Given, all: readonly Published[]) {
    super(given);
    this.all = all;
  }

  get dependencies(): Precedence {
    this.known.dependencies ??= precedence(this.plan, this.release, this.schedule.order);
    return this.known.dependencies;
  }

  get changes(): Changes {
    this.known.changes ??= changes(this.plan, this.release);
    return this.known.changes;
  }

  get calendars(): Calendars {
    this.known.calendars ??= calendarsOf(this.plan, this.release);
    return this.known.calendars;
  }

  get timed(): readonly TimedStep[] {
    this.known.timed ??= timedSteps(this.release, this.schedule);
    return this.known.timed;
  }

  get open(): readonly Open[] {
    this.known.open ??= hasTbd(this.plan, this.release) ? openOf(this.plan, this.release, this.schedule) : [];
    return this.known.open;
  }

  get whos(): readonly NamedWho[] {
    this.known.whos ??= whosIn(this.plan, this.release);
    return this.known.whos;
  }

  get others(): readonly Published[] {
    this.known.others ??= this.all.filter((other) => other !== this.published);
    return this.known.others;
  }
}

/** What is worked out once somebody asks. */
type Asked = 'dependencies' | 'changes' | 'calendars' | 'timed' | 'open' | 'whos' | 'others';

/** The same facts, and what else a check looks at; none is worked out before somebody asks for it: `{ ...subject }` would be without them. */
export function withFacts<More extends object>(facts: Facts, more: More): Facts & More {
  return Object.assign(new FactsBeside(facts), more);
}

class FactsBeside extends Given implements Facts {
  private readonly facts: Facts;

  constructor(facts: Facts) {
    const { plan, release, schedule, published, times, now, over, history } = facts;
    super({ plan, release, schedule, published, times, now, over, history });
    this.facts = facts;
  }

  get dependencies(): Precedence {
    return this.facts.dependencies;
  }

  get changes(): Changes {
    return this.facts.changes;
  }

  get calendars(): Calendars {
    return this.facts.calendars;
  }

  get timed(): readonly TimedStep[] {
    return this.facts.timed;
  }

  get open(): readonly Open[] {
    return this.facts.open;
  }

  get whos(): readonly NamedWho[] {
    return this.facts.whos;
  }

  get others(): readonly Published[] {
    return this.facts.others;
  }
}
