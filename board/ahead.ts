/**
 * What somebody has said on this page and the board has not shown yet, laid over what it showed last: a button that was tapped is no button any
 * more, whether there is a network or not. Only what follows at once is worked out here; the forecast is the board's.
 */
import { aboutOf, type RunEvent, timeOf, verbOf } from '../plan/log/events.ts';
import type { Board, BoardPerson, BoardStep, BoardTask } from '../view/run/board.ts';

type Progress = BoardStep['progress'];

/** What a step becomes. */
const BECOMES: Readonly<Partial<Record<string, Progress>>> = {
  start: 'running',
  done: 'done',
  tell: 'done',
  fail: 'failed',
  skip: 'skipped',
  undo: 'undone',
};

export function ahead(board: Board, said: readonly RunEvent[]): Board {
  if (said.length === 0) return board;
  const own = said.filter((event) => !said.some((other) => 'correct' in other && other.correct === event.id));
  const steps = freed(
    board.steps.map((step) => own.reduce(stepAfter, step)),
    board.now,
  );
  const { wayBack } = board;
  return {
    ...board,
    steps,
    gates: board.gates.map((gate) => own.reduce(gateAfter, gate)),
    people: board.people.map((person) => personAmong(person, steps)),
    ...(wayBack && { wayBack: { ...wayBack, tasks: wayBack.tasks.map((task) => own.reduce(taskAfter, task)) } }),
  };
}

function stepAfter(step: BoardStep, event: RunEvent): BoardStep {
  const about = aboutOf(event);
  if ('tick' in event) {
    const checklist = step.checklist.map((line) => (line.id === about ? { ...line, ticked: !event.off } : line));
    return { ...step, checklist };
  }
  if (about !== step.id) return step;
  const given = { by: event.for ?? event.by, at: Math.floor(timeOf(event) / 60_000) };
  if ('evidence' in event && step.evidence) {
    const { link, note } = event;
    const shown = { ...given, ...(link !== undefined && { link }), ...(note !== undefined && { note }) };
    return { ...step, evidence: { ...step.evidence, given: [...step.evidence.given, shown] } };
  }
  if ('acknowledge' in event && step.answer)
    return { ...step, answer: { ...step.answer, given: [...step.answer.given, given] } };
  if ('hand' in event) return { ...step, by: [event.to] };
  const progress = BECOMES[verbOf(event)!];
  if (!progress) return step;
  const at = Math.floor(timeOf(event) / 60_000);
  if (progress === 'running') {
    const end = at + step.forecast.end - step.forecast.start;
    return { ...step, progress, start: at, forecast: { start: at, end } };
  }
  return { ...step, progress, ...(progress !== 'failed' && { end: at }) };
}

function taskAfter(task: BoardTask, event: RunEvent): BoardTask {
  if (aboutOf(event) !== task.id) return task;
  const progress = BECOMES[verbOf(event)!];
  return progress ? { ...task, progress: progress === 'undone' ? 'done' : progress } : task;
}

function gateAfter(gate: Board['gates'][number], event: RunEvent): Board['gates'][number] {
  if (!('vote' in event) || event.vote !== gate.id) return gate;
  const who = event.for ?? event.by;
  const votes = gate.votes.map((vote) => (vote.who === who ? { ...vote, as: event.as } : vote));
  return { ...gate, votes };
}

/** What waited for nothing but what is over by now may begin. */
function freed(steps: readonly BoardStep[], now: number): readonly BoardStep[] {
  const over = new Set(
    steps.flatMap(({ progress, label }) => (['done', 'skipped', 'undone'].includes(progress) ? [label] : [])),
  );
  return steps.map((step) => {
    if (step.progress !== 'waiting' || !step.waitsFor) return step;
    const { until } = step.waitsFor;
    const left = step.waitsFor.steps.filter((label) => !over.has(label));
    const busy = steps.some(({ progress, by }) => progress === 'running' && by.some((who) => step.by.includes(who)));
    const isFree = left.length === 0 && !busy && (until === undefined || until <= now);
    return { ...step, ...(isFree && { progress: 'ready' as const }), waitsFor: { ...step.waitsFor, steps: left } };
  });
}

function personAmong(person: BoardPerson, steps: readonly BoardStep[]): BoardPerson {
  const own = steps
    .filter(({ by, with: others }) => by.includes(person.name) || others.includes(person.name))
    .toSorted((a, b) => a.forecast.start - b.forecast.start);
  const first = (...progress: readonly Progress[]) => own.find((step) => progress.includes(step.progress));
  const [now, ready, next] = [first('running'), first('ready', 'failed'), first('waiting')];
  return {
    name: person.name,
    title: person.title,
    ...(person.isAway && { isAway: true as const }),
    ...(now && { now: now.id }),
    ...(ready && { ready: ready.id }),
    ...(next && {
      next: {
        step: next.id,
        at: next.forecast.start,
        waitsFor: (next.waitsFor?.people ?? []).filter((who) => who !== person.name),
      },
    }),
  };
}
