import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { isUnmarked, marksWork, overdueOf } from '../facts/passing/due.ts';
import { leftBehindIn } from '../facts/passing/over.ts';
import { capital, describeDays, quoted, when } from '../facts/words.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (year: string) =>
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
    }
    `,
  )
    .replace('Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00', year)
    .replace(/^( *release .*)$/m, year.includes('2026-09') ? '$1  // <- release-over' : '$1');

export const releaseOver: ReleaseCheck = {
  code: 'release-over',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'information',
  title: 'A release that is over, and what it left without a word',
  why:
    'Of a night that is over nobody wants to hear how it should have been prepared. What counts is what comes after it, and what ' +
    'the plan never said: whether it happened.',
  fixable: false,
  example: {
    breaks: plan('Sat 2026-09-05 22:00 .. Sun 2026-09-06 02:00'),
    passes: plan('Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00'),
  },
  *find(subject) {
    const { release, schedule, now, over } = subject;
    if (over === undefined) return;
    const marks = marksWork(release);
    const left = overdueOf(subject).filter(leftBehindIn(subject));
    const steps = release.steps.filter(isUnmarked);
    const silent = !marks
      ? 'nothing in it is marked as done'
      : steps.length > 0
        ? `${counted(steps.length, 'step')} ${steps.length === 1 ? 'is' : 'are'} not marked as done`
        : undefined;
    const answers = left.filter(({ isWork }) => !isWork).length;
    const said = [
      silent,
      answers > 0 &&
        `${counted(answers, 'thing')} that ${answers === 1 ? 'was' : 'were'} due before never got an answer`,
    ];
    const todo = said.filter(Boolean).join(', and ');
    yield {
      message:
        `${quoted(release.name)} was over ${when(schedule, over)}, ${describeDays(now!.since(over))} ago, so nothing is asked any more of ` +
        `how it was prepared; \`--at DATE\` judges it as of another day.${todo ? ` ${capital(todo)}: write what became of it.` : ''}`,
      place: release.head,
      related: left
        .filter(({ isWork }) => marks || !isWork)
        .map(({ subject: it, by, lacks, place }) => ({
          message: `${it} was due ${when(schedule, by)}, and ${lacks}`,
          place,
        })),
    };
  },
};
