/** Every clause on every line that takes it, in every place where the line may stand: what the tests of clauses go through. */
import type { Clause } from '../../language/clauses.ts';
import { clausesOf } from '../../language/clauses-of.ts';
import { LINES, type Owner } from '../../language/lines.ts';
import { SYSTEM_KINDS, VERBS, VOCABULARIES } from '../../plan/model.ts';
import { type Around, PLACES } from './clause-places.ts';

/** Of lines of one kind some are tried, in turn, in a run each that takes other clauses; with MATRIX=whole all of them everywhere. */
const FAMILIES: readonly (readonly string[])[] = [
  VERBS,
  SYSTEM_KINDS,
  VOCABULARIES,
  ['must', 'should', 'could', 'wont'],
];
export const isWhole = process.env.MATRIX === 'whole';

export interface Pair {
  readonly place: string;
  readonly around: Around;
  readonly word: string;
  readonly clause: Clause;
}

export const whole: readonly Pair[] = Object.entries(PLACES).flatMap(([owner, places]) =>
  Object.entries(places).flatMap(([place, around]) =>
    LINES[owner as Owner].flatMap((word) => clausesOf(word).map((clause) => ({ place, around, word, clause }))),
  ),
);
export const pairs = isWhole ? whole : inTurn(whole);

function inTurn(all: readonly Pair[]): Pair[] {
  const alike = new Map<string, Pair[]>();
  for (const pair of all) {
    const { place, word, clause } = pair;
    const family = FAMILIES.findIndex((words) => words.includes(word));
    const kind = family < 0 ? word : `${family} ${place === 'run' ? clausesOf(word) : ''}`;
    const key = `${place} ${kind} ${clause}`;
    alike.set(key, [...(alike.get(key) ?? []), pair]);
  }
  return [...alike.values()].map((each, turn) => each[turn % each.length]!);
}

/** A line without the clause that it has of itself. */
export function bareOf(line: string, clause: Clause): string {
  if (clause === 'duration') return line.replace(' 5m', '');
  return clause === 'by' ? line.replace(/ by (ann|bob)/, '') : line;
}
