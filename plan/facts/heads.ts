/** Where something that holds for several steps or things is told once, and how that is called. */
import { lookup, type Place, type Plan, type Release, rootBlock, type Step } from '../model.ts';
import { contains } from '../place.ts';
import { quoted } from './words.ts';

export interface Head {
  readonly at: Place;
  /** `` `run` ``. */
  readonly of: string;
}

/** The outermost block of a step; what stands in no block stands in the release. */
export function headOfBlock(release: Release, { block }: Step): Head {
  const root = rootBlock(block);
  return root.kind === 'messages' ? headOfRelease(release) : { at: root.head, of: quoted(root.name ?? root.kind) };
}

/**
 * Where something is told that holds for all of these steps: at the block of each, and at the release where that would be too often, or
 * of each block only one.
 */
export function headsOf(release: Release, steps: readonly Step[]): (step: Step) => Head {
  const places = new Set(steps.map((step) => headOfBlock(release, step).at));
  const isOneEach = places.size > 1 && places.size === steps.length;
  return (step) => (places.size > MOST_BLOCKS || isOneEach ? headOfRelease(release) : headOfBlock(release, step));
}

/** Whoever is told the same of a third block has understood that it is so everywhere. */
const MOST_BLOCKS = 2;

export function headOfRelease({ head, name }: Release): Head {
  return { at: head, of: quoted(name) };
}

/** Where a person or thing is declared; what another file declares, or nothing does, is told at the release. */
export function headOfThing(plan: Plan, release: Release, name: string): Head {
  const place = lookup(plan, release, name)?.head;
  return { at: place?.file === plan.file ? place : release.head, of: quoted(name) };
}

/** The first place of each key: where what a file says in the same way several times is told. */
export function atFirst(): (key: string, place: Place) => Place {
  const first = new Map<string, Place>();
  return (key, place) => {
    const known = first.get(key) ?? place;
    first.set(key, known);
    return known;
  };
}

/** The release that holds a place, as a part of such a key: each tells its own. */
export function releaseOf({ releases }: Plan, place: Place): string {
  return releases.find((release) => contains(release.place, place))?.id ?? '';
}
