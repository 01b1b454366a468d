/**
 * Long work in a thread of its own: what the thread is asked, what it answers, and the loop in between.
 *
 * The thread gets texts and gives text edits: it has a workspace of its own, so nothing of the server's is shared.
 */
import {
  type RefineAsk,
  type RefinedRelease,
  refineFile,
  SCHEDULES,
  type SimulatedRelease,
  simulateFile,
  workspaceOf,
} from '../service/refine.ts';

export type RefinerMessage =
  | { readonly kind: 'simulated'; readonly id: number; readonly releases: readonly SimulatedRelease[] }
  | { readonly kind: 'found'; readonly id: number; readonly releases: readonly RefinedRelease[] }
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
  let newest = 0;
  return ({ id, ask }) => {
    newest = id;
    let search: ReturnType<typeof refineFile> | undefined;
    const slice = () => {
      if (newest !== id) return;
      try {
        if (!search) {
          // What the eye looks for first, and soon done.
          const workspace = workspaceOf(ask);
          send({ kind: 'simulated', id, releases: simulateFile(workspace, ask.uri) });
          search = refineFile(ask, SCHEDULES, workspace);
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
