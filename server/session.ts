/**
 * The files of one client: what is open, what was read from folders, and when each is analysed.
 *
 * Typing never waits. A change only replaces the text; the analysis follows once the keyboard rests, is given up when a
 * newer text arrives, and only what fits the present text is ever published.
 */
import { isInside } from '../language/files/imports.ts';
import { createWorkspace, FRESH, type Workspace, type WorkspaceOptions } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import { append } from '../plan/grouped.ts';
import type { Severities } from '../plan/policies/policy.ts';
import type { PlanFile, SourceFile } from '../service/files/source-file.ts';
import { canonicalUri, fileOfVersion, standingOf } from '../service/files/uri.ts';
import { createWholes, readBy } from '../service/versions/wholes.ts';
import type { Host } from './host.ts';

export interface SessionOptions {
  readonly host: Host;
  /** Milliseconds between the last change and the analysis. */
  readonly delay?: number;
  /** The moment plans are judged at, in minutes since the epoch. */
  readonly now: () => number;
  /** The last word on the severity of checks; call `refresh` when they are others. */
  readonly severities?: () => Severities;
  /** What plans of other repositories tell those of the folders; call `refresh` when it is something else. */
  readonly elsewhere?: WorkspaceOptions['elsewhere'];
  /** A new analysis. `version` is set for open files. `uri` is spelled as the client spells it. */
  onAnalysed(file: SourceFile, uri: string, version?: number): void;
  /** Everything that is open has the analysis of the present texts. */
  onRested?(): void;
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
  /** Files and folders that are there now, perhaps under another name than before. */
  appeared(uris: readonly string[]): Promise<void>;
  /** The file as it is now, for what the user asked for. */
  current(uri: string): Promise<SourceFile | undefined>;
  /** A text that no editor has open, judged with what it imports and beside nothing else; nothing of it is remembered. */
  apart(uri: string, text: string): Promise<Analysis>;
  /** The file once the keyboard rests, for what the editor asks for by itself; undefined: a newer text came first. */
  settled(uri: string): Promise<SourceFile | undefined>;
  /** The present text with the last analysis there was: for completion, which must not wait. */
  recent(uri: string): Promise<SourceFile | undefined>;
  /** All plans of the folders, as they are now; where there is no folder, what is open. */
  portfolio(): Promise<Workspace>;
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

/** Milliseconds for which the keyboard has rested, where nobody says how long. */
export const DELAY = 150;
/** So many plans of a workspace are held whole, open or not. */
export const HELD = 500;
/** So many are read in one go when somebody asks. */
const AT_ONCE = 50;

export function createSession(options: SessionOptions): Session {
  const { host, delay = DELAY, now, severities, elsewhere } = options;
  const { folding } = host;
  let roots: readonly string[] = [];
  let inFolders = createWorkspace({ roots, now, severities, elsewhere, folding });
  let loose = createWorkspace({ roots: [], now, severities });
  /** Documents that are judged beside nothing but what they import. */
  const alone = new Map<string, Workspace>();
  const documents = new Map<string, OpenDocument>();
  const wholes = createWholes();
  const analyses = new Map<string, Analysis>();
  /** Judged before the folder was read. */
  const early = new Map<string, { readonly text: string; readonly analysis: Analysis }>();
  const dirty = new Set<string>();
  const published = new Set<string>();
  let generation = 0;
  /** What was typed last: it comes first. */
  let latest: string | undefined;
  let isDisposed = false;
  /** When everything was judged last, whether or not it had changed. */
  let judgedAt = now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Map<string, (() => void)[]>();

  function workspaceOf(uri: string): Workspace {
    if (roots.some((root) => isInside(uri, root))) return inFolders;
    if (standingOf(uri, roots) === 'plan') return loose;
    let own = alone.get(uri);
    if (!own) {
      const baseOf = (one: string) => (one === uri ? fileOfVersion(uri, roots) : one);
      own = createWorkspace({ roots, baseOf, now, severities });
      alone.set(uri, own);
    }
    return own;
  }

  const workspaces = (): readonly Workspace[] => [inFolders, loose, ...alone.values()];
  const spelled = (uri: string): string => documents.get(uri)?.uri ?? uri;

  /** Reads the imports of all files, and theirs, until nothing is missing that could be there. */
  async function loadImports(workspace: Workspace): Promise<void> {
    const limits = workspace === loose ? [] : roots;
    for (let wanted = workspace.wanted(); wanted.length > 0; wanted = workspace.wanted()) {
      const texts = await Promise.all(wanted.map((uri) => textOf(uri, limits)));
      wanted.forEach((uri, index) => {
        const text = texts[index];
        // The client may have opened the file in the meantime: its text is the newer one.
        if (workspace.text(uri) !== undefined) return;
        if (text === undefined) workspace.markMissing(uri);
        else workspace.set(uri, text);
      });
    }
  }

  /** What stands alone imports what the folders hold, as it is there. */
  async function textOf(uri: string, limits: readonly string[]): Promise<string | undefined> {
    return inFolders.text(uri) ?? host.read(uri, limits).catch(() => undefined);
  }

  /** Plans are judged beside each other: whom else it is news for, the workspace knows once what it says now is understood. */
  function touch(uri: string): void {
    generation++;
    early.clear();
    dirty.add(uri);
    const workspace = workspaceOf(uri);
    for (const file of workspace.dependents(uri)) dirty.add(file);
    if (workspace !== inFolders) return;
    for (const [document, own] of alone) if (readBy(document, own).includes(uri)) dirty.add(document);
  }

  /** What stands alone reads what the folders hold. */
  function share(uri: string, text: string | undefined): void {
    if (workspaceOf(uri) !== inFolders) return;
    for (const [document, own] of alone) {
      if (!readBy(document, own).includes(uri)) continue;
      if (text === undefined) own.remove(uri);
      else own.set(uri, text);
    }
  }

  /** What is gone is news as well, though there is nothing of it left to judge. */
  function hasNews(): boolean {
    return dirty.size > 0 || workspaces().some((workspace) => workspace.unpublished().length > 0);
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  }

  /** Analyses what is dirty, open files first, one at a time, so that requests are answered in between. */
  async function flush(): Promise<void> {
    const mine = generation;
    await Promise.all(workspaces().map(loadImports));
    for (const uri of documents.keys()) if (dirty.has(uri) && isBehind(workspaceOf(uri))) publishSafely(uri);
    for (const workspace of workspaces()) if (!(await spread(workspace, mine))) return;
    if (now() - judgedAt >= FRESH) refreshAll();
    const open = [...dirty].filter((uri) => documents.has(uri));
    const closed = [...dirty].filter((uri) => !documents.has(uri));
    open.sort((a, b) => Number(b === latest) - Number(a === latest));
    if (!(await judge(open, mine))) return;
    options.onRested?.();
    await judge(closed, mine);
  }

  /** One after the other; false: a newer text came first. */
  async function judge(uris: readonly string[], mine: number): Promise<boolean> {
    for (const uri of uris) {
      if (mine !== generation) return false;
      publishSafely(uri);
      await breathe();
    }
    return mine === generation;
  }

  /** What is new is told to all whom it concerns; false: a newer text came first. */
  async function spread(workspace: Workspace, mine: number): Promise<boolean> {
    const waiting = workspace.unpublished();
    for (const uri of waiting) {
      try {
        workspace.publish(uri);
        letGo(uri, workspace);
      } catch (error) {
        options.onFailure(uri, error);
      }
      // What is open is a few files, and waited for.
      if (!documents.has(uri)) await breathe();
      if (mine !== generation) return false;
    }
    for (const uri of workspace.changed()) dirty.add(uri);
    return true;
  }

  function refreshAll(): void {
    judgedAt = now();
    for (const workspace of workspaces()) for (const uri of workspace.files()) dirty.add(uri);
  }

  function publishSafely(uri: string): void {
    try {
      publish(uri);
    } catch (error) {
      options.onFailure(uri, error);
    }
  }

  function publish(uri: string): void {
    dirty.delete(uri);
    const isPlan = documents.has(uri) || standingOf(uri, roots) === 'plan';
    const file = isPlan ? fileOf(uri) : undefined;
    wake(uri);
    if (!file) return;
    published.add(uri);
    options.onAnalysed(file, spelled(uri), documents.get(uri)?.version);
    letGo(uri, workspaceOf(uri));
  }

  /** Whole plans are held of what is open; of the others, where they are many, what they tell. */
  function letGo(uri: string, workspace: Workspace): void {
    if (!documents.has(uri) && workspace.files().length > HELD) workspace.letGo(uri);
  }

  /** So many have not told the others what they say that nobody should wait for it: the folder is being read. */
  function isBehind(workspace: Workspace): boolean {
    return workspace.unpublished().length > AT_ONCE;
  }

  /** Beside all others, or beside those that have been read by now: then it is judged again once all have been. */
  function analysisOf(uri: string, text: string, workspace: Workspace): Analysis {
    if (!isBehind(workspace)) {
      early.delete(uri);
      return workspace.analysis(uri);
    }
    const known = early.get(uri);
    if (known?.text === text) return known.analysis;
    const { analysis } = workspace.judgedBeside(uri, workspace.near(uri));
    early.set(uri, { text, analysis });
    return analysis;
  }

  /** Read when somebody looks into them, one after the other. */
  function plansIn(workspace: Workspace): PlanFile[] {
    return workspace.files().map((uri) => ({
      uri,
      text: workspace.text(uri) ?? '',
      get plan() {
        const plan = workspace.plan(uri);
        letGo(uri, workspace);
        return plan;
      },
    }));
  }

  function wake(uri: string): void {
    const those = waiting.get(uri) ?? [];
    waiting.delete(uri);
    for (const each of those) each();
  }

  function fileOf(uri: string): SourceFile | undefined {
    const workspace = workspaceOf(uri);
    const text = workspace.text(uri);
    if (text === undefined) return undefined;
    const analysis = analysisOf(uri, text, workspace);
    // Only of what somebody is writing.
    if (documents.has(uri)) {
      analyses.set(uri, analysis);
      wholes.remember(uri, workspace, analysis);
    }
    return sourceFile(uri, text, analysis, workspace);
  }

  function sourceFile(uri: string, text: string, analysis: Analysis, workspace: Workspace): SourceFile {
    return { uri, text, plan: analysis.plan, analysis, workspace, whole: wholes.of(uri, workspace, analysis) };
  }

  function put(uri: string, text: string): void {
    workspaceOf(uri).set(uri, text);
    share(uri, text);
    touch(uri);
  }

  function drop(uri: string): void {
    const workspace = workspaceOf(uri);
    workspace.remove(uri);
    share(uri, undefined);
    touch(uri);
    dirty.delete(uri);
    if (alone.get(uri) === workspace) for (const file of workspace.files()) dirty.delete(file);
    alone.delete(uri);
    analyses.delete(uri);
    wholes.forget(uri);
    wake(uri);
    if (published.delete(uri)) options.onGone(spelled(uri));
  }

  async function reread(uri: string): Promise<void> {
    if (documents.has(uri)) return;
    const workspace = workspaceOf(uri);
    if (workspace !== inFolders && workspace.text(uri) === undefined) return;
    const text = await host.read(uri, workspace === inFolders ? roots : []);
    if (documents.has(uri) || text === workspace.text(uri)) return;
    if (text === undefined) drop(uri);
    else put(uri, text);
  }

  function setText(uri: string, text: string, version: number): void {
    const canonical = canonicalUri(uri);
    documents.set(canonical, { uri, version });
    latest = canonical;
    put(canonical, text);
    wake(canonical);
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
      inFolders = createWorkspace({ roots, now, severities, elsewhere, folding });
      loose = createWorkspace({ roots: [], now, severities });
      alone.clear();
      wholes.clear();
      dirty.clear();
      analyses.clear();
      generation++;
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
      wholes.forget(canonical);
      if (workspaceOf(canonical) !== inFolders) drop(canonical);
      else await reread(canonical);
      schedule();
    },
    async changedOutside(uris) {
      const those = new Set(uris.map(canonicalUri));
      // Of a folder that is gone, or has another name, nobody tells the files.
      const known = [...inFolders.files(), ...loose.files()];
      for (const uri of [...those]) for (const file of known) if (isInside(file, uri)) those.add(file);
      await Promise.all([...those].filter((uri) => uri.endsWith('.release')).map(reread));
      if (hasNews()) schedule();
    },
    async appeared(uris) {
      const found = await Promise.all(
        uris.map((uri) => (uri.endsWith('.release') ? [uri] : host.find(uri).catch(() => []))),
      );
      await Promise.all(found.flat().map((uri) => reread(canonicalUri(uri))));
      if (hasNews()) schedule();
    },
    async current(uri) {
      const canonical = canonicalUri(uri);
      await loadImports(workspaceOf(canonical));
      return fileOf(canonical);
    },
    async apart(uri, text) {
      const canonical = canonicalUri(uri);
      const baseOf = (one: string) => (one === canonical ? fileOfVersion(canonical, roots) : one);
      const own = createWorkspace({ roots, baseOf, now, severities });
      own.set(canonical, text);
      await loadImports(own);
      return own.analysis(canonical);
    },
    async settled(uri) {
      const canonical = canonicalUri(uri);
      const present = () => workspaceOf(canonical).text(canonical);
      const text = present();
      while (dirty.has(canonical) && present() === text && !isDisposed) {
        await new Promise<void>((resolve) => append(waiting, canonical, resolve));
      }
      return isDisposed || present() !== text ? undefined : fileOf(canonical);
    },
    async recent(uri) {
      const canonical = canonicalUri(uri);
      const workspace = workspaceOf(canonical);
      const text = workspace.text(canonical);
      const analysis = analyses.get(canonical);
      if (text === undefined || !analysis) return this.current(uri);
      return sourceFile(canonical, text, analysis, workspace);
    },
    async portfolio() {
      const workspace = roots.length > 0 ? inFolders : loose;
      await loadImports(workspace);
      return workspace;
    },
    neighbours: (uri) => plansIn(workspaceOf(canonicalUri(uri))),
    everything: () => [
      ...plansIn(inFolders),
      ...plansIn(loose),
      // What shows a version of a file says its names once more.
      ...[...alone].flatMap(([uri, own]) =>
        standingOf(uri, roots) === 'draft' ? plansIn(own).filter((file) => file.uri === uri) : [],
      ),
    ],
    refresh() {
      generation++;
      refreshAll();
      schedule();
    },
    dispose() {
      clearTimeout(timer);
      generation++;
      isDisposed = true;
      for (const uri of [...waiting.keys()]) wake(uri);
    },
  };
}

/** Lets waiting messages in: they are what makes a computation outdated. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
