/** What goes to users once the run is over, and everybody has gone. */
import { rootBlock, type Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { comesBefore } from '../changes/protection.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** Steps of a `follow-up` that bring something into what is in use, and behind which nobody looks. What only tidies up brings nothing. */
export function broughtUnlooked(facts: Facts): readonly Step[] {
  const { release, changes } = facts;
  const behind = release.steps.filter(
    (step) => isForward(step) && rootBlock(step.block).kind === 'follow-up' && !step.done,
  );
  const bringing = behind.filter((step) => BRINGS.has(step.verb) && changes.targets(step).length > 0 && !tidies(step));
  if (bringing.length === 0 || !changes.steps.some((step) => rootBlock(step.block).kind === 'run')) return [];
  const looks = release.steps.filter((step) => isForward(step) && looksAt(step));
  return bringing.filter((step) => !looks.some((look) => look.index > step.index || comesBefore(facts, step, look)));
}

const BRINGS: ReadonlySet<string> = new Set(['deploy', 'migrate']);

const tidies = heard((words, { verb }) => BRINGS.has(verb) && TIDIES.test(words()));
const TIDIES =
  /\b(remov\w*|delet\w*|drop\w*|clean\w*|decommission\w*|retir\w*|archiv\w*|old|legacy|documentation|docs|dashboards?|alerts?|monitoring|backups?)\b/i;

const looksAt = heard(
  (words, { verb }) =>
    verb === 'verify' || verb === 'gate' || ((verb === 'task' || verb === 'meet') && LOOKS.test(words())),
);
const LOOKS = /\b(tests?|testing|check\w*|verif\w+|validat\w+|smoke|monitor\w*|watch\w*|look\w*|observ\w*)\b/i;
