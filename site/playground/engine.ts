/** The engine behind the page: one worker, one client of it, and what the page asks. */
import { LSPClient, LSPPlugin } from '@codemirror/lsp-client';
import type { EditorState, TransactionSpec } from '@codemirror/state';
import DOMPurify from 'dompurify';
import type {
  CodeAction,
  Diagnostic,
  InlayHint,
  Range,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { ClientRequests, InitializationOptions } from '../../server/protocol.ts';
import { drawAnswers } from './editor/decorations.ts';
import { type PlanDocument, PlanFiles } from './files/workspace.ts';
import { type Server, startServer } from './server.ts';

export interface EngineOptions {
  readonly stateOf: (name: string, text: string) => EditorState;
  readonly onFound: (file: PlanDocument, diagnostics: readonly Diagnostic[]) => void;
  /** Everything that is told of this file is new. */
  readonly onAnalysed: (file: PlanDocument) => void;
  readonly onFailure: (message: string) => void;
}

export interface Engine {
  readonly client: LSPClient;
  readonly files: PlanFiles;
  /** Begins anew with what the files say, as at a moment; missing: now. */
  start(at: number | undefined): void;
  ask<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['ask'],
  ): Promise<ClientRequests[M]['answer']>;
  repairs(uri: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]>;
  apply(edit: WorkspaceEdit): boolean;
  /** Puts the shorter order that was found into the text. */
  reorder(uri: string, release: string): Promise<void>;
}

export function createEngine({ stateOf, onFound, onAnalysed, onFailure }: EngineOptions): Engine {
  let server: Server | undefined;
  const initializationOptions: InitializationOptions = {};
  const client = new LSPClient({
    rootUri: 'file:///plans',
    initializationOptions,
    // A phone that has just been handed a large plan needs its time; nobody waits for it with empty hands.
    timeout: 120_000,
    workspace: (own) => new PlanFiles(own, stateOf),
    sanitizeHTML: (html) => DOMPurify.sanitize(html),
    // It says of itself that it can ask for findings, and does not; here they are taken as they come.
    extensions: [{ clientCapabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } } }],
    notificationHandlers: {
      'textDocument/publishDiagnostics': (_, { uri, version, diagnostics }) => {
        const file = files.getFile(uri);
        if (file && (version === undefined || version === file.version)) onFound(file, diagnostics);
        return true;
      },
      'release/changed': (_, { uri, version }) => {
        const file = files.getFile(uri);
        if (!file || file.version !== version) return true;
        if (file === files.shown) void decorate(file);
        onAnalysed(file);
        return true;
      },
    },
  });
  const files = client.workspace as PlanFiles;

  /** Colours and times of a text that has changed again are those of nothing: the next answer brings them. */
  async function decorate(file: PlanDocument): Promise<void> {
    const { version, doc, uri } = file;
    const textDocument = { uri };
    const whole: Range = { start: { line: 0, character: 0 }, end: { line: doc.lines, character: 0 } };
    const [tokens, hints] = await Promise.all([
      client.request<object, SemanticTokens | null>('textDocument/semanticTokens/full', { textDocument }),
      client.request<object, InlayHint[] | null>('textDocument/inlayHint', { textDocument, range: whole }),
    ]).catch(() => []);
    const view = file.getView();
    const plugin = view && LSPPlugin.get(view);
    const legend = client.serverCapabilities?.semanticTokensProvider?.legend;
    if (tokens === undefined || hints === undefined || !plugin || !legend || file.version !== version) return;
    drawAnswers(view, { tokens, hints, legend, doc, since: plugin.unsyncedChanges });
  }

  function apply({ changes = {} }: WorkspaceEdit): boolean {
    client.sync();
    const all = Object.entries(changes).map(([uri, edits]) => ({ uri, file: files.getFile(uri), edits }));
    if (all.some(({ file }) => file === null)) return false;
    for (const { uri, file, edits } of all) files.updateFile(uri, changed(file!, edits));
    return true;
  }

  return {
    client,
    files,
    start(at) {
      if (server) {
        client.disconnect();
        server.stop();
      }
      Object.assign(initializationOptions, { judgedAt: at });
      server = startServer({
        script: 'server-web.js',
        texts: () => new Map(files.texts().map(({ name, text }) => [name, text])),
        apply: (edit) => apply(edit as WorkspaceEdit),
        onFailure,
      });
      client.connect(server);
    },
    ask(method, params) {
      client.sync();
      return client.request(method, params);
    },
    async repairs(uri, diagnostic) {
      client.sync();
      const context = { diagnostics: [diagnostic], only: ['quickfix'] };
      const params = { textDocument: { uri }, range: diagnostic.range, context };
      const actions = (await client.request<object, CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
      return actions.filter(
        ({ diagnostics: those = [], edit }) =>
          edit && those.some(({ code, message }) => code === diagnostic.code && message === diagnostic.message),
      );
    },
    apply,
    async reorder(uri, release) {
      await client.request('workspace/executeCommand', { command: 'releasePlan.reorder', arguments: [uri, release] });
    },
  };
}

function changed({ doc }: PlanDocument, edits: readonly TextEdit[]): TransactionSpec {
  const offset = ({ line, character }: Range['start']) => {
    if (line >= doc.lines) return doc.length;
    const { from, to } = doc.line(line + 1);
    return Math.min(from + character, to);
  };
  return {
    changes: edits.map(({ range, newText }) => ({ from: offset(range.start), to: offset(range.end), insert: newText })),
    userEvent: 'input.repair',
  };
}
