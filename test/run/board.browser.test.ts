/** The page of the board in a browser: what axe finds in its views, and that it goes on without a network, and without its server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { LiveRun } from '../../cli/run/board/live.ts';
import { type PageFiles, pageFiles } from '../../cli/run/board/page.ts';
import { type BoardServer, serveBoard } from '../../cli/run/board/server.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import type { Night } from '../../plan/log/night.ts';
import { type FileStore, openFileStore } from '../../store/file.ts';
import { clock, payments, SIX_LATE, said } from '../log/payments.ts';
import { shop } from '../log/shop.ts';
import { violationsNow } from '../support/axe.ts';
import { theBrowser } from '../support/browser.ts';
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
  browser = await theBrowser();
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

let folder: string;
let store: FileStore;
let run: LiveRun;
let server: BoardServer;
let page: Page;
/** The night that is run. */
interface Played {
  readonly night: Night;
  readonly at: string;
  readonly said: readonly RunEvent[];
}

beforeEach(() => open({ night: payments, at: '23:31', said: SIX_LATE }));

async function open(of: Played): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'release-plan-board-'));
  store = await openFileStore({ folder, run: 'payments-4.2' });
  const from = Date.now();
  const { night, at, said } = of;
  run = new LiveRun(night, store, () => clock(at) * 60_000 + Date.now() - from);
  await run.begin();
  await run.say(said);
  server = await serveBoard({ run, page: files, host: '127.0.0.1', port: 0 });
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(PATIENCE.timeout);
}
afterEach(shut);

async function shut(): Promise<void> {
  await page.context().close();
  await server.close();
  run.end();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

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

test('a message is read by those it was sent to, and evidence is attached as a link or in words, also once the step is done', async () => {
  await shut();
  await open({
    night: shop,
    at: '22:31',
    said: [
      said('22:00', 'ann', { open: 'real' }),
      said('22:01', 'ann', { tell: 'begins' }),
      said('22:06', 'bob', { start: 'tables' }),
    ],
  });
  await enter('bob');
  expect(await page.innerText('main')).toMatch(
    /Not answered yet\s+begins\s+ann watches\s+answer by 22:21, 10 min late/,
  );
  await look('now');
  await show('Mine');
  const message = page.locator('section[aria-label="Message to you"]');
  expect(await message.innerText()).toContain('We begin');
  await look('message');
  await message.locator('button').click();
  await expect.poll(() => message.count()).toBe(0);

  expect(await page.innerText('.evidence')).toContain('Asked for: Row counts before and after');
  const attach = async (text: string) => {
    await page.fill('.evidence input', text);
    await page.click('.evidence button');
  };
  await attach('https://files.example.org/counts.csv both sides');
  await attach('javascript:alert(1)');
  await expect.poll(() => page.locator('.evidence li').count()).toBe(2);
  expect(await page.locator('.evidence a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual([
    'https://files.example.org/counts.csv',
  ]);
  await look('evidence');
  await expect
    .poll(() => run.lines().map((one) => one.said), PATIENCE)
    .toEqual(
      expect.arrayContaining([
        'begins was answered',
        'evidence of tables: https://files.example.org/counts.csv: both sides',
        'evidence of tables: javascript:alert(1)',
      ]),
    );
  await page.selectOption('header select', 'ann');
  // She watches, too, and Bob has answered.
  await expect.poll(() => message.count()).toBe(1);
  expect(await page.locator('section[aria-label="To be answered"]').count()).toBe(0);
  expect(await violationsNow(page)).toEqual([]);
});

test('what is done and was to be shown is asked for until it is', async () => {
  await shut();
  await open({
    night: shop,
    at: '23:00',
    said: [
      said('22:00', 'ann', { open: 'real' }),
      said('22:06', 'bob', { start: 'tables' }),
      said('22:50', 'bob', { done: 'tables' }),
    ],
  });
  await enter('bob');
  await show('Mine');
  await expect.poll(() => page.innerText('.mine')).toContain('To be shown: tables');
  await page.fill('.evidence input', '4,812 rows on both sides');
  await page.click('.evidence button');
  await expect.poll(() => page.innerText('.mine')).not.toContain('To be shown');
  await expect.poll(() => run.lines().at(-1)!.said, PATIENCE).toBe('evidence of tables: 4,812 rows on both sides');
});

async function look(name: string): Promise<void> {
  const folder = process.env.LOOK;
  if (!folder) return;
  for (const [width, height] of [
    [390, 844],
    [1280, 900],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
    }
  await page.setViewportSize({ width: 390, height: 844 });
}
