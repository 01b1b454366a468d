/** Who does it: from a who-slot of the plan to people. */
import {
  isTbd,
  lookup,
  type Named,
  type Plan,
  type Ref,
  type Release,
  type Role,
  type Step,
  type System,
  type SystemKind,
  TBD,
  type Who,
} from '../model.ts';

/** What a step asks of people. Names are those of persons; a person asked for twice is listed once. */
export interface Demand {
  /** People fixed by name, the accountable one first. */
  readonly fixed: readonly string[];
  /** So many of these, in the order of the page; whoever is free first. */
  readonly choices: readonly Choice[];
  /** Parties and names nobody declared: they are asked, but we do not schedule their time. */
  readonly outside: readonly string[];
}

export interface Choice {
  readonly count: number;
  readonly from: readonly string[];
}

export const NOBODY: Demand = { fixed: [], choices: [], outside: [] };

/**
 * The people of one who-slot.
 *
 * | slot | people |
 * | --- | --- |
 * | `by priya`, `with priya` | priya |
 * | `by dba` (a role) | its holder, else its `else`; where that is a team, as the team |
 * | `by ops` (a team) | any one of the team: exactly one is accountable |
 * | `with ops` (a team) | all its members |
 * | `any of ops`, `2 of ops`, `all of ops` | so many of the team |
 * | `by relay of ops` | one of the team at a time, see `plan/schedule/leveling/relay.ts` |
 * | `ops skilled in postgres` | the same, of those who have the skill |
 * | `by scheduler` (a system) | nobody: it happens by itself |
 * | `by x else y` | x; y stands in when x cannot, see `deputiesOf` |
 * | `by tbd` | nobody's time yet; named, so that it is seen |
 *
 * Teams of teams are flattened in the order of the page; an audience stands for its members.
 */
export function peopleOf(plan: Plan, release: Release, who: Who | undefined, slot: 'by' | 'with'): Demand {
  if (!who) return NOBODY;
  if (who.count !== undefined || who.skills) return askedOf(plan, release, who, slot);
  // A few names do all of the work, and every check asks who they are.
  let names = remembered.get(release);
  if (names?.plan !== plan) {
    names = { plan, by: new Map(), with: new Map() };
    remembered.set(release, names);
  }
  let known = names[slot].get(who.ref.name);
  if (!known) {
    known = askedOf(plan, release, who, slot);
    names[slot].set(who.ref.name, known);
  }
  return known;
}

/** By the name alone, as each slot reads it; of a release, as the plan has it that was asked of last. */
const remembered = new WeakMap<
  Release,
  { readonly plan: Plan; readonly by: Map<string, Demand>; readonly with: Map<string, Demand> }
>();

function askedOf(plan: Plan, release: Release, who: Who, slot: 'by' | 'with'): Demand {
  if (isTbd(who)) return { ...NOBODY, outside: [TBD] };
  const named = resolved(plan, release, who.ref.name);
  if (!named) return { ...NOBODY, outside: [who.ref.name] };
  if (named.kind === 'person') return { ...NOBODY, fixed: [named.name] };
  if (named.kind !== 'team' && named.kind !== 'audience') return { ...NOBODY, outside: [named.name] };
  const members = membersOf(plan, release, named.name);
  const people = skilled(plan, release, members.people, who);
  // A party says nothing of the skills of its people.
  const outside = who.skills ? [] : members.outside;
  const count = countOf(who, slot);
  // With a party among them, it may be the party that is chosen: then nobody of ours is needed.
  if (people.length === 0) return { ...NOBODY, outside: outside.length > 0 ? outside : [named.name] };
  if (count >= people.length)
    return { ...NOBODY, fixed: people, outside: slot === 'with' || who.count === 'all' ? outside : [] };
  return { ...NOBODY, choices: [{ count, from: people }] };
}

function countOf({ count }: Who, slot: 'by' | 'with'): number {
  if (count === 'any' || count === 'relay') return 1;
  if (count === 'all') return Number.POSITIVE_INFINITY;
  return count ?? (slot === 'by' ? 1 : Number.POSITIVE_INFINITY);
}

/** Those of `people` who have all the skills a who-slot asks for. */
export function skilled(plan: Plan, release: Release, people: readonly string[], { skills }: Who): readonly string[] {
  // Which skill is asked for may be open.
  const known = skills?.filter(({ name }) => name !== TBD) ?? [];
  if (known.length === 0) return people;
  return people.filter((name) => {
    const person = lookup(plan, release, name);
    return person?.kind === 'person' && known.every((skill) => person.skills.some((own) => own.name === skill.name));
  });
}

/** All skills that people of the plan have. */
export function skillsOf(plan: Plan): ReadonlySet<string> {
  const people = [...plan.names.values(), ...plan.releases.flatMap(({ names }) => [...names.values()])];
  return new Set(people.flatMap((one) => (one.kind === 'person' ? one.skills.map(({ name }) => name) : [])));
}

/** Everybody a step asks for: `by` first, then `with`. */
export function demandOf(plan: Plan, release: Release, step: Pick<Step, 'by' | 'with'>): { by: Demand; with: Demand } {
  const by = peopleOf(plan, release, step.by, 'by');
  if (step.with.length === 0) return { by, with: NOBODY };
  const others = step.with.map((who) => peopleOf(plan, release, who, 'with'));
  const taken = new Set(by.fixed);
  const fixed = unique(others.flatMap((other) => other.fixed)).filter((name) => !taken.has(name));
  const outside = unique(others.flatMap((other) => other.outside)).filter((name) => !by.outside.includes(name));
  return {
    by: { ...by, choices: by.choices.map((choice) => without(choice, fixed)) },
    with: { fixed, choices: others.flatMap(({ choices }) => choices), outside },
  };
}

/** Whoever is there anyway does not answer for it as well, as long as there are others who can. */
function without({ count, from }: Choice, names: readonly string[]): Choice {
  const others = from.filter((name) => !names.includes(name));
  return { count, from: others.length >= count ? others : from };
}

/** Whether a system may do something by itself: what is changed in the night does nothing in it. */
export function mayAct({ releases }: Plan, { name, type }: System): boolean {
  return (
    PROGRAMS.has(type) &&
    !releases.some(({ steps }) => steps.some((step) => step.targets.some((one) => one.name === name)))
  );
}

/** A database does nothing. */
const PROGRAMS: ReadonlySet<SystemKind> = new Set(['system', 'application', 'service']);

/** `by scheduler`, a system: it happens by itself, and takes nobody's time. */
export function isMachine(plan: Plan, release: Release, who: Who): boolean {
  return resolved(plan, release, who.ref.name)?.kind === 'system';
}

/** Who stands in for a who-slot, in this order: those of its own `else`, else of the role's, else the person's deputy. */
export function deputiesOf(plan: Plan, release: Release, who: Who | undefined): readonly string[] {
  const others = standInsOf(plan, release, who);
  if (!who || who.otherwise || others.length > 0) return others;
  const person = resolved(plan, release, who.ref.name);
  return person?.kind === 'person' && person.deputy && isNamed(person.deputy) ? [person.deputy.name] : [];
}

/** Those who come instead at this very place, one after the other: of its own `else`, else of the role's. */
export function standInsOf(plan: Plan, release: Release, who: Who | undefined): readonly string[] {
  if (!who) return [];
  const role = aliased(plan, release, who.ref.name);
  const refs = who.otherwise?.filter(isNamed) ?? (role?.kind === 'role' ? chainOf(role).slice(1) : []);
  return refs.map(({ name }) => resolved(plan, release, name)?.name ?? name);
}

/** `deputy tbd`: somebody is to stand in, and nobody knows yet who. */
export function isDeputyOpen(plan: Plan, release: Release, person: string): boolean {
  const named = lookup(plan, release, person);
  return named?.kind === 'person' && named.deputy?.name === TBD;
}

/** Who fills a role, the first of them who can. */
export function chainOf({ holder, otherwise = [] }: Pick<Role, 'holder' | 'otherwise'>): readonly Ref[] {
  return [...(holder ? [holder] : []), ...otherwise].filter(isNamed);
}

function isNamed({ name }: Ref): boolean {
  return name !== TBD;
}

/** The people of a team or audience, teams of teams included, in the order of the page. */
export function membersOf(
  plan: Plan,
  release: Release,
  name: string,
): { readonly people: readonly string[]; readonly outside: readonly string[] } {
  const people = new Set<string>();
  const outside = new Set<string>();
  const seen = new Set<string>();
  // Teams of teams may be as deep as a plan is long.
  const open = [name];
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    if (member === TBD) continue;
    const named = resolved(plan, release, member);
    if (named?.kind === 'person') people.add(named.name);
    else if (named?.kind === 'team' || named?.kind === 'audience') {
      if (seen.has(named.name)) continue;
      seen.add(named.name);
      for (const { name: next } of named.members.toReversed()) open.push(next);
    } else outside.add(named?.name ?? member);
  }
  return { people: [...people], outside: [...outside] };
}

/** What a name stands for once roles, `owner`, `sponsor` and parameters are looked through. */
function resolved(plan: Plan, release: Release, name: string): Named | undefined {
  let named = aliased(plan, release, name);
  if (named?.kind !== 'role') return named;
  const seen = new Set<Named>();
  while (named?.kind === 'role' && !seen.has(named)) {
    seen.add(named);
    const next: string | undefined = chainOf(named)[0]?.name;
    named = next === undefined ? undefined : aliased(plan, release, next);
  }
  return named?.kind === 'role' ? undefined : named;
}

function aliased(plan: Plan, release: Release, name: string): Named | undefined {
  let named = lookup(plan, release, name);
  if (named?.kind !== 'parameter' && named?.kind !== 'implicit') return named;
  const seen = new Set<Named>();
  while ((named?.kind === 'parameter' || named?.kind === 'implicit') && named.who && !seen.has(named)) {
    seen.add(named);
    named = lookup(plan, release, named.who.ref.name);
  }
  return named;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
