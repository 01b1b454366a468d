import { standardRelease } from '../facts/example.ts';
import { quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import type { Place } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (at: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      stop web as drained 5m by priya at 22:00 undo 5m
      verify web as counted "Nothing is left in the queue" 20m by jonas
      task refill "The supplier waits no longer" 10m by priya at ${at} after drained + 10m..30m${at === '23:30' ? '  // <- lag-exceeded' : ''}
      start web 5m by priya
      verify web as last 10m by jonas
    }
    `,
  );

export const lagExceeded: ReleaseCheck = {
  code: 'lag-exceeded',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'More time lies between two things than is allowed at most',
  why:
    '`after x + ..2h` is a promise of how long something may wait: for whoever is cut off, for what must not cool down. The ' +
    'schedule lets what comes before it wait as long as it can; where that is not enough, the plan breaks the promise.',
  fixable: false,
  example: { breaks: plan('23:30'), passes: plan('22:35') },
  *find(subject) {
    const { release, schedule } = subject;
    for (const { kind, steps, minutes = 0, name = '', place, block, milestone } of schedule.conflicts) {
      if (kind !== 'lag-exceeded') continue;
      const [step] = steps.map((id) => find(release, id));
      const thing = milestone ? find(release, milestone) : block ? find(release, block) : undefined;
      const start = milestone ? schedule.milestones[milestone] : step && schedule.steps[step.id]?.start;
      const subjectOf = thing ? quoted(thing.name ?? thing.kind) : step ? said(step) : '';
      const moment = start === undefined ? '' : ` ${when(schedule, start)},`;
      const cause = step && waitsFor(subject, step.id);
      const before = thing?.kind === 'milestone' ? 'is reached' : 'starts';
      yield {
        message:
          `${subjectOf} ${before}${moment} ${describeMinutes(minutes)} later after ${quoted(name)} than is allowed at most; ` +
          `start it earlier${cause ? `, which ${cause.why} keeps it from` : ''}, let ${quoted(name)} end later, or allow more.`,
        place: place ?? (thing ?? step)?.head ?? release.head,
        about: thing?.name ? [thing.name] : step?.name ? [step.name] : [],
        related: cause?.place ? [{ message: 'It waits for this', place: cause.place }] : [],
      };
    }
  },
};

/** What keeps a step from being earlier. */
function waitsFor(
  { release, schedule }: ReleaseSubject,
  id: string,
): { readonly why: string; readonly place?: Place } | undefined {
  const wait = schedule.steps[id]?.waits.find(({ backwards }) => !backwards);
  if (!wait) return undefined;
  const step = wait.step && find(release, wait.step);
  if (step)
    return { why: wait.reason === 'person' ? `${wait.name}, busy with ${said(step)},` : said(step), place: step.head };
  if (wait.reason === 'calendar') return { why: `the working hours of ${wait.name}` };
  return wait.reason === 'time' && wait.name ? { why: `its time (${wait.name})` } : undefined;
}
