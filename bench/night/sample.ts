/** Nights to measure with. */
import { createWorkspace } from '../../language/workspace.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { type Night, nightOf } from '../../plan/log/night.ts';
import type { Instant } from '../../plan/time/model.ts';
import { samplePlan } from '../tools/plans.ts';

/** Every step of it may take longer or shorter. */
export function nightOfSample(steps: number): Night {
  return nightOfText(samplePlan(steps, { ranges: true }).release);
}

export function nightOfText(text: string): Night {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///night.release', text);
  const { plan, schedules } = workspace.analysis('file:///night.release');
  return nightOf(plan, plan.releases[0]!, schedules[0]!);
}

let count = 0;

/** As it is said, each a little behind the one before. */
export function eventAt(minute: Instant, said: object): RunEvent {
  return {
    id: `0193a000-0000-7000-8000-${String(++count).padStart(12, '0')}`,
    at: new Date(minute * 60_000).toISOString(),
    clock: minute * 60_000 + (count % 50_000),
    writer: 'bench',
    by: 'bench',
    ...said,
  } as RunEvent;
}
