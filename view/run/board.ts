/** What a board shows, as plain data: the state of a night with the words of its plan. */
import { find, type Id } from '../../plan/ids.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import type { CriterionState, RunState, StepState } from '../../plan/log/model.ts';
import { logName, type Night } from '../../plan/log/night.ts';
import { type ChecklistItem, isInside, releaseTitle, type Step, stepLabel, type Who } from '../../plan/model.ts';
import { timingOf } from '../../plan/order/blocks.ts';
import { addDuration } from '../../plan/time/duration.ts';
import type { Instant, Minutes } from '../../plan/time/model.ts';
import { peopleOf } from '../../plan/who/people.ts';
import { isAway, standInsOf } from '../../plan/who/stand-ins.ts';
import { createClock } from '../words/clock.ts';
import { consequenceWords, criterionWords } from '../words/words.ts';
import { eventWords } from './event-words.ts';

export interface Board {
  readonly release: string;
  readonly title: string;
  readonly zone: string;
  readonly now: Instant;
  readonly phase: RunState['phase'];
  readonly rehearsal?: string;
  readonly openedAt?: Instant;
  readonly closed?: string;
  readonly window?: { readonly start: Instant; readonly end?: Instant };
  readonly runStart?: Instant;
  /** Who may decide about the way back. */
  readonly owner?: string;
  readonly people: readonly BoardPerson[];
  readonly steps: readonly BoardStep[];
  readonly gates: readonly BoardGate[];
  /** What can be called. */
  readonly calls: readonly { readonly id: string; readonly label: string }[];
  readonly end: RunState['end'] & {
    readonly causesSaid: readonly { readonly label: string; readonly minutes: Minutes }[];
  };
  readonly outage?: RunState['outage'];
  readonly decision?: RunState['decision'] & { readonly tooLateSaid?: string; readonly noReturnSaid?: string };
  readonly wayBack?: Omit<NonNullable<RunState['wayBack']>, 'tasks'> & {
    /** As the plan calls it. */
    readonly label: string;
    readonly tasks: readonly BoardTask[];
  };
  /** It does not begin. */
  readonly noGo?: Omit<NonNullable<RunState['noGo']>, 'step'> & { readonly gate: string; readonly means?: string };
  readonly odd: readonly { readonly message: string; readonly because?: string }[];
}

export interface BoardPerson {
  readonly name: string;
  readonly title: string;
  /** On leave, or on a holiday. */
  readonly isAway?: true;
  readonly now?: string;
  readonly ready?: string;
  readonly next?: { readonly step: string; readonly at: Instant; readonly waitsFor: readonly string[] };
}

export interface BoardStep {
  /** As the log calls it. */
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  readonly verb: string;
  readonly progress: StepState['progress'];
  readonly part: StepState['part'];
  readonly planned: StepState['planned'];
  readonly forecast: StepState['forecast'];
  readonly start?: Instant;
  readonly end?: Instant;
  readonly late: Minutes;
  readonly by: readonly string[];
  readonly with: readonly string[];
  /** Who could do it in their place, as the plan has it; of what may begin or goes on. */
  readonly standIns: readonly string[];
  readonly waitsFor?: {
    readonly steps: readonly string[];
    readonly people: readonly string[];
    readonly until?: Instant;
  };
  readonly because?: string;
  readonly version?: string;
  readonly inOutage: boolean;
  /** With it there is no return. */
  readonly isNoReturn: boolean;
  readonly how: readonly string[];
  readonly checklist: readonly { readonly id: string; readonly text: string; readonly ticked: boolean }[];
  readonly text?: string;
  /** Of what was begun: what the plan asks to be shown, and what was given. */
  readonly evidence?: { readonly asked: readonly string[]; readonly given: StepState['evidence'] };
  /** Of a message that was sent. */
  readonly answer?: BoardAnswer;
}

export interface BoardAnswer {
  /** The people it was sent to, as far as the plan knows them. */
  readonly to: readonly string[];
  /** Who watches whether it is answered, and until when. */
  readonly watchedBy: readonly string[];
  readonly due?: Instant;
  readonly given: StepState['answers'];
}

export interface BoardTask {
  readonly id: string;
  readonly label: string;
  readonly kind: 'step' | 'undo';
  readonly by: readonly string[];
  readonly progress: string;
  readonly forecast: StepState['forecast'];
}

export interface BoardGate {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  readonly votes: RunState['gates'][string]['votes'];
  readonly quorum: boolean;
  readonly lacking: readonly string[];
  readonly criteria: readonly (Pick<CriterionState, 'subject' | 'measure' | 'met' | 'old'> & {
    readonly wanted: string;
  })[];
  readonly needs: readonly { readonly what: string; readonly met?: boolean }[];
  readonly noGo?: string;
  readonly due: Instant;
  readonly progress: StepState['progress'];
  readonly decided?: RunState['gates'][string]['decided'];
}

export interface BoardLine {
  readonly id: string;
  readonly at: string;
  readonly clock: number;
  readonly by: string;
  readonly said: string;
  readonly came?: string;
  readonly taken: boolean;
}

export function boardOf(night: Night, state: RunState): Board {
  const { plan, release, schedule } = night;
  const called = (id: Id<Step>) => stepLabel(find(release, id));
  const name = (id: Id) => logName(night, id);
  const ticked = new Set<string>(state.ticked);
  const steps = release.steps.flatMap((step) => {
    const own = state.steps[step.id];
    return own ? [boardStep(night, step, own, state, ticked)] : [];
  });
  const window = Object.values(schedule.windows)[0];
  const calls = release.blocks
    .filter(({ kind }) => timingOf(kind) === 'called')
    .map((block) => ({ id: name(block.id), label: block.name ? `${block.kind} ${block.name}` : block.kind }));
  const people = [...new Set([...state.people.map((one) => one.name), ...namesOf(night)])];
  const { decision, wayBack } = state;
  return {
    release: release.name,
    title: releaseTitle(release),
    zone: release.zone,
    now: state.now,
    phase: state.phase,
    ...(state.opened?.rehearsal !== undefined && { rehearsal: state.opened.rehearsal }),
    ...(state.opened && { openedAt: state.opened.at }),
    ...(state.closed && { closed: state.closed.as }),
    ...(window && { window: { start: window.start, ...(window.end !== undefined && { end: window.end }) } }),
    ...(Number.isFinite(night.start) && { runStart: night.start }),
    ...(release.owner && { owner: release.owner.ref.name }),
    people: people.map((who): BoardPerson => {
      const own = state.people.find((one) => one.name === who);
      const named = release.names.get(who) ?? plan.names.get(who);
      return {
        name: who,
        title: named?.title ?? who,
        ...(named?.kind === 'person' && isAway(plan, release, who, state.now) && { isAway: true as const }),
        ...(own?.now !== undefined && { now: name(own.now) }),
        ...(own?.ready !== undefined && { ready: name(own.ready) }),
        ...(own?.next && { next: { ...own.next, step: name(own.next.step) } }),
      };
    }),
    steps,
    gates: release.steps.flatMap((step) => boardGate(night, step, state) ?? []),
    calls,
    end: {
      ...state.end,
      causesSaid: state.end.causes.map(({ step, minutes }) => ({ label: called(step), minutes })),
    },
    ...(state.outage && { outage: state.outage }),
    ...(decision && {
      decision: {
        ...decision,
        ...(decision.tooLate && { tooLateSaid: called(decision.tooLate.step) }),
        ...(decision.noReturn && { noReturnSaid: called(decision.noReturn.step) }),
      },
    }),
    ...(wayBack && {
      wayBack: {
        ...wayBack,
        label: calls.find(({ id, label }) => wayBack.call === id || wayBack.call === label)?.label ?? 'way back',
        tasks: wayBack.tasks.map((task) => ({
          id: name(task.step),
          label: called(task.step),
          kind: task.kind,
          by: task.by,
          progress: task.progress,
          forecast: task.forecast,
        })),
      },
    }),
    ...(state.noGo && { noGo: noGoSaid(night, state.noGo) }),
    odd: state.odd.map(({ message, because }) => ({ message, ...(because !== undefined && { because }) })),
  };
}

function noGoSaid(
  { release, schedule }: Night,
  { step: id, ...said }: NonNullable<RunState['noGo']>,
): NonNullable<Board['noGo']> {
  const step = find(release, id);
  const means = step.gate?.noGo && consequenceWords(step.gate.noGo, schedule, createClock(release.zone, 'dated'));
  return { ...said, gate: step.title ?? stepLabel(step), ...(means !== undefined && { means }) };
}

/** Everybody whom the release asks for anything. */
function namesOf({ release, schedule }: Night): readonly string[] {
  const asked = Object.values(schedule.steps).flatMap(({ by, with: others }) => [...by, ...others]);
  return [...(release.owner ? [release.owner.ref.name] : []), ...asked];
}

function boardStep(night: Night, step: Step, own: StepState, state: RunState, ticked: ReadonlySet<string>): BoardStep {
  const { release } = night;
  const { step: _, waitsFor, evidence: __, answers: ___, handed: ____, delay: _____, ...times } = own;
  const words = night.schedule.steps[step.id]?.messages?.[0]?.text;
  return {
    ...times,
    id: logName(night, step.id),
    label: stepLabel(step),
    ...(step.title !== undefined && { title: step.title }),
    verb: step.verb,
    ...(waitsFor && { waitsFor: { ...waitsFor, steps: waitsFor.steps.map((id) => stepLabel(find(release, id))) } }),
    ...(step.version && { version: [step.version.from, step.version.to].filter(Boolean).join(' → ') }),
    inOutage: night.outages.some((block) => isInside(step.block, block)),
    isNoReturn: state.decision?.noReturn?.step === step.id,
    how: step.proof?.how ?? [],
    standIns: ['ready', 'running', 'failed'].includes(own.progress)
      ? standInsOf(night.plan, release, step, own.by, state.now)
      : [],
    checklist: flat(step.checklist).map(({ id, text }) => ({ id: logName(night, id), text, ticked: ticked.has(id) })),
    ...(words !== undefined && { text: words }),
    ...evidenceOf(step, own),
    ...answerOf(night, step, own),
  };
}

/** Nothing is shown of what has not begun. */
function evidenceOf(step: Step, { start, end, evidence }: StepState): Pick<BoardStep, 'evidence'> {
  const asked = (step.proof?.evidence ?? []).filter(({ done }) => !done).map(({ text }) => text);
  if ((start ?? end) === undefined && evidence.length === 0) return {};
  return { evidence: { asked, given: evidence } };
}

function answerOf(night: Night, step: Step, { progress, end, answers }: StepState): Pick<BoardStep, 'answer'> {
  const { plan, release } = night;
  if (step.verb !== 'notify' || progress !== 'done' || end === undefined) return {};
  const named = (who: Who | undefined) => peopleOf(plan, release, who, 'with').fixed;
  const { acknowledge } = step;
  const to = [...new Set(step.targets.flatMap((ref) => named({ ref, place: ref.place })))];
  const within = acknowledge?.within;
  return {
    answer: {
      to,
      watchedBy: named(acknowledge?.by),
      ...(within && { due: addDuration(end, within, release.zone) }),
      given: answers,
    },
  };
}

function flat(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return items.flatMap((item) => [item, ...flat(item.items)]);
}

function boardGate(night: Night, step: Step, state: RunState): BoardGate | undefined {
  const own = state.gates[step.id];
  const times = state.steps[step.id];
  if (!own || !times) return undefined;
  const clock = createClock(night.release.zone, 'dated');
  const noGo = step.gate?.noGo;
  return {
    id: logName(night, step.id),
    label: stepLabel(step),
    ...(step.title !== undefined && { title: step.title }),
    votes: own.votes,
    quorum: own.quorum,
    lacking: own.lacking,
    criteria: own.criteria.map(({ subject, criterion, measure, met, old }) => ({
      subject,
      wanted: criterionWords(criterion).slice(subject.length).trim(),
      ...(measure && { measure }),
      ...(met !== undefined && { met }),
      ...(old && { old }),
    })),
    needs: own.needs,
    ...(noGo && { noGo: consequenceWords(noGo, night.schedule, clock) }),
    due: times.planned.end,
    progress: times.progress,
    ...(own.decided && { decided: own.decided }),
  };
}

/** For readers outside: where it is, without the name of anybody. */
export function withoutNames(board: Board): Board {
  const { owner: _, ...rest } = board;
  return {
    ...rest,
    people: [],
    gates: [],
    odd: [],
    calls: [],
    steps: board.steps.map((step) => {
      const { because: __, waitsFor: ___, text: ____, evidence: _____, answer: ______, ...known } = step;
      return { ...known, by: [], with: [], standIns: [], how: [], checklist: [] };
    }),
    ...(board.wayBack && {
      wayBack: {
        call: board.wayBack.call,
        label: board.wayBack.label,
        at: board.wayBack.at,
        by: '',
        end: board.wayBack.end,
        tasks: board.wayBack.tasks.map((task) => ({ ...task, by: [] })),
      },
    }),
    ...(board.decision && { decision: withoutDecider(board.decision) }),
    ...(board.noGo && { noGo: { ...board.noGo, by: '', because: undefined } }),
  };
}

function withoutDecider(decision: NonNullable<Board['decision']>): NonNullable<Board['decision']> {
  const { moved: _, decided: __, ...rest } = decision;
  return rest;
}

export function boardLines({ release }: Pick<Night, 'release'>, events: readonly RunEvent[]): readonly BoardLine[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const taken = new Set(events.flatMap((event) => ('correct' in event ? event.correct : [])));
  return events.map((event) => ({
    id: event.id,
    at: event.at,
    clock: event.clock,
    by: event.by,
    said: eventWords(event, release, byId),
    ...(event.came !== undefined && { came: event.came }),
    taken: taken.has(event.id),
  }));
}
