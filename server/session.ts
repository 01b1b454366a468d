/**
 * The files of one client: what is open, what was read from folders, and when each is analysed.
 *
 * Typing never waits. A change only replaces the text; the analysis follows once the keyboard rests, is given up when a
 * newer text arrives, and only what fits the present text is ever published.
 */
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import type { Plan } from '../plan/model.ts';
import type { Severities } from '../plan/policy.ts';
import type { Host } from './host.ts';
import { canonicalUri, isInside } from './uri.ts';

/** One file at one version and what it says: enough for names, and cheaper than its schedule. */
export interface PlanFile {
  readonly uri: string;
  readonly text: string;
  readonly plan: Plan;
}

/** One file at one version, with everything that is known of it: what most features work on. */
export interface SourceFile extends PlanFile {
  readonly analysis: Analysis;
  readonly workspace: Workspace;
}

export interface SessionOptions {
  readonly host: Host;
  /** Milliseconds between the last change and the analysis. */
  readonly delay?: number;
  /** The moment plans are judged at, in minutes since the epoch. */
  readonly now?: () => number;
  /** The last word on the severity of checks; call `refresh` when they are others. */
  readonly severities?: () => Severities;
  /** A new analysis. `version` is set for open files. `uri` is spelled as the client spells it. */
  onAnalysed(file: SourceFile, uri: string, version?: number): void;
  /** The file is gone, and with it whatever was said of it. */
  onGone(uri: string): void;
  /** A mistake of ours: it is told and the other files go on. */
  onFailure(uri: string, error: unknown): void;
}

export interface Session {
  /** Replaces the folders of the workspace and reads their `.release` files; resolves when all are analysed. */
  setFolders(folders: readonly string[], progress?: Progress): Promise<void>;
  open(uri: string, text: string, version: number): void;
  change(uri: string, text: string, version: number): void;
  close(uri: string): Promise<void>;
  /** Files that changed outside of the editor. */
  changedOutside(uris: readonly string[]): Promise<void>;
  /** The file as it is now, for what the user asked for. */
  current(uri: string): Promise<SourceFile | undefined>;
  /** The file once the keyboard rests, for what the editor asks for by itself; undefined: a newer text came first. */
  settled(uri: string): Promise<SourceFile | undefined>;
  /** The present text with the last analysis there was: for completion, which must not wait. */
  recent(uri: string): Promise<SourceFile | undefined>;
  /** Every file of the workspace that `uri` belongs to. */
  neighbours(uri: string): readonly PlanFile[];
  /** Every file that is open, in a folder, or imported by one that is. */
  everything(): readonly PlanFile[];
  /** Analyses everything anew, as after a change of settings. */
  refresh(): void;
  dispose(): void;
}

export interface Progress {
  begin(total: number): void;
  report(done: number, total: number): void;
  done(): void;
}

interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
}

export function createSession(options: SessionOptions): Session {
  const { host, delay = 150, severities } = options;
  const now = options.now ?? (() => Math.floor(Date.now() / 60_000));
  let roots: readonly string[] = [];
  let inFolders = createWorkspace({ roots, now, severities });
  let loose = createWorkspace({ roots: [], now, severities });
  const documents = new Map<string, OpenDocument>();
  const analyses = new Map<string, Analysis>();
  const dirty = new Set<string>();
  const published = new Set<string>();
  let generation = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void)[] = [];

  const workspaceOf = (uri: string): Workspace => (roots.some((root) => isInside(uri, root)) ? inFolders : loose);
  const spelled = (uri: string): string => documents.get(uri)?.uri ?? uri;

  /** Reads the imports of all files, and theirs, until nothing is missing that could be there. */
  async function loadImports(workspace: Workspace): Promise<void> {
    const limits = workspace === inFolders ? roots : [];
    for (let wanted = workspace.wanted(); wanted.length > 0; wanted = workspace.wanted()) {
      const texts = await Promise.all(wanted.map((uri) => host.read(uri, limits).catch(() => undefined)));
      wanted.forEach((uri, index) => {
        const text = texts[index];
        // The client may have opened the file in the meantime: its text is the newer one.
        if (workspace.text(uri) !== undefined) return;
        if (text === undefined) workspace.markMissing(uri);
        else workspace.set(uri, text);
      });
    }
  }

  function touch(uri: string): void {
    generation++;
    for (const dependent of new Set([uri, ...workspaceOf(uri).dependents(uri)])) dirty.add(dependent);
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  }

  /** Analyses what is dirty, open files first, one at a time, so that requests are answered in between. */
  async function flush(): Promise<void> {
    const mine = generation;
    await Promise.all([loadImports(inFolders), loadImports(loose)]);
    const order = [...dirty].sort((a, b) => Number(documents.has(b)) - Number(documents.has(a)));
    for (const uri of order) {
      if (mine !== generation) return;
      try {
        publish(uri);
      } catch (error) {
        options.onFailure(uri, error);
      }
      await breathe();
    }
    if (mine === generation) wake();
  }

  function publish(uri: string): void {
    dirty.delete(uri);
    const file = fileOf(uri);
    if (!file) return;
    published.add(uri);
    options.onAnalysed(file, spelled(uri), documents.get(uri)?.version);
  }

  function wake(): void {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  }

  function fileOf(uri: string): SourceFile | undefined {
    const workspace = workspaceOf(uri);
    const text = workspace.text(uri);
    if (text === undefined) return undefined;
    const analysis = workspace.analysis(uri);
    analyses.set(uri, analysis);
    return { uri, text, plan: analysis.plan, analysis, workspace };
  }

  function put(uri: string, text: string): void {
    // Whoever imported the name when it was missing depends on it now.
    touch(uri);
    workspaceOf(uri).set(uri, text);
    touch(uri);
  }

  function drop(uri: string): void {
    touch(uri);
    workspaceOf(uri).remove(uri);
    dirty.delete(uri);
    analyses.delete(uri);
    if (published.delete(uri)) options.onGone(spelled(uri));
  }

  async function reread(uri: string): Promise<void> {
    if (documents.has(uri)) return;
    const workspace = workspaceOf(uri);
    if (workspace === loose && workspace.text(uri) === undefined) return;
    const text = await host.read(uri, workspace === inFolders ? roots : []);
    if (documents.has(uri) || text === workspace.text(uri)) return;
    if (text === undefined) drop(uri);
    else put(uri, text);
  }

  function setText(uri: string, text: string, version: number): void {
    const canonical = canonicalUri(uri);
    documents.set(canonical, { uri, version });
    put(canonical, text);
    wake();
    schedule();
  }

  return {
    async setFolders(folders, progress) {
      const kept = [...documents].map(([uri, { version }]) => ({
        uri,
        version,
        text: workspaceOf(uri).text(uri) ?? '',
      }));
      const before = [...published];
      roots = folders.map(canonicalUri);
      inFolders = createWorkspace({ roots, now, severities });
      loose = createWorkspace({ roots: [], now, severities });
      dirty.clear();
      analyses.clear();
      for (const { uri, text } of kept) put(uri, text);
      const found = (await Promise.all(roots.map((root) => host.find(root)))).flat().map(canonicalUri);
      progress?.begin(found.length);
      let done = 0;
      for (const uri of found) {
        if (!documents.has(uri)) await reread(uri);
        progress?.report(++done, found.length);
      }
      for (const uri of before) {
        if (workspaceOf(uri).text(uri) === undefined && published.delete(uri)) options.onGone(uri);
      }
      await flush();
      progress?.done();
    },
    open: setText,
    change: setText,
    async close(uri) {
      const canonical = canonicalUri(uri);
      documents.delete(canonical);
      if (workspaceOf(canonical) === loose) drop(canonical);
      else await reread(canonical);
      schedule();
    },
    async changedOutside(uris) {
      await Promise.all(uris.map((uri) => reread(canonicalUri(uri))));
      if (dirty.size > 0) schedule();
    },
    async current(uri) {
      const canonical = canonicalUri(uri);
      await loadImports(workspaceOf(canonical));
      return fileOf(canonical);
    },
    async settled(uri) {
      const canonical = canonicalUri(uri);
      const text = workspaceOf(canonical).text(canonical);
      if (dirty.has(canonical)) await new Promise<void>((resolve) => waiting.push(resolve));
      if (dirty.has(canonical) || workspaceOf(canonical).text(canonical) !== text) return undefined;
      return fileOf(canonical);
    },
    async recent(uri) {
      const canonical = canonicalUri(uri);
      const workspace = workspaceOf(canonical);
      const text = workspace.text(canonical);
      const analysis = analyses.get(canonical);
      if (text === undefined || !analysis) return this.current(uri);
      return { uri: canonical, text, plan: analysis.plan, analysis, workspace };
    },
    neighbours: (uri) => plansOf(workspaceOf(canonicalUri(uri))),
    everything: () => [...plansOf(inFolders), ...plansOf(loose)],
    refresh() {
      generation++;
      for (const workspace of [inFolders, loose]) for (const uri of workspace.files()) dirty.add(uri);
      schedule();
    },
    dispose() {
      clearTimeout(timer);
      generation++;
      wake();
    },
  };
}

function plansOf(workspace: Workspace): PlanFile[] {
  return workspace.files().map((uri) => ({ uri, text: workspace.text(uri) ?? '', plan: workspace.plan(uri) }));
}

/** Lets waiting messages in: they are what makes a computation outdated. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
