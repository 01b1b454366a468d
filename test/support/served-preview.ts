/** The preview with somebody behind it who answers what it wishes for, as an editor does: whoever scrolls gets rows. */
import type { Page } from 'playwright-core';
import type { FromPreview, PreviewState, ToPreview, Wishes } from '../../client/webview/messages.ts';
import type { Analysis } from '../../plan/analysis.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { picturesOf } from '../../view/pictures.ts';
import { PATIENCE } from './patience.ts';
import type { PreviewPage } from './preview-page.ts';

export interface Served {
  readonly page: Page;
  /** All that the preview said. */
  readonly said: readonly FromPreview[];
  /** What its scripts threw. */
  readonly failed: readonly Error[];
  /** Another version of the plan is drawn, for what was wished for last. */
  show(drawn: Drawn): Promise<void>;
  /** Everything that was wished for is there. */
  settled(): Promise<void>;
  /** What it would find again after a reload. */
  saved(): Promise<PreviewState | undefined>;
}

export interface Drawn {
  readonly analysis: Analysis;
  readonly schedule: Schedule;
}

interface Host {
  asked: number;
  answered: number;
  saved: PreviewState | undefined;
}

export async function servePreview(
  { browser, address }: PreviewPage,
  drawn: Drawn,
  {
    tab = 'schedule',
    width = 700,
    height = 800,
    state,
    lacking = [],
  }: {
    tab?: string;
    width?: number;
    height?: number;
    state?: PreviewState | undefined;
    lacking?: readonly string[];
  } = {},
): Promise<Served> {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE.timeout);
  const said: FromPreview[] = [];
  const failed: Error[] = [];
  page.on('pageerror', (error) => failed.push(error));
  let wishes: Wishes | undefined;
  let version = 1;
  let now = drawn;
  const answer = async () => {
    const { analysis, schedule } = now;
    const message: ToPreview = {
      ...{ type: 'show', uri: 'file:///plans/a.release', releases: [schedule.release], version },
      pictures: picturesOf(analysis, schedule, wishes),
    };
    await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);
  };
  await page.exposeFunction('told', async (message: FromPreview) => {
    said.push(message);
    if (message.type !== 'ready' && message.type !== 'wish') return;
    wishes = message.wishes;
    await answer();
  });
  await page.addInitScript((kept) => {
    const { told } = globalThis as unknown as { told(message: unknown): Promise<void> };
    const host: Host = { asked: 0, answered: 0, saved: undefined };
    Object.assign(globalThis, {
      host,
      acquireVsCodeApi: () => ({
        postMessage(message: unknown) {
          host.asked++;
          void told(message).then(() => host.answered++);
        },
        getState: () => kept,
        setState: (next: PreviewState) => {
          host.saved = next;
        },
      }),
    });
  }, state ?? { tab });
  await page.addInitScript((names) => {
    for (const name of names) delete (globalThis as Record<string, unknown>)[name];
  }, lacking);
  await page.goto(address);
  const settled = async () => {
    await page.evaluate(async () => {
      const { host } = globalThis as unknown as { host: Host };
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      do {
        await frame();
        await frame();
      } while (host.asked > host.answered);
    });
  };
  await settled();
  return {
    page,
    failed,
    said,
    settled,
    saved: () => page.evaluate(() => (globalThis as unknown as { host: Host }).host.saved),
    async show(next) {
      version++;
      now = next;
      await answer();
      await settled();
    },
  };
}
