/** Small plans for pictures: a hotfix without a date, steps that recur, months without a run, and many steps. */
import { example, ref, type StepSpec, utc } from './fixture.ts';

const DAY = 1440;

/** No T yet: all times count from it. */
export function relativeHotfix() {
  return example({
    name: 'hotfix-4.1.3',
    title: 'Webhook retry fix',
    blocks: [
      {
        kind: 'run',
        children: [
          {
            verb: 'snapshot',
            targets: ['payments-api'],
            name: 'before-fix',
            takes: '5m',
            by: 'ops',
            when: [0, 5],
            scheduled: { critical: true },
          },
          {
            verb: 'deploy',
            targets: ['payments-api'],
            takes: '10m',
            by: 'ops',
            when: [5, 15],
            scheduled: { critical: true },
          },
          {
            verb: 'verify',
            targets: ['payments-api'],
            title: 'Smoke',
            takes: '10m',
            by: 'qa',
            when: [15, 25],
            scheduled: { critical: true },
          },
        ],
      },
      {
        kind: 'rollback',
        children: [
          { verb: 'restore', targets: ['payments-api'], takes: '10m', by: 'ops', from: 'before-fix', when: [25, 35] },
        ],
      },
    ],
  });
}

/** A launch over months with a step every week, a milestone and one step that waits for itself. */
export function launch() {
  const T = utc('2026-06-01T07:00');
  const weekly = [-42, -35, -28, -21, -14, -7].map((day) => ({ start: T + day * DAY, end: T + day * DAY + 60 }));
  const built = example({
    name: 'beta',
    title: 'Public beta',
    zone: 'America/New_York',
    T,
    blocks: [
      {
        kind: 'phase',
        name: 'build',
        children: [
          {
            verb: 'meet',
            title: 'Weekly status',
            takes: '1h',
            by: 'mara',
            when: [-42 * DAY, -42 * DAY + 60],
            scheduled: { occurrences: weekly },
          },
          {
            verb: 'task',
            name: 'docs',
            title: 'Write the docs',
            takes: '4w',
            by: 'sam',
            when: [-40 * DAY, -12 * DAY],
            scheduled: { totalFloat: 5 * DAY },
          },
          {
            verb: 'task',
            name: 'site',
            title: 'Landing page',
            takes: '2w',
            by: 'sam',
            after: [{ point: { ref: ref('docs'), place: ref('docs').place }, place: ref('docs').place }],
            when: [-12 * DAY, 0],
            scheduled: { critical: true },
          },
          { verb: 'task', name: 'loop', title: 'Waits for itself' },
          { milestone: 'go-live', at: 0 },
        ],
      },
    ],
  });
  const loop = built.release.steps.find((step) => step.name === 'loop')!;
  return {
    analysis: built.analysis,
    release: built.release,
    schedule: { ...built.schedule, conflicts: [{ kind: 'cycle' as const, steps: [loop.id] }] },
  };
}

/** A run of so many steps, one after the other. */
export function longRun(count: number) {
  return example({
    name: 'long',
    T: utc('2026-12-05T21:00'),
    windows: [[0, count * 5 + 60]],
    blocks: [
      {
        kind: 'run',
        children: Array.from(
          { length: count },
          (_, index): StepSpec => ({
            verb: 'deploy',
            targets: [`service-${index}`],
            takes: '5m',
            by: 'ops',
            when: [index * 5, index * 5 + 5],
            scheduled: { critical: index % 2 === 0 },
          }),
        ),
      },
    ],
  });
}
