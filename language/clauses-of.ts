/** What is asked of the table of clauses: which a line takes, in which order, and what a piece of syntax belongs to. */
import { CLAUSE_TABLE, type Clause, type ClauseFacts } from './clauses.ts';
import { LINE_WORDS, type Line } from './lines.ts';

/** All of them, in the order of a line. */
export const CLAUSES = Object.keys(CLAUSE_TABLE) as readonly Clause[];

/** Those that are a word alone. */
export const FLAGS: ReadonlySet<string> = new Set(CLAUSES.filter((clause) => factsOf(clause).syntax.form === 'flag'));

/** Those whose word may be all of them. */
export const MAY_BE_ALONE: ReadonlySet<string> = new Set(
  CLAUSES.filter((clause) => ['flag', 'open'].includes(factsOf(clause).syntax.form)),
);

/** Those that begin without a word. */
export const VALUES: ReadonlySet<Clause> = new Set(CLAUSES.filter((clause) => factsOf(clause).syntax.form === 'value'));

/** The lists of the syntax tree that hold clauses, with the clause; flags stand in one list, and each is its own word. */
export const CLAUSE_OF_PROPERTY: ReadonlyMap<string, Clause> = new Map(
  CLAUSES.filter((clause) => !FLAGS.has(clause)).flatMap((clause): [string, Clause][] => {
    const { property, alternative } = factsOf(clause).syntax;
    return [[property, clause], ...(alternative ? [[alternative, clause] as [string, Clause]] : [])];
  }),
);

/** The lists that hold a further part of a clause. */
export const CLAUSE_OF_PART: ReadonlyMap<string, Clause> = new Map(
  CLAUSES.flatMap((clause) => {
    const { part } = factsOf(clause).syntax;
    return part ? [[part, clause]] : [];
  }),
);

export function factsOf(clause: Clause): ClauseFacts {
  return CLAUSE_TABLE[clause];
}

/** The clause of a word, such as `due`, or of the first of its words. */
export function clauseOfWord(word: string): Clause | undefined {
  return BY_FIRST_WORD.get(word);
}

/** Of two with the same first word the one that comes first. */
const BY_FIRST_WORD: ReadonlyMap<string, Clause> = new Map(
  CLAUSES.filter((clause) => !VALUES.has(clause))
    .map((clause): [string, Clause] => [clause.split(' ')[0]!, clause])
    .reverse(),
);

/** What it says on a line, in a few words, and an example of it there. */
export function clauseOn(clause: Clause, line: string): { readonly detail: string; readonly example: string } {
  const { offers, example, there } = factsOf(clause);
  const [detail, shown] = there?.[line as Line] ?? [];
  const usual = typeof offers === 'string' ? offers : offers.map((offer) => offer.detail).join('; ');
  return { detail: detail ?? usual, example: shown ?? example };
}

/** The clauses a line may carry, by its first word, in the order they have on it. */
export function clausesOf(word: string): readonly Clause[] {
  return BY_LINE.get(word) ?? [];
}

/** Whether a line may carry a clause. */
export function takes(word: string, clause: Clause): boolean {
  return TAKEN.get(word)?.has(clause) ?? false;
}

/** Where in a line that has these clauses one of them stands. */
export function rankOn(clause: Clause, word: string, has: (clause: Clause) => boolean): number {
  const { order } = factsOf(clause);
  const own = RANKS.get(clause)!;
  if (order?.as && isOneOf(order.on, word)) return RANKS.get(order.as)!;
  return order?.behind && has(order.behind) ? RANKS.get(order.behind)! + (own + 1) / (CLAUSES.length + 1) : own;
}

/** The clause without which this one says nothing on that line. */
export function besideOn(clause: Clause, word: string): Clause | undefined {
  const { beside } = factsOf(clause);
  return isOneOf(beside?.on, word) ? beside?.clause : undefined;
}

function isOneOf(lines: readonly Line[] | undefined, word: string): boolean {
  return lines !== undefined && (lines as readonly string[]).includes(word);
}

const RANKS: ReadonlyMap<Clause, number> = new Map(CLAUSES.map((clause, rank) => [clause, rank]));

const BY_LINE: ReadonlyMap<string, readonly Clause[]> = new Map(
  LINE_WORDS.map((word) => {
    const taken = CLAUSES.filter((clause) => isOneOf(factsOf(clause).lines, word));
    const ranked = taken.map((clause) => ({ clause, rank: rankOn(clause, word, (other) => taken.includes(other)) }));
    return [word, ranked.sort((a, b) => a.rank - b.rank).map(({ clause }) => clause)];
  }),
);

const TAKEN: ReadonlyMap<string, ReadonlySet<Clause>> = new Map(
  [...BY_LINE].map(([word, clauses]) => [word, new Set(clauses)]),
);
