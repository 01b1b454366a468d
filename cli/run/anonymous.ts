/** Events without the names of people: their roles, where they have one. */
import type { RunEvent } from '../../plan/log/events.ts';
import type { Named, Plan, Release } from '../../plan/model.ts';
import { chainOf, membersOf } from '../../plan/who/people.ts';

/** Whoever has no role or team is `person 1`, by their place in the plan; whom the plan does not know is `somebody`. */
export function anonymous(plan: Plan, release: Release): (event: RunEvent) => RunEvent {
  const all = new Map<string, Named>([...plan.names, ...release.names]);
  const people = [...all.values()].filter((one) => one.kind === 'person');
  const called = new Map(people.map(({ name }, i) => [name, roleOf(plan, release, all, name) ?? `person ${i + 1}`]));
  const words = people
    .flatMap(({ name, title }) =>
      [name, title, title?.split(' ')[0], title?.split(' ').at(-1)].map((word) => [word, called.get(name)!] as const),
    )
    .filter((pair): pair is readonly [string, string] => pair[0] !== undefined)
    .sort(([a], [b]) => b.length - a.length);
  const inText = (text: string) => {
    let told = text;
    for (const [word, instead] of words) told = told.replace(wholeWord(word), () => instead);
    return told;
  };
  const who = (name: string) => called.get(name) ?? (all.has(name) ? name : 'somebody');
  return (event) => {
    const members: Record<string, unknown> = { ...event };
    for (const key of ['by', 'for', 'to']) if (typeof members[key] === 'string') members[key] = who(members[key]);
    for (const key of ['note', 'because', 'link', 'value']) {
      if (typeof members[key] === 'string') members[key] = inText(members[key]);
    }
    return members as unknown as RunEvent;
  };
}

function roleOf(plan: Plan, release: Release, all: ReadonlyMap<string, Named>, person: string): string | undefined {
  const holds = (one: Named) => one.kind === 'role' && chainOf(one).some(({ name }) => name === person);
  const isIn = (one: Named) => one.kind === 'team' && membersOf(plan, release, one.name).people.includes(person);
  const found = [...all.values()].find(holds) ?? [...all.values()].find(isIn);
  return found?.name;
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}-])`, 'giu');
}
