/** The language server, whatever it runs in: what it knows, what it is told of, and what it tells. What it is asked is answered in `requests/`. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  WatchKind,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Schedule } from '../plan/schedule/model.ts';
import { canonicalUri, standingOf } from '../service/files/uri.ts';
import { createElsewhere, type PlansElsewhere } from './elsewhere.ts';
import { diagnostics } from './features/show/diagnostics.ts';
import { createFoundLast } from './features/show/found-last.ts';
import type { Host } from './host.ts';
import { createNights, type Nights } from './nights.ts';
import type { InitializationOptions, ServerNotifications } from './protocol.ts';
import { createRefinements, type Refinements } from './refinements.ts';
import { asksForFindings, capabilitiesFor } from './requests/capabilities.ts';
import { answerClient } from './requests/client.ts';
import { answerEditor } from './requests/editor.ts';
import type { Serving } from './requests/serving.ts';
import { createSession, DELAY, type Progress } from './session.ts';
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
    return capabilitiesFor(client);
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

  const serving: Serving = {
    connection,
    documents,
    foundLast,
    now,
    tell,
    refined: (file, release) => refinements?.of(file, release),
    get client() {
      return client;
    },
    get asked() {
      return asked;
    },
    get settings() {
      return settings;
    },
    get checkPages() {
      return checkPages;
    },
    get session() {
      return session;
    },
    get nights() {
      return nights;
    },
    get elsewhere() {
      return elsewhere;
    },
  };
  answerEditor(serving);
  answerClient(serving);
  connection.onShutdown(() => {
    clearTimeout(asksAgain);
    session?.dispose();
    nights?.dispose();
    refinements?.dispose();
  });

  documents.listen(connection);
  connection.listen();

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
    asksAgain = setTimeout(() => connection.languages.diagnostics.refresh(), options.delay ?? DELAY);
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

  function notify<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): void {
    void connection.sendNotification(method, params);
  }
}

interface Told {
  readonly version: number | undefined;
  /** New where the plan, or what it imports, says something else. */
  readonly schedules: readonly Schedule[];
  readonly found: string;
}

function isSameNews(a: Told, b: Told): boolean {
  return a.version === b.version && a.found === b.found && (a.version === undefined || a.schedules === b.schedules);
}

function foldersOf(params: InitializeParams): string[] {
  const folders: WorkspaceFolder[] | null | undefined = params.workspaceFolders;
  if (folders) return folders.map((folder) => folder.uri);
  return params.rootUri ? [params.rootUri] : [];
}
