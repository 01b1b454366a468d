/** What everybody does now, may begin with, and has next. */
import { append } from '../grouped.ts';
import type { Id } from '../ids.ts';
import type { Step } from '../model.ts';
import type { PersonState, StepState, WayBackState } from './model.ts';

interface Work {
  readonly step: Id<Step>;
  readonly progress: StepState['progress'];
  readonly people: readonly string[];
  readonly start: number;
  readonly waitsFor: readonly string[];
}

/** In the order in which they are needed first. */
export function peopleStates(steps: Iterable<StepState>, wayBack: WayBackState | undefined): readonly PersonState[] {
  const work: Work[] = [];
  for (const { step, progress, by, with: others, forecast, waitsFor, part } of steps) {
    if (part === 'called' && wayBack) continue;
    work.push({ step, progress, people: [...by, ...others], start: forecast.start, waitsFor: waitsFor?.people ?? [] });
  }
  for (const task of wayBack?.tasks ?? []) {
    const ahead = wayBack!.tasks.filter(
      ({ progress, forecast }) => isOpen(progress) && forecast.end <= task.forecast.start,
    );
    work.push({
      step: task.step,
      progress: task.progress,
      people: task.by,
      start: task.forecast.start,
      waitsFor: [...new Set(ahead.flatMap(({ by }) => by))],
    });
  }
  const byStart = work.sort((a, b) => a.start - b.start);
  const people = new Map<string, Work[]>();
  for (const one of byStart) for (const name of one.people) append(people, name, one);
  return [...people].map(([name, all]): PersonState => {
    const now = all.find(({ progress }) => progress === 'running');
    const ready = all.find(({ progress }) => progress === 'ready' || progress === 'failed');
    const next = all.find(({ progress }) => progress === 'waiting');
    return {
      name,
      ...(now && { now: now.step }),
      ...(ready && { ready: ready.step }),
      ...(next && { next: { step: next.step, at: next.start, waitsFor: next.waitsFor.filter((who) => who !== name) } }),
      free: !now && !ready && !next,
    };
  });
}

function isOpen(progress: StepState['progress']): boolean {
  return progress === 'waiting' || progress === 'ready' || progress === 'running' || progress === 'failed';
}
