/** What can be chosen for a new plan, before anybody has answered. */
import type { Instant } from '../../plan/time/model.ts';
import { type NewPlanKind, newKinds, nextDate } from './new-plan.ts';
import { zones } from './wish.ts';

export interface NewPlanChoices {
  readonly kinds: readonly (NewPlanKind & { date?: string })[];
  readonly zones: readonly string[];
}

/** Each kind with the next day that fits in a zone. */
export function newChoices(zone: string, now: Instant): NewPlanChoices {
  const dated = newKinds().map((kind) => {
    const date = nextDate(kind.id, zone, now);
    return typeof date === 'string' ? { ...kind, date } : kind;
  });
  return { kinds: dated, zones: zones() };
}
