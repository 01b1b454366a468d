/** Users who hear of a release only when it is over: that they are told shows that it concerns them. */
import type { Audience, Step } from '../../model.ts';
import { ofKind } from '../../named.ts';
import { isSmall } from '../back/ways.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import type { Message } from '../messages.ts';
import { inWords } from '../words.ts';

/**
 * Audiences with the first message to them, where none comes before and none without a time. Who says what they use is asked for by that, whose
 * members are known is of the house, and the press is told when there is something to tell.
 */
export function toldAfterwards(
  { plan, release }: Facts,
  messages: readonly Message[],
): readonly { readonly audience: Audience; readonly step: Step }[] {
  if (isSmall(release)) return [];
  return ofKind(plan.names, 'audience').flatMap((audience) => {
    const { name, uses, members } = audience;
    const own = messages.filter(({ step, names }) => step.verb === 'notify' && isForward(step) && names.includes(name));
    const isConcerned = uses.length === 0 && members.length === 0 && WORKING.test(inWords(audience));
    const [first] = own;
    return isConcerned && first && !first.step.done && own.every(({ before, after }) => after && !before)
      ? [{ audience, step: first.step }]
      : [];
  });
}

const WORKING =
  /\b(users?|customers?|clients?|partners?|tenants?|merchants?|members|subscribers?|players|students?|patients?|citizens?|sellers?|drivers?|operators?|committers|contributors|developers|integrators|branches|stores|agents|employees|staff)\b/i;
