import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { bridgesOf } from '../facts/people/bridges.ts';
import { gapsIn, minutesIn } from '../facts/people/spans.ts';
import { listed, quoted, whenSpan } from '../facts/words.ts';
import { stepLabel } from '../model.ts';
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
      verify web 20m by jonas
    }

    roster bridge "Launch room" via call by priya during T-15m .. ${end}${end === 'T+25m' ? '  // <- outside-bridge' : ''}
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
  example: { breaks: plan('T+25m'), passes: plan('T+1h') },
  *find(subject) {
    const { schedule, timed } = subject;
    if (schedule.T === undefined) return;
    const bridges = bridgesOf(subject);
    if (!bridges || bridges.length === 0) return;
    const spans = bridges.map(({ span }) => span);
    const outside = timed.filter((one) => {
      const { step } = one;
      if (!inRun(step) || step.done || step.verb === 'wait' || step.verb === 'notify') return false;
      return minutesIn(gapsIn(one, spans)) > 0 || (one.end === one.start && !spans.some(holds(one.start)));
    });
    const [first] = outside;
    if (!first) return;
    const names = listed(bridges.map(({ roster, span }) => `${quoted(roster.name)} (${whenSpan(schedule, span)})`));
    const steps = listed(outside.map(({ step }) => quoted(stepLabel(step))));
    const missing = minutesIn(outside.flatMap((one) => gapsIn(one, spans)));
    yield {
      message:
        `${steps} ${outside.length === 1 ? 'goes' : 'go'} on while ${bridges.length === 1 ? 'the bridge' : 'neither bridge'} ` +
        `${names} is ${bridges.length === 1 ? 'not open' : 'open'}, for ${describeMinutes(missing)} together, the first ` +
        `${whenSpan(schedule, first)}; keep it open from the first step of the run to the last.`,
      place: bridges[0]!.roster.head,
      about: outside.map(({ step }) => stepLabel(step)),
      related: outside.slice(0, 5).map(({ step }) => ({ message: 'It goes on without the bridge', place: step.head })),
    };
  },
};

function holds(at: number) {
  return ({ start, end }: { readonly start: number; readonly end: number }) => start <= at && at <= end;
}
