import { standardRelease } from '../facts/example.ts';
import { quoted, said } from '../facts/words.ts';
import { find, findNamed } from '../ids.ts';
import type { Plan, Policy, Release } from '../model.ts';
import { lastsUntil } from '../order/endless.ts';
import { circleOf } from '../policies/policy.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Found, PlanCheck } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const cycle: PlanCheck = {
  code: 'cycle',
  of: 'plan',
  group: 'form',
  severity: 'error',
  title: 'Steps wait for each other in a circle, or policies build on each other in one',
  why:
    'Steps of a circle can never start, and everything that waits for one of them has no time either. Of policies in a ' +
    'circle nobody can say which has the last word.',
  fixable: false,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      prepare {
        task build   "Build"   1h by jonas after review  // <- cycle
        task review  "Review"  1h by priya after build
      }
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      prepare {
        task build   "Build"   1h by jonas
        task review  "Review"  1h by priya after build
      }
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find({ plan, schedules }) {
    for (const [i, schedule] of schedules.entries()) {
      yield* endlessSteps(plan, plan.releases[i]!, schedule);
      yield* circlesOfSteps(plan.releases[i]!, schedule);
    }
    yield* circlesOfPolicies(plan);
  },
};

function* endlessSteps(plan: Plan, release: Release, { order }: Schedule): Iterable<Found> {
  for (const { step: id, until } of order.endless) {
    const step = find(release, id);
    const time = lastsUntil(step)!;
    const other = findNamed(plan, release, until);
    const isSelf = (until as string) === id;
    const name = other.kind === 'step' ? said(other) : quoted(('name' in other && other.name) || other.kind);
    yield {
      message: `${said(step)} lasts until ${isSelf ? 'it begins itself' : `${name}, which waits for it`}; say how long it lasts, or until what else.`,
      place: time.place,
    };
  }
}

function* circlesOfSteps(release: Release, schedule: Schedule): Iterable<Found> {
  for (const conflict of schedule.conflicts) {
    if (conflict.kind !== 'cycle') continue;
    const { members = [] } = conflict;
    const steps = conflict.steps.map((id) => find(release, id));
    const all =
      members.length > steps.length ? members.map(({ label, place }) => ({ name: quoted(label), place })) : [];
    if (all.length === 0) all.push(...steps.map((step) => ({ name: said(step), place: step.head })));
    const [first] = all;
    if (!first) continue;
    const circle = [...all, first].map(({ name }) => name).join(' → ');
    const todo = conflict.place
      ? 'take one `after` away, or change their order.'
      : 'give one of them a time that does not hang on another.';
    const these = all.length === steps.length ? `${steps.length} steps` : 'These';
    yield {
      message:
        all.length === 1
          ? `${first.name} waits for itself; remove that \`after\`.`
          : `${these} wait for each other: ${circle}; ${todo}`,
      place: first.place,
      related: all.slice(1).map(({ name, place }) => ({ message: `${name} is part of the circle`, place })),
    };
  }
}

/** Each circle once, at the first of its policies in the text. */
function* circlesOfPolicies(plan: Plan): Iterable<Found> {
  const told = new Set<Policy>();
  const inNone = new Set<Policy>();
  for (const policy of plan.policies) {
    if (policy.place.file !== plan.file || told.has(policy)) continue;
    const circle = circleOf(policy, inNone);
    if (!circle) continue;
    for (const one of circle) told.add(one);
    yield {
      message:
        circle.length === 2
          ? `${quoted(policy.name)} builds on itself; remove that \`from\`.`
          : `These policies build on each other: ${circle.map(({ name }) => quoted(name)).join(' → ')}; take one ` +
            '`from` away.',
      place: policy.base?.ref.place ?? policy.head,
      related: circle
        .slice(1, -1)
        .map(({ name, head }) => ({ message: `${quoted(name)} is part of the circle`, place: head })),
    };
  }
}
