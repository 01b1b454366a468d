/** One person of a night at a real browser: what they see, and what they tap. */
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Sitting {
  readonly name: string;
  readonly link: string;
  readonly isPhone: boolean;
  readonly scheme: 'light' | 'dark';
}

/** What of a page leaves it: where a secret would show. */
export interface Leaving {
  readonly url: string;
  readonly referer: string | undefined;
}

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1440, height: 900 } };

export class Window {
  readonly name: string;
  readonly page: Page;
  readonly leaving: Leaving[] = [];
  /** Sentences of the browser about what a policy forbade, or what threw. */
  readonly complaints: string[] = [];
  private readonly context: BrowserContext;

  private constructor({ name }: Sitting, context: BrowserContext, page: Page) {
    this.name = name;
    this.context = context;
    this.page = page;
    context.on('request', (request) => {
      this.leaving.push({ url: request.url(), referer: request.headers().referer });
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  /** @param view the page of readers is where their link leads */
  static async open(browser: Browser, sitting: Sitting, view = 'mine'): Promise<Window> {
    const size = sitting.isPhone ? PHONE : DESK;
    const context = await browser.newContext({ ...size, colorScheme: sitting.scheme, ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const window = new Window(sitting, context, page);
    await page.goto(sitting.link);
    await page.waitForSelector('header .dot.on');
    if (view !== 'status') await window.show(view);
    return window;
  }

  async show(view: string): Promise<void> {
    await this.page.evaluate((id) => {
      location.hash = id;
    }, view);
    await this.page.waitForSelector(`main.is-${view}`);
  }

  /** Taps what has these words, if it is there. */
  async tap(words: string | RegExp): Promise<boolean> {
    const button = this.page.locator('main button:not([disabled]), main a.button', { hasText: words }).first();
    if (!(await button.isVisible().catch(() => false))) return false;
    return button.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  }

  async type(words: string): Promise<void> {
    await this.page.locator('main input:not([type=checkbox])').first().fill(words);
  }

  /** What is in front of them on `Mine`: a step, and what they can say of it. */
  async task(): Promise<{ readonly label: string; readonly action: string } | undefined> {
    return this.page.evaluate(() => {
      const label = document.querySelector('.mine h2.big')?.textContent;
      const action = document.querySelector('.mine .foot .primary')?.textContent;
      return label && action ? { label, action } : undefined;
    });
  }

  text(selector = '#board'): Promise<string> {
    return this.page.locator(selector).first().innerText();
  }

  /** Without a network, or with one again. */
  offline(isOff: boolean): Promise<void> {
    return this.context.setOffline(isOff);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
