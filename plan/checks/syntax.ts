import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { find } from '../ids.ts';
import { type Block, stepLabel } from '../model.ts';
import { contains } from '../place.ts';
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
      const cycles = Object.keys(schedule.cycles).map((id) => find(release, id as Block['id']));
      for (const thing of [...release.steps, ...cycles]) {
        const { every, kind } = thing;
        const called = kind === 'step' ? stepLabel(thing) : (thing.name ?? kind);
        const times = (kind === 'step' ? schedule.steps[thing.id]?.occurrences : schedule.cycles[thing.id]) ?? [];
        // What is wrong with how often it comes round is told already.
        const isRead = every && !plan.problems.some(({ place }) => contains(every.place, place));
        const isCounted = kind === 'cycle' || schedule.T !== undefined;
        if (isRead && isCounted && !every.until && !every.tbd && times.length === 1) {
          yield {
            severity: 'warning',
            message: `\`${called}\` comes round once only: nothing says until when. Add \`until\` and the last day on which it may begin.`,
            place: every.place,
          };
        }
        // Of those that are exactly so many it is told as well: nobody plans 1,500 times of one step.
        if (!every || times.length < MOST_OCCURRENCES) continue;
        yield {
          severity: 'warning',
          message:
            `\`${called}\` comes round ${MOST_OCCURRENCES.toLocaleString('en')} times or more, the most that are looked at: ` +
            `what comes after ${describeInstant(times.at(-1)!.start, release.zone)} is not. End it with an earlier \`until\`, ` +
            'or let it come round less often.',
          place: every.place,
        };
      }
    }
  },
};
