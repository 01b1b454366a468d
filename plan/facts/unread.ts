import type { Plan } from '../model.ts';
import { contains, type Place } from '../place.ts';

/** Whether a line within could not be read: what seems to be missing there may stand on it. What is told and read all the same hides nothing. */
export function hasUnread(plan: Plan, within: Place): boolean {
  return plan.unread.some(({ place, understood }) => !understood && contains(within, place));
}
