/**
 * A step handed over at every shift (`by relay of movers`): who of the team does which part of it. Whoever is on shift and
 * free takes it for as long as that lasts, of several the one for whom it lasts longest, then in the order of the page;
 * of whom nothing says when they work, only where nobody of the others is there.
 */
import type { WorkCalendar } from '../../time/calendar.ts';
import type { Instant, Span } from '../../time/model.ts';
import type { RelayPart } from '../model.ts';

/** One of the team; without a calendar nothing says when they work. */
export interface Runner {
  readonly name: string;
  readonly calendar?: WorkCalendar;
}

/** @param taken what else somebody does then: the first of it that meets a span */
export function relayOf(
  runners: readonly Runner[],
  { start, end }: Span,
  taken: (name: string, start: Instant, end: Instant) => Span | undefined,
): readonly RelayPart[] {
  const parts: RelayPart[] = [];
  let at = start;
  while (at < end && parts.length < MOST_PARTS) {
    const [next, until] = nextOf(runners, at, end, taken);
    if (next !== undefined) {
      const last = parts.at(-1);
      if (last?.name === next && last.end === at) parts[parts.length - 1] = { ...last, end: until };
      else parts.push({ name: next, start: at, end: until });
    }
    at = until;
  }
  return parts;
}

/** More shifts than a step of years has. */
const MOST_PARTS = 5000;

/** Who has it from then on, and until when; nobody until somebody comes. */
function nextOf(
  runners: readonly Runner[],
  at: Instant,
  end: Instant,
  taken: (name: string, start: Instant, end: Instant) => Span | undefined,
): readonly [name: string | undefined, until: Instant] {
  let best: { readonly name: string; readonly until: Instant; readonly isTold: boolean } | undefined;
  /** When somebody comes on shift, or is free again. */
  let change = end;
  for (const { name, calendar } of runners) {
    const from = calendar ? calendar.next(at) : at;
    const busy = taken(name, at, end);
    if (busy && busy.start <= at) {
      change = Math.min(change, Math.max(busy.end, at + 1));
      continue;
    }
    if (from > at) {
      change = Math.min(change, Number.isFinite(from) ? from : end);
      continue;
    }
    const shift = calendar?.intervals(at, at + 1)[0]?.end ?? end;
    const until = Math.min(shift, busy?.start ?? end, end);
    const isTold = calendar !== undefined;
    const isBetter = !best || (isTold !== best.isTold ? isTold : until > best.until);
    if (isBetter) best = { name, until, isTold };
  }
  if (!best) return [undefined, change];
  // Whoever has no shifts steps back once somebody comes who has.
  return [best.name, best.isTold ? best.until : Math.min(best.until, change)];
}
