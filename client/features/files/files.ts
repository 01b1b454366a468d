/** Reads files for a server that cannot: in a browser all of them, elsewhere those of virtual folders. */
import { type ExtensionContext, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ServerRequests } from '../../../server/protocol.ts';

export function activateFiles(context: ExtensionContext, client: BaseLanguageClient): void {
  for (const [method, answer] of Object.entries(answers)) {
    context.subscriptions.push(client.onRequest(method, answer as (ask: unknown) => Promise<unknown>));
  }
}

const answers: {
  [M in keyof ServerRequests]: (ask: ServerRequests[M]['ask']) => Promise<ServerRequests[M]['answer']>;
} = {
  async 'release/read'({ uri }) {
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(await workspace.fs.readFile(Uri.parse(uri))) };
    } catch {
      return { text: null };
    }
  },
  async 'release/find'({ folder }) {
    const found = await workspace.findFiles(
      new RelativePattern(Uri.parse(folder), '**/*.release'),
      '**/node_modules/**',
    );
    return { uris: found.map(String) };
  },
};
