/** The language server in a worker of this page: what it says and what it asks of its client. */
import type { Transport } from '@codemirror/lsp-client';
import type { ServerRequests } from '../../server/protocol.ts';
import { FOLDER, nameOf, uriOf } from './files/names.ts';

export interface ServerOptions {
  /** Of the bundle, relative to the page. */
  readonly script: string;
  /** What the files say now, by name. */
  readonly texts: () => ReadonlyMap<string, string>;
  /** Makes an edit of the server; false: it was not possible. */
  readonly apply: (edit: unknown) => boolean;
  /** It cannot be started, or has broken down. */
  readonly onFailure: (message: string) => void;
}

export interface Server extends Transport {
  stop(): void;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
}

export function startServer({ script, texts, apply, onFailure }: ServerOptions): Server {
  const listeners = new Set<(message: string) => void>();
  const worker = new Worker(script);
  worker.addEventListener('error', (event) => onFailure(event.message || 'The engine could not be loaded.'));
  worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const result = data.method !== undefined && data.id !== undefined ? answers[data.method]?.(data.params) : undefined;
    if (result !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result });
    else for (const listener of listeners) listener(JSON.stringify(data));
  });

  type Read = ServerRequests['release/read'];
  type Find = ServerRequests['release/find'];
  const answers: Readonly<Record<string, (params: unknown) => unknown>> = {
    'release/read': (params): Read['answer'] => ({
      text: texts().get(nameOf((params as Read['ask']).uri) ?? '') ?? null,
    }),
    'release/find': (params): Find['answer'] => ({
      uris: (params as Find['ask']).folder.startsWith(FOLDER) ? [...texts().keys()].map(uriOf) : [],
    }),
    'workspace/applyEdit': (params) => ({ applied: apply((params as { edit: unknown }).edit) }),
  };

  return {
    send: (message) => worker.postMessage(JSON.parse(message)),
    subscribe: (handler) => void listeners.add(handler),
    unsubscribe: (handler) => void listeners.delete(handler),
    stop: () => worker.terminate(),
  };
}
