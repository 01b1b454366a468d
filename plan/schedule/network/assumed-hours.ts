/** Office hours that nobody has said: where a plan says nothing of when people work, they give way to what it does say. */
import type { Milestone, Time } from '../../model.ts';
import { isElapsed } from '../../time/duration.ts';
import type { Instant } from '../../time/model.ts';
import { dayAt, instantOfDay } from '../../time/zone.ts';
import type { StepActivity } from './network.ts';
import type { Pace } from './pace.ts';

/**
 * What is due at 08:00, and could begin no earlier than that morning, is done before nine: it ends when it is due. Whoever
 * writes such an hour knows who is there then. What says its hours (`calendar`, `shift`) is not asked here.
 *
 * @param from before this it does not begin, as far as that is known
 */
export function giveWay(activity: StepActivity, from: Instant | undefined, atAnyHour: Pace): void {
  const { step, due, duePlace, late, pace } = activity;
  const begin = dayOf(step.at) ?? from;
  const isFixed = activity.pinned !== undefined && dayOf(step.at) === undefined;
  if (isFixed || late || begin === undefined || !step.due || duePlace !== step.due.place || !saysHour(step.due)) return;
  const length = step.duration?.likely;
  const start = due - (length?.minutes ?? 0);
  if ((length && !isElapsed(length)) || start < begin || !(pace.endOf(pace.firstStart(begin)) > due)) return;
  activity.pace = atAnyHour;
  activity.paceOf = () => atAnyHour;
  if (activity.pinned !== undefined) activity.pinned = start;
  else if (start > activity.earliest) activity.earliest = start;
}

/** A milestone on a day, due at an hour of that day, is at that hour at the latest. */
export function withinItsDay({ at }: Milestone, moment: Instant | undefined, due: Instant | undefined) {
  const day = dayOf(at);
  return moment === undefined || due === undefined || day === undefined || due < day ? moment : Math.min(moment, due);
}

/** The first minute of a date without an hour. */
function dayOf(time: Time | undefined): Instant | undefined {
  if (time?.kind !== 'instant' || !time.dateOnly) return undefined;
  return instantOfDay(dayAt(time.at, time.zone), 0, time.zone);
}

/** Not only a day. */
export function saysHour(time: Time): boolean {
  switch (time.kind) {
    case 'instant':
      return !time.dateOnly;
    case 'clock':
      return true;
    case 'offset':
    case 'point':
      // `T+24h`, `T+1d` keep the hour that T has; a working day is all of it.
      return time.clock !== undefined || !time.offset?.workingDays;
    default:
      return false;
  }
}
