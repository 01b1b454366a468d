/** Numbers in words that the plan has in another way: a title against its own line, messages against the version and against each other. */
import type { Place, Plan, Release, Step } from '../../model.ts';
import { partsOf } from '../../schedule/messages.ts';
import { roughMinutes } from '../../time/duration.ts';
import { heard } from '../heard.ts';
import { quoted, said } from '../words.ts';
import { isForward } from './changes.ts';

export interface OddNumber {
  readonly message: string;
  readonly place: Place;
  readonly other?: Place;
}

/** `switch cart "Half of it, 50 %" to 25 %`, `wait soak "30 minutes" 15m`, `deploy web "Web 2.4.1" version 2.3.0 -> 2.4.0`. */
export function* titlesUnlikeLines({ steps }: Release): Iterable<OddNumber> {
  for (const step of steps) {
    const odd = unlikeLine(step);
    if (!odd) continue;
    const [inWords, inLine] = odd;
    yield {
      message: `The title of ${said(step)} says ${quoted(inWords)}, and the line ${quoted(inLine)}; correct one of them.`,
      place: step.head,
    };
  }
}

const unlikeLine = heard((_, step): Both | undefined => {
  const { title = '' } = step;
  return percents(step, title) ?? lengths(step, title) ?? versions(step, title);
});

type Both = readonly [inWords: string, inLine: string];

/** One number says what it is about; of several nobody knows which. */
function only(text: string, form: RegExp): RegExpMatchArray | undefined {
  const all = [...text.matchAll(form)];
  return all.length === 1 ? all[0] : undefined;
}

function percents({ share }: Step, title: string): Both | undefined {
  if (share?.percent === undefined) return undefined;
  const percent = only(title, /(?<![\d.,])(\d+(?:\.\d+)?) ?(?:%|percent\b)/g)?.[1];
  if (percent === undefined || Number(percent) === share.percent) return undefined;
  return [`${percent} %`, `${share.percent} %`];
}

/** Of a wait alone a title says how long it is; elsewhere it may be about what is done. */
function lengths({ verb, duration }: Step, title: string): Both | undefined {
  if (verb !== 'wait' || !duration) return undefined;
  const found = only(title, /(?<![\d.,:-])(\d+) ?-?(minutes?|mins?|hours?|hrs?|h)\b(?! (?:before|after|later))/gi);
  if (!found) return undefined;
  const minutes = Number(found[1]) * (/^h/i.test(found[2]!) ? 60 : 1);
  const [least, most] = [roughMinutes(duration.min), roughMinutes(duration.max)];
  return minutes < least || minutes > most ? [found[0], duration.text] : undefined;
}

function versions({ version }: Step, title: string): Both | undefined {
  if (version?.to === undefined || !/^v?\d+\.\d+\.\d+$/.test(version.to)) return undefined;
  const found = only(title, /(?<![\d.])v?(\d+\.\d+\.\d+)(?![\d.])/g)?.[1];
  if (found === undefined) return undefined;
  return [version.to, version.from].some((one) => bare(one) === found) ? undefined : [found, version.to];
}

function bare(version: string | undefined): string | undefined {
  return version?.replace(/^v/, '');
}

/** Messages that say of one thing two numbers: `at block height 382,991` before, `at height 382,250` behind. */
export function* messagesUnlikeEachOther(plan: Plan, release: Release): Iterable<OddNumber> {
  const first = new Map<string, { readonly number: string; readonly step: Step }>();
  for (const step of release.steps) {
    if (step.verb !== 'notify' || !isForward(step)) continue;
    const text = messageOf(plan, release, step);
    if (CORRECTS.test(text)) continue;
    for (const [whole, noun, number] of text.matchAll(NUMBERED)) {
      const before = first.get(noun!.toLowerCase());
      if (!before) first.set(noun!.toLowerCase(), { number: number!, step });
      else if (before.number !== number && before.step !== step) {
        yield {
          message: `${said(before.step)} says ${quoted(`${noun} ${before.number}`)}, and ${said(step)} ${quoted(whole)}; correct one of them, or say in it what has changed.`,
          place: step.head,
          other: before.step.head,
        };
        return;
      }
    }
  }
}

/** A message that names another version than any that the release has: one that was copied from the last time. */
export function* messagesOfOtherVersions(plan: Plan, release: Release): Iterable<OddNumber> {
  const own = release.version?.to;
  if (own === undefined || !/^v?\d+\.\d+\.\d+$/.test(own)) return;
  const known = new Set(
    [release.version, ...release.steps.map(({ version }) => version)].flatMap((one) => [
      bare(one?.from),
      bare(one?.to),
    ]),
  );
  for (const step of release.steps) {
    const found =
      step.verb === 'notify'
        ? only(messageOf(plan, release, step), /(?<![\w.])v(\d+\.\d+\.\d+)(?![\w.-]\w|\d)/g)?.[1]
        : undefined;
    if (found === undefined || known.has(found)) continue;
    yield {
      message: `${said(step)} speaks of ${quoted(`v${found}`)}, and the release is ${quoted(own)}; correct one of them.`,
      place: step.head,
    };
  }
}

function messageOf(plan: Plan, release: Release, step: Step): string {
  const parts = partsOf(plan, release, step).map((part) => (typeof part === 'string' ? part : '…'));
  return `${titleOfMessage(step)} ${parts.join('')}`;
}

const titleOfMessage = heard((_, { verb, title = '' }) => (verb === 'notify' ? title : ''));

/** What there is one of in a release, and is called by its number. */
const NUMBERED =
  /\b(height|epoch|slot|meeting id|conference id|dial-?in) (?:(?:number|no\.?|is|at) )?#?(\d[\d,.]*\d)\b/gi;
/** It speaks of the other number, too. */
const CORRECTS = /\b(changed?|correct\w*|updat\w+|instead|from \d|moved|postponed|new height)\b/i;
