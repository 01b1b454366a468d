/** Words that are looked at only once they have been sent. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface CheckedLate {
  readonly message: Step;
  readonly look: Step;
}

/** A step that checks texts or translations, and names a message that goes out before it: by the name, or by what the title calls it. */
export function checkedLate({ release, dependencies }: Facts): readonly CheckedLate[] {
  const looks = release.steps.filter((step) => isForward(step) && !step.done && looksAtWords(step) !== undefined);
  if (looks.length === 0) return [];
  const messages = release.steps.filter((step) => step.verb === 'notify' && isForward(step) && step.name !== undefined);
  return looks.flatMap((look) => {
    const text = looksAtWords(look)!;
    const own = messages.filter(({ name }) => text.includes(` ${name!.replaceAll('-', ' ').toLowerCase()} `));
    const message = own.length === 1 ? own[0] : undefined;
    return message && dependencies.precedes(message, look) ? [{ message, look }] : [];
  });
}

const looksAtWords = heard((words, { verb }): string | undefined => {
  if (verb !== 'task' && verb !== 'verify') return undefined;
  const text = words();
  return LOOKS.test(text) ? ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} ` : undefined;
});

const LOOKS =
  /\b(check|review|proof-?read|approv|correct|verif)\w*\b.*\b(translations?|wording|texts?|drafts?|spelling|links?)\b|\b(translations?|wording|texts?|drafts?)\b.*\b(checked|reviewed|approved|proof-?read)\b/i;
