/** Files that only the client can open: in a browser all of them, elsewhere those of virtual folders. */
import type { Connection } from 'vscode-languageserver';
import { isInside } from '../language/files/imports.ts';
import { canonicalUri } from '../service/files/uri.ts';
import type { Host } from './host.ts';
import type { ServerRequests } from './protocol.ts';

export function remoteFiles(connection: Connection): Host {
  const ask = <M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M]['ask'],
  ): Promise<ServerRequests[M]['answer']> => connection.sendRequest(method, params);
  return {
    async read(uri, roots) {
      if (roots.length > 0 && !roots.some((root) => isInside(uri, root))) return undefined;
      return (await ask('release/read', { uri })).text ?? undefined;
    },
    async find(folder) {
      return (await ask('release/find', { folder })).uris.map(canonicalUri);
    },
  };
}
