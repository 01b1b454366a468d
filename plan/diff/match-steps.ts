/** Which step of one version is which step of another. */
import { type Block, rootBlock, type Step, stepLabel } from '../model.ts';
import { alike, Pairing } from './pairing.ts';

/**
 * By name; else by verb, targets and title, first in the same block; else by what is most alike, with the steps around
 * it: a step that was renamed or retargeted is still that step, in the place where it stood.
 */
export function matchSteps(base: readonly Step[], head: readonly Step[]): Pairing<Step> {
  const pairing = new Pairing(base, head)
    .byKey(({ name }) => name)
    .byKey((step) => `${content(step)} in ${blockPath(step.block)}`)
    .byKey((step) => `${content(step)} in ${rootBlock(step.block).kind}`)
    .byKey(content)
    .byKey((step) => (step.title ? `${step.verb} ${step.title}` : undefined));
  const baseNeighbours = neighbours(base);
  const headNeighbours = neighbours(head);
  return pairing.byLikeness(
    (a, b, so) => {
      const own = likeness(a, b);
      const [before, after] = [baseNeighbours(a), headNeighbours(b)];
      const around = [0, 1].filter((side) => so.arePaired(before[side], after[side])).length;
      return own + around * 0.1;
    },
    0.6,
    ({ verb }) => verb,
  );
}

/** `run > outage`, `rollback full`. */
export function blockPath(block: Block): string {
  const path: string[] = [];
  for (let at: Block | undefined = block; at; at = at.parent) path.unshift(at.name ? `${at.kind} ${at.name}` : at.kind);
  return path.join(' > ');
}

function content(step: Step): string {
  return [step.verb, ...step.targets.map(({ name }) => name), step.title ?? ''].join(' ');
}

/** 0 to 1; a step of another kind of block is another step: what is rolled back is not what is done. */
function likeness(a: Step, b: Step): number {
  if (rootBlock(a.block).kind !== rootBlock(b.block).kind) return 0;
  const targets = new Set([...a.targets, ...b.targets].map(({ name }) => name));
  const shared = a.targets.filter(({ name }) => b.targets.some((other) => other.name === name)).length;
  const sameTargets = targets.size > 0 ? shared / targets.size : undefined;
  const text = Math.max(alike(a.title, b.title), alike(stepLabel(a), stepLabel(b)));
  return (
    0.3 * Number(a.verb === b.verb) +
    (sameTargets === undefined ? 0.45 * text : 0.25 * sameTargets + 0.2 * text) +
    0.15 * Number(a.by?.ref.name === b.by?.ref.name) +
    0.1 * Number(a.duration?.text === b.duration?.text)
  );
}

/** The step before and after one in its release. */
function neighbours(steps: readonly Step[]): (step: Step) => readonly (Step | undefined)[] {
  const at = new Map(steps.map((step, i) => [step, i]));
  return (step) => {
    const i = at.get(step) ?? 0;
    return [steps[i - 1], steps[i + 1]];
  };
}
