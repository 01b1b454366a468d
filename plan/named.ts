/** What is declared, by its kind. Thousands of plans may import a file of a thousand names each, and most checks ask for a few of them. */
import { append, grouped } from './grouped.ts';
import type { Named } from './model.ts';

type Names = ReadonlyMap<string, Named>;
type Kind = Named['kind'];
type Is = (named: Named) => boolean;

/** In the order of the names, which nobody may change any more. */
export function ofKind<One extends Kind>(names: Names, kind: One): readonly Extract<Named, { kind: One }>[] {
  return asked(names, kind) as readonly Extract<Named, { kind: One }>[];
}

/** Those that this very file declares: of what is imported not one is looked at. */
export function ofFile<One extends Kind>(
  names: Names,
  kind: One,
  file: string,
): readonly Extract<Named, { kind: One }>[] {
  const found = layersOf(names).flatMap((layer) => inFiles(layer).get(keyOf(kind, file)) ?? []);
  return found as Named[] as Extract<Named, { kind: One }>[];
}

function inFiles(layer: Names): ReadonlyMap<string, readonly Named[]> {
  const known = byFile.get(layer) ?? grouped(layer.values(), ({ kind, place }) => keyOf(kind, place.file));
  byFile.set(layer, known);
  return known;
}

const byFile = new WeakMap<Names, ReadonlyMap<string, readonly Named[]>>();

function keyOf(kind: Kind, file: string): string {
  return `${kind} ${file}`;
}

/**
 * Those of which something is true, in the order of the names. It is asked once of each version of a name, however many files
 * import it, and remembered by the very function: one that stands for itself and closes over nothing.
 */
export function among<One extends Named>(names: Names, is: (named: Named) => named is One): readonly One[];
export function among(names: Names, is: Is): readonly Named[];
export function among(names: Names, is: Is): readonly Named[] {
  return asked(names, is);
}

/** Names put together of others, in their order: where none is in two of them, what is found in each is what is found in all. */
export function putTogether(names: Names, of: readonly Names[]): Names {
  if (of.reduce((sum, { size }) => sum + size, 0) === names.size) parts.set(names, of.flatMap(layersOf));
  return names;
}

/** Those that they were put together of, each of one file; else they themselves. */
export function layersOf(names: Names): readonly Names[] {
  return parts.get(names) ?? [names];
}

const parts = new WeakMap<Names, readonly Names[]>();

function asked(names: Names, question: Kind | Is): readonly Named[] {
  let known = answers.get(names);
  if (!known) {
    known = new Map();
    answers.set(names, known);
  }
  let found = known.get(question);
  if (!found) {
    found = parts.has(names) ? together(layersOf(names), question) : foundIn(names, question);
    known.set(question, found);
  }
  return found;
}

const answers = new WeakMap<Names, Map<Kind | Is, readonly Named[]>>();

/** Mostly what one file of all declares, as it is. */
function together(layers: readonly Names[], question: Kind | Is): readonly Named[] {
  const found = layers.map((layer) => asked(layer, question)).filter(({ length }) => length > 0);
  return found.length > 1 ? found.flat() : (found[0] ?? NONE);
}

const NONE: readonly never[] = [];

function foundIn(names: Names, question: Kind | Is): readonly Named[] {
  if (typeof question === 'function') return [...names.values()].filter(question);
  let kinds = byKind.get(names);
  if (!kinds) {
    kinds = new Map();
    for (const named of names.values()) append(kinds, named.kind, named);
    byKind.set(names, kinds);
  }
  return kinds.get(question) ?? NONE;
}

const byKind = new WeakMap<Names, Map<Kind, Named[]>>();
