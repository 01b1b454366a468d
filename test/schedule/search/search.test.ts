/** The search for short schedules: always a schedule of the project, never below a bound, the optimum where it is known. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowerBound } from '../../../plan/schedule/search/bounds.ts';
import { levelLive } from '../../../plan/schedule/search/live.ts';
import { type Project, whyImpossible } from '../../../plan/schedule/search/project.ts';
import { type Refined, refine, refineAtOnce } from '../../../plan/schedule/search/refine.ts';
import { checkAnswer } from './check-answer.ts';
import { shortestMakespan, shortestWithChoices } from './optimum.ts';
import { projects } from './random-projects.ts';

describe('random projects', () => {
  test('live answers are schedules of the project, not below its bounds', () => {
    fc.assert(
      fc.property(projects({ most: 12 }), (project) => {
        const answer = levelLive(project);
        expect(checkAnswer(project, answer)).toEqual([]);
        expect(answer.makespan).toBeGreaterThanOrEqual(lowerBound(project).bound);
        expect(lowerBound(project).bound).toBeGreaterThanOrEqual(lowerBound(project, { quick: true }).bound);
      }),
      { numRuns: 1500 },
    );
  });

  test('refined answers are, too, and never worse than the live one', () => {
    fc.assert(
      fc.property(projects({ most: 10 }), fc.nat(), (project, seed) => {
        const live = levelLive(project);
        const refined = refineAtOnce(project, { schedules: 300, seed });
        expect(checkAnswer(project, refined)).toEqual([]);
        expect(refined.schedules).toBeLessThanOrEqual(300);
        expect(refined.lateness).toBeLessThanOrEqual(live.lateness);
        if (refined.lateness === live.lateness) expect(refined.makespan).toBeLessThanOrEqual(live.makespan);
        if (refined.proven) expect(refined.makespan).toBe(lowerBound(project).bound);
      }),
      { numRuns: 300 },
    );
  });

  test('the same seed gives the same answer, however the search is driven', () => {
    fc.assert(
      fc.property(projects({ most: 12 }), fc.nat(), (project, seed) => {
        const once = refineAtOnce(project, { schedules: 400, seed });
        expect(driven(structuredClone(project), 400, seed)).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });

  test('no answer beats the optimum, no bound exceeds it, and the search reaches it', () => {
    let reached = 0;
    let all = 0;
    fc.assert(
      fc.property(projects({ most: 6, longest: 4 }), (random) => {
        const project: Project = {
          ...random,
          // An end that may be overlapped would need orders in which what waits goes first.
          arcs: random.arcs.filter(({ lag }) => lag >= 0),
          choices: random.choices.map(() => []),
          pinned: random.pinned.map(() => undefined),
        };
        const optimum = shortestMakespan(project);
        expect(lowerBound(project).bound).toBeLessThanOrEqual(optimum);
        const { makespan } = refineAtOnce(project, { schedules: 2000 });
        expect(makespan).toBeGreaterThanOrEqual(optimum);
        all++;
        if (makespan === optimum) reached++;
      }),
      { numRuns: 1000 },
    );
    expect(reached).toBe(all);
  });
});

test('with choices, too, no bound exceeds the optimum and no answer beats it', () => {
  let reached = 0;
  let all = 0;
  fc.assert(
    fc.property(projects({ most: 5, longest: 4 }), (random) => {
      const project: Project = {
        ...random,
        arcs: random.arcs.filter(({ lag }) => lag >= 0),
        pinned: random.pinned.map(() => undefined),
      };
      const optimum = shortestWithChoices(project);
      const { makespan } = refineAtOnce(project, { schedules: 1000 });
      expect(lowerBound(project).bound).toBeLessThanOrEqual(optimum);
      expect(makespan).toBeGreaterThanOrEqual(optimum);
      all++;
      if (makespan === optimum) reached++;
    }),
    { numRuns: 500, seed: 1 },
  );
  // Whoever is free first is chosen, which is not always best.
  expect(reached / all).toBeGreaterThan(0.99);
});

describe('known optima', () => {
  test('what one person does takes as long as all of it together, and that is its bound', () => {
    const project = made([5, 10, 15], { capacities: [1], needs: [[0], [0], [0]] });
    expect(levelLive(project).makespan).toBe(30);
    expect(lowerBound(project)).toEqual({ bound: 30, from: { kind: 'load', resources: [0] } });
  });

  test('three of a team of two take two rounds', () => {
    const project = made([10, 10, 10], {
      capacities: [1, 1],
      choices: [[[1, [0, 1]]], [[1, [0, 1]]], [[1, [1, 0]]]],
    });
    const answer = levelLive(project);
    expect(answer.makespan).toBe(20);
    expect(answer.chosen).toEqual([[0], [1], [1]]);
    expect(lowerBound(project).bound).toBe(20);
  });

  test('a choice leaves to the next one the only person it can have', () => {
    const project = made([10], {
      capacities: [1, 1],
      choices: [
        [
          [1, [0, 1]],
          [1, [0]],
        ],
      ],
    });
    expect(levelLive(project).chosen).toEqual([[1, 0]]);
  });

  test('long before short pays off where the rule of the shortest path does not see it', () => {
    // Two machines, jobs 3 3 2 2 2: 6 is possible only as 3 + 3 and 2 + 2 + 2.
    const project = made([2, 3, 2, 3, 2], { capacities: [2], needs: [[0], [0], [0], [0], [0]] });
    expect(refineAtOnce(project, { schedules: 1000 }).makespan).toBe(6);
  });

  test('a person is free again after the minutes that are asked of them', () => {
    const project: Project = {
      ...made([30, 30], { capacities: [1], needs: [[0], [0]] }),
      needs: [[{ resource: 0, amount: 1, minutes: 10 }], [{ resource: 0, amount: 1, minutes: 10 }]],
    };
    expect(levelLive(project).makespan).toBe(40);
  });

  test('what is taken is waited for, unless it fits before', () => {
    const project: Project = {
      ...made([10, 20], { capacities: [1], needs: [[0], [0]] }),
      taken: [{ resource: 0, start: 10, end: 15 }],
    };
    expect(levelLive(project)).toMatchObject({ starts: [0, 15], makespan: 35 });
    expect(lowerBound(project).bound).toBe(35);
  });

  test('a pin holds, and what it should have waited for is told', () => {
    const project: Project = {
      ...made([10, 10], { capacities: [1], needs: [[0], [0]] }),
      arcs: [{ from: 0, to: 1, lag: 0, side: 'end' }],
      pinned: [undefined, 5],
    };
    const answer = levelLive(project);
    expect(answer.starts).toEqual([15, 5]);
    expect(answer.lateness).toBe(20);
  });

  test('a project without activities is done at once', () => {
    expect(refineAtOnce(made([], {}), { schedules: 100 })).toMatchObject({ makespan: 0, starts: [], proven: true });
  });
});

test('live levelling keeps to the number of schedules it may make', () => {
  const project = made(new Array(40).fill(7), {
    capacities: [3, 2],
    needs: Array.from({ length: 40 }, (_, i) => [i % 2]),
  });
  expect(checkAnswer(project, levelLive(project, { schedules: 1 }))).toEqual([]);
});

test('why a project is impossible is told', () => {
  const project = made([1], { capacities: [1] });
  expect(whyImpossible(project)).toBeUndefined();
  expect(whyImpossible({ ...project, needs: [[{ resource: 0, amount: 2 }]] })).toMatch(/needs 2 of resource 0/);
  expect(whyImpossible({ ...project, choices: [[{ count: 2, from: [0, 0] }]] })).toMatch(/needs 2 of fewer/);
  expect(() => levelLive({ ...project, choices: [[{ count: 2, from: [0] }]] })).toThrow(/needs 2 of fewer/);
  expect(() => levelLive({ ...project, durations: [1e9 + 1], earliest: [1] })).toThrow(/too long/);
});

interface Made {
  readonly capacities?: readonly number[];
  /** By activity: the resources of which it needs one. */
  readonly needs?: readonly (readonly number[])[];
  readonly choices?: readonly (readonly (readonly [count: number, from: readonly number[]])[])[];
}

function made(durations: readonly number[], { capacities = [], choices, needs }: Made): Project {
  return {
    durations,
    earliest: durations.map(() => 0),
    arcs: [],
    capacities,
    needs: durations.map((_, i) => (needs?.[i] ?? []).map((resource) => ({ resource, amount: 1 }))),
    choices: durations.map((_, i) => (choices?.[i] ?? []).map(([count, from]) => ({ count, from }))),
    taken: [],
    pinned: durations.map(() => undefined),
  };
}

function driven(project: Project, schedules: number, seed: number): Refined {
  const search = refine(project, { schedules, seed });
  let told = 0;
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
    expect(value).toBeGreaterThan(told);
    told = value;
  }
}
