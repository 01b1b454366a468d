/** The language server as a web worker: `dist/server-web.js`. It has no file system; the client reads for it. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { remoteFiles } from './client-files.ts';
import { startServer } from './server.ts';

const worker = self as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startServer(connection, () => remoteFiles(connection));
