import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { overUnbegun, preparedForNothing } from '../facts/promises/unbegun.ts';
import { said } from '../facts/words.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (between: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      task pages "The deployment of the pages is complete" 5m by priya${between}
      task forms "The deployment of the forms is complete" 5m by priya${mark}
      verify web 10m by jonas
    }
    `,
  );

export const neverDone: ReleaseCheck = {
  code: 'never-done',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A line says that something is over, or prepares it, and no line does it',
  why:
    'Somebody confirms that it is complete, and nobody has begun it: the line that does it was forgotten, or stands in another plan. On the ' +
    'night everybody waits for everybody else.',
  timeless: true,
  impersonal: true,
  fixable: false,
  bundle: 'block',
  readsTitlesOf: ['step'],
  example: {
    breaks: plan('', '  // <- never-done'),
    passes: plan('\n      deploy web as other "Forms" 10m by priya undo 5m'),
  },
  *find(subject) {
    yield* over(subject);
    yield* prepared(subject);
  },
};

function* over({ release }: ReleaseSubject): Iterable<Found> {
  for (const { step, first } of overUnbegun(release)) {
    const { at, of } = headOfBlock(release, step);
    yield {
      message: `${said(step)} says that something is over, and no line since ${said(first)} has begun it; add the line that does, or take this one out.`,
      place: step.head,
      about: step.name ? [step.name] : [],
      related: [{ message: 'Here it is over already', place: first.head }],
      several: {
        at,
        what: `steps of ${of} say that something is over which no line before them has begun again`,
        name: said(step),
        todo: 'add the line that does before each, or take it out',
      },
    };
  }
}

function* prepared({ release }: ReleaseSubject): Iterable<Found> {
  for (const step of preparedForNothing(release)) {
    yield {
      message: `${said(step)} prepares something new, and no line behind it brings it: add \`deploy …\` or the step that installs it.`,
      place: step.head,
      about: step.name ? [step.name] : [],
    };
  }
}
