/** Names that something of a release waits for: behind `after`, or as what a gate needs. */
import type { Release } from '../../model.ts';

export function waitedFor({ steps, blocks, milestones }: Release): ReadonlySet<string> {
  const after = [...steps, ...blocks, ...milestones].flatMap((one) => one.after.map(({ point }) => point.ref.name));
  const needed = steps.flatMap(({ gate }) => (gate?.needs ?? []).map(({ ref }) => ref.name));
  return new Set([...after, ...needed]);
}
