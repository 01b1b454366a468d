/** Which systems nobody looks at behind their last change, as few looks as would show them. */
import { append } from '../../grouped.ts';
import type { Release, Step, System } from '../../model.ts';
import { isAsCertainAs } from '../../order/perhaps.ts';
import { isForward } from '../changes/changes.ts';
import { closesInWords } from '../changes/closed.ts';
import { comesBefore } from '../changes/protection.ts';
import { scaffolds } from '../ends/scaffolds.ts';
import { withoutSetBack } from '../ends/set-back.ts';
import type { Facts } from '../facts.ts';
import { isSeenOtherwise, ofDestination } from './otherwise.ts';

/** What one verification after `change` would prove. */
export interface Gap {
  readonly change: Step;
  /** The systems that `change` is the last change of, and that no other one of the gap shows. */
  readonly systems: readonly System[];
  /** What these need to work and show with themselves, changed by the same step or before it. */
  readonly shown: readonly System[];
}

/** A verification that is missing once is one gap, whatever it would show. */
export function unverified(facts: Facts): readonly Gap[] {
  const { release, changes } = facts;
  const verifications = verificationsOf(release);
  const ofChange = verifications.filter(changes.isOfChange);
  const proofs = proofsBySystem(facts, ofChange);
  const unproved = new Map<System, Step>();
  const own = scaffolds(facts);
  for (const [system, all] of changes.systems) {
    if (own.has(system)) continue;
    // A network is seen in whatever is reached over it.
    const ofNetwork = system.type === 'network' ? ofChange.slice(-1) : [];
    const proving = [...(proofs.get(system) ?? []), ...(proofs.get(undefined) ?? []), ...ofNetwork];
    const isProved = (step: Step) =>
      [...proving, ...ofDestination(step, ofChange)].some(
        (proof) => isAsCertainAs(proof, step) && comesBefore(facts, step, proof),
      );
    const last = withoutSetBack(all).findLast((step) => !isProved(step));
    if (last && !closesInWords(last) && !isSeenOtherwise(facts, system, last, verifications))
      unproved.set(system, last);
  }
  return gaps(facts, unproved);
}

export function verificationsOf({ steps }: Release): readonly Step[] {
  return steps.filter((step) => step.verb === 'verify' && isForward(step));
}

/** `unproved`: systems with their last change. */
function gaps({ changes, dependencies }: Facts, unproved: ReadonlyMap<System, Step>): readonly Gap[] {
  const shownBy = new Map<System, System>();
  const isShownBy = (system: System, other: System): boolean => {
    const [change, later] = [unproved.get(system)!, unproved.get(other)!];
    return changes.needs(other).has(system) && (change === later || dependencies.precedes(change, later));
  };
  // Most need none of the others.
  const needing = [...unproved.keys()].filter((one) =>
    [...changes.needs(one)].some((needed) => needed !== one && unproved.has(needed)),
  );
  for (const system of unproved.keys()) {
    for (const other of needing) {
      // Systems that need each other show each other; one of them has to stay.
      if (other === system || !isShownBy(system, other) || chainEnd(shownBy, other) === system) continue;
      shownBy.set(system, other);
      break;
    }
  }
  const byChange = new Map<Step, { systems: System[]; shown: System[] }>();
  for (const [system] of unproved) {
    const top = chainEnd(shownBy, system);
    const change = unproved.get(top)!;
    const gap = byChange.get(change) ?? { systems: [], shown: [] };
    byChange.set(change, gap);
    (top === system ? gap.systems : gap.shown).push(system);
  }
  return [...byChange].map(([change, gap]) => ({ change, ...gap }));
}

function chainEnd(next: ReadonlyMap<System, System>, from: System): System {
  let end = from;
  for (let one = next.get(end); one; one = next.get(end)) end = one;
  return end;
}

/**
 * The verifications that show the health of a system: those of itself and of whatever needs it to work. Under
 * `undefined` those that may show all of them: they name no target, or what the release does not change, and so look at it for the sake
 * of what it does.
 */
function proofsBySystem(
  { changes }: Facts,
  verifications: readonly Step[],
): ReadonlyMap<System | undefined, readonly Step[]> {
  const proofs = new Map<System | undefined, Step[]>();
  const add = (system: System | undefined, step: Step) => {
    append(proofs, system, step);
  };
  for (const step of verifications) {
    const shown = [...new Set(changes.targets(step).flatMap((target) => [...changes.needs(target)]))];
    const changed = shown.filter((system) => changes.systems.has(system));
    if (step.targets.length === 0 || (shown.length > 0 && changed.length === 0)) add(undefined, step);
    for (const system of changed) add(system, step);
  }
  return proofs;
}
