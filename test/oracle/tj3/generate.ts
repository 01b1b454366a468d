/** Random projects: every construction that both languages have, and none that only one of them has (see README.md). */
import { calendars, profile } from './generate-people.ts';
import {
  type ArcDef,
  DAY,
  type GroupDef,
  isOrdered,
  type MomentDef,
  type NodeDef,
  type PartDef,
  type PersonDef,
  type Project,
  type StepDef,
  type Wall,
  WEEK,
} from './project.ts';
import { type Random, random } from './random.ts';
import { calendarTime, everMeet, isWorking, minutesPerWeek, type WorkingTime, workingTimeOf } from './working-time.ts';

/**
 * @param count how many steps it has, milestones among them included
 * @param spare how many days more than guessed TaskJuggler looks at on both sides
 */
export function generate(seed: number, count: number, spare = 30): Project {
  return new Generator(seed, count).project(spare);
}

/** Where a node stands. */
interface Place {
  readonly part: PartDef['kind'];
  readonly late: boolean;
  /** Its siblings follow each other. */
  readonly ordered: boolean;
  /** The part itself is its parent. */
  readonly top: boolean;
  /** A rough guess, in days since the start of the part, of the earliest that it can begin. */
  readonly from: number;
  /** So many steps may still stand in a row here. */
  readonly row: number;
  /** Who does all steps of this sequence. */
  readonly shared?: PersonDef;
}

/** What can be waited for, and the days by which it is roughly over. */
interface Target {
  readonly thing: NodeDef | MomentDef;
  readonly over: number;
}

class Generator {
  private readonly r: Random;
  private readonly seed: number;
  private readonly count: number;
  private readonly zone: string;
  private readonly resolution: number;
  private readonly base: Wall;
  private readonly T: Wall;
  private readonly calendars;
  private readonly profiles;
  private readonly people: PersonDef[] = [];
  private readonly moments: MomentDef[] = [];
  /** What forward parts may wait for. */
  private readonly forward: Target[] = [];
  /** What the late part under construction may wait for. */
  private lateTargets: Target[] = [];
  /** Longest chains in days: forward from the base, and of late parts. */
  private longest = 0;
  private longestLate = 0;
  private readonly mostDays: number;
  private names = 0;
  private partDue: Wall = 0;
  private partBase: Wall = 0;

  constructor(seed: number, count: number) {
    this.seed = seed;
    this.count = count;
    const r = random(seed);
    this.r = r;
    this.zone = r.pick(['UTC', 'UTC', 'Europe/Berlin']);
    this.resolution =
      count > 600 ? 60 : count > 200 ? r.pick([30, 60]) : count > 60 ? r.pick([15, 30]) : r.pick([5, 15, 15, 30]);
    this.mostDays = count > 400 ? 50 : 120;
    this.base = (20_454 + r.int(0, 330)) * DAY;
    this.T = this.base + r.int(20, 60) * DAY + this.clock();
    // Whoever has days off costs TaskJuggler a table.
    const freeDays = count > 200 ? 25 : 100;
    this.calendars = calendars(r, this.zone, this.resolution, this.base, freeDays);
    const profiles = Math.min(25, count);
    this.profiles = Array.from({ length: profiles }, () =>
      profile(r, this.calendars, this.zone, this.resolution, this.base, freeDays),
    );
  }

  project(spare: number): Project {
    const { r } = this;
    for (let i = r.int(0, 3); i > 0; i--) this.addMoment();
    const kinds = this.kinds();
    const shares = this.split(this.count, kinds.length);
    const parts: PartDef[] = [];
    for (const [i, kind] of kinds.entries()) parts.push(this.part(kind, shares[i]!, parts));
    const lates = [this.T, ...parts.flatMap(({ due }) => due ?? [])];
    const from = Math.min(this.base, ...lates.map((due) => due - Math.round((this.longestLate + 20 + spare) * DAY)));
    return {
      seed: this.seed,
      zone: this.zone,
      resolution: this.resolution,
      from: Math.floor(from / DAY) * DAY,
      to: Math.ceil((Math.max(this.base, ...lates) + (this.longest + spare) * DAY) / DAY) * DAY,
      T: this.T,
      calendars: this.calendars,
      people: this.people,
      moments: this.moments,
      parts,
    };
  }

  // ------------------------------------------------------------------------------------------------ parts

  /** Forward phases first, so that everything that goes forward may wait for them. */
  private kinds(): readonly ('forward' | 'late' | 'prepare' | 'run' | 'follow-up')[] {
    const { r } = this;
    const most = Math.max(1, Math.floor(this.count / 4));
    const wanted = [
      ...Array.from({ length: r.int(1, 3) }, () => 'forward' as const),
      ...Array.from({ length: r.int(0, 2) }, () => 'late' as const),
      ...(r.percent(70) ? ['prepare' as const] : []),
      ...Array.from({ length: r.int(0, 2) }, () => 'run' as const),
      ...(r.percent(60) ? ['follow-up' as const] : []),
    ];
    while (wanted.length > most) wanted.splice(r.int(0, wanted.length - 1), 1);
    return wanted;
  }

  private part(
    kind: 'forward' | 'late' | 'prepare' | 'run' | 'follow-up',
    count: number,
    before: readonly PartDef[],
  ): PartDef {
    const { r } = this;
    const late = kind === 'late' || kind === 'prepare';
    const due = kind === 'late' ? this.T - r.int(-10, 12) * DAY + this.clock() : undefined;
    this.partDue = due ?? this.T;
    this.lateTargets = [];
    const phases = before.filter((part) => part.kind === 'phase' && !part.late);
    const follows = kind === 'forward' && phases.length > 0 && r.percent(40);
    const at = kind === 'forward' && !follows ? this.base + r.int(0, 10) * DAY + this.clock() : undefined;
    this.partBase = at ?? (kind === 'run' || kind === 'follow-up' ? this.T : this.base);
    const after: ArcDef[] = follows ? [this.arc(r.pick(phases), 'end')] : [];
    const partKind = kind === 'forward' || kind === 'late' ? 'phase' : kind;
    const from = late ? 0 : follows || kind === 'follow-up' ? this.longest : (this.partBase - this.base) / DAY;
    const { children } = this.nodes(count, {
      part: partKind,
      late,
      ordered: partKind === 'run',
      top: true,
      from,
      row: this.count > 400 ? 14 : 24,
    });
    return { kind: partKind, name: this.name('part'), late, at, due, after, children };
  }

  private nodes(count: number, place: Place): { readonly children: readonly NodeDef[]; readonly over: number } {
    const { r } = this;
    const children: NodeDef[] = [];
    let most = place.ordered ? Math.min(8, place.row) : 40;
    if (count <= most && r.percent(50)) most = count;
    const shares = this.split(count, Math.max(1, Math.min(count, r.int(Math.ceil(most / 3), most))));
    let from = place.from;
    let over = place.from;
    let hasAlongside = false;
    for (const share of shares) {
      const inner = { ...place, from: place.ordered ? from : place.from, row: this.rowOf(place, shares.length) };
      const done: { readonly node: NodeDef; readonly over: number } =
        share === 1
          ? this.step(inner, hasAlongside || place.ordered ? undefined : children.at(-1))
          : this.group(share, inner);
      hasAlongside = done.node.kind === 'step' && done.node.alongside !== undefined;
      children.push(done.node);
      from = done.over;
      over = Math.max(over, done.over);
    }
    return { children, over };
  }

  private rowOf({ ordered, row }: Place, siblings: number): number {
    return ordered ? Math.max(1, Math.floor(row / siblings)) : row;
  }

  private group(count: number, place: Place): { readonly node: GroupDef; readonly over: number } {
    const { r } = this;
    const kind =
      place.row < 3
        ? 'parallel'
        : place.part === 'run' && r.percent(20)
          ? 'outage'
          : r.pick(['sequence', 'parallel'] as const);
    const ordered = isOrdered(kind);
    const name = this.name(kind === 'sequence' ? 'seq' : kind === 'parallel' ? 'par' : 'out');
    const { arcs, from } = this.arcs(place, undefined);
    const shared = ordered && place.part !== 'run' && r.percent(30) ? this.person() : undefined;
    const inner = { ...place, ordered, from, top: false, shared };
    const { children, over } = this.nodes(count, inner);
    const node: GroupDef = { kind, name, after: arcs, children };
    this.remember(node, over, place);
    return { node, over };
  }

  // ------------------------------------------------------------------------------------------------ steps

  private step(place: Place, neighbour: NodeDef | undefined): { readonly node: StepDef; readonly over: number } {
    const { r } = this;
    const work = this.work(place);
    const person = work === 'wait' || work === 'moment' || r.percent(15) ? undefined : (place.shared ?? this.person());
    const time = person ? workingTimeOf(person) : calendarTime(this.calendars[0]!);
    const days = work === 'days' && time.dayLength ? r.int(1, 4) : 0;
    const name = this.name('s');
    const counted = work === 'days' && days === 0 ? 'hours' : work;
    const draft: StepDef = {
      kind: 'step',
      name,
      work: counted,
      minutes: this.minutes(counted, place),
      days,
      person,
      after: [],
    };
    const alongside = this.alongside(draft, place, neighbour);
    const { arcs, from } = this.arcs(place, draft, alongside);
    const isShort = this.length(draft, time) < 4;
    const pinned = place.late && place.top && work === 'hours' && isShort && r.percent(8);
    const node: StepDef = {
      ...draft,
      after: arcs,
      alongside,
      ...(place.late
        ? this.lateClauses(draft, pinned, time)
        : this.clauses(draft, place, time, alongside !== undefined)),
    };
    const over = from + this.length(node, time);
    // What is fixed in a late part goes forward: what came after it would, too.
    if (!pinned) this.remember(node, over, place);
    return { node, over };
  }

  private work({ part, late }: Place): StepDef['work'] {
    const { r } = this;
    const chance = r.int(1, 100);
    if (part === 'run') return chance <= 8 ? 'moment' : chance <= 18 ? 'wait' : 'elapsed';
    if (chance <= 6) return 'moment';
    if (chance <= 14) return 'wait';
    if (chance <= 22 && !late && this.zone === 'UTC') return 'elapsed';
    return chance <= 40 ? 'days' : 'hours';
  }

  private minutes(work: StepDef['work'], { part }: Place): number {
    const { r, resolution } = this;
    if (work === 'moment' || work === 'days') return 0;
    const isInDays = work === 'elapsed' && part !== 'run';
    if (isInDays || (work === 'wait' && r.percent(50))) return r.pick([1, 1, 2, 3, 7]) * DAY;
    const most = part === 'run' ? 180 : r.percent(20) ? 40 * 60 : 10 * 60;
    return r.int(1, Math.max(1, Math.floor(most / resolution))) * resolution;
  }

  /** The step it starts with: the one before it, where both say nothing else of when they start. */
  private alongside(step: StepDef, place: Place, other: NodeDef | undefined): StepDef | undefined {
    if (place.late || other?.kind !== 'step' || !this.r.percent(20)) return undefined;
    if (other.alongside || other.at !== undefined || other.work !== step.work) return undefined;
    if (place.part === 'run') return step.work === 'elapsed' ? other : undefined;
    if (step.work !== 'hours' || !step.person || !other.person) return undefined;
    return everMeet(workingTimeOf(step.person), workingTimeOf(other.person)) ? other : undefined;
  }

  private clauses(step: StepDef, { part }: Place, time: WorkingTime, together: boolean) {
    const { r } = this;
    const spread = (part === 'run' ? 2 : 25) * DAY;
    const moment = () => this.partBase + r.int(0, spread / DAY) * DAY + this.clock();
    const at = !together && r.percent(6) ? this.startAt(moment(), step, time, part) : undefined;
    return {
      at,
      notBefore: at === undefined && r.percent(10) && step.work !== 'moment' ? moment() : undefined,
      due: step.work !== 'moment' && r.percent(10) ? moment() : undefined,
    };
  }

  /** In a late part nothing may bind from before; a step fixed in time binds what it comes after. */
  private lateClauses({ work }: StepDef, pinned: boolean, time: WorkingTime) {
    const { r } = this;
    if (pinned) {
      const at = this.partDue - r.int(15, 20) * DAY;
      return { at: this.firstWorking(Math.floor(at / this.resolution) * this.resolution, time) };
    }
    return { due: work !== 'moment' && r.percent(12) ? this.partDue - r.int(0, 8) * DAY : undefined };
  }

  private startAt(at: Wall, { work }: StepDef, time: WorkingTime, part: PartDef['kind']): Wall | undefined {
    return part === 'run' || work === 'wait' || work === 'moment' ? at : this.firstWorking(at, time);
  }

  private firstWorking(from: Wall, time: WorkingTime): Wall | undefined {
    for (let at = from; at < from + 2 * WEEK; at += this.resolution) {
      // What is written as 02:30 may not exist, or twice.
      const clock = at % DAY;
      if (isWorking(time, at) && !(clock >= 60 && clock <= 240)) return at;
    }
    return undefined;
  }

  // ------------------------------------------------------------------------------------------------ arcs

  /** What it waits for, besides the order of the page; no arc may make a chain too long. */
  private arcs(
    place: Place,
    step: StepDef | undefined,
    partner?: StepDef,
  ): { readonly arcs: readonly ArcDef[]; readonly from: number } {
    const { r } = this;
    const arcs: ArcDef[] = [];
    let { from } = place;
    const targets = place.late ? this.lateTargets : this.forward;
    if (targets.length === 0) return { arcs, from };
    for (let i = r.pick([0, 0, 0, 1, 1, 2]); i > 0; i--) {
      const near = r.percent(60) ? targets.slice(-25) : targets;
      const { thing, over } = r.pick(near);
      if (over + 3 > this.mostDays || thing === partner) continue;
      const isStep = thing.kind === 'step';
      const side = !place.late && isStep && r.percent(25) ? 'start' : 'end';
      const arc = this.arc(thing, side, step, isStep ? thing : undefined);
      arcs.push(arc);
      from = Math.max(from, over + arc.lag.minutes / DAY + arc.lag.workingDays * 2);
    }
    return { arcs, from };
  }

  private arc(to: ArcDef['to'], side: 'start' | 'end', step?: StepDef, before?: StepDef): ArcDef {
    const { r } = this;
    if (side === 'end' && step && before && this.countWorkingDaysAlike(step, before) && r.percent(50)) {
      return { to, side, lag: { minutes: 0, workingDays: r.int(1, 3) }, asTime: false };
    }
    const minutes = r.percent(50) ? 0 : r.percent(25) ? r.int(1, 3) * DAY : r.int(1, 10) * this.resolution;
    // `not before` is a clause of its own, and there is one of it.
    return { to, side, lag: { minutes, workingDays: 0 }, asTime: step === undefined ? false : r.percent(10) };
  }

  /** TaskJuggler counts the lag in working hours: the same where it begins and ends in the same regular hours. */
  private countWorkingDaysAlike(a: StepDef, b: StepDef): boolean {
    const plain = ({ work, person }: StepDef) => {
      if (work !== 'hours' && work !== 'days') return undefined;
      if (!person) return this.calendars[0]!;
      return person.shifts.length === 0 && person.leave.length === 0 && !person.zone ? person.calendar : undefined;
    };
    const calendar = plain(a);
    if (!calendar || calendar !== plain(b)) return false;
    return (
      calendarTime(calendar).dayLength !== undefined && calendar.hours.every(({ from, to }) => to > from && to < DAY)
    );
  }

  private remember(thing: NodeDef | MomentDef, over: number, { late }: Pick<Place, 'late'>): void {
    if (late) {
      this.longestLate = Math.max(this.longestLate, over);
      this.lateTargets.push({ thing, over });
    } else {
      this.longest = Math.max(this.longest, over);
      this.forward.push({ thing, over });
    }
  }

  // ------------------------------------------------------------------------------------------------ parts of parts

  private addMoment(): void {
    const at = this.base + this.r.int(0, 30) * DAY + this.clock();
    const moment: MomentDef = { kind: 'moment', name: this.name('m'), at };
    this.moments.push(moment);
    this.remember(moment, (at - this.base) / DAY, { late: false });
  }

  private person(): PersonDef {
    // In a large plan many work alike: TaskJuggler's time is that of its tables, one for each kind of working time.
    const made = { ...this.r.pick(this.profiles), name: this.name('p') };
    this.people.push(made);
    return made;
  }

  /** Roughly how many days it takes. */
  private length({ minutes, days, work }: StepDef, time: WorkingTime): number {
    if (work === 'moment') return 0;
    if (work === 'elapsed' || work === 'wait') return minutes / DAY + 0.5;
    const perWeek = minutesPerWeek(time);
    return ((minutes + days * (time.dayLength ?? 0)) * 7) / perWeek + (perWeek < 20 * 60 ? 4 : 1.5);
  }

  private clock(): number {
    const { r, resolution } = this;
    return r.percent(50) ? r.int(5, 23) * 60 : Math.floor(r.int(5 * 60, 23 * 60) / resolution) * resolution;
  }

  /** `count` into so many shares of at least one, most of them small. */
  private split(count: number, into: number): number[] {
    const shares = new Array<number>(into).fill(1);
    let left = count - into;
    while (left > 0) {
      const more = Math.min(left, Math.max(1, Math.floor(left * this.r.pick([0.1, 0.25, 0.5]))));
      shares[this.r.int(0, into - 1)]! += more;
      left -= more;
    }
    return shares;
  }

  private name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }
}
