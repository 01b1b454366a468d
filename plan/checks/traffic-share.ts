import { inOutage, isForward } from '../facts/changes/changes.ts';
import { isWatchedByFigures, raisedUnseen } from '../facts/decisions/raised-unseen.ts';
import { standardRelease } from '../facts/example.ts';
import { saidStages } from '../facts/in-words/stages.ts';
import { notLedOver } from '../facts/moves/led-over.ts';
import { listed, quoted, said } from '../facts/words.ts';
import { rootBlock, type Step } from '../model.ts';
import { type TrafficStage, trafficStages } from '../order/traffic.ts';
import type { Schedule } from '../schedule/model.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, Parameters, ReleaseCheck, ReleaseSubject } from './check.ts';

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
    'A share of the traffic that falls while all goes well, stops short of all of it, is tried on nobody or for no time, rises though nobody looks, rises on the way back, goes to the old one for ever, or stands in words alone',
  why:
    'Shares rise step by step, and a rollback takes them down. A number that runs the other way is mostly a slip, and on the ' +
    'night it sends users where nobody looks.',
  parameters: {
    least: {
      type: 'duration',
      default: '5m',
      description: 'How long a share must have the traffic before the next one, so that anybody sees what it meets.',
    },
  },
  fixable: false,
  readsTitlesOf: ['step', 'release'],
  example: { breaks: plan('10 %', '  // <- traffic-share'), passes: plan('100 %') },
  *find(subject) {
    const { release, schedule, parameters } = subject;
    yield* nobodyLedOver(subject);
    yield* stagedInWords(subject);
    for (const [system, stages] of trafficStages(release)) {
      for (const stage of stages) if (stage.share < stage.before) yield falling(system, stage, stages);
      const shut = stages.find(({ step, share }) => share < 100 && isForward(step) && inOutage(step));
      if (shut) yield unseen(system, shut);
      const last = stages.at(-1);
      if (last && last.share < 100 && last.share >= last.before && isForward(last.step)) yield unfinished(system, last);
      const least = Math.min(...stages.map(({ share }) => share));
      const hasty = tooFast(schedule, parameters, system, stages);
      if (hasty) yield hasty;
      else yield* undecided(subject, system, stages);
      for (const step of release.steps) {
        const { kind } = rootBlock(step.block);
        const percent = step.share?.percent;
        if (kind !== 'rollback' || percent === undefined || percent < least) continue;
        if (!step.targets.some(({ name }) => name === system) || goesOnDown(release.steps, step, system)) continue;
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

/** The new one is there, all is tested, and everybody goes on asking the old one. */
function* nobodyLedOver(subject: ReleaseSubject): Iterable<Found> {
  const found = notLedOver(subject);
  if (!found) return;
  const { old, fresh, deploy } = found;
  yield {
    message:
      `${said(deploy)} brings ${quoted(fresh.name)} there, and nothing leads anybody from ${quoted(old.name)} to it, nor ever stops that: both answer, and users ask the old one. Add ` +
      'a `switch`, and a `stop` behind it.',
    place: deploy.head,
    about: [old.name, fresh.name],
    related: [{ message: 'The old one', place: old.head }],
  };
}

/** Whoever does it decides on the night how many come first, and how long nobody else does. */
function* stagedInWords(subject: ReleaseSubject): Iterable<Found> {
  const found = saidStages(subject);
  if (!found) return;
  const { step, isTrial, change } = found;
  yield {
    message: isTrial
      ? `${said(step)} tries shares where no user is, and ${said(change!)} gives it to everybody at once: what is tried is not what is done. Give it in the same shares, with a wait and a look between them.`
      : `${said(step)} goes out in stages, and nothing says how many users come first, or how long one waits before the next; write the shares (\`switch … to 10 %\`), a \`wait\` and what has to be seen between them.`,
    place: step.head,
    about: step.targets.map(({ name }) => name),
    related: change && [{ message: 'Everybody gets it here', place: change.head }],
  };
}

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

/** A tenth of the users that is followed by half of them, whatever the tenth has met. */
function* undecided(subject: ReleaseSubject, system: string, stages: readonly TrafficStage[]): Iterable<Found> {
  const [first, ...more] = raisedUnseen(subject, stages, roughMinutes(subject.parameters.duration('least')));
  if (!first) return;
  const them = listed([first, ...more].map(({ to }) => said(to)));
  const each = more.length > 0 ? 'each of them' : 'it';
  yield {
    message: isWatchedByFigures(subject)
      ? `${them} follow ${said(first.from)} at once, and no trigger sees what ${quoted(system)} has met with one share before it has the next; wait before each as long as a figure takes to show it, or put a \`gate\` there.`
      : `${them} ${more.length > 0 ? 'give' : 'gives'} ${quoted(system)} more of the traffic, and nobody looks or decides between ${said(first.from)} and ${each}; put a \`gate\` or a \`verify\` there, or a trigger that reads a figure.`,
    place: first.to.share?.place ?? first.to.head,
    about: [system],
    related: more.map(({ to }) => ({ message: 'So does this one', place: to.head })),
  };
}

/** Taken down in steps, the last one counts. */
function goesOnDown(steps: readonly Step[], step: Step, system: string): boolean {
  const later = steps.find(
    (one) =>
      one.index > step.index &&
      one.verb === 'switch' &&
      rootBlock(one.block) === rootBlock(step.block) &&
      one.targets.some(({ name }) => name === system),
  );
  return later !== undefined && (later.share?.percent ?? 0) < step.share!.percent!;
}

/** Several shares in a few minutes are one: nobody has seen what the first one met when the last one comes. */
function tooFast(
  schedule: Schedule,
  parameters: Parameters,
  system: string,
  stages: readonly TrafficStage[],
): Found | undefined {
  const least = roughMinutes(parameters.duration('least'));
  const short = stages.flatMap((stage, i) => {
    const next = stages[i + 1];
    const [from, to] = [schedule.steps[stage.step.id]?.end, next && schedule.steps[next.step.id]?.end];
    const isShort = from !== undefined && to !== undefined && to > from && to - from < least && stage.share < 100;
    return isShort && isForward(stage.step) ? [{ ...stage, minutes: to - from }] : [];
  });
  const [first] = short;
  if (!first || short.length < 2) return undefined;
  const total = short.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    message:
      `${short.length} shares of the traffic of ${quoted(system)} have it for ${describeMinutes(total)} in all: nobody sees what the first one meets before ` +
      'the last one comes. Wait between them as long as a figure takes to show it.',
    place: first.step.share?.place ?? first.step.head,
    about: [system],
    related: short.slice(1).map(({ step }) => ({ message: 'So soon the next one comes', place: step.head })),
  };
}
