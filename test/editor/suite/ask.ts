import * as vscode from 'vscode';
import { type Answer, type Ask, type Question, type Reply, suiteExtension } from '../protocol.ts';

/** Asks the runner outside the editor for something the extension host cannot do itself. */
export async function ask<Q extends Question>(question: Q, details: Ask<Q>): Promise<Answer<Q>> {
  const name = `${stamp}-${String(++count).padStart(6, '0')}`;
  const { fs } = vscode.workspace;
  const draft = file(`${name}.draft`);
  await fs.writeFile(draft, new TextEncoder().encode(JSON.stringify({ question, ask: details })));
  // Renamed when complete: the runner must never read half a request.
  await fs.rename(draft, file(`${name}.request.json`));
  const reply = await received(file(`${name}.answer.json`));
  if ('error' in reply) throw new Error(`${question}: ${reply.error}`);
  return reply.answer as Answer<Q>;
}

/** Tells the requests of this start of the suite from those before a reload. */
const stamp = Date.now();
let count = 0;

/** The mailbox lies beside the extension that carries the suite, under whatever scheme this host sees it. */
function file(name: string): vscode.Uri {
  const helper = vscode.extensions.getExtension(suiteExtension);
  if (!helper) throw new Error(`The extension ${suiteExtension} that carries the suite is not there.`);
  return vscode.Uri.joinPath(helper.extensionUri, '..', 'mailbox', name);
}

/** Polls, because a file watcher of a remote folder outside the workspace is slower than 20 ms. */
async function received(answer: vscode.Uri): Promise<Reply> {
  const pause = pauses(10);
  for (;;) {
    const bytes = await vscode.workspace.fs.readFile(answer).then(
      (found) => found,
      () => undefined,
    );
    if (bytes) return JSON.parse(new TextDecoder().decode(bytes));
    await pause();
  }
}

/** Pauses between two looks at what may come any time: an eighth of what has been waited so far, for each look takes time of what is waited for. */
export function pauses(shortest: number): () => Promise<void> {
  const started = Date.now();
  return () => {
    const pause = Math.min(250, Math.max(shortest, (Date.now() - started) / 8));
    return new Promise((resolve) => setTimeout(resolve, pause));
  };
}
