/** Whom a release keeps free (`reserve 2 of ops during run`): chosen before anybody else is, so that no step counts on them. */
import { type ById, byId } from '../ids.ts';
import { isInside, lookup, type Plan, type Release, type Reserve, rootBlock, type Step } from '../model.ts';
import { timingOf } from '../order/blocks.ts';
import type { PointLookup } from '../order/points.ts';
import type { Span } from '../time/model.ts';
import { resolveRangeIn, type TimeContext } from '../time/resolve.ts';
import { peopleOf } from '../who/people.ts';
import type { Reserved, Schedule } from './model.ts';

/** What is known of the round before: when its steps were, and whom it kept. */
type Known = Pick<Schedule, 'steps'> & Partial<Pick<Schedule, 'reserves'>>;

export interface Reserves {
  /** Nobody of them is to be chosen for that step. */
  keptFrom(step: Step): ReadonlySet<string>;
  reserved(times: TimeContext): ById<Reserve, Reserved>;
}

export function reservesOf(plan: Plan, release: Release, find: PointLookup, known: Known): Reserves {
  const chosen = new Map<Reserve, readonly string[]>();
  const taken = new Set<string>();
  for (const reserve of release.reserves) {
    const names = choose(plan, release, reserve, taken, (step) => isIn(step, reserve));
    for (const name of names) taken.add(name);
    chosen.set(reserve, names);
  }
  function isIn(step: Step, reserve: Reserve): boolean {
    // What is only done when something goes wrong is what they are kept for.
    if (timingOf(rootBlock(step.block).kind) === 'called') return false;
    const thing = reserve.whole && find({ ref: reserve.whole }, 'start');
    if (thing?.kind === 'scheduled') {
      if (
        'children' in thing.thing &&
        thing.thing.kind === reserve.whole!.name &&
        rootBlock(step.block).kind === thing.thing.kind
      )
        return true;
      return 'children' in thing.thing ? isInside(step.block, thing.thing) : thing.thing === step;
    }
    const [at, span] = [known.steps[step.id], known.reserves?.[reserve.id]?.span];
    return at !== undefined && span !== undefined && at.start < span.end && at.end > span.start;
  }
  return {
    keptFrom: (step) => {
      if (chosen.size === 0) return NOBODY;
      const kept = new Set<string>();
      for (const [reserve, names] of chosen) if (isIn(step, reserve)) for (const name of names) kept.add(name);
      return kept;
    },
    reserved: (times) =>
      byId(release.reserves, (reserve) => {
        const { start, end } = resolveRangeIn(times, reserve.during);
        const span: Span | undefined =
          start === undefined || end === undefined ? undefined : { start, end: Math.max(start, end) };
        return { people: chosen.get(reserve)!, ...(span && { span }) };
      }),
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** First those whom no step asks for by name then; of these the last of the team, for steps take its first. */
function choose(
  plan: Plan,
  release: Release,
  reserve: Reserve,
  taken: ReadonlySet<string>,
  isIn: (step: Step) => boolean,
): readonly string[] {
  const names = new Set<string>();
  const named = new Set<string>();
  for (const step of release.steps) {
    if (step.every || step.verb === 'wait' || !isIn(step)) continue;
    for (const one of peopleOf(plan, release, step.by, 'by').fixed) named.add(one);
    for (const who of step.with) for (const one of peopleOf(plan, release, who, 'with').fixed) named.add(one);
  }
  for (const who of reserve.who) {
    const { fixed, choices } = peopleOf(plan, release, who, 'with');
    for (const name of fixed) names.add(name);
    for (const { count, from } of choices) {
      const left = from.filter((name) => !names.has(name) && !taken.has(name)).toReversed();
      const free = (name: string) => !named.has(name) && !isAway(plan, release, name);
      for (const name of [...left.filter(free), ...left.filter((one) => !free(one))].slice(0, count)) names.add(name);
    }
  }
  return [...names];
}

/** Somebody with leave around T is no reserve where there is somebody else. */
function isAway(plan: Plan, release: Release, name: string): boolean {
  const person = lookup(plan, release, name);
  const [window] = release.windows;
  const at = window?.from?.kind === 'instant' ? window.from.at : undefined;
  if (person?.kind !== 'person' || at === undefined) return false;
  return person.leave.some(({ from, to }) => {
    const start = from?.kind === 'instant' ? from.at : Number.NEGATIVE_INFINITY;
    const end = to?.kind === 'instant' ? to.at + (to.dateOnly ? 1440 : 0) : Number.POSITIVE_INFINITY;
    return start <= at && at < end;
  });
}
