/** The state of a night, as a pure function of the plan, what was told, and now. */
import type { Id } from '../ids.ts';
import type { ChecklistItem, Plan, Release, Step } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Instant } from '../time/model.ts';
import { chanceOf } from './chance.ts';
import { decisionState } from './decision.ts';
import type { RunEvent } from './events.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { gateState, noGoOf } from './gates.ts';
import type { EndForecast, Progress, RunState, StepState, WaitsFor, WayBackState } from './model.ts';
import { logName, type Night, nightOf } from './night.ts';
import { oddities } from './odd.ts';
import { outageState } from './outage.ts';
import { peopleStates } from './people.ts';
import { isCalledOff, type RunRecord, recordOf, type StepRecord } from './record.ts';
import { openBefore } from './waiting.ts';
import { rollbackCall, wayBackState } from './way-back.ts';

export interface Asked {
  readonly plan: Plan;
  readonly release: Release;
  /** Of this very plan and release. */
  readonly schedule: Schedule;
  readonly events: readonly RunEvent[];
  readonly now: Instant;
}

export function runOf({ plan, release, schedule, events, now }: Asked): RunState {
  return stateOf(nightOf(plan, release, schedule), events, now);
}

/** The same after every event of one version of the text: what does not change is worked out once. */
export function stateOf(night: Night, events: readonly RunEvent[], now: Instant): RunState {
  const record = recordOf(events);
  const call = rollbackCall(night, record);
  const noGo = call ? undefined : noGoOf(night, record);
  const isOff = noGo !== undefined;
  const forecast = forecastOf({ night, record, now, isOff, ...(call && { calledOffAt: call.at }) });
  const last = call ?? record.calls.at(-1);
  const wayBack = last && wayBackState(night, record, last, now);
  const steps = new Steps(night, record, forecast, now, call?.at, isOff).states();
  const backAt = call && wayBack?.end;
  const outage = isOff ? undefined : outageState(night, steps, now, backAt);
  const gates = new Map(
    night.release.steps.flatMap((step) => {
      const state = step.verb === 'gate' && steps.get(step.id);
      return state ? [[step.id, gateState(night, record, step, state, now)] as const] : [];
    }),
  );
  const decision = call || isOff || record.closed ? undefined : decisionState(night, record, steps, now, outage?.until);
  return {
    release: night.release.name,
    now,
    phase: record.closed ? 'closed' : call ? 'rolling back' : record.opened ? 'open' : 'not open',
    ...(record.opened && { opened: record.opened }),
    ...(record.closed && { closed: record.closed }),
    steps: Object.fromEntries(steps),
    gates: Object.fromEntries(gates),
    end: isOff ? endOfNone(night, steps) : endOf(night, record, forecast, steps, now, call ? wayBack : undefined),
    ...(noGo && { noGo }),
    ...(outage && { outage }),
    ...(decision && { decision }),
    ...(wayBack && { wayBack }),
    people: peopleStates(steps.values(), wayBack),
    ticked: night.release.steps.flatMap(({ checklist }) =>
      allItems(checklist).flatMap(({ id, done }) => (done || record.ticked.has(logName(night, id)) ? [id] : [])),
    ),
    measures: [...record.measures.values()],
    odd: oddities(night, record, gates),
  };
}

class Steps {
  private readonly night: Night;
  private readonly record: RunRecord;
  private readonly forecast: Forecast;
  private readonly now: Instant;
  private readonly calledAt: Instant | undefined;
  private readonly isOff: boolean;
  private readonly openBehind: (step: Step) => readonly Id<Step>[];
  private readonly people = new Map<Id<Step>, Pick<StepState, 'by' | 'with'>>();
  /** Who works on what now. */
  private readonly busy = new Map<string, Id<Step>>();

  constructor(
    night: Night,
    record: RunRecord,
    forecast: Forecast,
    now: Instant,
    calledAt: Instant | undefined,
    isOff: boolean,
  ) {
    this.night = night;
    this.record = record;
    this.forecast = forecast;
    this.now = now;
    this.calledAt = calledAt;
    this.isOff = isOff;
    this.openBehind = openBefore(night, (step, side) => {
      const own = this.recordOf(step);
      return isOver(own) || (side === 'start' && own?.start !== undefined);
    });
    for (const step of night.parts.keys()) {
      const planned = night.schedule.steps[step.id]!;
      const own = this.recordOf(step);
      const by = own?.handedTo === undefined ? planned.by : [own.handedTo];
      this.people.set(step.id, { by, with: planned.with.filter((name) => !by.includes(name)) });
      if (own?.is === 'running') for (const name of [...by, ...planned.with]) this.busy.set(name, step.id);
    }
  }

  states(): ReadonlyMap<Id<Step>, StepState> {
    const states = new Map<Id<Step>, StepState>();
    for (const [step, part] of this.night.parts) {
      const own = this.recordOf(step);
      const planned = this.night.schedule.steps[step.id]!;
      // What lies before the night is no part of it, unless somebody speaks of it; nor is what nobody has called.
      if (!own && (part === 'called' || (part === 'other' && planned.start < this.night.start))) continue;
      states.set(step.id, this.stateOf(step, part, own));
    }
    return states;
  }

  private recordOf(step: Step): StepRecord | undefined {
    return this.record.steps.get(logName(this.night, step.id));
  }

  private stateOf(step: Step, part: StepState['part'], own: StepRecord | undefined): StepState {
    const { start, end } = this.night.schedule.steps[step.id]!;
    const { by, with: others } = this.people.get(step.id)!;
    const forecast = this.forecast.steps.get(step.id)!;
    const waitsFor = own?.is === undefined || own.is === 'failed' ? this.waitsFor(step, part) : undefined;
    const progress = this.progressOf(part, own, waitsFor);
    return {
      step: step.id,
      progress,
      part,
      planned: { start, end },
      ...(own?.start !== undefined && { start: own.start }),
      ...(own?.end !== undefined && { end: own.end }),
      forecast,
      late: forecast.end - end,
      by,
      with: others,
      ...(own?.handedTo !== undefined && { handed: true as const }),
      ...(progress === 'waiting' && waitsFor && { waitsFor }),
      ...(own && own.delay !== 0 && { delay: own.delay }),
      ...(own?.because !== undefined && { because: own.because }),
      answers: own?.answers ?? [],
      evidence: own?.evidence ?? [],
    };
  }

  private progressOf(part: StepState['part'], own: StepRecord | undefined, waitsFor: WaitsFor | undefined): Progress {
    if (own?.is === 'done' || own?.is === 'skipped' || own?.is === 'undone') return own.is;
    if (part === 'run' && isCalledOff(own, this.calledAt)) return 'called off';
    if (own?.is === 'running' || own?.is === 'failed') return own.is;
    if (this.isOff) return 'called off';
    if (!this.record.opened || this.record.closed) return 'waiting';
    // What comes behind a run that was called off never has its turn.
    if (this.calledAt !== undefined && part === 'other' && (waitsFor?.steps.length ?? 0) > 0) return 'called off';
    return waitsFor ? 'waiting' : 'ready';
  }

  /** Undefined: for nothing any more. */
  private waitsFor(step: Step, part: StepState['part']): WaitsFor | undefined {
    const steps = part === 'called' ? [] : this.openBehind(step);
    const activity = this.night.solution?.steps.get(step);
    const from = activity && Math.max(activity.earliest, activity.pinned ?? Number.NEGATIVE_INFINITY);
    const until = from !== undefined && Number.isFinite(from) && from > this.now ? from : undefined;
    const { by, with: others } = this.people.get(step.id)!;
    const busy = [...by, ...others].filter((name) => (this.busy.get(name) ?? step.id) !== step.id);
    if (steps.length === 0 && until === undefined && busy.length === 0) return undefined;
    const whose = steps.flatMap((id) => this.people.get(id)?.by ?? []);
    return { steps, people: [...new Set([...whose, ...busy])], ...(until !== undefined && { until }) };
  }
}

/** Whatever comes behind it may begin. */
function isOver(own: StepRecord | undefined): boolean {
  return own?.is === 'done' || own?.is === 'skipped' || own?.is === 'undone';
}

function endOf(
  night: Night,
  record: RunRecord,
  forecast: Forecast,
  steps: ReadonlyMap<Id<Step>, StepState>,
  now: Instant,
  wayBack: WayBackState | undefined,
): EndForecast {
  const own = [...steps.values()].filter(({ part }) => part === 'run');
  if (own.length === 0) return { drift: 0, causes: [], handOvers: 0 };
  const planned = own.reduce((last, { planned: { end } }) => Math.max(last, end), Number.NEGATIVE_INFINITY);
  const run = own.reduce((last, one) => Math.max(last, one.forecast.end), Number.NEGATIVE_INFINITY);
  const end = wayBack ? Math.max(wayBack.end, lastEnd(own)) : run;
  const ends = night.runs.flatMap(({ windowEnd }) => windowEnd ?? []);
  const windowEnd = ends.length === night.runs.length && ends.length > 0 ? Math.max(...ends) : undefined;
  const drift = end - planned;
  const causes = wayBack ? [] : causesOf(night, own);
  const known = causes.reduce((sum, { minutes }) => sum + minutes, 0);
  const chance = wayBack ? undefined : chanceOf(night, record, forecast, now);
  return {
    planned,
    forecast: end,
    ...(windowEnd !== undefined && { windowEnd }),
    ...(chance && { p80: Math.max(end, chance.p80) }),
    ...(chance?.inside !== undefined && { chance: chance.inside }),
    drift,
    causes,
    handOvers: wayBack ? 0 : drift - known,
  };
}

/** Of a run that does not begin. */
function endOfNone(night: Night, steps: ReadonlyMap<Id<Step>, StepState>): EndForecast {
  const ends = [...steps.values()].flatMap(({ part, planned }) => (part === 'run' ? planned.end : []));
  const windowEnds = night.runs.flatMap(({ windowEnd }) => windowEnd ?? []);
  return {
    ...(ends.length > 0 && { planned: Math.max(...ends) }),
    ...(windowEnds.length > 0 && { windowEnd: Math.max(...windowEnds) }),
    ...{ drift: 0, causes: [], handOvers: 0 },
  };
}

/** What was really done of a run that stands still. */
function lastEnd(steps: readonly StepState[]): Instant {
  return steps.reduce(
    (last, { progress, end }) => (progress === 'done' ? Math.max(last, end!) : last),
    Number.NEGATIVE_INFINITY,
  );
}

/** Steps that the end hangs on and that take longer than planned, or less: those that were done, go on, or are said to. */
function causesOf({ schedule }: Night, steps: readonly StepState[]): EndForecast['causes'] {
  return (
    steps
      .filter(({ step }) => schedule.steps[step]!.critical)
      // How long something took of which nobody said when it began is not known.
      .filter(({ progress, delay, start }) =>
        progress === 'done' ? start !== undefined : progress === 'running' || delay !== undefined,
      )
      .map(({ step, planned, forecast }) => ({
        step,
        at: forecast.start,
        minutes: forecast.end - forecast.start - (planned.end - planned.start),
      }))
      .filter(({ minutes }) => minutes !== 0)
      .sort((a, b) => a.at - b.at)
      .map(({ step, minutes }) => ({ step, minutes }))
  );
}

function allItems(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return items.flatMap((item) => [item, ...allItems(item.items)]);
}
