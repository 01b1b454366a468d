/** Random projects for property tests: small, with everything a project can have. */
import fc from 'fast-check';
import type { Project } from '../../../plan/schedule/search/project.ts';

export interface Shape {
  readonly most: number;
  readonly longest?: number;
  /** Pinned activities, taken resources, release dates. */
  readonly fixed?: boolean;
}

export function projects({ fixed = true, longest = 6, most }: Shape): fc.Arbitrary<Project> {
  return fc
    .record({
      count: fc.integer({ min: 1, max: most }),
      cumulative: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
      people: fc.integer({ min: 0, max: 4 }),
      unit: fc.constantFrom(1, 5),
    })
    .chain(({ count, cumulative, people, unit }) => {
      const capacities = [...cumulative, ...new Array<number>(people).fill(1)];
      const persons = capacities.map((_, resource) => resource).slice(cumulative.length);
      const time = (max: number) => fc.integer({ min: 0, max }).map((units) => units * unit);
      const perActivity = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: count, maxLength: count });
      const shorter = fc.option(time(longest), { nil: undefined, freq: 4 });
      const need = fc.integer({ min: 0, max: Math.max(0, capacities.length - 1) }).chain((resource) =>
        fc.record({
          resource: fc.constant(resource),
          amount: fc.integer({ min: 1, max: capacities[resource] ?? 1 }),
          minutes: shorter,
        }),
      );
      const needs = fc.uniqueArray(need, {
        maxLength: Math.min(3, capacities.length),
        selector: (one) => one.resource,
      });
      const choice = fc
        .record({ from: fc.shuffledSubarray(persons), many: fc.nat(1), minutes: shorter })
        .map(({ from, many, minutes }) => ({ from, count: Math.min(from.length, 1 + many), minutes }));
      const arc = fc
        .record({
          a: fc.nat(count - 1),
          b: fc.nat(count - 1),
          lag: fc.oneof(
            { weight: 3, arbitrary: fc.constant(0) },
            { weight: 1, arbitrary: fc.integer({ min: -4, max: 4 }) },
          ),
          side: fc.constantFrom('start' as const, 'end' as const),
        })
        .map(({ a, b, lag, side }) => ({ from: Math.min(a, b), to: Math.max(a, b), lag: lag * unit, side }));
      const taken =
        capacities.length === 0
          ? fc.constant([])
          : fc.array(
              fc
                .record({ resource: fc.nat(capacities.length - 1), start: time(15), length: time(8) })
                .map(({ length, resource, start }) => ({ resource, start, end: start + length })),
              { maxLength: 3 },
            );
      return fc.record({
        durations: perActivity(time(longest)),
        earliest: perActivity(fixed ? fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, time(10)) : fc.constant(0)),
        arcs: fc.array(arc, { maxLength: 2 * count }).map((arcs) => arcs.filter(({ from, to }) => from !== to)),
        capacities: fc.constant(capacities),
        needs: perActivity(needs),
        choices: perActivity(fc.array(choice, { maxLength: 1 })),
        taken: fixed ? taken : fc.constant([]),
        pinned: perActivity(fixed ? fc.option(time(15), { nil: undefined, freq: 8 }) : fc.constant(undefined)),
      });
    })
    .map(possible);
}

/** Choices only from those whom the activity does not need anyway, as far as there are enough of them. */
function possible(project: Project): Project {
  const choices = project.choices.map((own, activity) =>
    own.flatMap((choice) => {
      const from = choice.from.filter((one) => !project.needs[activity]!.some(({ resource }) => resource === one));
      return from.length === 0 ? [] : [{ ...choice, from, count: Math.min(choice.count, from.length) }];
    }),
  );
  return { ...project, choices };
}
