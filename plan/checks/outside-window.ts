import { runWindows } from '../facts/changes/windows.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, said, when } from '../facts/words.ts';
import { find, type Id } from '../ids.ts';
import type { Step } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

const plan = (deploy: string) =>
  standardRelease(
    SHARED,
    `
    run {
      deploy web ${deploy} by priya undo 5m
      verify web 90m by jonas${deploy === '3h' ? '  // <- outside-window' : ''}
    }
    `,
  );

export const outsideWindow: ReleaseCheck = {
  code: 'outside-window',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'The run ends after its window',
  why:
    'The window is what was agreed with the people whose service is touched. A plan that does not fit into it on paper ' +
    'will not fit into it at night.',
  fixable: false,
  example: { breaks: plan('3h'), passes: plan('1h') },
  *find(subject) {
    const { release, schedule } = subject;
    for (const { end: windowEnd, steps, place } of runWindows(subject)) {
      if (windowEnd === undefined) continue;
      const late = steps.filter(({ end }) => end > windowEnd);
      const last = late.reduce<TimedStep | undefined>((a, b) => (a && a.end >= b.end ? a : b), undefined);
      if (!last) continue;
      const path = pathTo(schedule, last.step.id).map((id) => find(release, id));
      const along = path.length > 1 ? ` The way there: ${listed(path.map(said), 6)}.` : '';
      yield {
        message:
          `${said(last.step)} ends ${when(schedule, last.end)}, ${describeMinutes(last.end - windowEnd)} after the window ` +
          `(${when(schedule, windowEnd)}).${along} ${along ? 'Shorten one of these, run it beside another' : 'Begin it earlier, shorten it'}, or widen the window.`,
        place: last.step.head,
        related: [
          { message: `The window ends ${when(schedule, windowEnd)}`, place },
          ...late
            .filter((one) => one !== last)
            .slice(0, MOST_RELATED)
            .map(({ step, end }) => ({ message: `${said(step)} ends ${when(schedule, end)}`, place: step.head })),
        ],
      };
    }
  },
};

const MOST_RELATED = 5;

/** What determines when a step ends, the first one first: each waits for the one before. */
function pathTo(schedule: Schedule, last: Id<Step>): readonly Id<Step>[] {
  const path = new Set<Id<Step>>();
  for (let at: Id<Step> | undefined = last; at !== undefined && !path.has(at); ) {
    path.add(at);
    at = schedule.steps[at]?.waits.find((wait) => wait.step)?.step;
  }
  return [...path].reverse();
}
