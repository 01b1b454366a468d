/** Stages that stand in words alone: a roll-out "in phases" of which nothing says how many users come first, or that is tried in stages and done at once. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface SaidStages {
  readonly step: Step;
  /** It is tried so elsewhere; in production everybody gets it at once. */
  readonly isTrial: boolean;
  /** What gives it to everybody. */
  readonly change?: Step;
}

/** Nothing is said where anything of the plan says a share of users, as `to 10 %` or in words. */
export function saidStages({ release, changes }: Facts): SaidStages | undefined {
  const forward = release.steps.filter(isForward);
  if (forward.some(({ share }) => share !== undefined)) return undefined;
  const speaking = forward.filter((step) => !step.done && stages(step) !== undefined);
  const isLive = (step: Step) => changes.steps.includes(step);
  const live = speaking.find(isLive);
  // Who says in words how much, on whichever line of production, has it planned.
  if (forward.some((step) => saysShare(step) && !speaksOfTrial(step) && !isElsewhere(step))) return undefined;
  if (live) return { step: live, isTrial: false };
  const trial = speaking.find((step) => isElsewhere(step) && stages(step) === 'shares');
  const change = changes.steps[0];
  return trial && change ? { step: trial, isTrial: true, change } : undefined;

  function isElsewhere(step: Step): boolean {
    return step.in !== undefined && !isLive(step) && changes.targets(step).length === 0;
  }
}

const stages = heard((words, { verb }): 'words' | 'shares' | undefined => {
  if (!GIVES.has(verb)) return undefined;
  const text = words();
  if (!STAGED.test(text)) return undefined;
  return SHARES.test(text) ? 'shares' : 'words';
});

const GIVES: ReadonlySet<string> = new Set(['deploy', 'switch', 'configure', 'start']);
const STAGED =
  /\b(phased|staged|gradual|progressive|incremental|stepwise|step-by-step|percentage)[ -](\w+ )?(roll-?outs?|releases?|deployments?|launch|activation|ramp)\b|\b(roll(ed|s|ing)?[ -]?outs?|releas(ed?|ing)|deploy(ed|ing)?|ramp(ed|ing)? up)\b.*\b(gradually|progressively|incrementally|in (phases|stages|steps|waves))\b|\bcanary\b|\b(stufen|schritt)weise|gestaffelt|\b(déploiement|mise en production) progressi|\b(despliegue|lanzamiento) (gradual|progresivo|por fases)/i;
const SHARES = /\d ?%.*\d ?%/;

const saysShare = heard((words, { checklist }) =>
  [words(), ...checklist.map(({ text }) => text)].some((text) => SHARE.test(text)),
);
/** Of a rate or a load a percentage says nothing of how many users come first. */
const SHARE =
  /\b\d+(\.\d+)? ?(%|percent) (of (the |all |our )?(users|traffic|customers|devices|players|hosts|servers|nodes|sites|requests|fleet)| ?(→|->|then) ?\d)|\bto \d+ ?%/i;

const speaksOfTrial = heard((words) => /\b(test(ed|s|ing)?|tried|rehears\w*)\b/i.test(words()));
