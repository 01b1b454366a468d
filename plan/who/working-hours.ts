/** Whose working hours the plan tells: of everybody else we do not know when they are there. */
import { lookup, type Plan, type Release } from '../model.ts';
import { ofKind } from '../named.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import type { Instant } from '../time/model.ts';

/** How well somebody is there for all of a span, the best first. */
export const PRESENCES = ['throughout', 'at its start', 'not told', 'off'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Whether somebody is on shift, or in their working hours, in a span. */
export function presenceOf(isTold: boolean, calendar: WorkCalendar, start: Instant, end: Instant): Presence {
  if (!isTold) return 'not told';
  if (!calendar.isWorking(start)) return 'off';
  const [hours] = calendar.intervals(start, start + 1);
  return hours && hours.end >= end ? 'throughout' : 'at its start';
}

/** True for whoever has a calendar, a zone, shifts or leave, of their own or through a team. */
export function hasWorkingHours(plan: Plan, release: Release, name: string): boolean {
  const named = lookup(plan, release, name);
  if (named?.kind === 'party') return !!(named.calendar || named.zone || named.holidaysOf.length > 0);
  if (named?.kind !== 'person') return false;
  const { calendar, zone, shifts, leave, holidaysOf } = named;
  if (calendar || zone || shifts.length > 0 || leave.length > 0 || holidaysOf.length > 0) return true;
  for (const names of [plan.names, release.names]) {
    for (const team of ofKind(names, 'team')) {
      if (team.calendar && team.members.some((member) => member.name === name)) return true;
    }
  }
  return false;
}
