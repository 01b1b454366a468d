/** When a step that goes on will end. */
import type { Spread } from '../risk/distribution.ts';
import type { Instant, Minutes } from '../time/model.ts';

/**
 * As estimated, until that has passed. From then on it takes a little more with every minute it has taken too long, up to a
 * third of what is left of its most: the mean of what is left when the chance to end falls off evenly towards it. What has
 * no most, or is past it, is believed for a tenth of what it has taken.
 *
 * @param length what it takes as planned, with what its people said it takes more
 */
export function expectedEnd(start: Instant, length: Minutes, now: Instant, spread?: Spread): Instant {
  const gone = now - start;
  if (gone <= length) return start + length;
  const over = gone - length;
  const most = spread && spread.max > gone ? (spread.max - gone) / 3 : gone / 10;
  return now + Math.max(1, Math.ceil(Math.min(over, most)));
}
