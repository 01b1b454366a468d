/** Every view of the preview, in every theme, as axe reads it: nothing it calls a violation, and what it cannot tell is told here. */
import { beforeAll, expect, test } from 'vitest';
import type { ToPreview } from '../../client/webview/messages.ts';
import { picturesOf } from '../../view/pictures.ts';
import { TABS } from '../../view/views.ts';
import { violationsIn } from '../support/axe.ts';
import { PATIENCE } from '../support/patience.ts';
import { buildPreviewPage, type PreviewPage } from '../support/preview-page.ts';
import { FILE } from './fixture.ts';
import { payments } from './payments.ts';

let built: PreviewPage;
beforeAll(async () => {
  built = await buildPreviewPage();
});

/** The views, and what lies over the first of them when somebody changes the plan. */
const CASES: readonly (readonly [view: string, over?: 'drawer' | 'form'])[] = [
  ...TABS.map(({ id }) => [id] as const),
  ['schedule', 'drawer'],
  ['run-sheet', 'form'],
];

test.each(CASES)(
  '%s %s has no violation in any theme, and nothing that axe cannot tell but what was looked at',
  async (view, over) => {
    const page = await built.browser.newPage({
      viewport: { width: 900, height: 800 },
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    page.setDefaultTimeout(PATIENCE.timeout);
    await page.addInitScript((tab) => {
      Object.assign(globalThis, {
        acquireVsCodeApi: () => ({
          postMessage: () => undefined,
          getState: () => ({ tab }),
          setState: () => undefined,
        }),
      });
    }, view);
    await page.goto(built.address);
    const { analysis, schedule, release } = payments();
    const pictures = picturesOf(analysis, schedule, { width: 898, now: schedule.T! + 5, view });
    const steps = release.steps.map((one) => ({
      address: '',
      label: one.verb,
      step: one.id,
      title: one.title ?? '',
      duration: '',
      by: '',
      startClause: 'at' as const,
      file: FILE,
      line: 0,
    }));
    const say = (data: ToPreview) =>
      page.evaluate((message) => window.dispatchEvent(new MessageEvent('message', { data: message })), data);
    await say({
      type: 'show',
      uri: FILE,
      releases: [schedule.release],
      pictures,
      version: 1,
    });
    if (over) {
      const { range } = release.steps[3]!.head;
      const finding = {
        code: 'backup-missing',
        severity: 'error' as const,
        message: 'No `backup`.',
        file: FILE,
        range,
      };
      await page.click('#drawer-open');
      await page.waitForSelector('.rp-drawer');
      await say({
        type: 'found',
        findings: [finding, { ...finding, severity: 'warning' as const }, { ...finding, waived: 'Agreed' }],
      });
      await say({ type: 'repairs', finding: 0, titles: ['Add it'] });
    }
    if (over === 'form') {
      await page.keyboard.press('Escape');
      await page.focus('#run-sheet tr[data-step]');
      await page.keyboard.press('F2');
      await say({ type: 'choices', choices: { steps, people: ['mara'] }, version: 1 });
      await page.waitForSelector('.rp-in-place');
    }
    const found = await violationsIn(page);
    await page.close();
    expect(found).toEqual([]);
  },
);
