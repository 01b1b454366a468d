import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { quoted, said } from '../facts/words.ts';
import { find } from '../ids.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (leave: string) =>
  standardRelease(
    `
    person priya
    person jonas {
      leave ${leave}
    }
    service web
    `,
    `
    prepare {
      task pipeline "Build the new pipeline" 10wd by jonas not before Mon 2026-11-02 due Fri 2026-11-20${leave.endsWith('..') ? '  // <- no-working-time' : ''}
    }
    run {
      deploy web 10m by priya undo 5m after pipeline
      verify web 10m by priya
    }
    `,
  );

export const noWorkingTime: ReleaseCheck = {
  code: 'no-working-time',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'The calendar of whoever does a step leaves no time for it',
  why: 'A step that is planned on nobody’s working days is not planned.',
  fixable: false,
  bundle: 'person',
  example: { breaks: plan('Sun 2026-11-01 ..'), passes: plan('Mon 2026-11-23 .. Fri 2026-11-27') },
  *find({ plan, release, schedule }) {
    for (const { kind, steps, name, place } of schedule.conflicts) {
      const [step] = steps.map((id) => find(release, id));
      if (kind !== 'no-working-time' || !step) continue;
      const who = name ? quoted(name) : 'whoever does it';
      yield {
        message: `${said(step)} finds no working time of ${who}; give it to somebody else, or look at the calendar and leave.`,
        place: step.by?.place ?? step.head,
        about: name ? [name] : [],
        several: name
          ? {
              at: headOfThing(plan, release, name).at,
              what: `steps find no working time of ${who}`,
              name: said(step),
              todo: 'give them to somebody else, or look at the calendar and leave',
            }
          : undefined,
        related: place ? [{ message: 'The calendar', place }] : [],
      };
    }
  },
};
