import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cacheFolder } from '../../scripts/editor/cache.ts';
import { command } from '../../scripts/editor/command.ts';
import { converse } from './conversation.ts';
import { serveMailbox } from './mailbox.ts';
import { main } from './main.ts';
import type { RunOptions } from './options.ts';
import { createSession, type Session } from './session.ts';
import { timeout } from './timeout.ts';
import { verdict } from './verdict.ts';
import { type WindowActions, windowActions } from './window.ts';

/** Runs the same suite in the desktop VS Code, where one can be downloaded; gives the exit code. */
export async function run(options: RunOptions): Promise<number> {
  if (options.web)
    throw new Error('The desktop runs the Node extension host only; --web belongs to test/editor/run.ts.');
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error('The desktop VS Code needs a display. Run this under xvfb-run, or use test/editor/run.ts.');
  }
  const executable = await desktop();
  const session = await createSession(options);
  let code = 1;
  try {
    const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
    await command(cli!, [...args, ...folders(session), '--install-extension', options.vsix]);
    code = await talk(executable, session, options);
  } finally {
    if (code === 0 && !options.keep) await session.remove();
    else console.log(`Logs and workspace are in ${session.folder}`);
  }
  return code;
}

async function talk(executable: string, session: Session, options: RunOptions): Promise<number> {
  const port = await freePort();
  const hands = connect(port, options.screenshots);
  const conversation = converse(session, options, hands.actions);
  const mailbox = serveMailbox(session.mailbox, conversation.answer);
  const tests = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: session.helper,
    extensionTestsPath: session.suite,
    // Through this port the runner presses the same keys and reads the same webviews as in the browser.
    launchArgs: [session.workspace, ...folders(session), `--remote-debugging-port=${port}`],
  });
  // A failed test ends the window with an error, but the verdict knows better what has failed.
  const ended = tests.then(
    () => [],
    (error: Error) => (conversation.results.some((result) => result.error !== undefined) ? [] : [error.message]),
  );
  const troubles = await Promise.race([ended, timeout(options.timeout)]);
  await mailbox.stop();
  await hands.release();
  if (troubles !== 'timeout') return verdict(conversation.results, [...troubles, ...conversation.complaints()]);
  verdict(conversation.results, [`The suite did not end within ${options.timeout} s.`, ...conversation.complaints()]);
  // This is the signal on which test-electron closes the window it has opened.
  process.emit('SIGINT');
  await ended;
  return 1;
}

/** `VSCODE` names an installed one; otherwise it is downloaded once and kept. */
async function desktop(): Promise<string> {
  if (process.env.VSCODE) return process.env.VSCODE;
  const cachePath = join(cacheFolder(), 'vscode-desktop');
  await mkdir(cachePath, { recursive: true });
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath });
  } catch (error) {
    throw new Error(
      `VS Code cannot be downloaded from update.code.visualstudio.com (${error instanceof Error ? error.message : error}). ` +
        'Set VSCODE to an installed one, or use test/editor/run.ts, which needs npm alone.',
    );
  }
}

/** Connects to the window with the first question about it, when it is open for certain. */
function connect(port: number, screenshots: string): { actions(): Promise<WindowActions>; release(): Promise<void> } {
  let connected: Promise<Browser> | undefined;
  return {
    async actions() {
      connected ??= chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      return windowActions(workbench(await connected), screenshots);
    },
    async release() {
      // The window has gone by now, and with it the connection.
      await connected?.then((browser) => browser.close()).catch(() => undefined);
    },
  };
}

function workbench(browser: Browser): Page {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const page = pages.find((each) => each.url().includes('workbench'));
  if (!page)
    throw new Error(`No VS Code window among: ${pages.map((each) => each.url()).join(', ') || 'no page at all'}`);
  return page;
}

function folders(session: Session): string[] {
  return [`--user-data-dir=${session.userData}`, `--extensions-dir=${session.extensions}`];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gives no free port.');
  return address.port;
}

if (import.meta.main) await main('test/editor/electron.ts', run);
