/** What the file said earlier, where a version control remembers it. */
import type { Plan, Release } from '../model.ts';
import type { Instant } from '../time/model.ts';
import type { Facts } from './facts.ts';

/** The release as the last version said that was written until then; undefined where nobody remembers that long. */
export function inForce(
  { history, release }: Facts,
  at: Instant,
): { readonly release: Release; readonly revision?: string } | undefined {
  const version = history?.findLast((one) => one.at <= at);
  const earlier = version?.plan.releases.find(({ name }) => name === release.name);
  return version && earlier && { release: earlier, revision: version.revision };
}

/** Whether any check would look at what the plan said earlier: something was frozen, approved or rehearsed. */
export function asksForHistory({ releases }: Pick<Plan, 'releases'>): boolean {
  return releases.some(
    ({ scope, freezes, changes, rehearsals, confirmations }) =>
      scope?.frozenOn !== undefined ||
      freezes.some(({ of }) => of.some(({ name }) => name === 'scope')) ||
      changes.some(({ approvedOn }) => approvedOn !== undefined) ||
      confirmations.some(({ on, agreed }) => on !== undefined && agreed === undefined) ||
      rehearsals.some(({ result }) => result !== undefined),
  );
}
