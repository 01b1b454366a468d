/** Who is at a step, as a paper of the night says it. */
import type { Plan, Release, Step } from '../../plan/model.ts';
import type { ScheduledStep } from '../../plan/schedule/model.ts';
import { standInsOf } from '../../plan/who/people.ts';
import { whoWords } from './words.ts';

/** Who does a step, who comes instead, and whose time it takes besides: those the schedule found, else those the plan names. */
export function companyWords(plan: Plan, release: Release, step: Step, scheduled: ScheduledStep | undefined): string {
  const { by = [] } = scheduled ?? {};
  const instead = standInsOf(plan, release, step.by).map((name) => `, else ${name}`);
  const answers = by.length > 0 ? `${by.join(', ')}${instead.join('')}` : step.by ? whoWords(step.by) : '';
  const others = scheduled && scheduled.with.length > 0 ? scheduled.with : step.with.map(whoWords);
  return `${answers}${others.length > 0 ? ` with ${others.join(', ')}` : ''}`;
}
