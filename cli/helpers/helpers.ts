/** Threads that read and judge plans while this one puts together what they say. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Workspace } from '../../language/workspace.ts';
import { type Batch, type Part, Sending } from '../../service/files/helping.ts';
import type { Helpers } from '../../service/files/one-by-one.ts';
import { type Beginning, HELPER } from './thread.ts';

/** More are waited for by the thread that puts together. */
const MOST = 3;
/** So many plans go with each message. */
const TOGETHER = 10;

/** Undefined: there is one processor. */
export function startHelpers(
  workspace: Workspace,
  beginning: Omit<Beginning, 'is'>,
): (Helpers & { stop(): void }) | undefined {
  const count = Math.min(availableParallelism() - 1, MOST);
  if (count < 1) return undefined;
  const threads: Thread[] = [];
  return {
    async ask(list, got, near) {
      while (threads.length < count) threads.push(new Thread(workspace, { is: HELPER, ...beginning }));
      const undone: string[] = [];
      await Promise.all(
        threads.map(async (thread) => {
          const open: Promise<void>[] = [];
          while (list.length > 0 && !thread.failed) {
            const uris = list.splice(-TOGETHER);
            const asked = thread.ask(thread.sending.batch(uris, near));
            open.push(
              asked.then(
                (parts) => parts.forEach(got),
                () => void undone.push(...uris),
              ),
            );
            // One is worked on, and one lies ready.
            if (open.length > 1) await open.shift();
          }
          // What they hold is read once more where they fail now.
          if (!near && !thread.failed)
            open.push(
              thread.ask(thread.sending.rest()).then(
                (parts) => parts.forEach(got),
                () => {},
              ),
            );
          await Promise.all(open);
        }),
      );
      list.push(...undone);
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    stop() {
      for (const thread of threads) thread.stop();
    },
  };
}

/** Answers come in the order of the batches. Once one fails, all that follow do: whoever asked does it then. */
class Thread {
  readonly sending: Sending;
  private readonly worker: Worker;
  private readonly open: { resolve(parts: readonly Part[]): void; reject(error: Error): void }[] = [];
  failed: Error | undefined;

  constructor(workspace: Workspace, beginning: Beginning) {
    this.sending = new Sending(workspace);
    const script = import.meta.filename.endsWith('.ts') ? '../main.ts' : 'cli.js';
    this.worker = new Worker(`${import.meta.dirname}/${script}`, {
      workerData: beginning,
      // It holds texts, what plans tell and some plans; what is more is garbage. One that needs more after all is not missed.
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 },
    });
    this.worker.on('message', (parts: string) => this.open.shift()?.resolve(JSON.parse(parts)));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('it has ended')));
  }

  ask(batch: Batch): Promise<readonly Part[]> {
    return new Promise((resolve, reject) => {
      if (this.failed) return reject(this.failed);
      this.open.push({ resolve, reject });
      this.worker.postMessage(JSON.stringify(batch));
    });
  }

  stop(): void {
    void this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failed ??= error;
    for (const one of this.open.splice(0)) one.reject(error);
  }
}
