/** The language server, whatever it runs in: capabilities, and one line per request that leads to its feature. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileOperationRegistrationOptions,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  type Position,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
  WatchKind,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Release } from '../plan/model.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { asksForPeople } from '../service/completion/completion.ts';
import { tick } from '../service/editing/tick.ts';
import type { SourceFile } from '../service/files/source-file.ts';
import { canonicalUri, standingOf } from '../service/files/uri.ts';
import { pageOf } from '../service/findings/explain.ts';
import { findingsListed } from '../service/findings/findings.ts';
import { releaseAt } from '../service/lookup.ts';
import { newChoices } from '../service/new/choices.ts';
import { newPlan, troubleWith } from '../service/new/new-plan.ts';
import { calendarShown } from '../service/pictures/calendar.ts';
import { inlineOf } from '../service/pictures/inline.ts';
import { previewOf, trialPreviewOf, whatIfChoices } from '../service/pictures/preview.ts';
import { releaseLines } from '../service/releases.ts';
import { editStep } from '../service/step-edit/step-edit.ts';
import { todayOf } from '../service/today.ts';
import { todayShown } from '../service/today-list.ts';
import { trainLines } from '../service/trains/ahead.ts';
import { nextOfTrain } from '../service/trains/next.ts';
import { thereWords, writtenWords } from '../service/trains/words.ts';
import type { Trouble } from '../service/trouble.ts';
import { differenceOf } from '../service/versions/difference.ts';
import { createElsewhere, type PlansElsewhere } from './elsewhere.ts';
import { codeActions, FIX_ALL } from './features/edit/code-actions.ts';
import { completion } from './features/edit/completion.ts';
import { ENDINGS, formatting, onTypeFormatting, rangeFormatting } from './features/edit/formatting.ts';
import { linkedEditing } from './features/edit/linked-editing.ts';
import { NEXT, nextEdit, nextLenses } from './features/edit/next-release.ts';
import { REFACTORS, refactorActions } from './features/edit/refactor.ts';
import { prepareRename, RenameRefused, rename } from './features/edit/rename.ts';
import { REORDER, type RefinedOf, reorderActions, reorderEdit, reorderLenses } from './features/edit/reorder.ts';
import { takeOverActions, takeOverWords } from './features/edit/take-over.ts';
import { willRenameFiles } from './features/edit/will-rename-files.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/navigate/call-hierarchy.ts';
import { definition } from './features/navigate/definition.ts';
import { documentHighlights } from './features/navigate/document-highlight.ts';
import { documentLinks } from './features/navigate/document-links.ts';
import { documentSymbols } from './features/navigate/document-symbols.ts';
import { foldingRanges } from './features/navigate/folding.ts';
import { locate } from './features/navigate/locate.ts';
import { references } from './features/navigate/references.ts';
import { selectionRanges } from './features/navigate/selection-range.ts';
import { workspaceSymbols } from './features/navigate/workspace-symbols.ts';
import { codeLenses } from './features/show/code-lens.ts';
import { diagnostics } from './features/show/diagnostics.ts';
import { createFoundLast } from './features/show/found-last.ts';
import { hover } from './features/show/hover.ts';
import { inlayHints } from './features/show/inlay-hints.ts';
import { actualNights, nightShown, notedNights, statusNow, tickedInNight } from './features/show/night.ts';
import { semanticTokens, semanticTokensIn, TOKEN_MODIFIERS, TOKEN_TYPES } from './features/show/semantic-tokens.ts';
import type { Host } from './host.ts';
import { createNights, type Nights, NOWHERE } from './nights.ts';
import type { ClientRequests, InitializationOptions, ServerNotifications, Status } from './protocol.ts';
import { createRefinements, type Refinements } from './refinements.ts';
import { createSession, type Progress } from './session.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';

export interface ServerOptions {
  /** Milliseconds between the last change and the analysis; tests want less. */
  readonly delay?: number;
  /** The moment plans are judged at, in minutes since the epoch. */
  readonly now?: () => number;
  /** Milliseconds between the last analysis and the search for a shorter run. */
  readonly refineDelay?: number;
}

/** Answers the requests of one client until it goes. `createHost` is called when the client has said what it can do. */
export function startServer(
  connection: Connection,
  createHost: (client: InitializationOptions) => Host,
  options: ServerOptions = {},
): void {
  const clock = options.now ?? (() => Math.floor(Date.now() / 60_000));
  const now = () => asked.judgedAt ?? clock();
  const documents = new TextDocuments(TextDocument);
  let settings = DEFAULT_SETTINGS;
  let client: InitializeParams['capabilities'] = {};
  let asked: InitializationOptions = {};
  let folders: string[] = [];
  let checkPages: string | undefined;
  let session: ReturnType<typeof createSession>;
  /** What the client was told last of each file, as it spells it. */
  const saidOf = new Map<string, Told>();
  const foundLast = createFoundLast();
  let asksAgain: ReturnType<typeof setTimeout> | undefined;
  let isStale = false;
  let elsewhere: PlansElsewhere;
  let nights: Nights;
  let refinements: Refinements | undefined;

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    asked = (params.initializationOptions as InitializationOptions | undefined) ?? {};
    folders = foldersOf(params);
    const host = createHost(asked);
    checkPages = asked.checkPages ?? host.checkPages;
    const { startRefiner } = host;
    refinements =
      startRefiner &&
      createRefinements({
        start: startRefiner,
        delay: options.refineDelay,
        onFound: (uri) => {
          refreshLenses();
          notify('release/changed', { uri, version: documents.get(uri)?.version ?? 0 });
        },
        onFailure: (message) => connection.console.error(message),
      });
    elsewhere = createElsewhere({
      ask: host.askStore,
      wish: () =>
        settings.store === ''
          ? undefined
          : { store: settings.store, folders, ...(settings.repository !== '' && { repository: settings.repository }) },
      onChanged() {
        // Another value, and everything is judged anew.
        settings = { ...settings, checks: { ...settings.checks } };
        session.refresh();
      },
      tell: (sentence) => tell(MessageType.Warning, sentence),
    });
    nights = createNights({
      files: host.runFiles,
      now,
      onChanged(uri) {
        notify('release/changed', { uri, version: documents.get(uri)?.version });
        refreshAll();
      },
    });
    session = createSession({
      host,
      now,
      elsewhere,
      severities: () => settings.checks,
      delay: options.delay,
      onAnalysed(file, uri, version) {
        // What shows a version of a file is for reading: what is wrong with the file stands in the file.
        const isForReading = standingOf(file.uri, folders.map(canonicalUri)) === 'version';
        const found = isForReading ? [] : diagnostics(file, { checkPages });
        // Of what is not open nobody asks more than what was found.
        const schedules = version === undefined ? [] : file.analysis.schedules;
        const text = JSON.stringify(found);
        const told: Told = {
          ...{ version, schedules },
          found: version === undefined ? (host.folding?.fold(text) ?? text) : text,
        };
        const before = saidOf.get(uri);
        // Another plan has changed, and it means nothing here.
        if (before && isSameNews(before, told)) return;
        saidOf.set(uri, told);
        if (asksForFindings(client)) {
          // Who asks has not changed anything here, and would not know.
          if (foundLast.found(uri, version, found) && (version === undefined || before?.version === version))
            askAgain();
        } else if (before?.found !== told.found || before.version !== version)
          void connection.sendDiagnostics({ uri, diagnostics: found, version });
        notify('release/changed', { uri, version });
        if (version === undefined) return;
        // Nobody asks anew about a text that is the same.
        isStale ||= before?.version === version;
        if (!isForReading) refinements?.onAnalysed(file);
      },
      onRested() {
        if (isStale) refreshAll();
        isStale = false;
        void askElsewhere();
      },
      onGone(uri) {
        saidOf.delete(uri);
        refinements?.forget(uri);
        if (!asksForFindings(client)) void connection.sendDiagnostics({ uri, diagnostics: [] });
        else {
          foundLast.gone(uri);
          askAgain();
        }
        notify('release/changed', { uri });
      },
      onFailure: (uri, error) => connection.console.error(`${uri}: ${error instanceof Error ? error.stack : error}`),
    });
    if (!asksForFindings(client)) return capabilities;
    const diagnosticProvider = { interFileDependencies: true, workspaceDiagnostics: true };
    return { ...capabilities, capabilities: { ...capabilities.capabilities, diagnosticProvider } };
  });

  connection.onInitialized(async () => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'releasePlan' });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        // Of a folder that is deleted or moved the client says that alone.
        watchers: [{ globPattern: '**/*.release' }, { globPattern: '**', kind: WatchKind.Delete }],
      });
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        folders = [
          ...folders.filter((uri) => !removed.some((each) => each.uri === uri)),
          ...added.map((each) => each.uri),
        ];
        void session.setFolders(folders).then(() => askElsewhere(true));
      });
    }
    await loadSettings();
    if (folders.length > 0) await session.setFolders(folders, await progress());
    await askElsewhere(true);
  });

  connection.onDidChangeConfiguration(async () => {
    await loadSettings();
    refreshAll();
  });

  documents.onDidChangeContent(({ document }) => session.change(document.uri, document.getText(), document.version));
  documents.onDidClose(({ document }) => {
    saidOf.delete(document.uri);
    void session.close(document.uri);
  });
  connection.workspace.onDidDeleteFiles(({ files }) => session.changedOutside(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(async ({ files }) => {
    await session.changedOutside(files.map(({ oldUri }) => oldUri));
    await session.appeared(files.map(({ newUri }) => newUri));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => session.changedOutside(changes.map((change) => change.uri)));

  // What the user asks for looks at the text as it is; what the editor asks by itself waits for the keyboard to rest.
  const now_ = asking((uri) => session.current(uri));
  const later = asking((uri) => session.settled(uri), true);
  const text = (uri: string): string => documents.get(uri)?.getText() ?? '';

  connection.onHover(now_((file, { position }) => hover(file, position), null));
  connection.onDefinition(
    now_((file, { position }) => {
      const links = definition(file, position);
      if (client.textDocument?.definition?.linkSupport) return links;
      return links.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
    }, []),
  );
  connection.onReferences(
    now_(
      (file, { position, context }) =>
        references(file, position, session.neighbours(file.uri), { declaration: context.includeDeclaration }),
      [],
    ),
  );
  connection.onDocumentHighlight(now_((file, { position }) => documentHighlights(file, position), []));
  connection.onPrepareRename(now_((file, { position }) => refusing(() => prepareRename(file, position)), null));
  connection.onRenameRequest(
    now_(
      (file, { position, newName }) => refusing(() => rename(file, position, newName, session.neighbours(file.uri))),
      null,
    ),
  );
  const refined: RefinedOf = (file, release) => refinements?.of(file, release);
  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const file = await session.current(textDocument.uri);
    if (!file) return [];
    const isCancelled = () => token.isCancellationRequested;
    return [
      ...(await codeActions(file, range, context, { checkPages, isCancelled })),
      ...reorderActions(file, range, context.only, refined),
      ...(await refactorActions(file, range, context, { isCancelled, makesFiles: makesFiles() })),
      ...(await takeOverActions(file, range, context, nights)),
    ];
  });
  connection.onExecuteCommand(async ({ command, arguments: given = [] }) => {
    if (command === REORDER) await reorder(given);
    if (command === NEXT) await writeNext(given);
  });
  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    // Who is free hangs on the line that is being typed; names alone can be those of a moment ago.
    const isOfPeople = asksForPeople(text(uri), position);
    const file = await (isOfPeople ? session.current(uri) : session.recent(uri));
    if (!file) return null;
    const snippets = client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    return completion(file, position, { snippets, now: now() });
  });
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    const file = await session.settled(uri);
    if (!file && documents.get(uri))
      return new ResponseError(LSPErrorCodes.ServerCancelled, 'The text has changed.', AGAIN);
    return foundLast.report(uri, previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }) => ({
    items: foundLast.all(previousResultIds),
  }));
  connection.languages.onLinkedEditingRange(
    now_((file, { position }) => linkedEditing(file, position, session.neighbours(file.uri)), null),
  );
  connection.onDocumentSymbol(later((file) => documentSymbols(file), []));
  connection.onCodeLens(
    later((file) => {
      if (!settings.codeLens) return [];
      const next = nextLenses(file, { now: now(), revealCommand: asked.revealCommand });
      return [...codeLenses(file, asked), ...reorderLenses(file, refined), ...next];
    }, []),
  );
  connection.onDocumentLinks(later((file) => documentLinks(file), []));
  connection.languages.inlayHint.on(
    later(
      async (file, { range }) => inlayHints(file, range, settings.inlayHints, await actualNights(nights, file)),
      [],
    ),
  );
  connection.languages.semanticTokens.on(later((file) => semanticTokens(file), { data: [] }));
  connection.languages.semanticTokens.onRange(later((file, { range }) => semanticTokensIn(file, range), { data: [] }));
  connection.languages.callHierarchy.onPrepare(now_((file, { position }) => prepareCallHierarchy(file, position), []));
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    inFile(item.uri, (file) => incomingCalls(file, item)),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    inFile(item.uri, (file) => outgoingCalls(file, item)),
  );
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(session.everything(), query));
  connection.workspace.onWillRenameFiles(({ files }) => willRenameFiles(files, session.everything()));
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
  const own: { [M in keyof ClientRequests]: (ask: ClientRequests[M]['ask']) => Promise<ClientRequests[M]['answer']> } =
    {
      'release/preview': async ({ uri, options: wanted }) => {
        const file = await session.current(uri);
        if (!file) return null;
        const notedOf = await notedNights(nights, file);
        return {
          version: documents.get(uri)?.version ?? 0,
          ...previewOf(file, { ...wanted, now: now(), notedOf }, refined),
        };
      },
      'release/checkPage': async ({ code }) => ({ markdown: pageOf(code) }),
      'release/choices': async ({ uri, release }) => {
        const file = await session.current(uri);
        const choices = file && whatIfChoices(file, release);
        return choices ? { version: documents.get(uri)?.version ?? 0, choices } : null;
      },
      'release/inline': async ({ uri, text: said, width, ids }) =>
        inlineOf(await session.apart(uri, said), { width, ids, now: now() }),
      'release/difference': async ({ base, head, nonce }) => {
        const [was, is] = await Promise.all([base, head].map((one) => session.apart(one.uri, one.text)));
        return { html: differenceOf(was!, is!, { base: base.name, head: head.name, nonce }) };
      },
      'release/releases': async () => {
        const files = await Promise.all(session.everything().map(({ uri }) => session.current(uri)));
        return { releases: files.flatMap((file) => (file ? releaseLines(file.analysis, now()) : [])) };
      },
      'release/today': async ({ zone, by }) => {
        const today = todayOf(await session.portfolio(), { zone }, now());
        return 'trouble' in today ? today : todayShown(today, by);
      },
      'release/trains': async () => ({ trains: trainLines(await session.portfolio(), now()) }),
      'release/calendar': async (ask) => calendarShown(await session.portfolio(), ask, now(), elsewhere.plans),
      'release/status': async ({ uri, position }) => {
        const file = await session.settled(uri);
        const release = file && (releaseAt(file.plan, position) ?? file.plan.releases[0]);
        const said: Status = file && release ? await statusNow(nights, file, release) : { text: '' };
        return elsewhere.trouble === undefined ? said : { ...said, note: elsewhere.trouble };
      },
      'release/locate': async ({ uri, position }) => {
        const file = await session.recent(uri);
        return file ? locate(file, position) : {};
      },
      'release/whatIf': async ({ uri, version, changes, options: wanted }) => {
        const file = await session.current(uri);
        const present = documents.get(uri)?.version ?? 0;
        if (!file) return { trouble: 'This file is not known any more.' };
        if (present !== version) return { trouble: 'The text has changed since; try it again.', isOutdated: true };
        const trial = trialPreviewOf(file, changes, { ...wanted, now: now() });
        return 'trouble' in trial ? trial : { version, ...trial };
      },
      'release/editStep': async ({ uri, version, edit, isTrial }) => {
        const file = await session.current(uri);
        if (!file) return { trouble: 'This file is not known any more.' };
        if ((documents.get(uri)?.version ?? 0) !== version) {
          return { trouble: 'The text has changed since; the picture follows.', isOutdated: true };
        }
        const edited = editStep(file, edit, { isTrial });
        return 'trouble' in edited ? edited : { version, ...edited };
      },
      'release/findings': async ({ uri, release }) => {
        const file = await session.current(uri);
        return file ? { version: documents.get(uri)?.version ?? 0, findings: findingsListed(file, release) } : null;
      },
      'release/newChoices': async ({ zone }) => newChoices(zone, now()),
      'release/newTrouble': async ({ question, wish }) => ({ trouble: troubleWith(question, wish, now()) ?? null }),
      'release/new': async (wish) => newPlan(wish, now()),
      'release/formats': async ({ uri, release }) => {
        const file = uri === undefined ? undefined : await session.current(uri);
        return (await formats()).formatChoices(file?.analysis, release);
      },
      'release/import': async ({ into, ...wish }) => {
        const file = into === undefined ? undefined : await session.current(into);
        if (into !== undefined && !file) return { trouble: 'This file is not known any more.' };
        const version = into === undefined ? undefined : documents.get(into)?.version;
        const shown = await (await formats()).importShown(
          wish,
          file && { uri: file.uri, text: file.text, analysis: file.analysis },
        );
        return 'trouble' in shown || version === undefined ? shown : { ...shown, version };
      },
      'release/export': async ({ uri, ...wish }) => {
        const file = await session.current(uri);
        if (!file) return { trouble: 'This file is not known any more.' };
        return (await formats()).exportShown(file.analysis, decodeURIComponent(uri.split('/').at(-1)!), wish, now());
      },
      'release/tick': async ({ uri, line }) => {
        const file = await session.current(uri);
        return file ? tick(file, line) : { trouble: 'This file is not known any more.' };
      },
      'release/tickInNight': async ({ uri, of, by }) => {
        const file = await session.current(uri);
        return (file && (await tickedInNight(nights, file, of, by))) ?? null;
      },
      'release/night': ({ uri, release, rehearsal }) =>
        inRelease(
          uri,
          release,
          async (file, own) => (await nightShown(nights, file, own, rehearsal)) ?? { trouble: NOWHERE },
        ),
      'release/say': ({ uri, release, said, rehearsal }) =>
        inRelease(uri, release, (file, own) => nights.say(file, own, said, rehearsal)),
    };
  for (const [method, answer] of Object.entries(own)) {
    connection.onRequest(method, answer as (ask: unknown) => Promise<unknown>);
  }
  connection.onShutdown(() => {
    clearTimeout(asksAgain);
    session?.dispose();
    nights?.dispose();
    refinements?.dispose();
  });

  documents.listen(connection);
  connection.listen();

  async function reorder([uri, release]: readonly unknown[]): Promise<void> {
    if (typeof uri !== 'string' || typeof release !== 'string') return;
    const file = await session.current(uri);
    const edit = file && reorderEdit(file, release, refined);
    if (edit) await connection.workspace.applyEdit({ label: 'Reorder the run', edit });
    else tell(MessageType.Info, 'The text has changed since; the search for a shorter run goes on.');
  }

  async function writeNext([train]: readonly unknown[]): Promise<void> {
    const refuse = (why: string) => tell(MessageType.Error, why);
    const workspace = await session.portfolio();
    const plan = nextOfTrain(workspace, typeof train === 'string' ? { train } : {}, now());
    if ('trouble' in plan) return refuse(plan.trouble);
    if (plan.kind === 'there') return tell(MessageType.Info, thereWords(plan));
    if (!makesFiles())
      return refuse(`This editor makes no files for others: \`release-plan next ${plan.train}\` writes it.`);
    const made = await connection.workspace.applyEdit({ label: `Write ${plan.name}`, edit: nextEdit(plan) });
    if (!made.applied)
      return refuse(
        `${plan.name} was not written${made.failureReason ? `: ${made.failureReason}` : '; its file may be there already'}.`,
      );
    if (client.window?.showDocument?.support) await connection.window.showDocument({ uri: plan.uri, takeFocus: true });
    const longer = plan.previous && (await takeOverWords(workspace, plan.previous, nights));
    tell(MessageType.Info, [...writtenWords(plan), ...(longer === undefined ? [] : [longer])].join(' '));
  }

  function makesFiles(): boolean {
    return client.workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false;
  }

  /** Without a question: nobody waits until it has been read. */
  function tell(type: MessageType, message: string): void {
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  }

  async function loadSettings(): Promise<void> {
    if (!client.workspace?.configuration) return;
    const fresh = readSettings(await connection.workspace.getConfiguration('releasePlan'));
    const isSame = (of: (one: Settings) => unknown) => JSON.stringify(of(fresh)) === JSON.stringify(of(settings));
    const [isAsBefore, asksTheSame] = [isSame(({ checks }) => checks), isSame((one) => [one.store, one.repository])];
    settings = isAsBefore ? { ...fresh, checks: settings.checks } : fresh;
    if (!isAsBefore) session.refresh();
    if (!asksTheSame) await askElsewhere(true);
  }

  async function askElsewhere(isWanted = false): Promise<void> {
    await elsewhere.refresh(await session.portfolio(), isWanted);
  }

  /** Several files are news together. */
  function askAgain(): void {
    if (!client.workspace?.diagnostics?.refreshSupport) return;
    clearTimeout(asksAgain);
    asksAgain = setTimeout(() => connection.languages.diagnostics.refresh(), options.delay ?? 150);
  }

  function refreshAll(): void {
    if (client.workspace?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh();
    refreshLenses();
  }

  function refreshLenses(): void {
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest('workspace/codeLens/refresh');
  }

  async function progress(): Promise<Progress | undefined> {
    if (!client.window?.workDoneProgress) return undefined;
    const bar = await connection.window.createWorkDoneProgress();
    return {
      begin: (total) => bar.begin('Reading release plans', 0, `${total} files`),
      report: (done, total) => bar.report(Math.round((done / total) * 100), `${done} of ${total}`),
      done: () => bar.done(),
    };
  }

  async function inRelease<R>(
    uri: string,
    name: string | undefined,
    answer: (file: SourceFile, release: Release) => Promise<R>,
  ): Promise<R | Trouble> {
    const file = await session.current(uri);
    if (!file) return { trouble: 'This file is not known any more.' };
    const { releases } = file.plan;
    const release = name === undefined ? releases[0] : releases.find((one) => one.name === name);
    return release
      ? answer(file, release)
      : { trouble: 'This file declares no such release: there is no night to run.' };
  }

  async function inFile<R>(uri: string, answer: (file: SourceFile) => R[]): Promise<R[]> {
    const file = await session.current(uri);
    return file ? answer(file) : [];
  }

  function notify<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): void {
    void connection.sendNotification(method, params);
  }
}

/** In a bundle of its own: nobody waits for it before somebody asks. */
const formats = () => import('../service/formats/for-editor.ts');

/** Plans, and folders that may hold some. */
const PLANS: FileOperationRegistrationOptions = {
  filters: [{ pattern: { glob: '**/*.release', matches: 'file' } }, { pattern: { glob: '**', matches: 'folder' } }],
};

/** Who can be told is told, which is sooner, and of files that nobody has open; who can only ask is asked to. */
function asksForFindings({ textDocument }: InitializeParams['capabilities']): boolean {
  return textDocument?.diagnostic !== undefined && textDocument.publishDiagnostics === undefined;
}

const AGAIN = { retriggerRequest: true };

interface Told {
  readonly version: number | undefined;
  /** New where the plan, or what it imports, says something else. */
  readonly schedules: readonly Schedule[];
  readonly found: string;
}

function isSameNews(a: Told, b: Told): boolean {
  return a.version === b.version && a.found === b.found && (a.version === undefined || a.schedules === b.schedules);
}

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

function foldersOf(params: InitializeParams): string[] {
  const folders: WorkspaceFolder[] | null | undefined = params.workspaceFolders;
  if (folders) return folders.map((folder) => folder.uri);
  return params.rootUri ? [params.rootUri] : [];
}
