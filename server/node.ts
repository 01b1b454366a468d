/** The language server as a Node process: `dist/server.js`, over stdio, a socket or Node's own channel. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { remoteFiles } from './client-files.ts';
import { readInside, releaseFiles, uriOf } from './files.ts';
import { startServer } from './server.ts';

/** Listens as the command line says: `--stdio`, `--node-ipc`, `--socket=PORT`, `--pipe=NAME`. */
export function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  startServer(connection, (client) => {
    const remote = client.reads ? remoteFiles(connection) : undefined;
    // Virtual folders (`vscode-vfs:`) are known to the client alone.
    return {
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
        return (await releaseFiles(fileURLToPath(folder))).map(uriOf);
      },
    };
  });
}
