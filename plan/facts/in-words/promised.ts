/** What a title or message promises in words of how long users are cut off, against how long they are. */
import type { Place, Step } from '../../model.ts';
import { partsOf } from '../../schedule/messages.ts';
import { areComparable } from '../../schedule/relative.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Minutes } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heardAs } from '../heard.ts';

export interface PromisedInWords {
  /** As it stands there: `minimal service interruption`. */
  readonly words: string;
  readonly place: Place;
  readonly minutes: Minutes;
  /** What they are away from, and what is there for them again. */
  readonly stop: Step;
  readonly start: Step;
}

/** "No" is none at all; what is "minimal" or "brief" is over on the same day. */
export function promisedInWords(facts: Facts): PromisedInWords | undefined {
  const { plan, release } = facts;
  const away = longestAway(facts);
  if (!away) return undefined;
  const texts: { readonly text: string; readonly place: Place }[] = [
    { text: release.title ?? '', place: release.head },
  ];
  for (const step of release.steps) {
    if (step.verb !== 'notify' || !isForward(step)) continue;
    const said = step.text ? partsOf(plan, release, step).map((part) => (typeof part === 'string' ? part : '…')) : [];
    const words = [promise(step), promiseIn(said.join(''))].find((one) => one !== undefined);
    texts.push({ text: words ?? '', place: step.head });
  }
  for (const { text, place } of texts) {
    const words = promiseIn(text);
    if (words === undefined) continue;
    if (away.minutes >= (NONE.test(words) ? 1 : MINUTES_PER_DAY)) return { words, place, ...away };
  }
  return undefined;
}

/** From what is stopped first until something is started. */
function longestAway({
  release,
  schedule,
  changes,
}: Facts): Pick<PromisedInWords, 'stop' | 'start' | 'minutes'> | undefined {
  const forward = release.steps.filter(isForward);
  const starts = forward.filter(({ verb }) => verb === 'start');
  const spans = forward.flatMap((stop) => {
    const from = schedule.steps[stop.id]?.end;
    if (stop.verb !== 'stop' || from === undefined || changes.targets(stop).length === 0) return [];
    const [next] = starts
      .flatMap((start) => {
        const at = schedule.steps[start.id]?.start;
        return at !== undefined && areComparable(at, from) && at >= from ? [{ start, minutes: at - from }] : [];
      })
      .toSorted((a, b) => a.minutes - b.minutes);
    return next ? [{ stop, ...next }] : [];
  });
  return spans.reduce<(typeof spans)[number] | undefined>(
    (most, one) => (!most || one.minutes > most.minutes ? one : most),
    undefined,
  );
}

const promise = heardAs(
  (words, { verb }) => (verb === 'notify' ? promiseIn(words()) : undefined),
  (words) => words,
);

function promiseIn(text: string): string | undefined {
  return PROMISES.exec(text)?.[0];
}

const PROMISES =
  /\b(no|zero|without|minimal|minimum|brief|short|hardly any)[ -](any )?(planned |expected |service |user )*(down-?time|outages?|interruptions?|disruptions?)\b/i;
const NONE = /^(no|zero|without)\b/i;
