/** The best first: what fits the slot before what does not, and of that what is most likely meant there. */
import { clauseOfWord, clausesOf } from '../../../language/clauses-of.ts';
import type { CursorContext } from '../../../language/cursor.ts';
import type { CompletionSite, Proposal } from '../proposal.ts';
import { placesOf } from './habits.ts';
import { lineWeights } from './line-weights.ts';
import { type NameWeights, nameWeights } from './name-weights.ts';
import { type Usage, usageAt } from './usage.ts';

/** Equals stand as they came: what is declared, in the order of its declarations. */
export function ranked(site: CompletionSite, proposals: readonly Proposal[]): readonly Proposal[] {
  const usage = usageAt(site);
  const weigh = site.context.slot === 'line' ? ofLines(site, usage) : ofOthers(site, usage, proposals);
  const weighed = proposals.map((one) => ({ one, ...weigh(one) }));
  const sorted = weighed.sort((a, b) => a.tier - b.tier || b.weight - a.weight || rankOf(a.one) - rankOf(b.one));
  // A name may be offered for two reasons, the better of which counts.
  const offered = new Set<string>();
  return sorted.flatMap(({ one }) => {
    if (offered.has(one.text)) return [];
    offered.add(one.text);
    return one;
  });
}

type Weigh = (proposal: Proposal) => { readonly tier: number; readonly weight: number };

function ofLines(site: CompletionSite, usage: Usage): Weigh {
  const weights = lineWeights(site, usage);
  return (one) => ({ tier: TIERS.fits, weight: weights(wordOf(one)) });
}

function ofOthers({ context, ...site }: CompletionSite, usage: Usage, proposals: readonly Proposal[]): Weigh {
  const { statement = '', clause = '' } = context;
  const words = usage.words(placesOf.clause(statement, clause));
  const places = placesOf.name(statement, clause, usage.own.around.named.get(clause) ?? '');
  const [names, values] = [usage.names(places), usage.words(places)];
  const isPast = pastOf(context);
  // Where clauses alone fit nobody asks for it.
  let known: NameWeights | undefined;
  const weights = () => {
    known ??= nameWeights({ context, ...site }, proposals);
    return known;
  };
  return (one) => {
    const word = wordOf(one);
    // Of times those that count from the release stand first, then points that are near, then dates.
    if (WORDS.has(one.kind) && context.slot !== 'time') {
      const often = words(word);
      if (isPast(word) && PAST * often < SURE) return { tier: TIERS.hardly, weight: often };
      return { tier: often > 0 ? TIERS.fits : TIERS.may, weight: often * (isPast(word) ? PAST : 1) };
    }
    const { near, isSaid } = weights();
    // Values of the language are named as names are, but mean the same in all plans.
    const often = one.kind === 'enum-member' ? values(word) : names(word);
    return { tier: tierOf(one), weight: (OFTEN * often + near(word)) * (isSaid(word) ? ALREADY : 1) };
  };
}

const WORDS: ReadonlySet<Proposal['kind']> = new Set(['keyword', 'snippet', 'value']);

/** Clauses that stand before those that the line has, as plans are laid out. */
function pastOf({ statement, clause = '' }: CursorContext): (word: string) => boolean {
  const all: readonly string[] = statement ? clausesOf(statement) : [];
  const last = all.indexOf(clauseOfWord(clause) ?? clause);
  const isPast = new Set(all.slice(0, Math.max(last, 0)).map((one) => one.split(' ')[0]!));
  return (word) => isPast.has(word);
}

/** How often a name is said there, beside all else that speaks for one. */
const OFTEN = 2;
const ALREADY = 0.02;
const PAST = 0.2;
/** What is said so often stands where it is against the order, too. */
const SURE = 0.2;

/** Who is free and what fits the verb stands before all that does not, however often it is named. */
const TIERS = { best: 0, fits: 1, may: 2, hardly: 3 } as const;

function tierOf(one: Proposal): number {
  return rankOf(one) < 20 ? TIERS.best : rankOf(one) < 100 ? TIERS.fits : TIERS.hardly;
}

function rankOf({ rank = 50 }: Proposal): number {
  return rank;
}

/** `not before` is said where `not` is. */
function wordOf({ text }: Proposal): string {
  return text.split(' ')[0]!;
}
