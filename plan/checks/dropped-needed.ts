import { standardRelease } from '../facts/example.ts';
import { quoted } from '../facts/words.ts';
import { type Dropped, releaseAround } from '../model.ts';
import { contains } from '../place.ts';
import type { PlanCheck } from './check.ts';

const plan = (after: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    prepare {
      task scripts "Write the scripts"  2h by priya due T-2wd
      task dry-run "Try them in a copy" 2h by jonas due T-1wd dropped because "No copy is left"
    }
    run {
      deploy web 10m by priya undo 5m${after}
      verify web 10m by jonas
    }
    `,
  );

export const droppedNeeded: PlanCheck = {
  code: 'dropped-needed',
  of: 'plan',
  group: 'release',
  severity: 'warning',
  title: 'Something still hangs on what is given up',
  why:
    'What is dropped is not done, and whoever waits for it, covers it or counts on it goes on without. Somebody has to say that this is right, ' +
    'or the reason why it could be left out is none.',
  timeless: true,
  impersonal: true,
  fixable: false,
  bundle: 'thing',
  example: { breaks: plan(' after dry-run  // <- dropped-needed'), passes: plan('') },
  *find({ plan }) {
    for (const reference of plan.references) {
      const { target, place } = reference;
      if (target?.kind !== 'dropped' || place.file !== plan.file) continue;
      // What is given up together needs nothing of each other any more.
      if (releaseAround(plan, reference)?.dropped.some((one) => contains(one.place, place))) continue;
      const [name, why] = [quoted(target.label), reason(target)];
      yield {
        message: `This hangs on ${name}, which is dropped${why}; do without it here, or take it in again.`,
        place,
        about: [target.label],
        several: {
          at: target.head,
          what: `lines hang on ${name}, which is dropped${why}`,
          todo: 'do without it there, or take it in again',
        },
        related: [{ message: 'It is dropped here', place: target.head }],
      };
    }
  },
};

function reason({ because, of }: Dropped): string {
  const whole = of === undefined ? '' : ` with ${quoted(of)}`;
  return because ? `${whole} (${because})` : whole;
}
