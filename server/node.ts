/** The language server as a Node process: `dist/server.js`, over stdio, a socket or Node's own channel. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { folding, growSlowly } from '../store/memory.ts';
import { remoteFiles } from './client-files.ts';
import { readInside, releaseFiles, uriOf } from './files.ts';
import { plansInFolder } from './folder-store.ts';
import { createLifecycle } from './lifecycle.ts';
import { type RefinerMessage, type RefinerThread, refinerLoop } from './refiner.ts';
import { runFiles } from './run-files.ts';
import { startServer } from './server.ts';
import { HELD } from './session.ts';

/** Listens as the command line says: `--stdio`, `--node-ipc`, `--socket=PORT`, `--pipe=NAME`. */
export function serve(): void {
  const lifecycle = createLifecycle();
  const connection = createConnection(ProposedFeatures.all, { messageStrategy: lifecycle.messageStrategy });
  lifecycle.answerOn(connection);
  startServer(connection, (client) => {
    const remote = client.reads ? remoteFiles(connection) : undefined;
    // Virtual folders (`vscode-vfs:`) are known to the client alone.
    return {
      startRefiner,
      askStore: plansInFolder,
      runFiles,
      folding,
      checkPages: pathToFileURL(`${import.meta.dirname}/../docs/checks/`).href,
      read: async (uri, roots) =>
        uri.startsWith('file:')
          ? readInside(
              uri,
              roots.filter((root) => root.startsWith('file:')),
            )
          : remote?.read(uri, roots),
      find: async (folder) => {
        if (!folder.startsWith('file:')) return (await remote?.find(folder)) ?? [];
        const found = (await releaseFiles(fileURLToPath(folder))).map(uriOf);
        if (found.length > HELD) growSlowly();
        return found;
      },
    };
  });
}

/** The server's own bundle once more, in a thread: it finds itself in `workerData` and listens for searches. */
function startRefiner(receive: (message: RefinerMessage) => void): RefinerThread {
  const script = import.meta.filename.endsWith('.ts') ? 'main.ts' : 'server.js';
  const worker = new Worker(`${import.meta.dirname}/${script}`, { workerData: REFINER });
  worker.on('message', receive);
  worker.on('error', (error) => receive({ kind: 'failed', id: 0, message: error.stack ?? error.message }));
  // A search must not keep a server alive whose client has gone.
  worker.unref();
  return {
    ask: (id, ask) => worker.postMessage({ id, ask }),
    stop: () => void worker.terminate(),
  };
}

const REFINER = 'release-plan refiner';

if (!isMainThread && workerData === REFINER) {
  const answer = refinerLoop((message) => parentPort!.postMessage(message));
  parentPort!.on('message', answer);
}
