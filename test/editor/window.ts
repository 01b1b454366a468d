import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { Ask, Place, Question } from './protocol.ts';

/** What the runner answers itself; everything else is done in the window. */
export type OwnQuestion = 'hello' | 'restore' | 'result' | 'reloading';
export type WindowActions = { [Q in Exclude<Question, OwnQuestion>]: (ask: Ask<Q>) => Promise<unknown> };

/** In milliseconds: only what never comes takes so long, on whatever machine. */
const patience = 60_000;

/** The hands and eyes of the suite in one VS Code window, in Chromium or on the desktop. */
export function windowActions(page: Page, screenshots: string): WindowActions {
  const find = async ({ place, selector }: { place: Place; selector: string }) =>
    (await content(page, place)).locator(selector).first();
  return {
    async screenshot({ name }) {
      await mkdir(screenshots, { recursive: true });
      const path = join(screenshots, `${name.replace(/[^\w.-]+/g, '-')}.png`);
      await page.screenshot({ path });
      return path;
    },
    async press({ keys }) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: ({ text }) => page.keyboard.type(text, { delay: 15 }),
    click: async ({ times = 1, ...target }) => (await find(target)).click({ clickCount: times, timeout: patience }),
    hover: async (target) => (await find(target)).hover({ timeout: patience }),
    async drag({ by, ...target }) {
      const element = await find(target);
      await element.scrollIntoViewIfNeeded({ timeout: patience });
      const box = await element.boundingBox({ timeout: patience });
      if (!box) throw new Error(`'${target.selector}' is not visible, so it cannot be dragged.`);
      const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 10 });
      await page.mouse.up();
    },
    texts: async ({ place, selector }) => (await content(page, place)).locator(selector).allInnerTexts(),
    see: async (target) => (await find(target)).waitFor({ state: 'visible', timeout: patience }),
    evaluate: async ({ place, expression }) => (await content(page, place)).evaluate(expression),
    memory: memoryOfServer,
    media: (wishes) => page.emulateMedia(wishes),
  };
}

/** Of the last that was started, where the system says what its processes are. */
async function memoryOfServer(): Promise<number> {
  const all = await readdir('/proc').catch(() => []);
  let held = 0;
  for (const id of all.filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (!/release-plan-editor-[^\0]*dist\/server\.js/.test(line)) continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    held = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  }
  return held;
}

async function content(page: Page, place: Place): Promise<Page | Frame> {
  if (place === 'workbench') return page;
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const frame = await webview(page, place.webviewOf);
    if (frame) return frame;
    await page.waitForTimeout(50);
  }
  throw new Error(`No visible webview of ${place.webviewOf} after ${patience / 1000} s. Frames: ${describe(page)}`);
}

/** VS Code puts a webview into two frames: an outer one whose address names its extension, and the content in it. */
async function webview(page: Page, extension: string): Promise<Frame | undefined> {
  for (const frame of page.frames().toReversed()) {
    const outer = frame.parentFrame();
    if (!outer || new URL(outer.url()).searchParams.get('extensionId') !== extension) continue;
    if ((await isVisible(outer)) && (await hasId(frame, 'active-frame'))) return frame;
  }
  return undefined;
}

/** A frame may go away while it is looked at; then it is not the one. */
async function isVisible(frame: Frame): Promise<boolean> {
  return frame.frameElement().then(
    (element) => element.isVisible(),
    () => false,
  );
}

async function hasId(frame: Frame, id: string): Promise<boolean> {
  return frame.frameElement().then(
    async (element) => (await element.getAttribute('id')) === id,
    () => false,
  );
}

function describe(page: Page): string {
  return page
    .frames()
    .map((frame) => frame.url().slice(0, 120))
    .join('\n  ');
}
