/** What is written down elsewhere while the system is away, and that nobody enters when it is back. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** The first step whose words say so (`stop lending "Loans are tracked on paper"`), where no line of the plan speaks of entering it. */
export function neverEntered({ release }: Facts): Step | undefined {
  const forward = release.steps.filter(isForward);
  const first = forward.find((step) => !step.done && keepsElsewhere(step));
  return first && !forward.some((step) => step !== first && enters(step)) ? first : undefined;
}

const keepsElsewhere = heard((words, { verb }) => verb !== 'notify' && verb !== 'verify' && ON_PAPER.test(words()));

const ON_PAPER =
  /\b(track|record|register|log|not|captur|tak|borrow|check|kept|keep|work|order|book)\w*\b[^.]*\b(on|by|with) paper\b|\b(paper|off-?line) (forms?|slips?|logs?|records?|registers?|circulation mode)\b|\bauf Papier\b|\bsur papier\b|\b(en|em) papel\b/i;

/** Of a plan that speaks of it anywhere somebody has thought of it. */
const enters = heard((words, { checklist }) =>
  [words(), ...checklist.map(({ text }) => text)].some((text) => ENTERS.test(text)),
);

const ENTERS =
  /\b(enter\w*|key(ed|ing)? in|re-?key\w*|upload\w*|catch(ing)? up|back-?log|back-?fill\w*|back-?entry|back-?load\w*|reconcil\w*|transcri\w*|import\w*|process\w*)\b|\b(nach(trag|erfass|gepfleg|pfleg)\w*|saisir|saisie|ingresar|cargar|registrar)/i;
