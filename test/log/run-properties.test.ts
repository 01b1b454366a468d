/** What holds of the state of every night, whatever its plan and whatever people say. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../plan/log/events.ts';
import { logName, type Night, nightOf } from '../../plan/log/night.ts';
import { stateOf } from '../../plan/log/run.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { nonsense } from '../schedule/nonsense-plans.ts';
import { type PlanSpec, planOf, planSpecs } from '../schedule/random-plans.ts';
import { at } from '../support/plan-builder.ts';
import { event } from './events.ts';
import { exampleNight } from './payments.ts';

const T = at('2026-12-05 22:00');
const isoOf = (minute: number) => new Date(minute * 60_000).toISOString();

const specs = planSpecs({ people: true });

function nightFor(spec: PlanSpec): Night {
  const { plan, release } = planOf(spec);
  return nightOf(plan, release, schedule(plan, release));
}

/** Whatever people could say of the steps of a night, in any order and at any time. */
const saying = fc.record({
  step: fc.nat(40),
  verb: fc.constantFrom(
    'start',
    'done',
    'fail',
    'skip',
    'undo',
    'delay',
    'hand',
    'tell',
    'correct',
    'vote',
    'decide',
    'call',
    'close',
    'open',
  ),
  minute: fc.integer({ min: -30, max: 400 }),
  clock: fc.nat(20),
});

function eventsOf(
  night: Night,
  sayings: readonly (typeof saying extends fc.Arbitrary<infer T> ? T : never)[],
): readonly RunEvent[] {
  const steps = [...night.parts.keys()];
  return sayings.map(({ step, verb, minute, clock }, i) => {
    const about = steps.length === 0 ? 'x' : logName(night, steps[step % steps.length]!.id);
    const members: Readonly<Record<string, object>> = {
      delay: { minutes: (step % 30) - 10 },
      hand: { to: 'ann' },
      vote: { as: 'go' },
      decide: { as: step % 2 ? 'go' : 'no-go' },
    };
    const selves: Readonly<Record<string, string>> = {
      correct: event({}, { id: step % sayings.length }).id,
      call: 'undo',
      close: 'done',
      open: 'real',
    };
    return event(
      { [verb]: selves[verb] ?? about, ...members[verb] },
      { id: i, at: isoOf(T + minute).replace(/\.\d+Z/, 'Z'), clock },
    );
  });
}

test('any order and any repetition of what was said gives the same state', () => {
  fc.assert(
    fc.property(
      specs,
      fc.array(saying, { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (spec, sayings, swaps) => {
        const night = nightFor(spec);
        const events = eventsOf(night, sayings);
        const other = [...events, ...swaps.flatMap((i) => events[i % Math.max(1, events.length)] ?? [])];
        for (const [i, swap] of swaps.entries()) {
          if (other.length === 0) break;
          const [a, b] = [i % other.length, swap % other.length];
          [other[a], other[b]] = [other[b]!, other[a]!];
        }
        expect(stateOf(night, other, T + 60)).toEqual(stateOf(night, events, T + 60));
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever is said, nothing throws, it is plain data, and no time runs backward', () => {
  fc.assert(
    fc.property(
      specs,
      fc.array(saying, { maxLength: 15 }),
      fc.integer({ min: -60, max: 500 }),
      (spec, sayings, minute) => {
        const night = nightFor(spec);
        const state = stateOf(night, eventsOf(night, sayings), T + minute);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        for (const { forecast, start, end, progress } of Object.values(state.steps)) {
          expect(forecast.end).toBeGreaterThanOrEqual(forecast.start);
          if (end !== undefined && start !== undefined) expect(end).toBeGreaterThanOrEqual(start);
          // What is still to come does not come before now.
          if (state.phase === 'open' && (progress === 'ready' || progress === 'failed')) {
            expect(forecast.start).toBeGreaterThanOrEqual(T + minute);
          }
          if (progress === 'running') expect(forecast.end).toBeGreaterThanOrEqual(T + minute);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a plan that makes no sense has a night that does not throw', () => {
  fc.assert(
    fc.property(nonsense, fc.array(saying, { maxLength: 6 }), (builder, sayings) => {
      const { plan, release } = builder.build();
      const night = nightOf(plan, release, schedule(plan, release));
      stateOf(night, [event({ open: 'real' }, { clock: 0 }), ...eventsOf(night, sayings)], T + 30);
    }),
    { numRuns: 150 },
  );
});

describe('without a word the forecast is the schedule', () => {
  test('of random plans, whatever time it is', () => {
    fc.assert(
      fc.property(specs, fc.integer({ min: -500, max: 900 }), (spec, minute) => {
        const night = nightFor(spec);
        for (const { forecast, planned } of Object.values(stateOf(night, [], T + minute).steps))
          expect(forecast).toEqual(planned);
      }),
      { numRuns: 100 },
    );
  });

  test('and so it is when it is opened before it begins', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const night = nightFor(spec);
        const opened = event({ open: 'real' }, { at: isoOf(T - 5).replace(/\.\d+Z/, 'Z') });
        const state = stateOf(night, [opened], T - 1);
        for (const { step, forecast, planned } of Object.values(state.steps))
          expect([step, forecast]).toEqual([step, planned]);
      }),
      { numRuns: 200 },
    );
  });

  test.each(readdirSync(resolve('examples')).filter((name) => name.endsWith('.release')))('of %s', (file) => {
    const night = exampleNight(file);
    const state = stateOf(
      night,
      [event({ open: 'real' }, { at: isoOf(night.start - 1).replace(/\.\d+Z/, 'Z') })],
      night.start - 1,
    );
    for (const { step, forecast, planned, part } of Object.values(state.steps)) {
      if (part === 'run') expect([step, forecast]).toEqual([step, planned]);
    }
  });
});

test('with everything done the forecast is what happened', () => {
  fc.assert(
    fc.property(specs, fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }), (spec, longer) => {
      const night = nightFor(spec);
      const events: RunEvent[] = [event({ open: 'real' }, { at: isoOf(T).replace(/\.\d+Z/, 'Z'), clock: 1 })];
      const happened = new Map<string, { start: number; end: number }>();
      let at_ = T;
      for (const [i, step] of [...night.parts.keys()].entries()) {
        if (night.parts.get(step) !== 'run') continue;
        const span = { start: at_ + (longer[i % longer.length]! % 5), end: at_ + longer[i % longer.length]! };
        at_ = Math.max(at_, span.end - 3);
        const [start, end] = [span.start, Math.max(span.start, span.end)];
        happened.set(step.id, { start, end });
        const name = logName(night, step.id);
        events.push(
          event({ start: name }, { at: isoOf(start).replace(/\.\d+Z/, 'Z'), clock: 2 + 2 * i }),
          event({ done: name }, { at: isoOf(end).replace(/\.\d+Z/, 'Z'), clock: 3 + 2 * i }),
        );
      }
      const state = stateOf(night, events, at_ + 600);
      for (const [id, span] of happened) expect(state.steps[id]!.forecast).toEqual(span);
      const last = Math.max(...[...happened.values()].map(({ end }) => end));
      if (happened.size > 0) expect(state.end.forecast).toBe(last);
    }),
    { numRuns: 150 },
  );
});
