/** Who has to be there at a milestone: `milestone live T+1h with mara, any of ops`. Nobody's time is taken by a moment. */
import type { Milestone, Place, Plan, Release, Who } from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import { peopleOf } from '../../who/people.ts';
import { quoted } from '../words.ts';

export interface Attendance {
  readonly milestone: Milestone;
  /** As messages say it. */
  readonly label: string;
  readonly at: Span;
  /** All of them: named ones, and everybody of a team. */
  readonly fixed: readonly string[];
  /** So many of these. */
  readonly choices: readonly { readonly count: number; readonly from: readonly string[] }[];
  readonly place: Place;
}

/** Slot by slot; nothing of what is done, nor while nobody knows when it is. */
export function* attendancesOf(plan: Plan, release: Release, schedule: Schedule): Iterable<Attendance> {
  if (schedule.T === undefined) return;
  for (const milestone of release.milestones) {
    const at = schedule.milestones[milestone.id];
    if (milestone.done || at === undefined) continue;
    for (const who of milestone.with) {
      yield {
        milestone,
        label: `milestone ${quoted(milestone.name)}`,
        at: { start: at, end: at },
        ...askedBy(plan, release, who),
        place: who.place,
      };
    }
  }
}

function askedBy(plan: Plan, release: Release, who: Who): Pick<Attendance, 'fixed' | 'choices'> {
  const { fixed, choices } = peopleOf(plan, release, who, 'with');
  return { fixed, choices };
}
