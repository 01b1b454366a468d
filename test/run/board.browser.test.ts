/** The page of the board in a browser: what axe finds in its views, and that it goes on without a network, and without its server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { LiveRun } from '../../cli/run/board/live.ts';
import { type PageFiles, pageFiles } from '../../cli/run/board/page.ts';
import { type BoardServer, serveBoard } from '../../cli/run/board/server.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/editor/chromium.ts';
import { type FileStore, openFileStore } from '../../store/file.ts';
import { clock, payments, SIX_LATE } from '../log/payments.ts';
import { violationsNow } from '../support/axe.ts';
import { PATIENCE } from '../support/patience.ts';

let built: string;
let files: PageFiles;
let browser: Browser;
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'release-plan-board-page-'));
  const entry = (name: string, out: string) => ({ in: join(import.meta.dirname, '../../board', name), out });
  await build({
    entryPoints: [entry('main.tsx', 'board'), entry('board.css', 'board'), entry('worker.ts', 'board-worker')],
    ...{ bundle: true, format: 'esm', outdir: built, jsx: 'automatic', jsxImportSource: 'preact' },
  });
  files = pageFiles(built);
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
});
afterAll(async () => {
  await browser?.close();
  rmSync(built, { recursive: true, force: true });
});

let folder: string;
let store: FileStore;
let run: LiveRun;
let server: BoardServer;
let page: Page;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-plan-board-'));
  store = await openFileStore({ folder, run: 'payments-4.2' });
  const from = Date.now();
  run = new LiveRun(payments, store, () => clock('23:31') * 60_000 + Date.now() - from);
  await run.begin();
  await run.say(SIX_LATE);
  server = await serveBoard({ run, page: files, host: '127.0.0.1', port: 0 });
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(PATIENCE.timeout);
});
afterEach(async () => {
  await page.context().close();
  await server.close();
  run.end();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enter(who: string): Promise<void> {
  await page.goto(server.address);
  await page.selectOption('header select', who);
}

const show = (view: string) => page.click(`nav a >> text=${view}`);

test('axe finds nothing in any view, light and dark, at a desk and on a phone', async () => {
  await enter('ops-lead');
  const found: string[] = [];
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const view of ['Now', 'Mine', 'Gate', 'Timeline', 'Log']) {
      await show(view);
      await page.waitForSelector(`main.is-${view.toLowerCase()}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violationsNow(page)).map((one) => `${view} ${width} ${colorScheme} ${one}`));
      }
    }
  }
  await page.goto(new URL('status', server.address).href);
  await page.waitForSelector('main.is-status');
  found.push(...(await violationsNow(page)));
  expect(found).toEqual([]);
});

test('what is tapped without a network shows at once, and is noted once when there is one', async () => {
  await enter('ops-lead');
  await show('Mine');
  const button = page.locator('.foot .primary');
  await expect.poll(() => button.innerText()).toBe('Done');
  await page.context().setOffline(true);
  await page.waitForTimeout(500);
  await button.click();
  await expect.poll(() => button.innerText()).toBe('Start');
  expect(await page.innerText('h2.big')).toBe('deploy checkout-web');
  await expect.poll(() => page.innerText('.banner')).toContain('waiting to be sent');
  await page.context().setOffline(false);
  await expect.poll(() => run.lines().at(-1)!.said, PATIENCE).toBe('deploy payments-api done');
  expect(run.lines()).toHaveLength(SIX_LATE.length + 1);
});

test('a page that is opened while its server is away is the one that was seen last, and takes what is said', async () => {
  await enter('ops-lead');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => localStorage.getItem('board.last') !== null)).toBe(true);
  const { port } = new URL(server.address);
  await server.close();
  await page.reload();
  await show('Mine');
  await expect.poll(() => page.innerText('h2.big')).toBe('deploy payments-api');
  await page.waitForTimeout(500);
  await page.locator('.foot .primary').click();
  expect(await page.innerText('.banner')).toMatch(/No connection since 23:31:\d\d\. 1 waiting to be sent/);
  server = await serveBoard({ run, page: files, host: '127.0.0.1', port: Number(port) });
  await expect.poll(() => run.lines().at(-1)!.said, PATIENCE).toBe('deploy payments-api done');
});
