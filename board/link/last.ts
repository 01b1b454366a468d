/** What this browser was told last, so that a page that is opened without a network has something to show, and to note for. */
import type { Last } from './way.ts';

const KEY = 'board.last';
/** Of a log that is longer the end is kept: a browser has little room. */
const MOST_LINES = 300;

export function keepLast(last: Last): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...last, lines: last.lines.slice(-MOST_LINES) }));
  } catch {
    // Without room it is shown as long as the page is there.
  }
}

export function lastKept(): Last | undefined {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? 'null') as Last | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whoever is let in no more has nothing to see. */
export function forgetLast(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then there was nothing to keep it in.
  }
}
