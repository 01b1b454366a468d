import type { PlanCheck } from './check.ts';
import { standardRelease } from './facts/example.ts';
import { replacement } from './facts/replacement.ts';

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
  *find({ plan }) {
    for (const { message, place, replacement: better } of plan.problems) {
      yield { message, place, fixes: better ? [replacement(better.title, place, better.text)] : [] };
    }
  },
};
