/** Whether a window has room for the plays that may be called in it. */
import type { Block } from '../../model.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import type { Facts } from '../facts.ts';
import { callsOf } from './calls.ts';

export interface PlayWithoutRoom {
  readonly play: Block;
  readonly minutes: Minutes;
  /** Of the window, from the last moment at which it may be called. */
  readonly left: Minutes;
}

/**
 * The one that would last longest behind its window, called as late as it may be. What says until when it may begin, or what is done
 * once it may not, has been thought of.
 */
export function playWithoutRoom(facts: Facts, windowEnd: Instant, runEnd: Instant): PlayWithoutRoom | undefined {
  const ofWindow = facts.schedule.rollbacks.filter((run) => run.windowEnd === windowEnd);
  const cascades = ofWindow.flatMap((run) => run.cascades);
  let worst: PlayWithoutRoom | undefined;
  for (const { block: play, called } of callsOf(facts)) {
    if (play?.kind !== 'play' || play.until || play.due || play.during?.to) continue;
    const links = cascades.find((cascade) => cascade.links[0]?.via === play.id)?.links ?? [];
    const [{ fitsUntil } = {}, ...others] = links;
    if (fitsUntil === undefined || others.length > 0) continue;
    const minutes = windowEnd - fitsUntil;
    const left = windowEnd - Math.min(called.to ?? runEnd, runEnd);
    if (minutes - left > (worst ? worst.minutes - worst.left : 0)) worst = { play, minutes, left };
  }
  return worst;
}
