/** An overview and its details that give one thing two times. */
import { type Block, rootBlock, type Step } from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard, heardAlike } from '../heard.ts';

export interface SaidAgain {
  readonly first: Step;
  readonly second: Step;
  readonly spans: readonly [Span, Span];
}

/** `Deploy Kiwi release` in a quarter of the overview, `Deploy Kiwi` in the stream: of the same thing, a month or more apart. */
export function saidAgain({ release, schedule }: Facts): readonly SaidAgain[] {
  const known = new Map<string, Step[]>();
  for (const step of release.steps) {
    const key = keyOf(step);
    if (key !== undefined) known.set(key, [...(known.get(key) ?? []), step]);
  }
  return [...known.values()].flatMap(([first, second, ...others]): readonly SaidAgain[] => {
    // What comes three times comes again.
    if (!first || !second || others.length > 0 || first.in?.name !== second.in?.name) return [];
    // Of one list each line is meant; of a phase and a stream one is the overview of the other.
    if (kindOf(first) === kindOf(second)) return [];
    const [a, b] = [spanOf(schedule, first), spanOf(schedule, second)];
    if (!a || !b || Math.max(a.start, b.start) - Math.min(a.end, b.end) < A_MONTH) return [];
    return [{ first, second, spans: [a, b] }];
  });
}

/** What has no time of its own is some time in its phase. */
function spanOf({ steps, blocks }: Schedule, step: Step): Span | undefined {
  if (step.at || step.during || step.due || step.after.length > 0) return steps[step.id];
  for (let block: Block | undefined = step.block; block; block = block.parent)
    if (block.during) return blocks[block.id];
  return steps[step.id];
}

function kindOf({ block }: Step): Block['kind'] {
  return rootBlock(block).kind;
}

const A_MONTH = 28 * MINUTES_PER_DAY;

/** Verb, things and the words that are left of its title; undefined: no word of it is a name. */
const keyOf = heardAlike((step) => {
  if (!isForward(step) || inRun(step) || step.done || step.every) return undefined;
  const { verb, title = '', targets } = step;
  const words = (title.match(/[\p{L}\d.]+/gu) ?? []).filter((word) => !FILLERS.has(word.toLowerCase()));
  const isNamed = words.slice(1).some((word) => /^\p{Lu}|\d/u.test(word));
  return isNamed
    ? JSON.stringify([verb, targets.map(({ name }) => name), words.map((word) => word.toLowerCase())])
    : undefined;
});

const FILLERS: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'of',
  'to',
  'in',
  'into',
  'our',
  'new',
  'release',
  'version',
  'update',
  'for',
]);

export interface ConcludedEarly {
  readonly step: Step;
  /** When it is. */
  readonly over: Instant;
  /** The stream of what it concludes. */
  readonly stream: Block;
  readonly ends: Instant;
}

/** `Conclude data migration` in a quarter, and the stream `Data migration` goes on for a month or more behind that. */
export function concludedEarly({ release, schedule }: Facts): readonly ConcludedEarly[] {
  const streams = release.blocks.flatMap((block) => {
    const words = wordsIn(block.title ?? block.name?.replaceAll('-', ' ') ?? '');
    const span = schedule.blocks[block.id];
    return block.kind === 'stream' && words.length > 1 && span ? [{ block, words, span }] : [];
  });
  if (streams.length === 0) return [];
  return release.steps.flatMap((step) => {
    const own = spanOf(schedule, step);
    const what = own && isForward(step) && !step.done ? concluded(step) : undefined;
    if (!own || what === undefined) return [];
    const found = streams.find(
      ({ block, words, span }) =>
        rootBlock(step.block) !== block && span.end - own.end >= A_MONTH && words.join(' ') === what,
    );
    return found ? [{ step, over: own.end, stream: found.block, ends: found.span.end }] : [];
  });
}

/** What the words of a step say is over then: `data migration`. */
const concluded = heard((_, { title = '' }) => {
  const [, what] = CONCLUDES.exec(title) ?? [];
  return what === undefined ? undefined : wordsIn(what.replace(ALL_OF_IT, '')).join(' ');
});

const CONCLUDES =
  /\b(?:conclud(?:es?|ed)|complet(?:es?|ed)|finish(?:es|ed)?|wrap(?:ped)? up|close[sd]? out|end of|finali[sz]e[sd]?)\s+(?:the\s+)?([^:;,.()]+)/i;
const ALL_OF_IT = /\s+(activities|work|works|tasks|phase|programme|program|project|efforts?)\s*$/i;

function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter((word) => !FILLERS.has(word));
}
