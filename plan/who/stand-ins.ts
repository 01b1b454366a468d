/** Who could do a step in the place of those who do it: whom the plan lets do it, their deputies, and whoever has the skills that it asks for. */
import type { Named, Plan, Release, Step, Who } from '../model.ts';
import type { Instant } from '../time/model.ts';
import { calendarsOf, spansAway } from './calendars.ts';
import { chainOf, membersOf } from './people.ts';

/** In the order in which the plan would ask them; nobody who is away then. */
export function standInsOf(
  plan: Plan,
  release: Release,
  step: Pick<Step, 'by'>,
  doers: readonly string[],
  at: Instant,
): readonly string[] {
  const named = (name: string): Named | undefined => release.names.get(name) ?? plan.names.get(name);
  const asked = step.by ? [step.by, ...(step.by.also ?? [])] : [];
  const names = asked
    .flatMap(({ ref, otherwise = [] }) => [ref, ...otherwise])
    .flatMap(({ name }) => {
      const thing = named(name);
      const all = thing?.kind === 'role' ? chainOf(thing).map((ref) => ref.name) : [name];
      return all.flatMap((one) => membersOf(plan, release, one).people);
    });
  const deputies = doers.flatMap((name) => {
    const person = named(name);
    return person?.kind === 'person' && person.deputy ? [person.deputy.name] : [];
  });
  const skilled = asked.flatMap((who) => haveSkillsOf(plan, release, who));
  const all = [...new Set([...names, ...deputies, ...skilled])];
  return all.filter(
    (name) => !doers.includes(name) && named(name)?.kind === 'person' && !isAway(plan, release, name, at),
  );
}

/** On leave, or on a holiday of theirs. */
export function isAway(plan: Plan, release: Release, name: string, at: Instant): boolean {
  const { zone } = calendarsOf(plan, release).of(name);
  return spansAway(plan, release, name, zone).some(({ span }) => span.start <= at && at < span.end);
}

function haveSkillsOf(plan: Plan, release: Release, { skills = [] }: Who): readonly string[] {
  if (skills.length === 0) return [];
  return [...new Map([...plan.names, ...release.names]).values()].flatMap((one) =>
    one.kind === 'person' && skills.every(({ name }) => one.skills.some((skill) => skill.name === name))
      ? [one.name]
      : [],
  );
}
