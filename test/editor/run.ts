import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/editor/chromium.ts';
import { ensureVsCodeServer } from '../../scripts/editor/vscode-server.ts';
import { converse } from './conversation.ts';
import { serveMailbox } from './mailbox.ts';
import { main } from './main.ts';
import type { RunOptions } from './options.ts';
import { installPackage, type Server, startServer } from './server.ts';
import { createSession, type Session } from './session.ts';
import { timeout } from './timeout.ts';
import { verdict } from './verdict.ts';
import { windowActions } from './window.ts';

/** Runs the suite against the packaged extension in a real VS Code workbench in Chromium; gives the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const executable = await ensureChromium();
  const entry = await ensureVsCodeServer();
  const session = await createSession(options);
  let server: Server | undefined;
  let browser: Browser | undefined;
  let code = 1;
  try {
    await installPackage(entry, session, options.vsix);
    server = await startServer(entry, session);
    browser = await chromium.launch({ executablePath: executable, args: chromiumArguments });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    code = await talk(page, server, session, options);
  } finally {
    await browser?.close();
    await server?.stop();
    if (code === 0 && !options.keep) await session.remove();
    else console.log(`Logs and workspace are in ${session.folder}`);
  }
  return code;
}

async function talk(page: Page, server: Server, session: Session, options: RunOptions): Promise<number> {
  const actions = windowActions(page, options.screenshots);
  const conversation = converse(session, options, async () => actions);
  const mailbox = serveMailbox(session.mailbox, conversation.answer);
  const troubles: string[] = [];
  const suiteErrors = new Set<string>();
  const log = createWriteStream(join(session.folder, 'browser.log'));
  page.on('console', (message) => {
    log.write(`${message.type()} ${message.text()}\n`);
    // The rest is noise: a machine without a network has no marketplace.
    if (message.type() === 'error' && message.text().includes(session.suite)) suiteErrors.add(message.text());
  });
  // An unsaved document must not hold up a reload.
  page.on('dialog', (dialog) => dialog.accept());
  const ended = new Promise<number>((resolve) => {
    // The workbench calls this when the extension host that ran a suite is done.
    void page.exposeFunction('codeAutomationExit', (exit: number) => {
      if (!conversation.reloading()) resolve(exit);
    });
    const broken = (what: string) => {
      troubles.push(what);
      resolve(1);
    };
    page.on('crash', () => broken('The browser page crashed.'));
    page
      .context()
      .browser()
      ?.on('disconnected', () => broken('The browser is gone.'));
    void server.ended.then(() => broken('The VS Code server is gone.'));
  });
  const started = performance.now();
  await page.goto(address(server, session));
  const exit = await Promise.race([ended, timeout(options.timeout)]);
  await mailbox.stop();
  if (exit === 'timeout') {
    troubles.push(`The suite did not end within ${options.timeout} s.`);
    troubles.push(`The window as it was: ${await actions.screenshot({ name: 'timeout' })}`);
  }
  console.log(`${options.web ? 'web' : 'Node'} extension host, ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const complaints = [...troubles, ...conversation.complaints()];
  return verdict(conversation.results, complaints.length > 0 ? [...suiteErrors, ...complaints] : []);
}

/** The workbench takes the suite from its address, as the desktop takes it from its command line. */
function address(server: Server, session: Session): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(session.helper)],
    ['extensionTestsPath', remote(session.suite)],
  ];
  const query = new URLSearchParams({ folder: session.workspace, payload: JSON.stringify(payload) });
  return `http://${server.authority}/?${query}`;
}

if (import.meta.main) await main('test/editor/run.ts', run);
