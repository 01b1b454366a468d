/** The language server as a web worker: `dist/server-web.js`. It has no file system; the client reads for it. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { remoteFiles } from './client-files.ts';
import { createLifecycle } from './lifecycle.ts';
import { type RefinerMessage, type RefinerThread, refinerLoop } from './refiner.ts';
import { startServer } from './server.ts';

const REFINER = 'release-plan refiner';
const worker = self as DedicatedWorkerGlobalScope;

if (worker.name === REFINER) {
  const answer = refinerLoop((message) => worker.postMessage(message));
  worker.addEventListener('message', ({ data }) => answer(data));
} else {
  const lifecycle = createLifecycle();
  const [reader, writer] = [new BrowserMessageReader(worker), new BrowserMessageWriter(worker)];
  const connection = createConnection(reader, writer, { messageStrategy: lifecycle.messageStrategy });
  lifecycle.answerOn(connection);
  startServer(connection, () => ({ ...remoteFiles(connection), startRefiner }));
}

/** The same script once more, in a worker of its own. */
function startRefiner(receive: (message: RefinerMessage) => void): RefinerThread {
  const refiner = new Worker(worker.location.href, { name: REFINER });
  refiner.addEventListener('message', ({ data }) => receive(data));
  refiner.addEventListener('error', ({ message }) => receive({ kind: 'failed', id: 0, message }));
  return {
    ask: (id, ask) => refiner.postMessage({ id, ask }),
    stop: () => refiner.terminate(),
  };
}
