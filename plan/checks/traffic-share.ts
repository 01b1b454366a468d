import { inOutage, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { quoted, said } from '../facts/words.ts';
import { rootBlock } from '../model.ts';
import { type TrafficStage, trafficStages } from '../order/traffic.ts';
import type { Found, ReleaseCheck } from './check.ts';

const plan = (second: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service cart
    `,
    `
    run {
      switch cart as first to 50 % 5m by priya undo 5m
      wait   soak 30m
      switch cart as second to ${second} 5m by priya undo 5m${mark}
      verify cart 20m by jonas
    }
    `,
  );

export const trafficShare: ReleaseCheck = {
  code: 'traffic-share',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title:
    'A share of the traffic that falls while all goes well, stops short of all of it, is tried on nobody, or rises on the way back',
  why:
    'Shares rise step by step, and a rollback takes them down. A number that runs the other way is mostly a slip, and on the ' +
    'night it sends users where nobody looks.',
  timeless: true,
  fixable: false,
  example: { breaks: plan('10 %', '  // <- traffic-share'), passes: plan('100 %') },
  *find({ release }) {
    for (const [system, stages] of trafficStages(release)) {
      for (const stage of stages) if (stage.share < stage.before) yield falling(system, stage, stages);
      const shut = stages.find(({ step, share }) => share < 100 && isForward(step) && inOutage(step));
      if (shut) yield unseen(system, shut);
      const last = stages.at(-1);
      if (last && last.share < 100 && last.share >= last.before && isForward(last.step)) yield unfinished(system, last);
      const least = Math.min(...stages.map(({ share }) => share));
      for (const step of release.steps) {
        const { kind } = rootBlock(step.block);
        const percent = step.share?.percent;
        if (kind !== 'rollback' || percent === undefined || percent < least) continue;
        if (!step.targets.some(({ name }) => name === system)) continue;
        yield {
          message:
            `On the way back ${said(step)} leaves ${percent} % of the traffic, no less than the first stage has ` +
            `(${least} %); take it down to what it was before, \`to 0 %\`.`,
          place: step.head,
          about: [system],
        };
      }
    }
  },
};

function falling(system: string, { step, before, share }: TrafficStage, stages: readonly TrafficStage[]): Found {
  const earlier = stages[stages.findIndex((one) => one.step === step) - 1];
  return {
    message:
      `${said(step)} takes the traffic of ${quoted(system)} down from ${before} % to ${share} % while all goes well; ` +
      'put the stages in rising order, or move this one into a `rollback`.',
    place: step.share?.place ?? step.head,
    about: [system],
    related: earlier && [{ message: `It has ${before} % since this step`, place: earlier.step.head }],
  };
}

/** Whoever tries a tenth wants to see what that tenth of the users meets. */
function unseen(system: string, { step, share }: TrafficStage): Found {
  return {
    message:
      `${said(step)} gives ${quoted(system)} ${share} % of the traffic while the users are cut off: there is none, and nothing shows whether it ` +
      'works; end the outage before, or move all of it at once.',
    place: step.share?.place ?? step.head,
    about: [system],
  };
}

function unfinished(system: string, { step, share }: TrafficStage): Found {
  return {
    message:
      `The run leaves ${quoted(system)} at ${share} % of the traffic; add a last \`switch ${system} to 100 %\`, or say what the ` +
      'rest waits for.',
    place: step.share?.place ?? step.head,
    about: [system],
    severity: 'information',
  };
}
