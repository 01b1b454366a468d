/** What the events of a run say of each thing, before anything is derived from it. */
import { append } from '../grouped.ts';
import type { Instant, Minutes } from '../time/model.ts';
import { type RunEvent, timeOf } from './events.ts';
import type { Measure, Opening, StepState } from './model.ts';
import { corrected, inOrder, lastRun } from './read.ts';

export interface StepRecord {
  start?: Instant;
  end?: Instant;
  is: 'running' | 'done' | 'failed' | 'skipped' | 'undone' | undefined;
  /** When it became that. */
  since?: Instant;
  because?: string;
  handedTo?: string;
  delay: Minutes;
  answers: StepState['answers'][number][];
  evidence: StepState['evidence'][number][];
  /** Who began it, and who said it was done. */
  doers: Set<string>;
}

export interface Vote {
  readonly as: 'go' | 'no-go' | 'abstain';
  readonly at: Instant;
  readonly because?: string;
}

export interface Decision {
  readonly as: 'go' | 'no-go' | 'later';
  readonly by: string;
  readonly at: Instant;
  readonly until?: Instant;
  readonly because?: string;
}

export interface RunRecord {
  /** In order, without what was corrected and without earlier runs. */
  readonly events: readonly RunEvent[];
  readonly opened?: Opening;
  readonly closed?: { readonly at: Instant; readonly by: string; readonly as: string };
  /** By the names that the log has for them. */
  readonly steps: ReadonlyMap<string, StepRecord>;
  readonly votes: ReadonlyMap<string, ReadonlyMap<string, Vote>>;
  readonly decisions: ReadonlyMap<string, readonly Decision[]>;
  readonly calls: readonly {
    readonly what: string;
    readonly at: Instant;
    readonly by: string;
    readonly because?: string;
  }[];
  readonly ticked: ReadonlySet<string>;
  /** The last one of each subject. */
  readonly measures: ReadonlyMap<string, Measure>;
}

/** The decision about the way back has this name in the log. */
export const NO_RETURN = 'no return';

export function recordOf(all: readonly RunEvent[]): RunRecord {
  const events = corrected(lastRun(inOrder(all)));
  const steps = new Map<string, StepRecord>();
  const votes = new Map<string, Map<string, Vote>>();
  const decisions = new Map<string, Decision[]>();
  const calls: RunRecord['calls'][number][] = [];
  const ticked = new Set<string>();
  const measures = new Map<string, Measure>();
  let opened: Opening | undefined;
  let closed: RunRecord['closed'];

  const of = (name: string): StepRecord => {
    let record = steps.get(name);
    if (!record) {
      record = { is: undefined, delay: 0, evidence: [], answers: [], doers: new Set() };
      steps.set(name, record);
    }
    return record;
  };
  const becomes = (name: string, is: StepRecord['is'], event: RunEvent, at: Instant) => {
    const record = of(name);
    record.is = is;
    record.since = at;
    record.because = event.because;
    if (is === 'running') {
      record.start = at;
      record.end = undefined;
    } else if (is !== 'failed') record.end = Math.max(at, record.start ?? at);
    if (is === 'running' || is === 'done') record.doers.add(event.for ?? event.by);
  };

  for (const event of events) {
    const at = minuteOf(event);
    const { by, because } = event;
    if ('open' in event) {
      opened ??= { at, by, kind: event.open, rehearsal: event.rehearsal, plan: event.plan };
    } else if ('close' in event) closed = { at, by, as: event.close };
    else if ('start' in event) becomes(event.start, 'running', event, at);
    else if ('done' in event) becomes(event.done, 'done', event, at);
    else if ('tell' in event) becomes(event.tell, 'done', event, at);
    else if ('fail' in event) becomes(event.fail, 'failed', event, at);
    else if ('skip' in event) becomes(event.skip, 'skipped', event, at);
    else if ('undo' in event) becomes(event.undo, 'undone', event, at);
    else if ('hand' in event) of(event.hand).handedTo = event.to;
    else if ('delay' in event) of(event.delay).delay += Math.round(event.minutes);
    else if ('acknowledge' in event) of(event.acknowledge).answers.push({ by: event.for ?? by, at });
    else if ('evidence' in event) of(event.evidence).evidence.push({ by, at, link: event.link, note: event.note });
    else if ('tick' in event) {
      if (event.off) ticked.delete(event.tick);
      else ticked.add(event.tick);
    } else if ('measure' in event) {
      measures.set(event.measure, { subject: event.measure, value: event.value, at, by, from: event.from });
    } else if ('vote' in event) {
      const own = votes.get(event.vote) ?? new Map<string, Vote>();
      votes.set(event.vote, own.set(event.for ?? by, { as: event.as, at, because }));
    } else if ('decide' in event) {
      const until = event.until === undefined ? undefined : minuteOf({ at: event.until });
      append(decisions, event.decide, { as: event.as, by, at, until, because });
      if (event.decide !== NO_RETURN && event.as !== 'later') {
        becomes(event.decide, event.as === 'go' ? 'done' : 'failed', event, at);
      }
    } else if ('call' in event) calls.push({ what: event.call, at, by, because });
  }
  return { events, opened, closed, steps, votes, decisions, calls, ticked, measures };
}

/** Plans count in whole minutes. */
export function minuteOf(event: Pick<RunEvent, 'at'>): Instant {
  return Math.floor(timeOf(event) / 60_000);
}

/** Whether a step of the run stands still since a rollback was called: what somebody began after that goes on. */
export function isCalledOff(own: StepRecord | undefined, calledAt: Instant | undefined): boolean {
  if (calledAt === undefined || own?.is === 'done' || own?.is === 'skipped' || own?.is === 'undone') return false;
  return !(own?.is === 'running' && own.since! > calledAt);
}
