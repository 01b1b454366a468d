/** Two versions of a thing: what of them differs, and the ids of the one for the other. */
import type { Place } from '../../../plan/place.ts';
import type { Mutable } from '../context.ts';
import { numberOfTime, timeOf } from '../ids.ts';

/** The properties that say something else; where it says so is nothing that it says. */
export function changedIn<T extends object>(now: T, before: T): ReadonlySet<string> {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return new Set(
    [...names].filter((name) => name !== 'block' && !isSame(now[name as keyof T], before[name as keyof T])),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isPlace(a) && isPlace(b)) return true;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [own, others] = [Object.keys(a), Object.keys(b)];
  return (
    own.length === others.length &&
    own.every((name) => name in b && isSame(a[name as keyof typeof a], b[name as keyof typeof b]))
  );
}

function isPlace(value: object): value is Place {
  return 'range' in value && 'file' in value;
}

/**
 * Gives a step, and all in it, the ids that they had: lowered by itself it knows nothing of others that are called the same. Its
 * times are counted, so that there may be more of them than there were, or fewer. False: there is something else in it than there was.
 */
export function takeIds(now: StepOfIds, before: StepOfIds): boolean {
  const called = { id: now.id, place: now.place };
  const all = identified(now);
  for (const thing of all) {
    const number = numberOfTime(called, thing.id);
    if (number !== undefined) thing.id = timeOf(before, number);
  }
  const isElse = ({ id }: Identified) => numberOfTime(before, id) === undefined;
  const own = all.filter(isElse);
  const had = identified(before).filter(isElse);
  if (own.length !== had.length) return false;
  return own.every((thing, i) => {
    const { id } = had[i]!;
    const isIt = id === thing.id || id.replace(/#\d+$/, '') === thing.id.replace(/#\d+$/, '');
    thing.id = id;
    return isIt;
  });
}

type Identified = Mutable<{ readonly id: string }>;
type StepOfIds = Identified & { readonly place: Place };

/** What has an id, in its order. */
function identified(value: object, found: Identified[] = []): typeof found {
  if (isPlace(value)) return found;
  if ('id' in value && typeof value.id === 'string') found.push(value as { id: string });
  for (const [name, part] of Object.entries(value)) {
    if (name !== 'block' && typeof part === 'object' && part !== null) identified(part, found);
  }
  return found;
}
