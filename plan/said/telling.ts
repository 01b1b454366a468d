/**
 * What a plan says of a thing, as text that is equal when it says the same.
 *
 * For every kind of thing there is a `Telling`, total by its type: a property that is added to the model does not compile
 * before somebody has said how it is told, or why it is not. So a review cannot forget what a plan says.
 */
import { type Release, TBD } from '../model.ts';
import type { Zone } from '../time/model.ts';

/** One thing that is said, under the word that the language has for it. */
export interface Statement {
  readonly what: string;
  readonly text: string;
  /** Of the times in it: the same words in another zone are another time. */
  readonly zones?: readonly Zone[];
  /** Who may stop the night, who answers for it, how it is taken back: a reviewer must see that it changed. */
  readonly matters?: true;
}

export type Said = readonly Statement[];

/**
 * Why a property is not told. `what`: a thing is recognised by it, and another one is told as renamed; `where`: where it
 * stands in the text; `own`: what is told on its own; `comment`: it is no part of the plan.
 */
export type Untold = 'what' | 'where' | 'own' | 'comment';

interface Told<V> {
  readonly word: string;
  readonly matters?: true;
  /** Undefined: nothing is said. */
  text(value: V, release: Release | undefined): string | undefined;
}

/** A property that says several things. */
interface Nested<V> {
  readonly within: Telling<V>;
}

type Entry = Untold | Told<never> | Nested<never>;

export type Telling<T> = {
  readonly [K in Exclude<keyof T, 'id'>]-?: Untold | Told<NonNullable<T[K]>> | Nested<NonNullable<T[K]>>;
};

/** @param release for what is said of places in its order */
export function saidOf<T extends object>(telling: Telling<T>, thing: T, release?: Release): Said {
  const said: Statement[] = [];
  // Which property has which type is settled where the table is written.
  for (const [key, entry] of Object.entries(telling as Readonly<Record<string, Entry>>)) {
    const value = (thing as Readonly<Record<string, unknown>>)[key];
    if (typeof entry === 'string' || value === undefined) continue;
    if ('within' in entry) {
      said.push(...saidOf(entry.within as object as Telling<object>, value as object, release));
      continue;
    }
    const text = entry.text(value as never, release);
    if (text === undefined) continue;
    const zones = zonesIn(value);
    said.push({ what: entry.word, text, ...(zones.length > 0 && { zones }), ...(entry.matters && { matters: true }) });
  }
  return said;
}

/** What has a name of its own is told elsewhere, and what is mentioned by one says nothing of a time here. */
function zonesIn(value: unknown): readonly Zone[] {
  const zones = new Set<Zone>();
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || 'name' in one) return;
    if ('zone' in one && typeof one.zone === 'string') zones.add(one.zone);
    for (const inner of Object.values(one)) look(inner);
  };
  look(value);
  return [...zones].sort();
}

export function told<V>(word: string, text: Told<V>['text']): Told<V> {
  return { word, text };
}

/** `told`, of what nobody may overlook. */
export function matters<V>(word: string, text: Told<V>['text']): Told<V> {
  return { word, text, matters: true };
}

export function within<V>(telling: Telling<V>): Nested<V> {
  return { within: telling };
}

/** Of everything that is declared: it is found by its name. */
export const DECLARED = {
  name: 'what',
  place: 'where',
  namePlace: 'where',
  head: 'where',
  note: 'comment',
  linkOpen: told('link', () => TBD),
} as const;
