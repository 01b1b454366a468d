/** What a `rollback` block takes back. */
import { CHANGE_VERBS, lookup, type Plan, type Release, type Step } from '../../model.ts';

/** A system by name, and everything it runs `on`, through any number of floors. */
export type GroundsOf = (name: string) => ReadonlySet<string>;

export function groundsOf(plan: Plan, release: Release): GroundsOf {
  const known = new Map<string, ReadonlySet<string>>();
  return (name) => {
    let grounds = known.get(name);
    if (!grounds) {
      const reached = new Set([name]);
      for (const each of reached) {
        const named = lookup(plan, release, each);
        if (named?.kind === 'system') for (const floor of named.on) reached.add(floor.name);
      }
      grounds = reached;
      known.set(name, grounds);
    }
    return grounds;
  };
}

/**
 * Whether a step of the run is taken back by steps of `rollback` blocks: by a change of each of its targets, or of what
 * the target runs on (restoring a server takes back what was deployed to it). A change or task without a target may
 * take back anything, and a step without a target may be taken back by anything: we cannot know.
 */
export function coverageOf(back: readonly Step[], grounds: GroundsOf): (step: Step) => boolean {
  const ofAnything = back.some(
    ({ targets, verb }) => targets.length === 0 && (verb === 'task' || CHANGE_VERBS.includes(verb)),
  );
  // Where all of the traffic goes to one, none is left elsewhere.
  const leadsAll = back.some(({ verb, share }) => verb === 'switch' && share?.percent === 100);
  const changed = new Set(back.filter(({ verb }) => CHANGE_VERBS.includes(verb)).flatMap((step) => touchedBy(step)));
  const isCovered = (name: string) => changed.has(name) || [...grounds(name)].some((ground) => changed.has(ground));
  return ({ targets, share }) => {
    if (ofAnything || (share && leadsAll)) return true;
    return targets.length === 0 ? back.length > 0 : targets.map(nameOf).every(isCovered);
  };
}

/** What a step changes, by name: who is led from one thing to another by a `switch … to` is led back by one the other way. */
export function touchedBy({ verb, targets, to }: Step): readonly string[] {
  return [...targets.map(nameOf), ...(verb === 'switch' && to ? [to.name] : [])];
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
