/** What is done otherwise than in an earlier version: which steps came in, went, became others or changed place. */
import { counted } from '../counted.ts';
import type { Step } from '../model.ts';
import { matchSteps } from './match-steps.ts';
import { displacedOf } from './steps.ts';

export interface DoneOtherwise {
  readonly added: readonly Step[];
  readonly removed: readonly Step[];
  readonly changed: readonly Step[];
  readonly moved: readonly Step[];
}

/** Who does a step and how long it takes may be another; what is done, in what order, may not. */
export function doneOtherwise(before: readonly Step[], after: readonly Step[]): DoneOtherwise {
  const pairing = matchSteps(before, after);
  const added: Step[] = [];
  const removed: Step[] = [];
  const changed: Step[] = [];
  for (const { base, head } of pairing.pairs) {
    if (!head) removed.push(base!);
    else if (!base) added.push(head);
    else if (!doesTheSame(base, head)) changed.push(head);
  }
  return { added, removed, changed, moved: [...displacedOf(pairing)].filter((step) => !changed.includes(step)) };
}

/** `1 step came in (verify web)`; empty: nothing is. `named` says which. */
export function otherwiseWords(
  { added, removed, changed, moved }: DoneOtherwise,
  named: (steps: readonly Step[]) => string,
): readonly string[] {
  const part = (steps: readonly Step[], verb: string, plural = verb) =>
    steps.length === 0
      ? undefined
      : `${counted(steps.length, 'step')} ${steps.length === 1 ? verb : plural} (${named(steps)})`;
  return [
    part(added, 'came in'),
    part(removed, 'went'),
    part(changed, 'became another one', 'became others'),
    part(moved, 'changed place'),
  ].filter((text) => text !== undefined);
}

/** It may be renamed, and its title written better. */
function doesTheSame(a: Step, b: Step): boolean {
  const what = ({ verb, targets }: Step) => [verb, ...targets.map(({ name }) => name)].join(' ');
  const [was, is] = [a.version?.to, b.version?.to];
  return what(a) === what(b) && (was === undefined || is === undefined || isSameVersion(was, is));
}

/** `v4.2` and `4.2.0` are one version. */
export function isSameVersion(a: string, b: string): boolean {
  const plain = (version: string) => version.replace(/^v(?=\d)/i, '').replace(/(\.0)+$/, '');
  return plain(a) === plain(b);
}
