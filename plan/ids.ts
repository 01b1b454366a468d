/**
 * What each thing of a plan is called by everything that is derived from it: schedule, findings, risk. Ids are texts, so
 * that all of these are plain data, which another thread, another process or another day can read.
 *
 * - A named thing of a release is `release/name`; one that a runbook wrote, `release/use/name`, whatever block it stands in.
 * - What has no name is what its line begins with (`release/deploy web`, `release/window`), and where that is there more
 *   than once, with its number: `release/deploy web#2`.
 * - What a file declares is its kind and name: `freeze year-end`, `release payments-4.2`.
 *
 * None is a bare word: as the key of a plain object `constructor` would be found in every one.
 */

/** The id of a `Thing`; a text to everybody else. */
export type Id<Thing = unknown> = string & { readonly [OF]?: Thing };
declare const OF: unique symbol;

/** A value for each thing that has one. */
export type ById<Thing, Value> = Readonly<Record<Id<Thing>, Value>>;

interface Things {
  readonly things: ReadonlyMap<Id, unknown>;
}

/** What an id of this very release stands for. */
export function find<Thing>(release: Things, id: Id<Thing>): Thing {
  return release.things.get(id) as Thing;
}

/** The same where it may also be an id of what the file, or one that it imports, declares. */
export function findNamed<Thing>(
  plan: { readonly names: ReadonlyMap<string, unknown> },
  release: Things,
  id: Id<Thing>,
): Thing {
  return (release.things.get(id) ?? plan.names.get(id.slice(id.indexOf(' ') + 1))) as Thing;
}

export function byId<Thing extends { readonly id: string }, Value>(
  things: Iterable<Thing>,
  read: (thing: Thing) => Value | undefined,
): ById<Thing, Value> {
  const values = table<Value>();
  for (const thing of things) {
    const value = read(thing);
    if (value !== undefined) values[thing.id] = value;
  }
  return values;
}

/**
 * An empty object for keys that are data. That something was taken out of it makes V8 look keys up in a table; each would make it another
 * shape of its own otherwise, which takes twice as long to fill, and no two plans have a shape in common.
 */
export function table<Value>(): Record<Id, Value> {
  const values: Record<Id, Value | undefined> = { '': undefined };
  delete values[''];
  return values as Record<Id, Value>;
}
