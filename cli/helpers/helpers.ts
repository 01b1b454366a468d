/** Threads that read and judge plans while this one puts together what they say. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Workspace } from '../../language/workspace.ts';
import { type Batch, type Part, Sending } from '../../service/files/helping.ts';
import type { Helpers } from '../../service/files/one-by-one.ts';
import { type Beginning, HELPER } from './thread.ts';

/** More are waited for by the thread that puts together. */
const MOST = 4;
/** So many plans go with each message. */
const TOGETHER = 20;

/** Undefined: there is one processor. */
export function startHelpers(
  workspace: Workspace,
  beginning: Omit<Beginning, 'is'>,
): (Helpers & { stop(): void }) | undefined {
  const count = Math.min(availableParallelism(), MOST);
  if (count < 2) return undefined;
  const threads: Thread[] = [];
  return {
    async ask(uris, got, near) {
      while (threads.length < count) threads.push(new Thread(workspace, { is: HELPER, ...beginning }));
      const waiting: (readonly string[])[] = [];
      for (let i = 0; i < uris.length; i += TOGETHER) waiting.push(uris.slice(i, i + TOGETHER));
      const left: string[] = [];
      await Promise.all(
        threads.map(async (thread) => {
          const open: Promise<void>[] = [];
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const batch = next;
            open.push(
              thread.ask(thread.sending.batch(batch, near)).then(
                (parts) => parts.forEach(got),
                () => void left.push(...batch),
              ),
            );
            // One is worked on, and one lies ready.
            if (open.length > 1) await open.shift();
          }
          await Promise.all(open);
        }),
      );
      return left;
    },
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
  private failed: Error | undefined;

  constructor(workspace: Workspace, beginning: Beginning) {
    this.sending = new Sending(workspace);
    const script = import.meta.filename.endsWith('.ts') ? '../main.ts' : 'cli.js';
    this.worker = new Worker(`${import.meta.dirname}/${script}`, {
      workerData: beginning,
      // What is read of a plan is garbage soon: in a small room all of it is looked at again and again.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    this.worker.on('message', (parts: string) => this.open.shift()?.resolve(JSON.parse(parts)));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('it has ended')));
    this.worker.unref();
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
