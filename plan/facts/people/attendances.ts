/** Who has to be there at a milestone (`milestone live T+1h with mara, any of ops`), or has to answer for something then. It takes nobody's time. */
import { accountableFor, type Place, type Plan, type Release, type Step, type Who } from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import { peopleOf } from '../../who/people.ts';
import { isForward } from '../changes/changes.ts';
import { quoted, said } from '../words.ts';

export interface Attendance {
  /** They are asked for an answer, and need not be at work then. */
  readonly isOfAnswer?: true;
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
        label: `milestone ${quoted(milestone.name)}`,
        at: { start: at, end: at },
        ...askedBy(plan, release, who),
        place: who.place,
      };
    }
  }
  for (const step of release.steps) {
    const answering = step.done || !isForward(step) ? NOBODY : answerers(step);
    const at = answering.length > 0 ? schedule.steps[step.id] : undefined;
    if (!at) continue;
    const span = { start: at.start, end: at.end };
    for (const { who, label } of answering) {
      yield { isOfAnswer: true, label, at: span, ...askedBy(plan, release, who), place: who.place };
    }
  }
}

interface Answerer {
  readonly who: Who;
  readonly label: string;
}

const NOBODY: readonly Answerer[] = [];

/** Whoever answers for a step without doing it, or for a criterion of a gate. */
function answerers(step: Step): readonly Answerer[] {
  const accountable = accountableFor(step);
  const criteria = step.gate?.criteria ?? [];
  // As of nearly all.
  if (!accountable && criteria.length === 0) return NOBODY;
  return [
    ...(accountable ? [{ who: accountable, label: said(step) }] : []),
    ...criteria.flatMap(({ subject, by, done }) =>
      by && !done ? [{ who: by, label: `${quoted(subject)} of ${said(step)}` }] : [],
    ),
  ];
}

function askedBy(plan: Plan, release: Release, who: Who): Pick<Attendance, 'fixed' | 'choices'> {
  const { fixed, choices } = peopleOf(plan, release, who, 'with');
  return { fixed, choices };
}
