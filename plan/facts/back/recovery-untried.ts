/** A way out of a disaster that is written down, and that nobody tries. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** The first step that writes such a plan, where no rehearsal, test or drill of the release speaks of it. */
export function recoveryUntried({ release }: Facts): Step | undefined {
  const writing = release.steps.find((step) => isForward(step) && !step.done && writesRecovery(step));
  if (!writing) return undefined;
  const rehearsed = [...release.rehearsals, ...release.uats].some(({ name, title = '', checklist }) =>
    [`${name} ${title}`, ...checklist.map(({ text }) => text)].some((text) => RECOVERY.test(text)),
  );
  return rehearsed || release.steps.some((step) => step !== writing && triesRecovery(step)) ? undefined : writing;
}

const writesRecovery = heard((words, { verb }) => verb === 'task' && WRITES.test(words()) && !TRIES.test(words()));
const triesRecovery = heard((words, { checklist }) =>
  [words(), ...checklist.map(({ text }) => text)].some((text) => RECOVERY.test(text) && TRIES.test(text)),
);

const RECOVERY = /recover|disaster|roll-?back|fall-?back|fail-?back|back-?out|revert|way back|contingency/i;
const WRITES =
  /\b(writ|formulat|draft|document|defin|determin|develop|prepar|creat)\w*\b.*\b(disaster[- ]recovery|recovery|roll-?back|fall-?back|fail-?back|back-?out|contingency) (plan|procedure|steps|runbook|strategy|scripts?)\b/i;
const TRIES =
  /\b(test\w*|rehears\w*|dry[- ]run|drill\w*|tried|try|verif\w+|validat\w+|practi[cs]ed?|exercis\w+|simulat\w+|walk-?through)\b/i;
