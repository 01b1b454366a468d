/** Who is told of a release, and on which side of its change. */
import { type Audience, type Block, lookup, type Step } from '../model.ts';
import { isRelative } from '../schedule/relative.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Minutes } from '../time/model.ts';
import { peopleOf } from '../who/people.ts';
import { isForward } from './changes/changes.ts';
import type { Facts } from './facts.ts';
import { heard } from './heard.ts';

/** One message, or a meeting whose people learn as much. */
export interface Message {
  readonly step: Step;
  readonly names: readonly string[];
  readonly before: boolean;
  readonly after: boolean;
}

/** Messages; and gates and meetings, whose people have learnt there what a message would tell them. */
export function sent({ plan, release, schedule, times, changes, dependencies }: Facts): readonly Message[] {
  const start = schedule.T ?? schedule.run?.start ?? 0;
  const ends = changes.steps.flatMap((step) => schedule.steps[step.id]?.end ?? []);
  const done = Math.max(...ends);
  return release.steps
    .filter((step) => step.verb === 'notify' || ((step.verb === 'gate' || step.verb === 'meet') && isForward(step)))
    .map((step) => {
      const at = schedule.steps[step.id]?.start;
      // What is said time and again is said the last time, too.
      const last = times.instant(step.every?.until) ?? at;
      // A date that stands there already lies before one that nobody knows yet.
      const isAhead = at !== undefined && schedule.T === undefined && !isRelative(schedule, at);
      // A message without a time may be sent before or after: we cannot know.
      return {
        step,
        names:
          step.verb === 'notify'
            ? step.targets.map((target) => target.name)
            : [step.by, ...step.with].flatMap((who) => (who ? [...peopleOf(plan, release, who, 'with').fixed] : [])),
        // Where no step has a duration yet, what waits for a change comes at T as well.
        before:
          (at === undefined ? !isAfterT(step) : isAhead || at <= start) &&
          !changes.steps.some((change) => dependencies.precedes(change, step)),
        after: last === undefined ? !isBeforeT(step) : !isAhead && last >= done,
      };
    });
}

/** `at T-2d`, or in a phase of that day: whenever that is, it is before the change. */
export function isBeforeT(step: Step): boolean {
  const from = offsetOf(step);
  return from !== undefined && from < 0;
}

/** It, or the phase around it, is to be at `T+1h`: whenever that is, nobody hears of it before the change. */
function isAfterT(step: Step): boolean {
  const from = offsetOf(step);
  return from !== undefined && from > 0;
}

/** How long from T it, or the block around it, says that it is. */
export function offsetOf({ at, block }: Step): Minutes | undefined {
  const times = [at];
  for (let one: Block | undefined = block; one; one = one.parent) times.push(one.at ?? one.during?.from);
  const own = times.find((time) => time !== undefined);
  return own?.kind === 'offset' ? roughMinutes(own.offset) : undefined;
}

/** Told that it is there, however much is looked at behind that, nobody waits for another word. */
export const saysItIsThere = heard((words, { verb }) => verb === 'notify' && IS_THERE.test(words()));

/** Who hears what a go/no-go has come to has to have heard of it before. */
export const saysOnlyThatItIsDecided = heard((words, { verb }) => verb === 'notify' && DECIDED.test(words()));

const DECIDED = /\b(decision|decided|(result|outcome) of the)\b/i;

const IS_THERE =
  /\b(is|are) (now|live|over|done|back|complete[d]?|available|in production)\b|\b(now live|completed|gone live)\b/i;

/** Audiences from which the run takes what they work with (`revoke repo from authors`), and whom nothing tells before; with the step that does. */
export function shutOut(
  { plan, release }: Facts,
  messages: readonly Message[],
): readonly { readonly step: Step; readonly audience: Audience }[] {
  return release.steps.flatMap((step) => {
    const audience = step.from && lookup(plan, release, step.from.name);
    if (step.verb !== 'revoke' || !isForward(step) || step.done || audience?.kind !== 'audience') return [];
    const isTold = messages.some(
      (one) => one.before && one.step.verb === 'notify' && one.names.includes(audience.name),
    );
    return isTold ? [] : [{ step, audience }];
  });
}
