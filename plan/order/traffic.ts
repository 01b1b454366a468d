/** What share of the traffic a system gets, stage by stage: `switch cart to 10 %`. */
import type { Release, Step } from '../model.ts';
import { isCalled } from './blocks.ts';

export interface TrafficStage {
  readonly step: Step;
  /** In percent: before it, and from its end on. */
  readonly before: number;
  readonly share: number;
}

/**
 * The stages of every system whose traffic is moved in shares, by its name, in the order of the page. A `switch` of it that
 * says none moves all of it. What happens only when it is called is no stage.
 */
export function trafficStages(release: Release): ReadonlyMap<string, readonly TrafficStage[]> {
  const stages = new Map<string, TrafficStage[]>();
  const shared = new Set(release.steps.flatMap(({ share, targets }) => (share ? targets.map(({ name }) => name) : [])));
  for (const step of release.steps) {
    if (step.verb !== 'switch' || isCalled(step.block)) continue;
    if (step.share && step.share.percent === undefined) continue;
    for (const { name } of step.targets) {
      if (!shared.has(name)) continue;
      const own = stages.get(name) ?? [];
      stages.set(name, own);
      own.push({ step, before: own.at(-1)?.share ?? 0, share: step.share?.percent ?? 100 });
    }
  }
  return stages;
}

/** What share it had before a step; undefined: the step moves no share. */
export function shareBefore(release: Release, step: Step): number | undefined {
  if (!step.share) return undefined;
  for (const own of trafficStages(release).values()) {
    const stage = own.find((one) => one.step === step);
    if (stage) return stage.before;
  }
  return undefined;
}
