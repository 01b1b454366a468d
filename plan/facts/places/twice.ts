/** A change that stands twice in a plan: who does the second one finds it done, or does it over what has come since. */
import { CHANGE_VERBS, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heardAlike } from '../heard.ts';

export interface Twice {
  readonly first: Step;
  readonly second: Step;
}

/** The same verb, the same words and something they share: in two blocks, each by itself, not as a part of what is used twice. */
export function changedTwice({ changes }: Facts): readonly Twice[] {
  const known = new Map<string, Step[]>();
  return changes.steps.flatMap((second) => {
    const { verb, targets } = second;
    const words = saidOf(second);
    if (words === undefined) return [];
    const key = `${verb} ${second.version?.to ?? ''} ${second.to?.name ?? ''} ${words}`;
    const before = known.get(key) ?? [];
    known.set(key, [...before, second]);
    const first = before.find(
      (one) => one.block !== second.block && one.targets.some(({ name }) => targets.some((of) => of.name === name)),
    );
    return first ? [{ first, second }] : [];
  });
}

/** Of a change by itself, without what stands in brackets; undefined where they are one word, or what one does again and again. */
const saidOf = heardAlike(({ verb, title = '', share, every, optional, onlyIf, usedAt, in: where }) => {
  if (!CHANGE_VERBS.includes(verb) || share || every || optional || onlyIf || usedAt || where) return undefined;
  const words =
    title
      .toLowerCase()
      .replace(/\([^)]*\)/g, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 || AGAIN.test(title) ? undefined : words.join(' ');
});

const AGAIN =
  /\b(re-?\w*start\w*|reload\w*|flush\w*|purg\w*|clear\w*|drain\w*|enabl\w*|disabl\w*|on|off|lock\w*|scal\w*|maintenance|flags?|fix\w*|hotfix\w*|patch\w*|again|first|second|next|batch|wave|node|region)\b/i;
