/** After any edits the picture on the screen is what it would be had nobody seen those before: what stays of it is the same, and nothing else stays. */
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { TABS } from '../../view/views.ts';
import { analyseText } from '../checks/marked.ts';
import { buildPreviewPage, type PreviewPage } from '../support/preview-page.ts';
import { type Drawn, servePreview } from '../support/served-preview.ts';
import '../support/seed.ts';

let built: PreviewPage;
beforeAll(async () => {
  built = await buildPreviewPage();
});

const LINES = Array.from({ length: 24 }, (_, i) => `deploy s${i % 3} as d${i} 10m by ann`);

/** Something that somebody types into one of the lines of a run, or before it. */
const EDITS: Readonly<Record<string, (line: string, value: number) => readonly string[]>> = {
  longer: (line, value) => [line.replace(/\d+m/, `${5 + (value % 50)}m`)],
  titled: (line, value) => [line.replace(/( ".*")? \d+m/, ` "<b title='${value}'>&amp; \u202e${value}" 10m`)],
  others: (line, value) => [line.replace(/by \w+/, `by ${['ann', 'bob', 'nobody'][value % 3]}`)],
  undo: (line, value) => [line.includes('undo') ? line : `${line} undo ${1 + (value % 30)}m`],
  inserted: (line, value) => [`task t${value} "New" ${1 + (value % 9)}m by bob`, line],
  removed: () => [],
  grouped: (line) => ['parallel {', line, 'task "Beside it" 3m by bob', '}'],
  broken: (line) => [`${line} ((`],
  asked: (line) => [`${line} {`, '- "Looked at"', '}'],
};

const edit = fc.record({ kind: fc.constantFrom(...Object.keys(EDITS)), at: fc.nat(30), value: fc.nat(999) });

function drawnOf(lines: readonly string[]): Drawn {
  const analysis = analyseText(`person ann
person bob
service s0
service s1
service s2
release r "A release" {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 08:00
  run {
${lines.join('\n')}
  }
}
`);
  return { analysis, schedule: analysis.schedules[0]! };
}

function edited(lines: readonly string[], { kind, at, value }: { kind: string; at: number; value: number }): string[] {
  const steps = lines.flatMap((line, i) => (/^(deploy|task)\b(?!.*[{(])/.test(line) ? [i] : []));
  const index = steps[at % steps.length];
  return index === undefined ? [...lines] : [...lines].toSpliced(index, 1, ...EDITS[kind]!(lines[index]!, value));
}

/**
 * All that stands there but what belongs to whoever looks: how wide columns have become, what was measured of rows out of sight, and the row
 * that keys are at.
 */
const shownIn = (page: Page, view: string) =>
  page.evaluate((id) => {
    const own = (element: Element) => {
      const copy = element.cloneNode(true) as Element;
      for (const measured of copy.querySelectorAll('table, th, .rp-elsewhere td, div.rp-elsewhere'))
        measured.removeAttribute('style');
      for (const row of copy.querySelectorAll('.rp-row[tabindex], [data-rows] > [tabindex]'))
        row.removeAttribute('tabindex');
      return copy.innerHTML.replaceAll('><', '>\n<');
    };
    return ['strip', 'banner', id].map((each) => own(document.getElementById(each)!)).join('\n\n');
  }, view);

it('is what it would be at first sight', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('schedule', 'schedule', 'run-sheet', 'checklist', 'people'),
      fc.array(edit, { minLength: 2, maxLength: 6 }),
      async (view, edits) => {
        // As high as all rows: which of them are drawn hangs on what was measured.
        const size = { tab: view, width: 1000, height: 2600 };
        const { page, show } = await servePreview(built, drawnOf(LINES), size);
        let lines: readonly string[] = LINES;
        for (const one of edits) {
          lines = edited(lines, one);
          await show(drawnOf(lines));
        }
        const again = await servePreview(built, drawnOf(lines), size);
        expect(await shownIn(page, view)).toBe(await shownIn(again.page, view));
        await Promise.all([page.close(), again.page.close()]);
      },
    ),
    { numRuns: 8 },
  );
});

/** What is written as it was is laid out again all the same: half of what an edit took to the screen once. */
it.each(TABS.map(({ id }) => id))('writes nothing where nothing has changed: %s', async (tab) => {
  const { page, show } = await servePreview(built, drawnOf(LINES), { tab, width: 1000, height: 800 });
  await page.evaluate(() => {
    const written: string[] = [];
    Object.assign(globalThis, { written });
    new MutationObserver((records) => {
      for (const { target, attributeName } of records) written.push(`${target.nodeName} ${attributeName ?? ''}`);
    }).observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
  });
  const written = () => page.evaluate(() => (globalThis as unknown as { written: string[] }).written.splice(0));
  await show(drawnOf(LINES));
  expect(await written()).toEqual([]);
  // That it is seen at all.
  await show(drawnOf(edited(LINES, { kind: 'removed', at: 3, value: 0 })));
  expect(await written()).not.toEqual([]);
  await page.close();
});
