import type { ReleaseCheck } from './check.ts';
import { standardRelease } from './facts/example.ts';
import { said } from './facts/words.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const cycle: ReleaseCheck = {
  code: 'cycle',
  of: 'release',
  group: 'form',
  severity: 'error',
  title: 'Steps wait for each other in a circle',
  why: 'None of them can ever start, and everything that waits for one of them has no time either.',
  fixable: false,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      prepare {
        task build   "Build"   1h by jonas after review  // <- cycle
        task review  "Review"  1h by priya after build
      }
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      prepare {
        task build   "Build"   1h by jonas
        task review  "Review"  1h by priya after build
      }
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find({ schedule }) {
    for (const conflict of schedule.conflicts) {
      const [first] = conflict.steps;
      if (conflict.kind !== 'cycle' || !first) continue;
      const { steps } = conflict;
      const circle = [...steps, first].map(said).join(' → ');
      yield {
        message:
          steps.length === 1
            ? `${said(first)} waits for itself; remove that \`after\`.`
            : `${steps.length} steps wait for each other: ${circle}; take one \`after\` away, or change their order.`,
        place: first.head,
        related: steps.slice(1).map((step) => ({ message: `${said(step)} is part of the circle`, place: step.head })),
      };
    }
  },
};
