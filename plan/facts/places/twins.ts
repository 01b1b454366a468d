/** A job that works in two places at once: the new one begins before the old one is stopped. */
import { lookup, type Release, rootBlock, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';

export interface Twins {
  /** Of the run, or of a way back. */
  readonly start: Step;
  readonly stop: Step;
  readonly begins: string;
  readonly ends: string;
}

/**
 * Names tell that two things do the same: without `old`, `new` and the like they are one (`scheduler` and `old-scheduler`). Of what answers users two
 * may be there at once; what works by itself does everything twice.
 */
export function twinsAtWork(facts: Facts): readonly Twins[] {
  const { plan, release } = facts;
  const found: Twins[] = [];
  const told = new Set<string>();
  const isThing = (name: string) => lookup(plan, release, name)?.kind === 'system';
  for (const stop of release.steps) {
    if (stop.verb !== 'stop') continue;
    for (const { name: ends } of stop.targets.filter(({ name }) => isJob(name) && isThing(name))) {
      for (const start of startsBefore(release, stop)) {
        const twin = start.targets.find(({ name }) => name !== ends && isThing(name) && stemOf(name) === stemOf(ends));
        const key = `${rootBlock(stop.block).id} ${ends}`;
        if (!twin || told.has(key) || isHeld(release, ends, start)) continue;
        told.add(key);
        found.push({ start, stop, begins: twin.name, ends });
      }
    }
  }
  return found;
}

function startsBefore({ steps }: Release, stop: Step): readonly Step[] {
  return steps.filter(
    (step) =>
      step.verb === 'start' && step.index < stop.index && rootBlock(step.block) === rootBlock(stop.block) && !step.done,
  );
}

/** It has been paused, drained or taken away before. */
function isHeld({ steps }: Release, name: string, start: Step): boolean {
  return steps.some(
    (step) =>
      step.index < start.index &&
      (step.verb === 'configure' || step.verb === 'stop' || step.verb === 'revoke') &&
      rootBlock(step.block) === rootBlock(start.block) &&
      step.targets.some((one) => one.name === name),
  );
}

function isJob(name: string): boolean {
  return JOBS.test(name.replaceAll('-', ' '));
}

const JOBS =
  /\b(schedulers?|workers?|crons?|jobs?|consumers?|batch|importers?|exporters?|scrapers?|pollers?|senders?|mailers?|crawlers?|publishers?|replicators?|runners?|processors?|dispatchers?|feeds?|sync\w*)\b/i;

/** Numbers stay: of two nodes that are changed in turns each works. */
function stemOf(name: string): string {
  return name
    .split(/[-_.]/)
    .filter(
      (word) => !/^(old|new|legacy|previous|former|current|next|blue|green|source|target|prod|production)$/i.test(word),
    )
    .join('-');
}
