/** A repair that is made beside what everybody works on, and never brought there: the next release has the fault again. */
import { rootBlock, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** Steps that open a branch for a hotfix, where nothing behind them speaks of bringing it back. */
export function neverMerged({ release }: Facts): readonly Step[] {
  return release.steps.filter((step) => {
    if (step.done || !opensBranch(step)) return false;
    return !release.steps.some((other) => other.index > step.index && brings(other) && mayFollow(step, other));
  });
}

/** In the same block, or behind all of them. */
function mayFollow(step: Step, other: Step): boolean {
  const [own, its] = [rootBlock(step.block), rootBlock(other.block)];
  return own === its || its.kind === 'follow-up';
}

const opensBranch = heard((words, { verb }) => verb === 'task' && OPENS.test(words().replace(/\([^)]*\)/g, '')));

const OPENS =
  /\b(creat|open|cut|start|make|new|check(?:ing)? out)\w*\b.*\bbranch\b.*\bhot-?fix|\b(creat|open|cut|start|make|new)\w*\b.*\bhot-?fix\b.*\bbranch\b/i;

const brings = heard((words, { checklist }) =>
  [words(), ...checklist.map(({ text }) => text)].some((text) => BRINGS.test(text)),
);

const BRINGS = /\b(merg\w*|cherry-?pick\w*|back-?port\w*|forward-?port\w*|rebas\w*|re-?integrat\w*|sync\w*)\b/i;
