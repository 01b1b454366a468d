import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { stepLabel } from '../model.ts';
import { describeInstant } from '../time/format.ts';
import { MOST_OCCURRENCES } from '../time/recurrence.ts';
import type { PlanCheck } from './check.ts';

const plan = (line: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
      ${line}
    }
    `,
  );

export const syntax: PlanCheck = {
  code: 'syntax',
  of: 'plan',
  group: 'form',
  severity: 'error',
  title: 'A line that cannot be read',
  why: 'What cannot be read is not in the plan: it is neither scheduled nor checked, and nobody will be asked to do it.',
  fixable: true,
  example: { breaks: plan('point of return  // <- syntax'), passes: plan('point of no return') },
  *find({ plan, schedules }) {
    for (const { message, place, replacement: better } of plan.problems) {
      yield { message, place, fixes: () => (better ? [replacement(better.title, place, better.text)] : []) };
    }
    for (const [i, schedule] of schedules.entries()) {
      const release = plan.releases[i]!;
      for (const step of release.steps) {
        const { every } = step;
        const times = schedule.steps[step.id]?.occurrences ?? [];
        // Of those that are exactly so many it is told as well: nobody plans 1,500 times of one step.
        if (!every || times.length < MOST_OCCURRENCES) continue;
        yield {
          severity: 'warning',
          message:
            `\`${stepLabel(step)}\` comes round ${MOST_OCCURRENCES.toLocaleString('en')} times or more, the most that are looked at: ` +
            `what comes after ${describeInstant(times.at(-1)!.start, release.zone)} is not. End it with an earlier \`until\`, ` +
            'or let it come round less often.',
          place: every.place,
        };
      }
    }
  },
};
