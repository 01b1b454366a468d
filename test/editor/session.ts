import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEditorSuite } from './build.ts';
import type { RunOptions } from './options.ts';
import { suiteExtension, testedExtension } from './protocol.ts';
import { restoreWorkspace } from './workspace.ts';

/** Everything one run of the editor touches: a temporary folder that knows nothing of other runs or of the user. */
export interface Session {
  folder: string;
  userData: string;
  extensions: string;
  workspace: string;
  /** The extension that carries the suite: the only one in development, so ours is the installed package. */
  helper: string;
  /** The bundled suite, inside the helper, because VS Code runs it in the extension host of the extension around it. */
  suite: string;
  mailbox: string;
  remove(): Promise<void>;
}

export async function createSession(options: RunOptions): Promise<Session> {
  if (!existsSync(options.vsix)) {
    throw new Error(
      `${options.vsix} does not exist. Package the extension first (npm run package), or give --vsix FILE.`,
    );
  }
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'release-plan-editor-')));
  const session: Session = {
    folder,
    userData: join(folder, 'user-data'),
    extensions: join(folder, 'extensions'),
    workspace: join(folder, 'workspace'),
    helper: join(folder, 'helper'),
    suite: join(folder, 'helper', 'suite.js'),
    mailbox: join(folder, 'mailbox'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
  for (const path of [session.extensions, session.helper, session.mailbox, settingsFolder(session)]) {
    await mkdir(path, { recursive: true });
  }
  await restoreWorkspace(session.workspace);
  await buildEditorSuite(session.suite, options.suite);
  await writeFile(join(session.helper, 'package.json'), JSON.stringify(manifest(options), null, 2));
  await writeFile(join(settingsFolder(session), 'settings.json'), JSON.stringify(settings(options), null, 2));
  return session;
}

function settingsFolder(session: Session): string {
  return join(session.userData, 'User');
}

/** The kind decides the extension host in which the suite runs. Nothing activates it: VS Code calls its suite alone. */
function manifest(options: RunOptions): object {
  const [publisher, name] = suiteExtension.split('.');
  return {
    publisher,
    name,
    version: '0.0.0',
    // VS Code drops an extension in development whose engine is `*`, and says so only in the server's log.
    engines: { vscode: '^1.101.0' },
    extensionKind: [options.web ? 'web' : 'workspace'],
    ...(options.web ? { browser: './suite.js' } : { main: './suite.js' }),
  };
}

/** A quiet window: nothing in a picture that is not the editor or the extension. What the caller sets comes last. */
function settings(options: RunOptions): object {
  return {
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'telemetry.telemetryLevel': 'off',
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'security.workspace.trust.enabled': false,
    'git.enabled': false,
    // What blinks, glides or is drawn small beside the text is drawn by the processor here, again and again.
    'editor.cursorBlinking': 'solid',
    'editor.minimap.enabled': false,
    'workbench.reduceMotion': 'on',
    // In a browser the default is to save on its own, and a test would find what another one has typed.
    'files.autoSave': 'off',
    // Neither after a rename: what is unsaved is put back at once, what is saved only when a file watcher has seen it.
    'files.refactoring.autoSave': false,
    // A workbench in a browser prefers the Node host for everything it finds on the server. The kind `web`, which the
    // setting's schema does not mention and the code honours, makes it load the installed package into its web worker
    // host instead. `ui` does not: in a browser it falls back to the Node host.
    ...(options.web ? { 'remote.extensionKind': { [testedExtension]: ['web'] } } : {}),
    ...options.settings,
  };
}
