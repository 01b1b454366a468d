/** What a plan would say if something in it were otherwise: changes as data, never as text. */
import type { Plan, Step, Time, Window } from '../model.ts';
import { type WhatIf, withoutPeople } from './absence.ts';
import { copyPlan } from './copy.ts';

export type { WhatIf } from './absence.ts';

/** One thing that is otherwise. Releases, steps and windows are meant by their index in the plan and the release. */
export type Change =
  /** Clauses of a step; `undefined` takes the clause away. */
  | { readonly kind: 'step'; readonly release: number; readonly step: number; readonly clauses: ChangedClauses }
  | { readonly kind: 'window'; readonly release: number; readonly window: number; readonly bounds: ChangedBounds }
  /** The run begins at another time; its window, and with it T and whatever counts from it, stays. */
  | { readonly kind: 'start'; readonly release: number; readonly block: number; readonly at: Time }
  /** These people and parties (by name) are not there, for the whole plan. */
  | { readonly kind: 'absence'; readonly names: readonly string[] };

export type ChangedClauses = Partial<
  Pick<Step, 'duration' | 'by' | 'with' | 'at' | 'notBefore' | 'due' | 'after' | 'undo' | 'done'>
>;
export type ChangedBounds = Partial<Pick<Window, 'from' | 'to'>>;

/** The given plan stays as it is. Steps, blocks and windows of the new one have the same indexes. */
export function whatIf(plan: Plan, changes: readonly Change[]): WhatIf {
  const replacements = new Map<object, object>();
  const replace = (part: object | undefined, by: object) => {
    if (part) replacements.set(part, { ...replacements.get(part), ...by });
  };
  const absent = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'absence') for (const name of change.names) absent.add(name);
    else {
      const release = plan.releases[change.release];
      if (change.kind === 'step') replace(release?.steps[change.step], change.clauses);
      else if (change.kind === 'window') replace(release?.windows[change.window], change.bounds);
      else replace(release?.blocks[change.block], { at: change.at });
    }
  }
  const changed = replacements.size > 0 ? copyPlan(plan, replacements) : plan;
  return absent.size > 0 ? withoutPeople(changed, absent) : { plan: changed, gaps: [] };
}
