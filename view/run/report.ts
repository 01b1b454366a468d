/** What there is to review of a night: planned against actual, what was out of order, decisions, and what to take over. */
import { find, type Id } from '../../plan/ids.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import type { Progress, RunState, StepState } from '../../plan/log/model.ts';
import type { Night } from '../../plan/log/night.ts';
import { outgrownIn, outgrownWords, resultsOf } from '../../plan/log/results.ts';
import { releaseTitle, type Step, stepLabel } from '../../plan/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant, Minutes } from '../../plan/time/model.ts';
import { createClock } from '../words/clock.ts';
import { consequenceWords } from '../words/words.ts';
import { eventWords } from './event-words.ts';

/** `run report --format json`. */
export interface JsonRunReport {
  release: string;
  title: string;
  /** What is true of the whole night, each with what it is called. */
  facts: { what: string; is: string }[];
  steps: JsonRunStep[];
  /** What was out of order, and why. */
  odd: { message: string; because: string | null }[];
  decisions: { at: string; by: string; said: string }[];
  votes: { gate: string; who: string; said: string; because: string | null }[];
  messages: { message: string; sent: string | null; answered: string | null }[];
  /** What was changed on the way: handed over, skipped, failed, held up. */
  deviations: { at: string; by: string; said: string }[];
  /** Lines for the plan: what a rehearsal measured, or estimates that did not hold. */
  takeOver: string[];
}

export interface JsonRunStep {
  step: string;
  by: string[];
  progress: Progress;
  plannedStart: string;
  plannedEnd: string;
  start: string | null;
  end: string | null;
  /** In minutes; of what it took, nobody knows where its begin was not said. */
  planned: number;
  took: number | null;
  late: number | null;
}

export function runReport(night: Night, state: RunState, events: readonly RunEvent[]): JsonRunReport {
  const { release } = night;
  const clock = createClock(release.zone, 'dated');
  const at = (moment: Instant) => clock.moment(moment);
  const label = (id: Id<Step>) => stepLabel(find(release, id));
  const eventAt = (event: RunEvent) => at(Math.floor(Date.parse(event.at) / 60_000));
  const told = (event: RunEvent) => ({ at: eventAt(event), by: event.by, said: eventWords(event, release) });
  const steps = Object.values(state.steps).sort((a, b) => a.forecast.start - b.forecast.start);
  return {
    release: release.name,
    title: releaseTitle(release),
    facts: factsOf(night, state, at),
    steps: steps.flatMap((step): JsonRunStep[] => (step.part === 'other' ? [] : [runStep(step, label(step.step), at)])),
    odd: state.odd.map(({ message, because }) => ({ message, because: because ?? null })),
    decisions: events
      .filter((event) => 'decide' in event || 'call' in event || 'close' in event || 'open' in event)
      .map(told),
    votes: Object.values(state.gates).flatMap((gate) =>
      gate.votes.map(({ who, as, because }) => ({
        gate: label(gate.step),
        who,
        said: as ?? 'did not vote',
        because: because ?? null,
      })),
    ),
    messages: steps.flatMap((step) =>
      find<Step>(release, step.step).verb === 'notify'
        ? [
            {
              message: label(step.step),
              sent: step.end === undefined ? null : at(step.end),
              answered: step.answers[0] === undefined ? null : at(step.answers[0].at),
            },
          ]
        : [],
    ),
    deviations: events
      .filter((event) => 'hand' in event || 'skip' in event || 'fail' in event || 'delay' in event || 'undo' in event)
      .map(told),
    takeOver: [...takeOver(night, state)],
  };
}

function factsOf(
  { release, schedule }: Night,
  state: RunState,
  at: (moment: Instant) => string,
): JsonRunReport['facts'] {
  const { end, outage, opened, closed, noGo } = state;
  const facts: JsonRunReport['facts'] = [];
  const add = (what: string, is: string | undefined) => is !== undefined && facts.push({ what, is });
  add('Opened', opened && `${at(opened.at)}, by ${opened.by}`);
  add('Closed', closed && `${at(closed.at)}, by ${closed.by}: ${closed.as}`);
  const means = noGo && find(release, noGo.step).gate?.noGo;
  const then = means ? `: ${consequenceWords(means, schedule, createClock(release.zone, 'dated'))}` : '';
  add('No-go', noGo && `${at(noGo.at)}, by ${noGo.by}${then}`);
  add('Planned end', end.planned === undefined ? undefined : at(end.planned));
  add(closed ? 'Ended' : 'Forecast end', end.forecast === undefined ? undefined : at(end.forecast));
  add('Against the plan', noGo ? 'did not begin' : opened && against(end.drift));
  if (outage) {
    const promise = outage.promised === undefined ? '' : `, promised ${describeMinutes(outage.promised)}`;
    // A promise is kept when the night is over, and broken as soon as it is.
    const isBroken = outage.promised !== undefined && outage.soFar > outage.promised;
    const kept = isBroken ? ': broken' : closed && outage.promised !== undefined ? ': kept' : '';
    add('Users away', `${describeMinutes(outage.soFar)}, planned ${describeMinutes(outage.planned)}${promise}${kept}`);
  }
  add(
    'Way back',
    state.wayBack && `called ${at(state.wayBack.at)} by ${state.wayBack.by}, over ${at(state.wayBack.end)}`,
  );
  return facts;
}

function against(drift: Minutes): string {
  if (drift === 0) return 'as planned';
  return drift > 0 ? `${describeMinutes(drift)} later` : `${describeMinutes(-drift)} earlier`;
}

function runStep(step: StepState, label: string, at: (moment: Instant) => string): JsonRunStep {
  const { start, end, planned, progress, by } = step;
  const isOver = progress === 'done' || progress === 'skipped' || progress === 'undone';
  return {
    step: label,
    by: [...by],
    progress,
    plannedStart: at(planned.start),
    plannedEnd: at(planned.end),
    start: start === undefined ? null : at(start),
    end: end === undefined || !isOver ? null : at(end),
    planned: planned.end - planned.start,
    took: progress === 'done' && start !== undefined && end !== undefined ? end - start : null,
    // What is called has no time of its own that it could be late for.
    late: isOver && step.part !== 'called' ? step.late : null,
  };
}

/** What goes into the plan; of a night what the next one should know. */
function takeOver(night: Night, state: RunState): readonly string[] {
  return state.opened?.kind === 'rehearsal'
    ? resultsOf(night, state).lines
    : outgrownIn(night, state).map(outgrownWords);
}
