/** What a release sets up for its own night and takes down again: a timer, a relay, a temporary host. */
import { CHANGE_VERBS, type Ref, type System } from '../../model.ts';
import { ofKind } from '../../named.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/**
 * Systems of which the first line that does something to them sets them up, and the last one takes them down, in words; that are in no
 * environment, and that nothing else of the plan needs. Nobody is left with them, whichever way it goes.
 */
export function scaffolds({ plan, release, changes }: Facts): ReadonlySet<System> {
  const found = new Set<System>();
  const doing = release.steps.filter((step) => isForward(step) && DOES.has(step.verb));
  for (const last of doing.filter(takesDown)) {
    for (const system of changes.targets(last)) {
      const own = doing.filter((step) => changes.targets(step).includes(system));
      if (system.environment || own.at(-1) !== last || own[0] === last || !setsUp(own[0]!)) continue;
      if (!isNeeded(plan, system)) found.add(system);
    }
  }
  return found;
}

function isNeeded(plan: Facts['plan'], { name }: System): boolean {
  const isIt = (ref: Ref) => ref.name === name;
  return (
    ofKind(plan.names, 'system').some(({ on, uses }) => on.some(isIt) || uses.some(isIt)) ||
    ofKind(plan.names, 'audience').some(({ uses }) => uses.some(isIt))
  );
}

const DOES: ReadonlySet<string> = new Set([...CHANGE_VERBS, 'stop', 'start']);

const setsUp = heard((words, { verb }) => (verb === 'deploy' || verb === 'configure') && SETS_UP.test(words()));
const takesDown = heard((words, { verb }) => DOES.has(verb) && TAKES_DOWN.test(words()));

const SETS_UP =
  /\b(creat\w*|set(s|ting)? up|mak(e|es|ing)|install\w*|provision\w*|spin(s|ning)? up|bring(s|ing)? up|writ(e|es|ing)|add(s|ing)?|temporary|stand(s|ing)? up)\b/i;
const TAKES_DOWN =
  /\b(remov\w*|delet\w*|tear(s|ing)? down|tak(e|es|ing) down|destroy\w*|clean(s|ing)?[- ]?up|dispos\w*)\b/i;
