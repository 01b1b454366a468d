/** Hours and minutes, and no days: these are not always 24 hours, and no working hours. */
import { formatDuration, ZERO } from '../../../plan/time/duration.ts';

export function lengthOf(minutes: number): string {
  const hours = Math.trunc(Math.round(minutes) / 60);
  const rest = Math.round(minutes) % 60;
  if (hours === 0) return formatDuration({ ...ZERO, minutes: rest });
  return `${hours}h${rest === 0 ? '' : `${rest}m`}`;
}
