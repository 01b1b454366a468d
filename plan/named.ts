/** What is declared, by its kind. Thousands of plans may import a file of a thousand names each, and most checks ask for a few of them. */
import { append } from './grouped.ts';
import type { Named } from './model.ts';

type Names = ReadonlyMap<string, Named>;

/** In the order of the names, which nobody may change any more. */
export function ofKind<Kind extends Named['kind']>(
  names: Names,
  kind: Kind,
): readonly Extract<Named, { kind: Kind }>[] {
  let kinds = known.get(names);
  if (!kinds) {
    kinds = new Map();
    for (const named of names.values()) append(kinds, named.kind, named);
    known.set(names, kinds);
  }
  return (kinds.get(kind) ?? NONE) as readonly Extract<Named, { kind: Kind }>[];
}

const known = new WeakMap<Names, Map<string, Named[]>>();
const NONE: readonly never[] = [];
