/** The site as it is served: built as `npm run site` builds it, looked at in a browser, under the policy that its pages have. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../../plan/checks/catalogue.ts';
import { type ServedFolder, serveFolder } from '../../scripts/site/serve.ts';
import { buildSite } from '../../scripts/site/site.ts';
import { pack, unpack } from '../../site/playground/files/share.ts';
import { active, analyseFiles } from '../checks/marked.ts';
import { theBrowser } from '../support/browser.ts';
import { PATIENCE } from '../support/patience.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FOLDER = 'file:///plans/';

let folder: string;
let pages: readonly string[];
let served: ServedFolder;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-plan-site-'));
  pages = await buildSite({ root: ROOT, folder });
  served = await serveFolder(folder);
  browser = await theBrowser();
});

afterAll(() => {
  served?.close();
  rmSync(folder, { recursive: true, force: true });
});

const textOf = (path: string) => readFileSync(join(folder, path), 'utf8');
const hrefsOf = (html: string) =>
  [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href]) =>
    href!.replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
  );

test('the preview begins when the page listens, and not before', () => {
  expect(textOf('playground.html')).toMatch(/<iframe (?![^>]* src=)[^>]*>/);
});

test('every address is relative, and leads to what is there', () => {
  const ids = new Map(
    pages.map((page) => [page, new Set([...textOf(page).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!))]),
  );
  const wrong = pages.flatMap((page) =>
    hrefsOf(textOf(page)).flatMap((href) => {
      if (/^https?:/.test(href)) return [];
      const [path, anchor] = href.split('#');
      const target = path === '' ? page : posix.join(posix.dirname(page), path!);
      if (href.startsWith('/') || target.startsWith('..')) return [`${page}: ${href}`];
      if (!ids.has(target)) {
        try {
          textOf(target);
          return [];
        } catch {
          return [`${page}: ${href} is not there`];
        }
      }
      const isPlans = target === 'playground.html';
      return anchor && !isPlans && !ids.get(target)!.has(anchor) ? [`${page}: ${href} has no such place`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test('every plan of a document opens, and those of a check show what it finds', async () => {
  let opened = 0;
  for (const page of pages) {
    const links = hrefsOf(textOf(page)).filter((href) => /playground\.html#\d/.test(href));
    const fences = [...textOf(page).matchAll(/<div class="plan">/g)].length;
    expect(links, page).toHaveLength(fences);
    const code = /^docs\/checks\/(.+)\.html$/.exec(page)?.[1];
    for (const [i, href] of links.entries()) {
      const plans = await unpack(href.split('#')[1]!);
      if (!plans || 'trouble' in plans) throw new Error(`${page}: ${href.slice(0, 60)} cannot be opened.`);
      opened++;
      if (!checks.some((check) => check.code === code) || i > 0) continue;
      const texts = Object.fromEntries(plans.files.map(({ name, text }) => [FOLDER + name, text]));
      const codes = active(analyseFiles(texts, FOLDER + plans.open, plans.at).findings).map((finding) => finding.code);
      expect(codes, page).toContain(code);
    }
  }
  expect(opened).toBeGreaterThan(300);
});

describe('a link', () => {
  test('holds plans as they are, whatever stands in them', async () => {
    const plans = {
      files: [
        { name: 'constructor.release', text: '// \u{1F600} "\\\n' },
        { name: 'shared/ä b.release', text: '' },
      ],
      open: 'shared/ä b.release',
      at: 29_000_000,
    };
    expect(await unpack((await pack(plans))!)).toEqual(plans);
  });

  test('that is not ours, torn or a bomb opens nothing', async () => {
    const zeros = new Blob([new Uint8Array(30_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bomb = Buffer.from(await new Response(zeros).arrayBuffer()).toString('base64url');
    const named = async (name: string) => (await pack({ files: [{ name, text: '' }], open: name }))!;
    const whole = await named('a.release');
    expect(await unpack('')).toBeUndefined();
    expect(await unpack('checks')).toBeUndefined();
    for (const fragment of [
      `1.${bomb}`,
      whole.slice(0, -4),
      '1.%%',
      '2.abc',
      await named('../a.release'),
      await named('a.txt'),
    ])
      expect(await unpack(fragment), fragment.slice(0, 20)).toEqual({ trouble: expect.stringMatching(/\.$/) });
    const long = Array.from({ length: 9000 }, (_, i) => (i * 2_654_435_761) >>> 0).join();
    expect(await pack({ files: [{ name: 'a.release', text: long }], open: 'a.release' })).toBeUndefined();
  });
});

describe('in a browser', () => {
  const trouble: string[] = [];

  async function open(path: string, options: { in?: Page } = {}): Promise<Page> {
    const viewport = { width: 1300, height: 800 };
    const page = options.in
      ? await options.in.context().newPage()
      : await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
    page.setDefaultTimeout(PATIENCE.timeout);
    page.on('pageerror', ({ message }) => trouble.push(`${path}: ${message}`));
    page.on('console', (message) => message.type() === 'error' && trouble.push(`${path}: ${message.text()}`));
    page.on(
      'request',
      (request) =>
        request.url().startsWith(served.address) || /^(data|blob):/.test(request.url()) || trouble.push(request.url()),
    );
    await page.goto(served.address + path);
    return page;
  }

  const checked = (page: Page) =>
    page.waitForFunction(() => !/ …$/.test(document.querySelector('#counts')!.textContent));
  const told = async (page: Page) => {
    await checked(page);
    const found = await page.locator('.finding .go').allTextContents();
    return { counts: await page.locator('#counts').textContent(), found };
  };

  test('a link of the mistakes shows the same findings to somebody else', async () => {
    const page = await open('playground.html#example=mistakes');
    const here = await told(page);
    expect(here.found.length).toBeGreaterThan(100);
    await page.click('#share');
    await page.waitForFunction(() => location.hash.startsWith('#1.'));
    const there = await told(await open(page.url().slice(served.address.length)));
    expect(there).toEqual(here);
    await page.context().close();
  });

  test('a mistake is found while it is typed, repaired by a click, drawn, and still there after a reload', async () => {
    const page = await open('playground.html#example=hotfix-4.1.3');
    expect((await told(page)).found).toEqual([]);
    const content = page.locator('.cm-content');
    await content.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nteam helpers is opss\n');
    const finding = page.locator('.finding', { hasText: 'opss' });
    await finding.waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.goto(`${served.address}playground.html`);
    await finding.waitFor();
    const texts = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await texts()).toContain('team helpers is opss');
    await finding.locator('.links button').click();
    await finding.locator('.repairs button').first().click();
    await finding.waitFor({ state: 'detached' });
    await page.waitForFunction(() => !JSON.stringify({ ...localStorage }).includes('opss'));
    const preview = page.frameLocator('#preview');
    await preview.locator('.rp-row').first().waitFor();
    // Its drawer is filled by the engine of this page, too.
    await preview.locator('#drawer-open').click();
    await preview.locator('.rp-drawer', { hasText: /\d of \d|all is well/ }).waitFor();
    // Another tab goes on with the draft; what both type is kept.
    const isKept = (tab: Page, words: string) =>
      tab.waitForFunction((text) => JSON.stringify({ ...localStorage }).includes(text), words);
    const other = await open('playground.html', { in: page });
    await checked(other);
    for (const [one, words] of [
      [page, '// from one tab'],
      [other, '// from the other'],
    ] as const) {
      await one.locator('.cm-content').click();
      await one.keyboard.press('Control+End');
      await one.keyboard.type(words);
      await isKept(one, words);
    }
    await isKept(page, '// from one tab');
    await isKept(page, '// from the other');
    await page.context().close();
  });

  test('a file of another program becomes a plan, and a plan a file of another program; what is lost is told', async () => {
    const page = await open('playground.html#example=hotfix-4.1.3');
    await checked(page);
    const text = () => page.locator('.cm-content').textContent();
    const status = (words: string) => page.locator('#status', { hasText: words }).waitFor();
    const upload = (name: string, content: string) =>
      page.locator('#upload').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    await upload('night.csv', 'Task,Owner,Duration\nDeploy the shop,Mara Lind,20m\nLook at it,Jonas Berg,10m\n');
    await status('2 taken');
    expect(await text()).toContain('person mara');
    await upload('notes.docx', 'nothing');
    await status('What notes.docx is, its name does not say');
    expect(await text()).toContain('person mara');

    const [written] = await Promise.all([page.waitForEvent('download'), page.locator('#export').selectOption('json')]);
    expect(written.suggestedFilename()).toBe('night.json');
    expect(JSON.parse(readFileSync(await written.path(), 'utf8')).people).toHaveLength(2);
    await status('night.json is written.');
    await page.context().close();
  });

  test('what is searched is found, and leads to its place', async () => {
    const page = await open('docs/index.html');
    await page.fill('#search input', 'point of no return');
    await page.locator('#results a').first().click();
    await page.waitForURL(/docs\/.+\.html/);
    expect((await page.textContent('main'))!.toLowerCase()).toContain('point of no return');
    await page.fill('#search input', 'xyzzyx');
    await page.waitForSelector('#results li:has-text("Nothing is said")');
    await page.context().close();
  });

  test('axe has nothing to say of pages, wide and narrow, in the light and in the dark', async () => {
    const found: string[] = [];
    const page = await open('index.html');
    for (const path of ['index.html', 'docs/checks/backup-missing.html', 'playground.html#example=migration-weekend']) {
      await page.goto(served.address + path);
      if (path.startsWith('playground')) await checked(page);
      await page.evaluate(AXE);
      for (const [width, colorScheme] of [
        [1300, 'light'],
        [1300, 'dark'],
        [390, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        if (width < 500 && path.startsWith('playground')) await page.click('[data-pane=found]');
        const { violations } = await page.evaluate(() =>
          (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ iframes: false }),
        );
        const where = `${path}, ${width} wide, ${colorScheme}`;
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} ${html}`)));
      }
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  test('no page broke its policy, asked another machine or failed', () => {
    expect(trouble).toEqual([]);
  });
});
