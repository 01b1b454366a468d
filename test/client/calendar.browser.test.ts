/** The calendar beside the editor in a browser: its keys, its tools, its policy, and what axe says of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarDocument } from '../../client/webview/calendar/document.ts';
import { type FromCalendar, messageFromCalendar, type ToCalendar } from '../../client/webview/calendar/messages.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { calendarShown } from '../../service/pictures/calendar.ts';
import { violationsIn } from '../support/axe.ts';
import { theBrowser } from '../support/browser.ts';
import { PATIENCE } from '../support/patience.ts';

const NOW = Date.UTC(2026, 10, 20, 9) / 60_000;
const PLAN = (name: string) => `person ann
environment production
service shop in production
freeze ${name}-freeze of production from 2026-12-18 until 2027-01-03
release ${name} "<script>globalThis.hacked = 1</script>" {
  zone UTC
  window Sat 2026-12-05 22:00 .. 24:00
  run {
    deploy shop 1h by ann undo 5m
  }
}
`;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-calendar-'));
  await build({
    entryPoints: { calendar: new URL('../../client/webview/calendar/main.ts', import.meta.url).pathname },
    bundle: true,
    format: 'iife',
    outdir: folder,
  });
  writeFileSync(join(folder, 'index.html'), calendarDocument({ nonce: 'abc', scriptUri: 'calendar.js' }));
  browser = await theBrowser();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Host {
  readonly sent: FromCalendar[];
  readonly violations: string[];
  saved?: object;
}

async function open(options: { readonly bypassCSP?: boolean } = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 700, height: 800 }, ...options });
  page.setDefaultTimeout(PATIENCE.timeout);
  await page.addInitScript(() => {
    const host: Host = { sent: [], violations: [] };
    Object.assign(globalThis, {
      host,
      acquireVsCodeApi: () => ({
        postMessage: (message: FromCalendar) => host.sent.push(message),
        getState: () => undefined,
        setState: (next: object) => {
          host.saved = next;
        },
      }),
    });
    document.addEventListener('securitypolicyviolation', (event) => host.violations.push(event.violatedDirective));
  });
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  return page;
}

const hostOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { host: Host }).host);
const last = async (page: Page) => (await hostOf(page)).sent.at(-1);
const say = (page: Page, message: ToCalendar) =>
  page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);

function shown(): ToCalendar {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  for (const name of ['first', 'second']) workspace.set(`file:///${name}.release`, PLAN(name));
  const calendar = calendarShown(workspace, { months: 3, for: [], zone: 'UTC', width: 672 }, NOW);
  if ('trouble' in calendar) throw new Error(calendar.trouble);
  return { type: 'show', ...calendar };
}

test('asks for what is wanted, leads by pointer and key, and lets nothing of a plan run', async () => {
  const page = await open();
  expect(await last(page)).toEqual({ type: 'wish', wish: { months: 3, for: [], width: 672 } });
  await say(page, shown());
  await page.selectOption('#months', '12');
  expect(await last(page)).toMatchObject({ wish: { months: 12 } });
  await page.click('#later');
  expect(await last(page)).toMatchObject({ wish: { from: Date.UTC(2027, 1, 20) / 60_000 } });
  await page.click('#today');
  expect(await last(page)).toEqual({ type: 'wish', wish: { months: 12, for: [], width: 672 } });
  await page.fill('#ask', 'ann');
  await page.press('#ask', 'Enter');
  expect(await last(page)).toMatchObject({ wish: { for: ['ann'] } });
  await page.click('#asked button');
  expect(await last(page)).toMatchObject({ wish: { for: [] } });

  await page.locator('.rp-c-label:has-text("second")').last().click();
  expect(await last(page)).toEqual({ type: 'reveal', file: 'file:///second.release', line: 4 });
  await page.focus('#calendar [tabindex="0"]');
  const places: string[] = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Enter');
    const said = await last(page);
    places.push(said?.type === 'reveal' ? `${said.file}:${said.line}` : 'none');
    await page.keyboard.press('ArrowDown');
  }
  expect(new Set(places)).not.toContain('none');
  expect(new Set(places).size).toBeGreaterThan(1);
  expect(await page.locator('#calendar [tabindex="0"]').count()).toBe(1);

  await say(page, { type: 'trouble', message: "Nothing here is called 'x'." });
  expect(await page.textContent('#note')).toContain('Nothing here');
  expect(await page.locator('.rp-calendar').count()).toBe(1);
  const { sent, violations, saved } = await hostOf(page);
  expect(sent.map((message) => messageFromCalendar(structuredClone(message)))).toEqual(sent);
  expect(violations).toEqual([]);
  expect(saved).toMatchObject({ months: 12, for: [] });
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  await page.close();
});

test('has no violation in any theme', async () => {
  const page = await open({ bypassCSP: true });
  await say(page, shown());
  expect(await violationsIn(page)).toEqual([]);
  await page.close();
});
