/** Which line comes next: what stands around it, what blocks of that kind have, and what the plan lacks. */
import { linesIn, type Owner, ownerOf } from '../../../language/lines.ts';
import type { CompletionSite } from '../proposal.ts';
import { placesOf } from './habits.ts';
import { lacking } from './lacking.ts';
import type { Usage } from './usage.ts';

/** How likely a line begins with a word; equals are decided by their rank. */
export function lineWeights(site: CompletionSite, usage: Usage): (word: string) => number {
  const { own, all, most } = usage;
  const { above, below, block, allAbove, allBelow, inside } = own.around;
  const owner = site.context.blocks.at(-1)?.word ?? '';
  const often = usage.words(placesOf.line(owner, above, below));
  const lacks = lacking(site);
  // What a block of that kind has once, and this one has, is hardly meant again.
  const isThere = (word: string) =>
    !REPEATING.has(site.context.owner) &&
    block.has(word) &&
    Math.max(
      most((one) => one.inBlock(owner, word)),
      own.inBlock(owner, word),
    ) < 1.3;
  const weight = (word: string) => {
    if (isThere(word)) return ALREADY;
    return block.has(word) ? 1 : 1 + LACKING * most((one) => one.share(owner, word));
  };
  const counted = new Map<string, readonly ReadonlyMap<string, number>[]>();
  const belowOf = (upper: string) => {
    const known = counted.get(upper) ?? all.flatMap((one) => one.below(owner, upper) ?? []);
    counted.set(upper, known);
    return known;
  };
  /** How well it stands behind all that is above it, and before all that is below: 1 where nothing is known. */
  const inPlace = (word: string) => {
    const times = (upper: string, lower: string) => {
      let sum = isListed(owner, upper, lower) ? 1 : 0;
      for (const counts of belowOf(upper)) sum += counts.get(lower) ?? 0;
      return sum;
    };
    const share = (upper: string, lower: string) => {
      const [right, wrong] = [times(upper, lower), times(lower, upper)];
      return (2 * (right + UNSURE)) / (right + wrong + 2 * UNSURE);
    };
    let fits = 1;
    for (const one of allAbove) if (one !== word) fits *= share(one, word);
    for (const one of allBelow) if (one !== word) fits *= share(word, one);
    return Math.max(fits, LEAST);
  };
  return (word) =>
    (often(word) + SELDOM + (word === above ? AGAIN : 0)) *
    weight(word) *
    inPlace(word) *
    opens(word, inside) *
    (1 + LACKED * (lacks.get(word) ?? 0));
}

/** Where the language lists the lines in the order of a plan. */
function isListed(owner: string, upper: string, lower: string): boolean {
  const [first, second] = [LISTED.get(upper), LISTED.get(lower)];
  return owner === 'release' && first !== undefined && second !== undefined && first < second;
}

const LISTED: ReadonlyMap<string, number> = new Map(linesIn('release').map((word, i) => [word, i]));

/** Where lines stand deeper below, the line that they belong to is what is missing. */
function opens(word: string, inside: string): number {
  if (inside === '') return 1;
  return (linesIn(ownerOf(word)) as readonly string[]).includes(inside) ? OPENS : 1;
}

/** Whose lines may all come again. */
const REPEATING: ReadonlySet<Owner> = new Set(['steps', 'step', 'item', 'scope']);

const OPENS = 50;
/** What the plan cannot do without is so much more likely. */
const LACKED = 300;
const ALREADY = 0.02;
/** A line that nobody has said yet may be meant. */
const SELDOM = 0.02;
/** One more of the same, as in a checklist. */
const AGAIN = 0.5;
/** What stands above each other hangs together, so that many of them say little more than one. */
const LEAST = 0.1;
/** So many blocks in each order would be no evidence. */
const UNSURE = 0.5;
/** What every block of its kind has, and this one has not, is so much more likely. */
const LACKING = 4;
