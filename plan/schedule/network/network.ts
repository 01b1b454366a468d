/**
 * The network of a schedule: activities, and the arcs between them.
 *
 * An activity is a step, a milestone, or the begin or end of a block. Every arc says: `to` starts no earlier than the
 * start or end of `from`, plus a lag. Activities that start together (`alongside`) form a group.
 */
import type { Block, Milestone, Place, Step } from '../../model.ts';
import type { Why } from '../../order/model.ts';
import type { Duration, Instant } from '../../time/model.ts';
import type { Demand } from '../../who/people.ts';
import type { Runner } from '../leveling/relay.ts';
import type { Lag, Pace } from './pace.ts';

/** What every activity has; the clauses of the plan fill it in. */
export interface Bounds {
  index: number;
  /** Its latest possible end, and where the plan says so: `due`, the end of `during`, T for `prepare`. */
  due: Instant;
  dueName: string | undefined;
  duePlace: Place | undefined;
  /** `at`: it starts then, whoever is busy. */
  pinned: Instant | undefined;
  /** Its own earliest start and what says so; `-Infinity` where only arcs do. */
  earliest: Instant;
  earliestWhy: { readonly reason: 'time' | 'window'; readonly name?: string } | undefined;
  /** Planned as late as possible, back from its due. */
  late: boolean;
  /** The end of a block: until when something in it that is planned late keeps it going. */
  held?: Instant;
  /** It would be, but for `asap`. */
  asap: boolean;
  /** The time nobody knows that it hangs on, itself or by what it waits for: then it has none either. */
  open: Open | undefined;
}

/** A time that nobody knows. */
export interface Open {
  /** As the plan calls it: `tbd`, `T`, the name of what it is relative to. */
  readonly name: string;
  /** What would have to be written, where that is in one place. */
  readonly place?: Place;
}

export interface StepActivity extends Bounds {
  readonly kind: 'step';
  readonly step: Step;
  /** How long it takes whoever does it; the first one where there is a choice. */
  pace: Pace;
  /** How long it takes each of those who may be chosen. */
  paceOf: (person: string) => Pace;
  readonly by: Demand;
  readonly with: Demand;
  /** Who is with them by name, and the keys of the exclusive systems and environments it takes. */
  readonly resources: readonly string[];
  /** Whose working hours it waits for, as users call it; undefined for steps that go on at any hour. */
  readonly hoursOf: string | undefined;
  /** How well somebody is there then, the smaller the better; undefined where no date says which hours those are. */
  readonly presence: ((person: string, start: Instant, end: Instant) => number) | undefined;
  /** Those who hand it over at every shift; undefined: it is no relay, or no date says whose shifts those are. */
  readonly relay: readonly Runner[] | undefined;
  /** Its `at` hangs on something scheduled: it begins then, in working time or not. */
  atAnyHour: boolean;
}

export interface PointActivity extends Bounds {
  readonly kind: 'block-start' | 'block-end' | 'milestone';
  readonly block?: Block;
  readonly milestone?: Milestone;
}

export type Activity = StepActivity | PointActivity;

export function unbounded(): Bounds {
  return {
    index: -1,
    due: Number.POSITIVE_INFINITY,
    dueName: undefined,
    duePlace: undefined,
    pinned: undefined,
    earliest: Number.NEGATIVE_INFINITY,
    earliestWhy: undefined,
    late: false,
    asap: false,
    open: undefined,
  };
}

export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly side: 'start' | 'end';
  readonly lag: Lag;
  readonly why: Why;
  /** The clause it comes from; arcs of the page's order have none. */
  readonly place?: Place;
}

/** `after x + ..2h`: `to` should start no later than so long after the last of what it waits for. */
export interface Most {
  readonly to: number;
  readonly from: { readonly index: number; readonly side: 'start' | 'end' }[];
  /** When what is not in this network is over, or what comes round again is for the last time. */
  readonly known: Instant | undefined;
  readonly lag: Lag;
  /** As written. */
  readonly most: Duration;
  /** What it comes behind, as the plan calls it. */
  readonly name: string;
  readonly place: Place;
}

export class Network {
  activities: Activity[] = [];
  incoming: Arc[][] = [];
  outgoing: Arc[][] = [];
  /** What arcs allow at most, in their order. */
  mosts: Most[] = [];
  /** Leader of the group of each activity, itself for most. */
  private leaders: number[] = [];
  private members = new Map<number, readonly number[]>();
  /** Most groups are of one, and each is asked for again and again. */
  private alone: (readonly number[])[] = [];

  /** The same arcs and groups between other activities. */
  with(change: (activity: Activity) => Activity): Network {
    const network = new Network();
    Object.assign(network, this);
    network.activities = this.activities.map(change);
    return network;
  }

  /** The same where some activities wait for nothing and start with nobody: what has begun is not held up any more. */
  begun(hasBegun: (index: number) => boolean): Network {
    const network = this.with((activity) => activity);
    network.incoming = this.incoming.map((arcs, index) => (hasBegun(index) ? [] : [...arcs]));
    network.outgoing = this.outgoing.map((arcs) => arcs.filter(({ to }) => !hasBegun(to)));
    network.leaders = this.activities.map(({ index }) => index);
    network.members = new Map();
    for (const group of this.members.values()) {
      const left = group.filter((index) => !hasBegun(index));
      for (const other of left.slice(1)) network.join(left[0]!, other);
    }
    return network;
  }

  /** Gives an activity its index. */
  add<A extends Activity>(activity: A): A {
    activity.index = this.activities.length;
    this.activities.push(activity);
    this.incoming.push([]);
    this.outgoing.push([]);
    this.leaders.push(activity.index);
    this.alone.push([activity.index]);
    return activity;
  }

  link(arc: Arc): void {
    this.outgoing[arc.from]!.push(arc);
    this.incoming[arc.to]!.push(arc);
  }

  unlink(arc: Arc): void {
    remove(this.outgoing[arc.from]!, arc);
    remove(this.incoming[arc.to]!, arc);
  }

  /** Makes two activities start together. */
  join(a: number, b: number): void {
    const first = Math.min(this.leader(a), this.leader(b));
    const second = Math.max(this.leader(a), this.leader(b));
    if (first === second) return;
    const members = [...this.group(first), ...this.group(second)].sort((x, y) => x - y);
    for (const member of this.group(second)) this.leaders[member] = first;
    this.members.delete(second);
    this.members.set(first, members);
  }

  leader(index: number): number {
    return this.leaders[index]!;
  }

  /** All that start together with a leader, itself included, in the order of the page. */
  group(leader: number): readonly number[] {
    return (this.members.size > 0 ? this.members.get(leader) : undefined) ?? this.alone[leader]!;
  }
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
