/** Somebody on whom a whole calendar hangs. */

import { append } from '../../grouped.ts';
import type { Milestone } from '../../model.ts';
import { deputiesOf, peopleOf } from '../../who/people.ts';
import type { Facts } from '../facts.ts';
import { courseOf } from './reached.ts';

export interface Carried {
  readonly name: string;
  readonly own: readonly Milestone[];
  readonly of: number;
}

/** The one by whom most milestones of a calendar are, where that is a good part of them and nobody stands in. */
export function carriedByOne(facts: Facts): Carried | undefined {
  const { plan, release } = facts;
  if (!courseOf(facts)) return undefined;
  const byName = new Map<string, Milestone[]>();
  for (const milestone of release.milestones) {
    const { fixed, choices } = peopleOf(plan, release, milestone.by, 'by');
    const [name] = fixed;
    if (name === undefined || fixed.length > 1 || choices.length > 0 || milestone.with.length > 0 || milestone.done)
      continue;
    append(byName, name, milestone);
  }
  const [most] = [...byName].sort(([, a], [, b]) => b.length - a.length);
  if (!most) return undefined;
  const [name, own] = most;
  const isMuch = own.length >= FEWEST && own.length >= release.milestones.length / PART;
  return isMuch && deputiesOf(plan, release, own[0]!.by).length === 0
    ? { name, own, of: release.milestones.length }
    : undefined;
}

const FEWEST = 6;
/** One in so many. */
const PART = 4;
