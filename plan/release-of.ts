/** The release that a schedule is of: it stands among the others as its release does. A copy knows the name. */
import type { Analysis } from './analysis.ts';
import type { Release } from './model.ts';
import type { Schedule } from './schedule/model.ts';

export function releaseOf({ plan, schedules }: Pick<Analysis, 'plan' | 'schedules'>, schedule: Schedule): Release {
  return (plan.releases[schedules.indexOf(schedule)] ?? plan.releases.find(({ name }) => name === schedule.release))!;
}
