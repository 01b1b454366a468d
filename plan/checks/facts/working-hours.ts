/** Whose working hours the plan tells: of everybody else we do not know when they are there. */
import { lookup, type Plan, type Release } from '../../model.ts';

/** True for whoever has a calendar, a zone, shifts or leave, of their own or through a team. */
export function hasWorkingHours(plan: Plan, release: Release, name: string): boolean {
  const named = lookup(plan, release, name);
  if (named?.kind === 'party') return !!(named.calendar || named.zone);
  if (named?.kind !== 'person') return false;
  if (named.calendar || named.zone || named.shifts.length > 0 || named.leave.length > 0) return true;
  for (const names of [plan.names, release.names]) {
    for (const team of names.values()) {
      if (team.kind === 'team' && team.calendar && team.members.some((member) => member.name === name)) return true;
    }
  }
  return false;
}
