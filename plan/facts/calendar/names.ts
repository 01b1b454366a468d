/** The people behind whoever is named. */
import type { Plan, Release, Who } from '../../model.ts';
import { peopleOf } from '../../who/people.ts';

/** Those who are certain to be there, and the names of teams of which somebody is. */
export function named(plan: Plan, release: Release, whos: readonly (Who | undefined)[]): readonly string[] {
  return [
    ...new Set(
      whos.flatMap((who) => {
        if (!who) return [];
        const { fixed } = peopleOf(plan, release, who, 'with');
        return fixed.length > 0 ? fixed : [who.ref.name];
      }),
    ),
  ];
}
