/** What every editor asks: one line per request of the protocol, which leads to its feature. */
import { LSPErrorCodes, type Position, ResponseError } from 'vscode-languageserver';
import { asksForPeople } from '../../service/completion/completion.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { codeActions } from '../features/edit/code-actions.ts';
import { completion } from '../features/edit/completion.ts';
import { formatting, onTypeFormatting, rangeFormatting } from '../features/edit/formatting.ts';
import { linkedEditing } from '../features/edit/linked-editing.ts';
import { nextLenses } from '../features/edit/next-release.ts';
import { refactorActions } from '../features/edit/refactor.ts';
import { prepareRename, RenameRefused, rename } from '../features/edit/rename.ts';
import { reorderActions, reorderLenses } from '../features/edit/reorder.ts';
import { takeOverActions } from '../features/edit/take-over.ts';
import { willRenameFiles } from '../features/edit/will-rename-files.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../features/navigate/call-hierarchy.ts';
import { definition } from '../features/navigate/definition.ts';
import { documentHighlights } from '../features/navigate/document-highlight.ts';
import { documentLinks } from '../features/navigate/document-links.ts';
import { documentSymbols } from '../features/navigate/document-symbols.ts';
import { foldingRanges } from '../features/navigate/folding.ts';
import { references } from '../features/navigate/references.ts';
import { selectionRanges } from '../features/navigate/selection-range.ts';
import { workspaceSymbols } from '../features/navigate/workspace-symbols.ts';
import { codeLenses } from '../features/show/code-lens.ts';
import { hover } from '../features/show/hover.ts';
import { inlayHints } from '../features/show/inlay-hints.ts';
import { actualNights } from '../features/show/night.ts';
import { semanticTokens, semanticTokensIn } from '../features/show/semantic-tokens.ts';
import { makesFiles } from './capabilities.ts';
import { execute } from './commands.ts';
import { inFile, type Serving } from './serving.ts';

export function answerEditor(serving: Serving): void {
  const { connection, documents, foundLast, refined, now } = serving;
  // What the user asks for looks at the text as it is; what the editor asks by itself waits for the keyboard to rest.
  const now_ = asking((uri) => serving.session.current(uri));
  const later = asking((uri) => serving.session.settled(uri), true);
  const text = (uri: string): string => documents.get(uri)?.getText() ?? '';

  connection.onHover(now_((file, { position }) => hover(file, position), null));
  connection.onDefinition(
    now_((file, { position }) => {
      const links = definition(file, position);
      if (serving.client.textDocument?.definition?.linkSupport) return links;
      return links.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
    }, []),
  );
  connection.onReferences(
    now_(
      (file, { position, context }) =>
        references(file, position, serving.session.neighbours(file.uri), { declaration: context.includeDeclaration }),
      [],
    ),
  );
  connection.onDocumentHighlight(now_((file, { position }) => documentHighlights(file, position), []));
  connection.onPrepareRename(now_((file, { position }) => refusing(() => prepareRename(file, position)), null));
  connection.onRenameRequest(
    now_(
      (file, { position, newName }) =>
        refusing(() => rename(file, position, newName, serving.session.neighbours(file.uri))),
      null,
    ),
  );
  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const file = await serving.session.current(textDocument.uri);
    if (!file) return [];
    const isCancelled = () => token.isCancellationRequested;
    return [
      ...(await codeActions(file, range, context, { checkPages: serving.checkPages, isCancelled })),
      ...reorderActions(file, range, context.only, refined),
      ...(await refactorActions(file, range, context, { isCancelled, makesFiles: makesFiles(serving.client) })),
      ...(await takeOverActions(file, range, context, serving.nights)),
    ];
  });
  connection.onExecuteCommand(({ command, arguments: given = [] }) => execute(serving, command, given));
  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    // Who is free hangs on the line that is being typed; names alone can be those of a moment ago.
    const isOfPeople = asksForPeople(text(uri), position);
    const file = await (isOfPeople ? serving.session.current(uri) : serving.session.recent(uri));
    if (!file) return null;
    const snippets = serving.client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    return completion(file, position, { snippets, now: now() });
  });
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    const file = await serving.session.settled(uri);
    if (!file && documents.get(uri))
      return new ResponseError(LSPErrorCodes.ServerCancelled, 'The text has changed.', AGAIN);
    return foundLast.report(uri, previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }) => ({
    items: foundLast.all(previousResultIds),
  }));
  connection.languages.onLinkedEditingRange(
    now_((file, { position }) => linkedEditing(file, position, serving.session.neighbours(file.uri)), null),
  );
  connection.onDocumentSymbol(later((file) => documentSymbols(file), []));
  connection.onCodeLens(
    later((file) => {
      if (!serving.settings.codeLens) return [];
      const next = nextLenses(file, { now: now(), revealCommand: serving.asked.revealCommand });
      return [...codeLenses(file, serving.asked), ...reorderLenses(file, refined), ...next];
    }, []),
  );
  connection.onDocumentLinks(later((file) => documentLinks(file), []));
  connection.languages.inlayHint.on(
    later(
      async (file, { range }) =>
        inlayHints(file, range, serving.settings.inlayHints, await actualNights(serving.nights, file)),
      [],
    ),
  );
  connection.languages.semanticTokens.on(later((file) => semanticTokens(file), { data: [] }));
  connection.languages.semanticTokens.onRange(later((file, { range }) => semanticTokensIn(file, range), { data: [] }));
  connection.languages.callHierarchy.onPrepare(now_((file, { position }) => prepareCallHierarchy(file, position), []));
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    inFile(serving, item.uri, (file) => incomingCalls(file, item)),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    inFile(serving, item.uri, (file) => outgoingCalls(file, item)),
  );
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(serving.session.everything(), query));
  connection.workspace.onWillRenameFiles(({ files }) => willRenameFiles(files, serving.session.everything()));
  // By text alone: these answer at once, whatever the plan says.
  connection.onFoldingRanges(({ textDocument }) => foldingRanges(text(textDocument.uri)));
  connection.onSelectionRanges(({ textDocument, positions }) => selectionRanges(text(textDocument.uri), positions));
  connection.onDocumentFormatting(({ textDocument, options: style }) => formatting(text(textDocument.uri), style));
  connection.onDocumentRangeFormatting(({ textDocument, range, options: style }) =>
    rangeFormatting(text(textDocument.uri), range, style),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument, position, ch, options: style }) =>
    onTypeFormatting(text(textDocument.uri), position, ch, style),
  );
}

const AGAIN = { retriggerRequest: true };

type Request = { readonly textDocument: { readonly uri: string }; readonly position?: Position };

/** A handler that looks its file up first. Where the answer would fit another text, the client is told to ask again. */
function asking(find: (uri: string) => Promise<SourceFile | undefined>, isOutdated = false) {
  return <P extends Request, R, E>(answer: (file: SourceFile, params: P) => R | Promise<R>, otherwise: E) =>
    async (params: P): Promise<R | E | ResponseError<void>> => {
      const file = await find(params.textDocument.uri);
      if (file) return answer(file, params);
      return isOutdated ? new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.') : otherwise;
    };
}

function refusing<R>(act: () => R): R | ResponseError<void> {
  try {
    return act();
  } catch (error) {
    if (error instanceof RenameRefused) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  }
}
