/**
 * Offers the tools of `release-plan mcp` to the agents of the editor, for each folder that has the command line installed: it is
 * the very version with which its pull requests are checked. Nobody has to write a setting for it.
 */
import {
  EventEmitter,
  type ExtensionContext,
  lm,
  McpStdioServerDefinition,
  RelativePattern,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';

/** Contributed by the manifest. */
const PROVIDER = 'releasePlan.mcp';
/** As npm installs it, which calls the package so. */
const INSTALLED = 'node_modules/release-plan-as-code/dist';
const PROGRAM = 'cli.js';
/** Folders that this very host has on its disk. */
const ON_DISK = new Set(['file', 'vscode-remote']);

export function activateMcpServers(context: ExtensionContext): void {
  const changed = new EventEmitter<void>();
  const tell = () => changed.fire();
  // Without a path in the pattern: what is watched below folders leaves `node_modules` out.
  const installed = folders().map(({ uri }) =>
    workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, INSTALLED), PROGRAM), false, true, false),
  );
  context.subscriptions.push(
    changed,
    workspace.onDidChangeWorkspaceFolders(tell),
    workspace.onDidGrantWorkspaceTrust(tell),
    ...installed.flatMap((watcher) => [watcher, watcher.onDidCreate(tell), watcher.onDidDelete(tell)]),
    lm.registerMcpServerDefinitionProvider(PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: servers,
    }),
  );
}

async function servers(): Promise<McpStdioServerDefinition[]> {
  // What a folder has installed is a program of that folder.
  if (!workspace.isTrusted) return [];
  const all = await Promise.all(folders().map(serverOf));
  return all.filter((server) => server !== undefined);
}

async function serverOf({ uri, name }: WorkspaceFolder): Promise<McpStdioServerDefinition | undefined> {
  const program = Uri.joinPath(uri, INSTALLED, PROGRAM);
  try {
    await workspace.fs.stat(program);
  } catch {
    return undefined;
  }
  const server = new McpStdioServerDefinition(
    folders().length > 1 ? `Release Plan: ${name}` : 'Release Plan',
    // The editor's own Node, which is Electron on a desktop.
    process.execPath,
    [program.fsPath, 'mcp', '--folder', uri.fsPath],
    { ELECTRON_RUN_AS_NODE: '1' },
  );
  server.cwd = Uri.file(uri.fsPath);
  return server;
}

function folders(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => ON_DISK.has(uri.scheme));
}
