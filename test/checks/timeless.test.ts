/**
 * Whoever asks neither how long a step takes nor when anything happens says so: nobody else's findings stand where a step takes longer. And
 * whoever does not ask who does it, either: nobody else's stand where others do.
 */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { judged, publishAll, scheduleAll } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import type { Plan, Step } from '../../plan/model.ts';
import { difference } from '../support/same.ts';
import { TOLD_NAMES, toldText } from '../support/told-texts.ts';

const NOW = 29_900_000;
const timelessFor = ({ releases }: Plan) =>
  checks.filter(
    ({ of, timeless = () => false }) => of !== 'exceptions' && (timeless === true || releases.every(timeless)),
  );

/** What a schedule, and what is made of it, says without a time. */
const WITHOUT_TIME: ReadonlySet<string | symbol> = new Set(['order', 'release', 'of', 'file']);

function planOf(text: string): Plan {
  const workspace = createWorkspace({ roots: ['file:///w/'] });
  workspace.set('file:///w/a.release', text);
  return workspace.plan('file:///w/a.release');
}

/** Whose times throw while a check looks. */
function guarded<T extends object>(all: readonly T[], isLooking: () => boolean): readonly T[] {
  return all.map(
    (one) =>
      new Proxy(one, {
        get(target, name) {
          if (isLooking() && !WITHOUT_TIME.has(name)) throw new Error(`it asks for \`${String(name)}\``);
          return Reflect.get(target, name);
        },
      }),
  );
}

/** Who throw while a check looks, whom it does not say that it asks for. */
function guardStaff(plan: Plan, isLooking: () => boolean): void {
  for (const step of plan.releases.flatMap((release) => release.steps)) {
    for (const name of ['by', 'with'] as const) {
      const value = step[name];
      Object.defineProperty(step, name, {
        enumerable: true,
        get() {
          if (isLooking()) throw new Error(`it asks for \`${name}\``);
          return value;
        },
      });
    }
  }
}

/** Without what it has from the version before a check cannot say when. */
function findings(plan: Plan, of: readonly Check[], isGuarded: boolean) {
  let looking = false;
  let isImpersonal = false;
  const schedules = scheduleAll(plan);
  const published = publishAll(plan, schedules);
  const isLooking = () => looking;
  if (isGuarded) guardStaff(plan, () => looking && isImpersonal);
  const watched = of.map((check): Check => {
    if (!isGuarded || check.of === 'exceptions') return check;
    const find = function* (subject: never) {
      const all = check.find(subject)[Symbol.iterator]();
      for (;;) {
        looking = true;
        isImpersonal = check.impersonal === true;
        const next = all.next();
        looking = false;
        if (next.done) return;
        yield next.value;
      }
    };
    return { ...check, find } as Check;
  });
  const how = isGuarded
    ? { schedules: guarded(schedules, isLooking), published: guarded(published, isLooking) }
    : { schedules, published };
  return judged(plan, { ...how, now: NOW, checks: watched }).analysis.findings;
}

const texts = [
  ...checks.flatMap(({ code, example }) => [
    [`${code}, breaks`, example.breaks] as const,
    [`${code}, passes`, example.passes] as const,
  ]),
  ...TOLD_NAMES.map((name) => [name, toldText(name)] as const),
  ['a title that says how long it is', 'release a { run { wait soak "30 minutes" 30m } }'] as const,
];

test.each(texts)('%s', (_, text) => {
  const timeless = timelessFor(planOf(text));
  const found = findings(planOf(text), timeless, true);
  expect(found.filter(({ code }) => code === 'internal-error')).toEqual([]);
  for (const minutes of [1, 3000, undefined]) {
    const plan = planOf(text);
    for (const step of plan.releases.flatMap((release) => release.steps)) {
      const { duration } = step;
      if (!duration) continue;
      const likely = { ...duration.likely, minutes: minutes ?? 0 };
      const other = minutes === undefined ? undefined : { ...duration, likely, max: likely, min: likely };
      Object.assign(step, { duration: other } satisfies Pick<Step, 'duration'>);
    }
    expect(difference(findings(plan, timeless, false), found)).toBeUndefined();
  }
  const plan = planOf(text);
  const steps = plan.releases.flatMap((release) => release.steps);
  const others = steps.map(({ by, with: also }) => ({ by: also[0], with: by ? [by] : [] }));
  for (const [i, step] of steps.entries()) Object.assign(step, others[i]);
  const impersonal = timeless.filter((check) => check.impersonal);
  const codes = new Set(impersonal.map(({ code }) => code));
  expect(
    difference(
      findings(plan, impersonal, false),
      found.filter(({ code }) => codes.has(code)),
    ),
  ).toBeUndefined();
});

test('only those for whom it is the same when that is say that it is the same who does it', () => {
  expect(checks.filter(({ impersonal, timeless }) => impersonal && !timeless)).toEqual([]);
});

test('some of them find something', () => {
  const plans = texts.map(([, text]) => planOf(text));
  const codes = new Set(plans.flatMap((plan) => findings(plan, timelessFor(plan), true).map(({ code }) => code)));
  expect(
    checks
      .filter(({ timeless }) => timeless)
      .filter(({ code }) => !codes.has(code))
      .map(({ code }) => code),
  ).toEqual([]);
});
