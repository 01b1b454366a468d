/**
 * Offers the tools of `release-plan mcp` to the agents of the editor, for each folder that has the command line installed: it is
 * the very version with which its pull requests are checked. Nobody has to write a setting for it.
 */
import {
  EventEmitter,
  type ExtensionContext,
  lm,
  McpStdioServerDefinition,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';

/** Contributed by the manifest. */
const PROVIDER = 'releasePlan.mcp';
/** As npm installs it, which calls the package so. */
const PROGRAM = 'node_modules/release-plan-as-code/dist/cli.js';
/** Folders that this very host has on its disk. */
const ON_DISK = new Set(['file', 'vscode-remote']);

export function activateMcpServers(context: ExtensionContext): void {
  const changed = new EventEmitter<void>();
  const tell = () => changed.fire();
  let told: string | undefined;
  const provide = async () => {
    const offered = await servers();
    told = nameOf(offered);
    return offered;
  };
  // No watcher of files sees an install for certain: what is watched below folders leaves `node_modules` out, and a folder that is
  // not there yet is watched too late for what is put into it. Whoever installed it comes back to an editor, or ends a command.
  const lookAgain = async () => {
    if (nameOf(await servers()) !== told) tell();
  };
  context.subscriptions.push(
    changed,
    workspace.onDidChangeWorkspaceFolders(tell),
    workspace.onDidGrantWorkspaceTrust(tell),
    window.onDidChangeActiveTextEditor(lookAgain),
    window.onDidChangeWindowState(lookAgain),
    window.onDidEndTerminalShellExecution(lookAgain),
    lm.registerMcpServerDefinitionProvider(PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: provide,
    }),
  );
}

async function servers(): Promise<McpStdioServerDefinition[]> {
  // What a folder has installed is a program of that folder.
  if (!workspace.isTrusted) return [];
  const all = await Promise.all(folders().map(serverOf));
  return all.filter((server) => server !== undefined);
}

/** The same for the same servers. */
function nameOf(servers: readonly McpStdioServerDefinition[]): string {
  return servers.flatMap(({ args }) => args).join('\0');
}

async function serverOf({ uri, name }: WorkspaceFolder): Promise<McpStdioServerDefinition | undefined> {
  const program = Uri.joinPath(uri, PROGRAM);
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
