/** What the server says that it can do. */
import {
  type FileOperationRegistrationOptions,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { FIX_ALL } from '../features/edit/code-actions.ts';
import { ENDINGS } from '../features/edit/formatting.ts';
import { NEXT } from '../features/edit/next-release.ts';
import { REFACTORS } from '../features/edit/refactor.ts';
import { REORDER } from '../features/edit/reorder.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/show/semantic-tokens.ts';

type Client = InitializeParams['capabilities'];

export function capabilitiesFor(client: Client): InitializeResult {
  if (!asksForFindings(client)) return capabilities;
  const diagnosticProvider = { interFileDependencies: true, workspaceDiagnostics: true };
  return { ...capabilities, capabilities: { ...capabilities.capabilities, diagnosticProvider } };
}

/** Who can be told is told, which is sooner, and of files that nobody has open; who can only ask is asked to. */
export function asksForFindings({ textDocument }: Client): boolean {
  return textDocument?.diagnostic !== undefined && textDocument.publishDiagnostics === undefined;
}

/** Whether files can be made by an edit. */
export function makesFiles(client: Client): boolean {
  return client.workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false;
}

/** Plans, and folders that may hold some. */
const PLANS: FileOperationRegistrationOptions = {
  filters: [{ pattern: { glob: '**/*.release', matches: 'file' } }, { pattern: { glob: '**', matches: 'folder' } }],
};

const capabilities: InitializeResult = {
  serverInfo: { name: 'release-plan' },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: PLANS, didRename: PLANS, didDelete: PLANS },
    },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: ['quickfix', ...REFACTORS, FIX_ALL] },
    executeCommandProvider: { commands: [REORDER, NEXT] },
    completionProvider: { triggerCharacters: [' ', '"', '-', '/'] },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    codeLensProvider: {},
    documentLinkProvider: {},
    inlayHintProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: true,
      range: true,
    },
    callHierarchyProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ENDINGS[0], moreTriggerCharacter: ENDINGS.slice(1) },
    linkedEditingRangeProvider: true,
  },
};
