/** Which file of one version is which file of another: a plan that was moved is still that plan. */
import type { Plan } from '../model.ts';
import { alike, Pairing } from './pairing.ts';

export interface PlanFile {
  readonly path: string;
  readonly text: string;
  readonly plan: Plan;
}

/**
 * By path; else by what they say, by the releases they hold; shared files also by the likeness of their texts: two plans
 * may be alike, and are two plans because their releases have other names.
 */
export function matchPlans<T extends PlanFile>(base: readonly T[], head: readonly T[]): Pairing<T> {
  return new Pairing(base, head)
    .byKey(({ path }) => path)
    .byKey(({ text }) => (text.trim() === '' ? undefined : text))
    .byKey(({ plan }) => (plan.releases.length === 0 ? undefined : plan.releases.map(({ name }) => name).join(' ')))
    .byLikeness(likeness, 0.6, ({ path }) => path.slice(path.lastIndexOf('/') + 1));
}

function likeness(a: PlanFile, b: PlanFile): number {
  const areShared = a.plan.releases.length + b.plan.releases.length === 0;
  return areShared && a.text.trim() !== '' ? alike(a.text, b.text) : 0;
}
