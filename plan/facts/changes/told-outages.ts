/** How long the users are told, before it begins, that they will be cut off. */
import type { Step } from '../../model.ts';
import { partsOf } from '../../schedule/messages.ts';
import type { Facts } from '../facts.ts';
import { inRun, isForward } from './changes.ts';

export interface ToldOutage {
  readonly step: Step;
  readonly minutes: number;
  /** As the message says it: `90 minutes`. */
  readonly words: string;
}

/**
 * Messages before T whose words say one length of the outage, in the order of the page. Nothing of one that says several, a range, what an
 * earlier one has said otherwise, or how long another outage was: then it is open which of them is meant.
 */
export function toldOutages({ plan, release, schedule }: Facts): readonly ToldOutage[] {
  const { T } = schedule;
  if (T === undefined) return [];
  return release.steps.flatMap((step) => {
    const at = schedule.steps[step.id]?.start;
    const isBefore = step.verb === 'notify' && isForward(step) && !inRun(step) && at !== undefined && at <= T;
    if (!isBefore || !step.text) return [];
    const words = partsOf(plan, release, step).map((part) => (typeof part === 'string' ? part : '…'));
    const length = lengthIn(words.join(''));
    return length ? [{ step, ...length }] : [];
  });
}

/** `90 minutes of downtime`, `an outage of about 2 hours`, `unavailable for 30 min`; undefined where that is not certain. */
export function lengthIn(text: string): Omit<ToldOutage, 'step'> | undefined {
  if (OTHERWISE.test(text)) return undefined;
  const found = FORMS.flatMap((form) => [...text.matchAll(form)]).map(({ groups }) => groups!);
  const [first] = found;
  if (!first) return undefined;
  const minutes = found.map(({ number, unit }) => Number(number!.replace(',', '.')) * (/^h/i.test(unit!) ? 60 : 1));
  if (minutes.some((one) => one !== minutes[0])) return undefined;
  return { minutes: minutes[0]!, words: `${first.number} ${first.unit}` };
}

/** No part of a range (`2-4 hours`) or of a longer length (`1 h 30 min`). */
const LENGTH =
  '(?<!\\d[.,]?|\\d ?(?:to|or|-|–|h|hrs?|hours?) ?(?:and )?)(?<number>\\d+(?:[.,]\\d+)?)[ -]?(?<unit>h|hrs?|hours?|mins?|minutes?)\\b(?! ?(?:\\d|and|or|to|-|–))';
const OUTAGE = '(?:downtime|outage|interruption)';
const ABOUT = '(?:about |around |approximately |approx\\. |roughly |up to |at most |no more than )?';
const FORMS = [
  `${LENGTH} (?:of )?(?:planned |expected |scheduled )?${OUTAGE}\\b`,
  `\\b${OUTAGE}(?:: | of | for | is | will be | lasts | will last | takes | will take )(?:expected to (?:be|last|take) )?${ABOUT}${LENGTH}`,
  `\\b(?:unavailable|down|offline|out of service) for ${ABOUT}${LENGTH}`,
].map((form) => new RegExp(form, 'gi'));

/** It corrects what was said, adds to it, or tells of another one. */
const OTHERWISE =
  /\b(more time|another|additional|additionally|extend(s|ed)?|extra|remaining|further|longer|instead|now|changed|correct(s|ed|ion)?|updated?|previous(ly)?|earlier|was|were|last (week|month|night|time|release)|each|every|per)\b/i;
