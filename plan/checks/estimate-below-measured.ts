import { isForward } from '../facts/changes/changes.ts';
import { saidLonger } from '../facts/dates/lengths-in-words.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { normFor } from '../facts/repairs/insertion.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { append } from '../grouped.ts';
import { type Block, isTbd, type Place, type Release, type Step, type WrittenEstimate } from '../model.ts';
import { quantile, quantiles } from '../risk/distribution.ts';
import { measuredDurations } from '../schedule/measured.ts';
import { onceThrough } from '../schedule/occurrences.ts';
import { formatDuration, roughMinutes, ZERO } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Duration, Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (deploy: string, verify: string) =>
  standardRelease(
    `
    norm verify 15m
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    rehearsal first in staging at Tue 2026-09-22 10:00 {
      passed   by jonas on Tue 2026-09-22
      measured deploy web 25m
    }
    rehearsal second in staging at Tue 2026-09-29 10:00 {
      passed   by jonas on Tue 2026-09-29
      measured deploy web 20m
    }
    run {
      deploy web ${deploy} by priya undo 5m${deploy === '25m' ? '' : '  // <- estimate-below-measured'}
      verify web ${verify} by jonas${verify === '15m' ? '' : '  // <- estimate-below-measured'}
    }
    `,
  );

export const estimateBelowMeasured: ReleaseCheck = {
  code: 'estimate-below-measured',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A step is planned shorter than it was measured, than the norm, or than its own words say',
  readsTitlesOf: ['step'],
  why:
    'The rehearsal has shown how long it takes. A plan that hopes for less ends later than it says, and every moment ' +
    'behind that step, the last one to roll back among them, comes too early.',
  parameters: {
    share: {
      type: 'number',
      default: 80,
      description: 'How many percent of the rehearsals the planned duration must cover.',
    },
  },
  fixable: true,
  bundle: 'block',
  example: { breaks: plan('15m', '10m'), passes: plan('25m', '15m') },
  *find(subject) {
    const { release, parameters } = subject;
    const share = Math.min(100, Math.max(1, parameters.number('share'))) / 100;
    const measured = samples(subject);
    const counted = measuredDurations(release);
    yield* unmeasured(release);
    yield* belowItsWords(release);
    for (const step of release.steps) {
      if (!step.duration || isTbd(step.duration) || step.done) continue;
      const own = measured.get(step);
      // What counts as it was measured is not planned with less.
      if (own && counted.has(step)) continue;
      if (own) yield* belowMeasured(release, step, step.duration, own, share);
      else yield* belowNorm(subject, step, step.duration);
    }
    for (const [thing, own] of measured)
      if (thing.kind !== 'step') yield* blockBelowMeasured(subject, thing, own, share);
  },
};

/** It says that the schedule counts with what was measured, rehearsals were held, and nobody wrote down what they took. */
function* unmeasured({ durationsMeasured: place, rehearsals }: Release): Iterable<Found> {
  const held = rehearsals.filter(({ result }) => result);
  if (!place || held.length === 0 || held.some(({ measured }) => measured.length > 0)) return;
  yield {
    message:
      `The schedule is to count with what rehearsals measured, and ${listed(held.map(({ name }) => quoted(name)))} ` +
      `${held.length > 1 ? 'have' : 'has'} measured nothing, so that it counts with what is written; add \`measured STEP DURATION\` to ${held.length > 1 ? 'them' : 'it'}.`,
    place,
    related: held.map(({ head }) => ({ message: 'Held, and nothing measured', place: head })),
  };
}

/** Whoever watches for a day has not done it in an hour. */
function* belowItsWords(release: Release): Iterable<Found> {
  for (const { step, said: minutes, estimate } of saidLonger(release)) {
    yield {
      message: `The words of ${said(step)} say ${describeMinutes(minutes)}, and ${quoted(estimate.text)} is all that ${step.duration ? 'it' : 'the block around it'} takes; let them agree.`,
      place: step.duration ? estimate.place : step.head,
      about: step.name ? [step.name] : [],
      related: step.duration ? [] : [{ message: 'The block', place: step.block.head }],
    };
  }
}

interface Sample {
  readonly duration: Duration;
  readonly minutes: Minutes;
  readonly rehearsal: string;
  readonly passed: boolean;
  readonly place: Place;
}

/** What rehearsals measured of each step and block; a failed one counts only where no passed one has measured it. */
function samples({ release, dependencies }: ReleaseSubject): ReadonlyMap<Step | Block, readonly Sample[]> {
  const all = new Map<Step | Block, Sample[]>();
  for (const { name, result, measured } of release.rehearsals) {
    for (const { point, duration, place } of measured) {
      const thing = dependencies.thing(point);
      if (!thing || !(thing.kind === 'step' || 'children' in thing)) continue;
      const sample = {
        duration,
        minutes: roughMinutes(duration),
        rehearsal: name,
        passed: result?.passed ?? true,
        place,
      };
      append(all, thing, sample);
    }
  }
  for (const [thing, list] of all) {
    const passed = list.filter((sample) => sample.passed);
    if (passed.length > 0) all.set(thing, passed);
  }
  return all;
}

/** The shortest measured duration that so large a share of the rehearsals did not exceed (nearest rank). */
function covering(list: readonly Sample[], share: number): Sample {
  const sorted = [...list].sort((a, b) => a.minutes - b.minutes);
  return sorted[Math.min(sorted.length, Math.ceil(share * sorted.length)) - 1]!;
}

/** The same share of an estimate: of one number it is that number. */
function planned({ min, likely, max }: WrittenEstimate, share: number): Minutes {
  const [least, mode, most] = [min, likely, max].map(roughMinutes) as [Minutes, Minutes, Minutes];
  if (most <= least || mode < least || mode > most) return mode;
  return least + (most - least) * quantile(quantiles('pert', (mode - least) / (most - least)), share);
}

function* belowMeasured(
  release: Release,
  step: Step,
  estimate: WrittenEstimate,
  list: readonly Sample[],
  share: number,
): Iterable<Found> {
  const sample = covering(list, share);
  const minutes = Math.floor(planned(estimate, share));
  if (minutes >= sample.minutes) return;
  const isRange = estimate.text.includes('..');
  const { at, of } = headOfBlock(release, step);
  const covers = isRange ? ` (no more than ${describeMinutes(minutes)} with ${percent(share)})` : '';
  yield {
    message:
      `${said(step)} is planned with ${quoted(estimate.text)}${covers}, and ${evidence(list, sample, share)}: ` +
      `${describeMinutes(sample.minutes - minutes)} too little; take what was measured.`,
    place: estimate.place,
    about: step.targets.map(({ name }) => name),
    several: {
      at,
      what: `steps of ${of} are planned shorter than rehearsals took`,
      name: `${said(step)} (${describeMinutes(sample.minutes - minutes)})`,
      todo: 'take what was measured',
    },
    related: list.map(({ rehearsal, duration, place }) => ({
      message: `${quoted(rehearsal)} measured ${formatDuration(duration)}`,
      place,
    })),
    fixes: () => [take(estimate, sample, share)],
  };
}

function evidence(list: readonly Sample[], { rehearsal, minutes }: Sample, share: number): string {
  if (list.length === 1) return `the rehearsal ${quoted(rehearsal)} took ${describeMinutes(minutes)}`;
  const all = listed(list.map((one) => describeMinutes(one.minutes)));
  return `rehearsals took ${all}, no more than ${describeMinutes(minutes)} in ${percent(share)} of them`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A range stays one: what was measured becomes its likely value, and the most leaves as much above it as is needed. */
function take(estimate: WrittenEstimate, { duration, minutes }: Sample, share: number): Fix {
  const measured = formatDuration(duration);
  if (!estimate.text.includes('..')) return replacement(`Take the measured ${measured}`, estimate.place, measured);
  const least = Math.min(roughMinutes(estimate.min), minutes);
  const likely = { ...estimate, min: inMinutes(least), likely: duration };
  let most = Math.max(roughMinutes(estimate.max), minutes);
  while (planned({ ...likely, max: inMinutes(most) }, share) < minutes) most += Math.max(1, Math.ceil(minutes / 20));
  const text = `${formatDuration(inMinutes(least))}..${measured}..${formatDuration(inMinutes(most))}`;
  return replacement(`Take the measured ${measured}: ${quoted(text)}`, estimate.place, text);
}

function inMinutes(minutes: Minutes): Duration {
  return { ...ZERO, minutes: Math.round(minutes) };
}

function* belowNorm({ plan, release }: ReleaseSubject, step: Step, estimate: WrittenEstimate): Iterable<Found> {
  // A norm says what the way forward takes; the way back knows its own.
  if (plan.norms.length === 0 || !isForward(step)) return;
  const norms = (step.targets.length > 0 ? step.targets : [undefined]).flatMap(
    (target) => normFor(plan, step.verb, target?.name) ?? [],
  );
  const norm = norms.sort((a, b) => roughMinutes(b.min) - roughMinutes(a.min))[0];
  const missing = norm ? roughMinutes(norm.min) - roughMinutes(estimate.likely) : 0;
  if (!norm || missing <= 0) return;
  const { at, of } = headOfBlock(release, step);
  yield {
    message:
      `${said(step)} is planned with ${quoted(estimate.text)}, ${describeMinutes(missing)} less than the norm of ` +
      `${quoted(norm.text)}; take the norm, or rehearse it and write down what it took.`,
    place: estimate.place,
    about: step.targets.map(({ name }) => name),
    related: [{ message: 'The norm', place: norm.place }],
    several: {
      at,
      what: `steps of ${of} are planned shorter than their norm`,
      name: `${said(step)} (${describeMinutes(missing)})`,
      todo: 'take the norm, or rehearse them and write down what they took',
    },
    fixes: () => [replacement(`Take the norm: ${quoted(norm.text)}`, estimate.place, norm.text)],
  };
}

/** What a block takes follows from its steps: there is no one number to correct. */
function* blockBelowMeasured(
  { schedule }: ReleaseSubject,
  block: Block,
  list: readonly Sample[],
  share: number,
): Iterable<Found> {
  const span = onceThrough(schedule, block);
  const sample = covering(list, share);
  const length = span ? span.end - span.start : Number.POSITIVE_INFINITY;
  if (length >= sample.minutes) return;
  const name = block.name ?? block.kind;
  yield {
    message:
      length === 0
        ? `Nothing in ${quoted(name)} says how long it takes, and ${evidence(list, sample, share)}; write that into its steps.`
        : `${quoted(name)} is planned with ${describeMinutes(length)}, and ${evidence(list, sample, share)}: ` +
          `${describeMinutes(sample.minutes - length)} too little in its steps.`,
    place: block.head,
    about: block.name ? [block.name] : [],
    related: list.map(({ rehearsal, place }) => ({ message: `Measured by ${quoted(rehearsal)}`, place })),
  };
}
