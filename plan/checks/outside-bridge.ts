import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { type Bridge, bridgesOf } from '../facts/people/bridges.ts';
import { gapsIn, minutesIn } from '../facts/people/spans.ts';
import { listed, quoted, said, whenSpan } from '../facts/words.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (end: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 20m by jonas${end === 'T+25m' ? '  // <- outside-bridge' : ''}
    }

    roster bridge "Launch room" via call by priya during T-15m .. ${end}
    `,
  );

export const outsideBridge: ReleaseCheck = {
  code: 'outside-bridge',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'A step of the run outside of the bridge that is open',
  why:
    'Where a plan has a bridge, everybody looks for everybody else there: who finds it closed calls people one by one, ' +
    'and whoever is still at it has nobody to ask.',
  fixable: false,
  bundle: 'thing',
  example: { breaks: plan('T+25m'), passes: plan('T+1h') },
  *find(subject) {
    const { plan, release, schedule, timed } = subject;
    if (schedule.T === undefined) return;
    const bridges = bridgesOf(subject);
    if (!bridges || bridges.length === 0) return;
    const spans = bridges.map(({ span }) => span);
    const outside = timed.filter((one) => {
      const { step } = one;
      if (!inRun(step) || step.done || step.verb === 'wait' || step.verb === 'notify') return false;
      return minutesIn(gapsIn(one, spans)) > 0 || (one.end === one.start && !spans.some(holds(one.start)));
    });
    const names = listed(bridges.map(({ roster, span }) => `${quoted(roster.name)} (${whenSpan(schedule, span)})`));
    const [{ roster }] = bridges as [Bridge];
    const closed =
      bridges.length === 1 ? `while the bridge ${names} is not open` : `while neither bridge ${names} is open`;
    const todo = 'keep it open from the first step of the run to the last';
    for (const one of outside) {
      const missing = minutesIn(gapsIn(one, spans));
      yield {
        message:
          `${said(one.step)} (${whenSpan(schedule, one)}) goes on ${closed}` +
          `${missing > 0 ? `, for ${describeMinutes(missing)}` : ''}; ${todo}.`,
        place: one.step.head,
        related: bridges.map((bridge) => ({ message: 'The bridge', place: bridge.roster.head })),
        several: {
          at: headOfThing(plan, release, roster.name).at,
          what: `steps of the run go on ${closed}`,
          name: said(one.step),
          todo,
        },
      };
    }
  },
};

function holds(at: number) {
  return ({ start, end }: { readonly start: number; readonly end: number }) => start <= at && at <= end;
}
