/** Access that is taken from somebody for the night, of which only a part is given back. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface Taken {
  readonly revoke: Step;
  readonly grant: Step;
  /** What they had, and do not get again. */
  readonly kept: readonly string[];
}

/**
 * `revoke a, b from crews`, and behind it no more than `grant a to crews`. Nothing is said of what the plan gives them itself before, of what
 * users are led away from, and of what ends for good.
 */
export function partlyGivenBack({ release }: Facts): readonly Taken[] {
  const forward = release.steps.filter(isForward);
  const left = new Set(
    forward
      .flatMap(({ verb, targets, from }) => [
        ...(verb === 'switch' || verb === 'stop' ? targets : []),
        ...(from ? [from] : []),
      ])
      .map(({ name }) => name),
  );
  const grants = forward.filter(({ verb, to }) => verb === 'grant' && to);
  return forward.flatMap((revoke) => {
    const whom = revoke.verb === 'revoke' ? revoke.from?.name : undefined;
    if (whom === undefined || isForGood(revoke)) return [];
    const own = grants.filter(({ to }) => to!.name === whom);
    const given = new Set(own.flatMap(({ targets }) => targets.map(({ name }) => name)));
    const grant = own.find(({ index }) => index > revoke.index);
    const kept = revoke.targets.map(({ name }) => name).filter((name) => !given.has(name) && !left.has(name));
    return grant && kept.length > 0 ? [{ revoke, grant, kept }] : [];
  });
}

const isForGood = heard((words, { verb }) => verb === 'revoke' && FOR_GOOD.test(words()));
const FOR_GOOD =
  /\b(for good|permanent\w*|old|legacy|retir\w*|leav(e|es|ing|ers?)|decommission\w*|for ?ever|no longer)\b/i;
