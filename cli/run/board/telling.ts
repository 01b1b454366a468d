/** What those who look at a board are told, each what they have not seen, and worked out once for all who have seen the same. */
import { type BoardLine, withoutNames } from '../../../view/run/board.ts';
import type { LiveRun } from './live.ts';

export interface Listener {
  /** Sees nobody's name, and no log. */
  readonly isReader: boolean;
  /** The lines it was told of; undefined: none yet. */
  seen?: readonly BoardLine[];
}

/** Lines that came behind those that a page has, and which of those were taken back since. */
export interface MoreLines {
  readonly lines: readonly BoardLine[];
  readonly taken: readonly string[];
}

/** @param here how many look at it */
export function createTelling(run: LiveRun, speed: number, here: number): (listener: Listener) => string {
  const known = new Map<readonly BoardLine[] | 'reader' | undefined, string>();
  const board = run.board();
  const lines = run.lines();
  const { trouble } = run;
  const both = { run: run.name, now: run.now(), speed, clock: run.nextClock(), here };
  const messageOf = (what: object) =>
    `id: ${seenOf(lines)}\nevent: board\ndata: ${JSON.stringify({ ...both, ...what })}\n\n`;

  return (listener) => {
    const key = listener.isReader ? 'reader' : listener.seen;
    let message = known.get(key);
    if (message === undefined) {
      const around = trouble !== undefined && { around: trouble };
      message = messageOf(
        listener.isReader ? { board: withoutNames(board) } : { board, ...around, ...linesFor(listener.seen, lines) },
      );
      known.set(key, message);
    }
    listener.seen = lines;
    return message;
  };
}

/** How many lines, and the last: one that came late stands before it. */
function seenOf(lines: readonly BoardLine[]): string {
  return `${lines.length} ${lines.at(-1)?.id ?? ''}`;
}

/** The lines behind which somebody comes back who says `Last-Event-ID`; undefined: they are others by now. */
export function linesSeen(lines: readonly BoardLine[], lastEventId: unknown): readonly BoardLine[] | undefined {
  const count = typeof lastEventId === 'string' ? Number.parseInt(lastEventId, 10) : Number.NaN;
  if (!(count >= 0 && count <= lines.length)) return undefined;
  const seen = count === lines.length ? lines : lines.slice(0, count);
  // What was taken back meanwhile is told again.
  return seenOf(seen) === lastEventId ? seen.map((line) => ({ ...line, taken: false })) : undefined;
}

/** A log only grows: where its line at the end of what was seen is the same, so are all before it; the plan may call them otherwise by now. */
function linesFor(
  seen: readonly BoardLine[] | undefined,
  lines: readonly BoardLine[],
): { lines: readonly BoardLine[] } | { more: MoreLines } | undefined {
  if (seen === lines) return undefined;
  if (seen === undefined || seen.length > lines.length || seen.at(-1)?.id !== lines[seen.length - 1]?.id)
    return { lines };
  if (seen.some(({ said }, i) => said !== lines[i]!.said)) return { lines };
  const more = lines.slice(seen.length);
  const taken = seen.flatMap(({ id, taken: before }, i) => (lines[i]!.taken && !before ? [id] : []));
  return more.length === 0 && taken.length === 0 ? undefined : { more: { lines: more, taken } };
}
