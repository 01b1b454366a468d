/** One value before and after, in words. */
import type { Change, ValueChange } from '../../plan/diff/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Minutes } from '../../plan/time/model.ts';
import type { Clock } from '../words/clock.ts';

/** The clocks of base and head: one of them may have no date yet. */
export interface ClockPair {
  readonly from: Clock;
  readonly to: Clock;
}

/** `25m → 50m`, `now 50m`, `no longer 25m`. */
export function changeText<T>({ from, to }: Change<T>, text: (value: T) => string): string {
  if (from === undefined) return to === undefined ? '' : `now ${text(to)}`;
  return to === undefined ? `no longer ${text(from)}` : `${text(from)} → ${text(to)}`;
}

/** `25 min later`, `1 h earlier`. */
export function later(shift: Minutes): string {
  return `${describeMinutes(Math.abs(shift))} ${shift < 0 ? 'earlier' : 'later'}`;
}

/** `duration 25m → 50m`. */
export function valueText(change: ValueChange, clocks: ClockPair): string {
  switch (change.kind) {
    case 'text':
      return change.what === 'title'
        ? `title ${changeText(change, (title) => `"${title}"`)}`
        : `${change.what} ${changeText(change, String)}`;
    case 'minutes':
      return `${change.what} ${changeText(change, describeMinutes)}`;
    case 'instant': {
      const from = change.from === undefined ? undefined : clocks.from.moment(change.from);
      const to = change.to === undefined ? undefined : clocks.to.moment(change.to);
      return `${change.what} ${changeText({ from, to }, String)}`;
    }
  }
}
