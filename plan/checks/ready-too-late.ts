import { testedLast } from '../facts/dates/tested-last.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { checkedLate } from '../facts/users/checked-late.ts';
import { readyLate } from '../facts/users/ready-late.ts';
import { said, when } from '../facts/words.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (before: string, behind: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    ${before}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    ${behind}
    `,
  );

const MEETING = 'meet desk "Training of the service desk" 1h by priya with jonas at';

export const readyTooLate: ReleaseCheck = {
  code: 'ready-too-late',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title:
    'Tests, training, support, watches or copies that begin only once the users are in, tests when nothing can be mended any more, or words that are read only once they are sent',
  why:
    'What the load test finds a week after the launch the users have found before, and whoever is trained on Thursday cannot answer them on Monday. ' +
    'What they need on their first day is ready on the day before.',
  parameters: {
    grace: {
      type: 'duration',
      default: '1h',
      description:
        'So long behind the first users tests, watches and copies may still begin; training and support may not.',
    },
    mend: {
      type: 'duration',
      default: '36h',
      description:
        'So long before T what a test of security or compliance shows can still be mended, or the release be moved.',
    },
  },
  readsTitlesOf: ['step'],
  fixable: false,
  bundle: 'release',
  example: {
    breaks: plan('', `follow-up {\n  ${MEETING} T+2wd 10:00  // <- ready-too-late\n}`),
    passes: plan(`prepare {\n  ${MEETING} T-2wd 10:00\n}`, ''),
  },
  *find(subject) {
    yield* sentUnread(subject);
    yield* testedWhenTooLate(subject);
    const found = readyLate(subject, roughMinutes(subject.parameters.duration('grace')));
    if (!found) return;
    const { first, open, late } = found;
    const isLet = first.verb === 'switch';
    const since = `${said(first)} ${isLet ? 'lets the first users in' : 'is there for them'} (${when(subject.schedule, open)})`;
    const { at, of } = headOfRelease(subject.release);
    for (const { step, at: begin } of late) {
      yield {
        message: `${said(step)} comes ${when(subject.schedule, begin)}, and ${since}: do it before, or let them in later.`,
        place: step.head,
        about: step.name ? [step.name] : [],
        related: [{ message: 'From here on users are in', place: first.head }],
        several: {
          at,
          what: `things of ${of} are ready only once users are in, for ${since}`,
          name: said(step),
          todo: 'do each before, or let them in later',
        },
      };
    }
  },
};

/** Whoever finds a mistake then can only apologise. */
function* sentUnread(subject: ReleaseSubject): Iterable<Found> {
  for (const { message, look } of checkedLate(subject)) {
    yield {
      message: `${said(look)} looks at the words of ${said(message)} when they have been sent; do it before.`,
      place: look.head,
      about: look.name ? [look.name] : [],
      related: [{ message: 'It is sent here', place: message.head }],
    };
  }
}

/** What they find takes days, and users have been told the date. */
function* testedWhenTooLate(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, parameters } = subject;
  for (const step of testedLast(subject, roughMinutes(parameters.duration('mend')))) {
    const { start } = schedule.steps[step.id]!;
    yield {
      message: `${said(step)} begins ${when(schedule, start)}, ${describeMinutes(schedule.T! - start)} before T: nothing that it shows can be mended by then. Do it earlier.`,
      place: step.head,
      about: step.name ? [step.name] : [],
      several: {
        at: headOfRelease(release).at,
        what: 'tests begin when nothing that they show can be mended by T any more',
        name: said(step),
        todo: 'do each earlier',
      },
    };
  }
}
