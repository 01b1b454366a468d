import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WrittenEstimate } from '../../plan/model.ts';
import type { ScheduleRisk } from '../../plan/risk/model.ts';
import { type Question, simulate } from '../../plan/risk/simulate.ts';
import { subjectOf } from '../../plan/risk/subject.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { parseEstimate } from '../../plan/time/duration.ts';
import { type Extra, type PlanSpec, planOf, planSpecs } from '../schedule/random-plans.ts';
import { ends, type Planned, planned, riskIn } from './told.ts';

/** Durations of steps by their number, as text. */
function scheduled(
  spec: PlanSpec,
  estimates: ReadonlyMap<number, string> = new Map(),
  extra?: Extra,
  shifts: readonly string[] = [],
): Planned {
  const { plan, release } = planOf(spec, extra, (builder) => {
    for (const [i, shift] of shifts.entries()) {
      builder.person(['ann', 'bob', 'cid'][i]!, { zone: 'UTC', shifts: shift ? [shift] : [] });
    }
  });
  for (const [index, text] of estimates) {
    const step = release.steps[index] as { duration?: WrittenEstimate } | undefined;
    if (step?.duration) step.duration = { ...parseEstimate(text)!, place: step.duration.place };
  }
  return { plan, release, schedule: schedule(plan, release) };
}

/** Clauses that fix steps in time or keep them back, by number; some cannot hold. */
const fixed = fc
  .array(fc.tuple(fc.nat(20), fc.constantFrom('at' as const, 'notBefore' as const), fc.integer({ min: 0, max: 5 })), {
    maxLength: 3,
  })
  .map((list) => new Map(list.map(([index, clause, hour]) => [index, { [clause]: FULL_HOURS[hour]! }])));
/** Of those of whom a team takes whoever is there. */
const shifts = fc.array(fc.constantFrom('', '18:00-23:00', '23:00-04:00', '04:00-12:00'), { maxLength: 3 });
const FULL_HOURS = [
  '2026-12-05 22:30',
  '2026-12-05 23:00',
  '2026-12-06 00:00',
  '2026-12-06 01:10',
  '2026-12-06 02:00',
  '2026-12-06 05:00',
  'tbd',
];

test('with nothing uncertain every run is the schedule itself', () => {
  fc.assert(
    fc.property(planSpecs({ people: true }), fixed, shifts, (spec, clauses, shifts) => {
      const {
        plan,
        release,
        schedule: result,
      } = scheduled(spec, undefined, (index) => clauses.get(index) ?? {}, shifts);
      const subject = subjectOf(plan, release, result);
      if (!subject) return;
      const { question, watched } = subject;
      const { base, unit } = question.network;
      const answers = simulate(question, { runs: 20, seed: 1, shape: 'pert' });
      expect([...new Set(answers.end)].map((end) => base + end / unit)).toEqual([result.run!.end]);
      expect([...new Set(answers.outage)].map((length) => length / unit)).toEqual([result.outage]);
      watched.forEach((step, i) => {
        const { from, width, counts } = answers.histograms[i]!;
        expect(base + (from + counts.length * width) / unit).toBe(result.steps[step.id]!.end);
      });
    }),
    { numRuns: 150 },
  );
});

test('what is on the longest path when nothing is uncertain has no float in the schedule', () => {
  fc.assert(
    fc.property(planSpecs({ people: true }), (spec) => {
      const { plan, release, schedule: result } = scheduled(spec);
      const subject = subjectOf(plan, release, result);
      if (!subject) return;
      const { critical } = simulate(subject.question, { runs: 20, seed: 1, shape: 'pert' });
      subject.watched.forEach((step, i) => {
        if (critical[i]! > 0) expect(result.steps[step.id]!.totalFloat).toBe(0);
      });
    }),
    { numRuns: 120 },
  );
});

const estimate = fc.oneof(
  fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map((three) => three.map((one) => `${one}m`).join('..')),
  fc.tuple(fc.nat(60), fc.nat(60)).map((two) => two.map((one) => `${one}m`).join('..')),
  fc.constantFrom('0m..0m..0m', '30m..', '..20m', '1d..2d', '1wd..3wd', '5m'),
);
const estimates = fc.array(fc.tuple(fc.nat(30), estimate), { maxLength: 12 }).map((pairs) => new Map(pairs));

test('no estimate, however odd, gives anything but ordered numbers', () => {
  fc.assert(
    fc.property(planSpecs({ people: true }), estimates, (spec, written) => {
      const risk = riskIn(scheduled(spec, written), { runs: 100 });
      if (!risk) return;
      for (const number of numbersIn(risk)) expect(Number.isFinite(number)).toBe(true);
      const { end, outage, rollbackMargin } = risk;
      for (const one of [end, ...(outage ? [outage] : [])]) expect(one.p50 <= one.p80 && one.p80 <= one.p95).toBe(true);
      if (rollbackMargin)
        expect(rollbackMargin.p50 >= rollbackMargin.p80 && rollbackMargin.p80 >= rollbackMargin.p95).toBe(true);
      for (const one of Object.values(risk.steps)) expect(one.criticality >= 0 && one.criticality <= 1).toBe(true);
    }),
    { numRuns: 120 },
  );
});

test('longer steps never end a run earlier: the network has no other choice', () => {
  fc.assert(
    fc.property(planSpecs({ people: true }), fc.nat(20), fc.integer({ min: 1, max: 60 }), (spec, which, more) => {
      const { plan, release, schedule: result } = scheduled(spec, new Map([[which, '10m..20m..40m']]));
      const subject = subjectOf(plan, release, result);
      if (!subject || subject.question.variables.length === 0) return;
      const longer: Question = {
        ...subject.question,
        variables: subject.question.variables.map((one) => ({
          ...one,
          min: one.min + more,
          likely: one.likely + more,
          max: one.max + more,
        })),
      };
      const [a, b] = [subject.question, longer].map((one) => simulate(one, { runs: 50, seed: 1, shape: 'pert' }).end);
      a!.forEach((end, i) => {
        expect(b![i]! >= end).toBe(true);
      });
    }),
    { numRuns: 150 },
  );
});

test('an edit of one step leaves the luck of all others alone', () => {
  const steps = (b: string, more = '') => `task a "A" 20m..25m..50m\n${more}task b "B" ${b}\ntask c "C" 10m..30m..40m`;
  const before = ends(planned(steps('15m')));
  expect(ends(planned(steps('45m')))).toEqual(before.map((end) => end + 30));
  // A step before it moves its place on the page, not its draws; nor does its order, or one without a name.
  expect(ends(planned(steps('15m', 'verify web 7m\n')))).toEqual(before.map((end) => end + 7));
  expect(ends(planned('task c "C" 10m..30m..40m\ntask b "B" 15m\ntask a "A" 20m..25m..50m'))).toEqual(before);
  // Its own draws follow its name.
  expect(ends(planned(steps('15m').replace('task a', 'task d')))).not.toEqual(before);
  expect(ends(planned(steps('15m')), 1000, 2)).not.toEqual(before);
});

test('unnamed steps are known by verb, target and which one of those they are', () => {
  const one = ends(planned('verify web 5m..9m..30m'));
  const two = ends(planned('verify web 5m..9m..30m\nverify web 5m..9m..30m'));
  const second = two.map((end, i) => end - one[i]!);
  expect(second).not.toEqual(one);
  expect([...second].sort((a, b) => a - b)).toEqual([...one].sort((a, b) => a - b));
});

test('asked again, the same answer; with other runs, another one', () => {
  const result = planned('task a "A" 20m..25m..50m');
  expect(riskIn(result)).toEqual(riskIn(result));
  expect(riskIn(result, { runs: 500 })!.runs).toBe(500);
  expect(riskIn(result)!.end).toEqual(riskIn(planned('task a "A" 20m..25m..50m'))!.end);
});

function numbersIn({ end, outage, rollbackMargin, asPlanned, insideWindow, steps, swings }: ScheduleRisk): number[] {
  return [
    ...Object.values(end),
    ...Object.values(outage ?? {}),
    ...Object.values(rollbackMargin ?? {}),
    asPlanned,
    insideWindow ?? 0,
    ...Object.values(steps).flatMap((one) => [one.criticality, one.endP80]),
    ...swings.flatMap(({ minutes, from, to }) => [minutes, from, to]),
  ];
}
