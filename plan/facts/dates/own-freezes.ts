/** How the freezes that a release declares for its own things fit together, and to the run that they are for. */
import type { Freeze } from '../../model.ts';
import { isSamePlace } from '../../place.ts';
import type { Span } from '../../schedule/model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Minutes } from '../../time/model.ts';
import { inRun } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

export interface OwnFreeze {
  readonly freeze: Freeze;
  readonly span: Span;
}

/**
 * The last freeze of something that the release stops or its run touches, where it ends so long before T: what was copied or tried until then
 * is not what the run meets. What ends earlier than it has lasted is for something else.
 */
export function liftedBeforeT(facts: Facts, least: Minutes): readonly OwnFreeze[] {
  const { release, schedule } = facts;
  const { T } = schedule;
  if (T === undefined) return [];
  const touched = new Set(
    release.steps.flatMap((step) => (step.verb === 'stop' || inRun(step) ? step.targets.map(({ name }) => name) : [])),
  );
  const own = ownFreezes(facts);
  return own.filter(({ freeze, span }) => {
    const gap = T - span.end;
    if (gap < least || gap >= span.end - span.start || !freeze.of.some(({ name }) => touched.has(name))) return false;
    return own.every((other) => other.span.end <= span.end || !areOfOneThing(other.freeze, freeze));
  });
}

/** Of one thing, where one ends on the very day on which the next begins: whoever asks on that day gets two answers. */
export function meetingOnOneDay(facts: Facts): readonly { readonly first: OwnFreeze; readonly next: OwnFreeze }[] {
  const own = ownFreezes(facts);
  return own.flatMap((first) => {
    const next = own.find(({ freeze, span }) => {
      const shared = first.span.end - span.start;
      const goesOn = span.start > first.span.start && span.end > first.span.end;
      return goesOn && shared > 0 && shared <= LONGEST_DAY && areOfOneThing(freeze, first.freeze);
    });
    return next ? [{ first, next }] : [];
  });
}

/** The clocks may go back on it. */
const LONGEST_DAY = MINUTES_PER_DAY + 60;

/** With a date at both ends, and once. */
function ownFreezes({ release, times }: Facts): readonly OwnFreeze[] {
  return release.freezes.flatMap((freeze) => {
    const { from, until, every } = freeze;
    const isDated = from && until && !every && !isSamePlace(from.place, until.place);
    const span = isDated ? times.span({ from, to: until }) : undefined;
    return span && span.end > span.start ? [{ freeze, span }] : [];
  });
}

function areOfOneThing({ of }: Freeze, other: Freeze): boolean {
  return of.some(({ name }) => other.of.some((one) => one.name === name));
}
