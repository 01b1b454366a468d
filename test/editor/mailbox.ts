import { watch } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reply, Request } from './protocol.ts';

/**
 * Answers the files that the suite writes into the mailbox until it is told to stop. Files, because they are the one
 * thing that the Node host, the web host and the desktop can all reach, through `vscode.workspace.fs`; the workbench's
 * content security policy keeps its web worker from talking to a port of ours.
 */
export function serveMailbox(
  folder: string,
  answer: (request: Request) => Promise<unknown>,
): { stop(): Promise<void> } {
  // Remembered and not deleted: VS Code looks at a file once more after it has renamed it.
  const seen = new Set<string>();
  let served = Promise.resolve();
  // Told of each, and not looking for them: there are thousands in the end.
  const watcher = watch(folder, (_, file) => {
    if (!file?.endsWith('.request.json') || seen.has(file)) return;
    seen.add(file);
    served = served.then(() => serve(join(folder, file), answer));
  });
  return {
    async stop() {
      watcher.close();
      await served;
    },
  };
}

async function serve(path: string, answer: (request: Request) => Promise<unknown>): Promise<void> {
  const request: Request = JSON.parse(await readFile(path, 'utf8'));
  const reply = await answer(request).then(
    (value): Reply => ({ answer: value ?? null }),
    (error): Reply => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  // Written under another name first: the suite must never read half an answer.
  await writeFile(`${path}.draft`, JSON.stringify(reply));
  await rename(`${path}.draft`, path.replace('.request.', '.answer.'));
}
