/** A language client in the same process: what an editor says and hears, over two streams. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from '../../server/host.ts';
import { createLifecycle } from '../../server/lifecycle.ts';
import type { InitializationOptions } from '../../server/protocol.ts';
import { type RefinerMessage, type RefinerThread, refinerLoop } from '../../server/refiner.ts';
import { startServer } from '../../server/server.ts';
import { FOLDER, NOW } from './source-file.ts';

export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  open(uri: string, text: string): void;
  change(uri: string, text: string): void;
  /** The next diagnostics of the file's present text that satisfy the condition. */
  diagnostics(uri: string, fits?: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Everything that was ever published, in order. */
  readonly published: readonly {
    readonly uri: string;
    readonly version?: number;
    readonly diagnostics: Diagnostic[];
  }[];
  /** Once more is nothing. */
  stop(): Promise<void>;
}

export interface TestClientOptions {
  /** Files the host can read, by URI. */
  readonly disk?: Map<string, string>;
  readonly folders?: readonly string[];
  readonly capabilities?: object;
  /** The section `releasePlan` of the user's settings; without it the client has no settings to ask for. */
  readonly settings?: () => unknown;
  /** The host can search in the background; default: it cannot. */
  readonly startRefiner?: Host['startRefiner'];
  /** Reads a store; default: there is no file system. */
  readonly askStore?: Host['askStore'];
  /** Has logs of nights; default: there is no file system. */
  readonly runFiles?: Host['runFiles'];
  readonly initializationOptions?: InitializationOptions;
  /** What else `initialize` says, or says otherwise. */
  readonly initialize?: object;
  /** Whatever the server says, word by word; what is returned answers a request. */
  readonly hears?: (method: string, params: unknown) => unknown;
}

export async function startClient(options: TestClientOptions = {}): Promise<TestClient> {
  const disk = options.disk ?? new Map<string, string>();
  const [up, down] = [new PassThrough(), new PassThrough()];
  const lifecycle = createLifecycle();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), {
    messageStrategy: lifecycle.messageStrategy,
  });
  lifecycle.answerOn(server);
  startServer(
    server,
    () => ({
      read: async (uri) => disk.get(uri),
      find: async (folder) => [...disk.keys()].filter((uri) => uri.startsWith(folder)),
      checkPages: 'file:///docs/checks/',
      startRefiner: options.startRefiner,
      askStore: options.askStore,
      runFiles: options.runFiles,
    }),
    { delay: 5, now: () => NOW, refineDelay: 5 },
  );
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const published: { uri: string; version?: number; diagnostics: Diagnostic[] }[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    published.push(params);
    for (const wake of [...waiting]) wake();
  });
  const { settings, capabilities = {}, hears } = options;
  if (hears) {
    const all = connection as unknown as MessageConnection;
    all.onNotification((method, params) => void hears(method, params));
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      published.push(params);
      hears('textDocument/publishDiagnostics', params);
    });
    all.onUnhandledProgress(({ value }) => void hears('$/progress', value));
    all.onRequest((method, params) => hears(method, params) ?? null);
  } else connection.onRequest('client/registerCapability', () => null);
  if (settings) connection.onRequest('workspace/configuration', ({ items }) => items.map(settings));
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    initializationOptions: options.initializationOptions,
    workspaceFolders: (options.folders ?? [FOLDER]).map((uri) => ({ uri, name: 'plans' })),
    capabilities: settings ? { ...capabilities, workspace: { configuration: true } } : capabilities,
    ...options.initialize,
  });
  await connection.sendNotification('initialized', {});
  let isOver = false;
  let version = 0;
  const sent = new Map<string, number>();
  const isPresent = (each: (typeof published)[number]) => (each.version ?? version) >= (sent.get(each.uri) ?? 0);
  return {
    connection,
    initialized,
    published,
    open(uri, text) {
      sent.set(uri, version + 1);
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'release', version: ++version, text },
      });
    },
    change(uri, text) {
      sent.set(uri, version + 1);
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text }],
      });
    },
    diagnostics(uri, fits = () => true) {
      const from = published.length;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No such diagnostics of ${uri}; published: ${JSON.stringify(published.slice(from))}`));
        }, 300_000);
        const look = () => {
          const found = published
            .slice(from)
            .find((each) => each.uri === uri && isPresent(each) && fits(each.diagnostics));
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found.diagnostics);
        };
        waiting.add(look);
      });
    },
    async stop() {
      if (isOver) return;
      isOver = true;
      await connection.sendRequest('shutdown');
      connection.dispose();
      server.dispose();
    },
  };
}

/** Searches in between, in the same thread. */
export function startRefiner(receive: (message: RefinerMessage) => void): RefinerThread {
  const answer = refinerLoop(receive);
  return { ask: (id, ask) => answer({ id, ask: structuredClone(ask) }), stop: () => {} };
}
