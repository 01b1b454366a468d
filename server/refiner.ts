/**
 * Long work in a thread of its own: what the thread is asked, what it answers, and the loop in between.
 *
 * The thread gets plans and schedules and gives what it found of them, as data: it reads no text.
 */
import {
  type RefineAsk,
  type SearchedRelease,
  type SimulatedRelease,
  searchReleases,
  simulateReleases,
} from '../service/refine.ts';

export type RefinerMessage =
  | { readonly kind: 'simulated'; readonly id: number; readonly releases: readonly SimulatedRelease[] }
  | { readonly kind: 'found'; readonly id: number; readonly releases: readonly SearchedRelease[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** A thread that searches; what it is asked last counts. */
export interface RefinerThread {
  ask(id: number, ask: RefineAsk): void;
  stop(): void;
}

/**
 * Answers in the thread itself: searches in slices, so that a newer question ends an older one.
 *
 * @returns what to call with each message that comes in
 */
export function refinerLoop(
  send: (message: RefinerMessage) => void,
): (message: { id: number; ask: RefineAsk }) => void {
  let newest: number | undefined;
  return ({ id, ask }) => {
    newest = id;
    let search: ReturnType<typeof searchReleases> | undefined;
    const slice = () => {
      if (newest !== id) return;
      try {
        if (!search) {
          // What the eye looks for first, and soon done.
          send({ kind: 'simulated', id, releases: simulateReleases(ask) });
          search = searchReleases(ask);
        }
        const until = performance.now() + SLICE;
        for (;;) {
          const { done, value } = search.next();
          if (done) return send({ kind: 'found', id, releases: value });
          if (performance.now() > until) break;
        }
      } catch (error) {
        return send({
          kind: 'failed',
          id,
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
      setTimeout(slice);
    };
    slice();
  };
}

/** In milliseconds: so long a newer question may have to wait. */
const SLICE = 50;
