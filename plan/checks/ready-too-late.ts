import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { readyLate } from '../facts/users/ready-late.ts';
import { said, when } from '../facts/words.ts';
import { roughMinutes } from '../time/duration.ts';
import type { ReleaseCheck } from './check.ts';

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
  title: 'Tests, training, support, watches or copies that begin only once the users are in',
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
  },
  readsTitlesOf: ['step'],
  fixable: false,
  bundle: 'release',
  example: {
    breaks: plan('', `follow-up {\n  ${MEETING} T+2wd 10:00  // <- ready-too-late\n}`),
    passes: plan(`prepare {\n  ${MEETING} T-2wd 10:00\n}`, ''),
  },
  *find(subject) {
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
