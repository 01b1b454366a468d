/** Who and what a step takes, and in whose hours; remembered, since most steps of a release say the same. */
import { allotted } from '../../allotted.ts';
import { lookup, type Plan, type Ref, type Release, type Step, type Who } from '../../model.ts';
import { takesTime } from '../../taking-time.ts';
import type { WorkCalendar } from '../../time/calendar.ts';
import { isElapsed } from '../../time/duration.ts';
import type { Duration, Estimate, Instant } from '../../time/model.ts';
import { type Calendars, calendarsOf } from '../../who/calendars.ts';
import { type Demand, demandOf, NOBODY } from '../../who/people.ts';
import { hasWorkingHours, PRESENCES, presenceOf } from '../../who/working-hours.ts';
import { WHOSE_DAYS, type What, whatIs } from '../dated/whose-days.ts';
import type { Runner } from '../leveling/relay.ts';
import { type Measurement, measuredDurations } from '../measured.ts';
import { type StepActivity, unbounded } from './network.ts';
import { elapsedPace, type Pace, paceInOneGo, workingPace } from './pace.ts';

export class Staffing {
  readonly calendars: Calendars;
  private readonly plan: Plan;
  private readonly release: Release;
  private readonly demands = new Map<string, { readonly by: Demand; readonly with: Demand }>();
  private readonly paces = new Map<WorkCalendar, Map<string, Pace>>();
  private readonly exclusive = new Map<string, boolean>();
  private readonly told = new Map<string, boolean>();
  /** Of steps that do not say themselves how long they take. */
  private readonly shares: ReadonlyMap<Step, Estimate>;
  /** Of steps that count as they were measured. */
  readonly measured: ReadonlyMap<Step, Measurement>;

  constructor(plan: Plan, release: Release) {
    this.plan = plan;
    this.release = release;
    this.calendars = calendarsOf(plan, release);
    this.shares = allotted(release);
    this.measured = measuredDurations(release);
  }

  /** What the network needs to know of a step. Those who are kept free are chosen where there is nobody else; to wait passes at any hour. */
  activityOf(step: Step, inWorkingHours: boolean, isDated: boolean, kept?: ReadonlySet<string>): StepActivity {
    const demand = keeping(this.demandOf(step), kept);
    const doer = doerOf(demand.by);
    const isRelay = step.by?.count === 'relay';
    // It is handed over so that it need not pause.
    const working = inWorkingHours && step.verb !== 'wait' && !isRelay;
    const isTaken = takesTime(step);
    const named = isTaken ? demand : onlyNamed(demand);
    const taken = isRelay ? { ...named, by: NOBODY } : named;
    const systems = isTaken ? this.systemsOf(step) : NONE;
    return {
      ...unbounded(),
      kind: 'step',
      step,
      pace: this.paceOf(step, working, doer),
      paceOf: (person) => this.paceOf(step, working, person),
      by: taken.by,
      with: taken.with,
      resources: systems.length > 0 ? [...taken.with.fixed, ...systems.map(systemKey)] : taken.with.fixed,
      hoursOf: working ? (doer ?? 'the release') : undefined,
      presence: isDated ? this.presence : undefined,
      relay: isRelay && isTaken && isDated ? this.runners(demand.by) : undefined,
      atAnyHour: false,
    };
  }

  private runners({ fixed, choices }: Demand): readonly Runner[] {
    return [...fixed, ...choices.flatMap(({ from }) => from)].map((name) => ({
      name,
      ...(this.isTold(name) && { calendar: this.calendars.of(name) }),
    }));
  }

  /** It waits for office hours that nothing in the plan says. */
  hasAssumedHours({ hoursOf, step }: StepActivity): boolean {
    if (hoursOf === undefined || this.release.calendar) return false;
    const { fixed, choices, outside } = this.demandOf(step).by;
    return [...fixed, ...choices.flatMap(({ from }) => from), ...outside].every((name) => !this.isTold(name));
  }

  paceAtAnyHour(step: Step): Pace {
    return this.paceOf(step, false, doerOf(this.demandOf(step).by));
  }

  private isTold(person: string): boolean {
    let isTold = this.told.get(person);
    if (isTold === undefined) {
      isTold = hasWorkingHours(this.plan, this.release, person);
      this.told.set(person, isTold);
    }
    return isTold;
  }

  private readonly presence = (person: string, start: Instant, end: Instant): number => {
    return PRESENCES.indexOf(presenceOf(this.isTold(person), this.calendars.of(person), start, end));
  };

  /** Whose working days the times of a step count. */
  timesCalendar(step: Step): WorkCalendar {
    return this.calendarFor(whatIs(step), step.by, step.targets[0]);
  }

  /** Whose working days the times of a dated thing count. */
  calendarFor(what: What, by?: Who, audience?: Ref): WorkCalendar {
    if (WHOSE_DAYS[what] === 'release') return this.calendars.release;
    if (WHOSE_DAYS[what] === 'audience' && audience) return this.calendars.of(audience.name);
    return this.calendars.of(doerOf(this.demandOf({ by, with: [] }).by));
  }

  private demandOf(step: Pick<Step, 'by' | 'with'>): { readonly by: Demand; readonly with: Demand } {
    if (!step.by && step.with.length === 0) return NO_DEMAND;
    let key = keyOf(step.by);
    for (const who of step.with) key += `|${keyOf(who)}`;
    let demand = this.demands.get(key);
    if (!demand) {
      demand = demandOf(this.plan, this.release, step);
      this.demands.set(key, demand);
    }
    return demand;
  }

  /** As it was measured, else as it is estimated. */
  lengthOf(step: Step): Duration | undefined {
    return this.measured.get(step)?.duration ?? (step.duration ?? this.shares.get(step))?.likely;
  }

  private paceOf(step: Step, working: boolean, person: string | undefined): Pace {
    const calendar = step.verb === 'gate' ? this.calendars.release : this.calendars.of(person);
    let paces = this.paces.get(calendar);
    if (!paces) {
      paces = new Map();
      this.paces.set(calendar, paces);
    }
    const duration = this.lengthOf(step);
    const { minutes, days, months, workingDays } = duration ?? { minutes: 0, days: 0, months: 0, workingDays: 0 };
    const inOneGo = working && isInOneGo(step);
    const key = `${working} ${inOneGo} ${minutes} ${days} ${months} ${workingDays}`;
    let pace = paces.get(key);
    if (!pace) {
      const { zone } = this.release;
      pace = working ? workingPace(duration, zone, calendar) : elapsedPace(duration, zone, calendar);
      if (inOneGo) pace = paceInOneGo(pace, minutes);
      paces.set(key, pace);
    }
    return pace;
  }

  /** How long a block takes as a whole: by the calendar of the release, since several people do what is in it. */
  blockPace(duration: Duration, working: boolean): Pace {
    return (working ? workingPace : elapsedPace)(duration, this.release.zone, this.calendars.release);
  }

  /** Targets that take one step at a time, and so the environment it says it is done in. */
  private systemsOf(step: Step): readonly string[] {
    let names: string[] | undefined;
    const add = ({ name }: Ref) => {
      let exclusive = this.exclusive.get(name);
      if (exclusive === undefined) {
        const named = lookup(this.plan, this.release, name);
        exclusive = (named?.kind === 'system' || named?.kind === 'environment') && named.exclusive;
        this.exclusive.set(name, exclusive);
      }
      if (!exclusive || names?.includes(name)) return;
      names ??= [];
      names.push(name);
    };
    step.targets.forEach(add);
    if (step.in) add(step.in);
    return names ?? NONE;
  }
}

/** People who meet at four for two hours part at six, and do not go on the next morning. */
function isInOneGo({ at, every, verb, duration }: Step): boolean {
  const isMeeting = verb === 'meet' || verb === 'gate';
  return (
    isMeeting && (at !== undefined || every !== undefined) && (duration === undefined || isElapsed(duration.likely))
  );
}

function keyOf(who: Who | undefined): string {
  if (!who) return '';
  const named = who.count === undefined ? who.ref.name : `${who.count} ${who.ref.name}`;
  return who.skills ? who.skills.reduce((key, { name }) => `${key} skilled ${name}`, named) : named;
}

/** A key that is no person's name. */
export function systemKey(name: string): string {
  return `system ${name}`;
}

/** The system of a key, undefined for people. */
export function systemOf(key: string): string | undefined {
  return key.startsWith('system ') ? key.slice('system '.length) : undefined;
}

const NONE: readonly string[] = [];
const NO_DEMAND = { by: NOBODY, with: NOBODY };

function doerOf(by: Demand): string | undefined {
  return by.fixed[0] ?? by.choices[0]?.from[0] ?? by.outside[0];
}

/** As many are left to choose from as are asked for, else all of them. */
function keeping(demand: { readonly by: Demand; readonly with: Demand }, kept: ReadonlySet<string> | undefined) {
  if (!kept || kept.size === 0) return demand;
  const without = (one: Demand): Demand => {
    const choices = one.choices.map(({ count, from }) => {
      const left = from.filter((name) => !kept.has(name));
      return { count, from: left.length >= count ? left : from };
    });
    return { ...one, choices };
  };
  return { by: without(demand.by), with: without(demand.with) };
}

/** They are named, but their time is not taken. */
function onlyNamed({ by, with: others }: { readonly by: Demand; readonly with: Demand }) {
  const named = ({ fixed, choices, outside }: Demand): Demand => ({
    fixed: [],
    choices: [],
    outside: [...new Set([...fixed, ...choices.flatMap(({ count, from }) => from.slice(0, count)), ...outside])],
  });
  return { by: named(by), with: named(others) };
}
