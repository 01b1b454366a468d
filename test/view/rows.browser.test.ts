/** Every view that can be long: of its rows the document has those that are seen, and everything that is done with rows is done with all of them. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { picturesOf } from '../../view/pictures.ts';
import { LISTS, TABS } from '../../view/views.ts';
import { analyseText } from '../checks/marked.ts';
import { buildPreviewPage, type PreviewPage } from '../support/preview-page.ts';
import { type Drawn, servePreview } from '../support/served-preview.ts';

let built: PreviewPage;
beforeAll(async () => {
  built = await buildPreviewPage();
});

/** Systems, people, audiences and risks enough that every view of it is long; titles that wrap, and lines to tick. */
function longPlan(count: number, isEdited = false): Drawn {
  const all = <T>(make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i)).join('\n');
  const analysis =
    analyseText(`${all((i) => `person p${i} "Somebody ${i}" {\n  zone ${i % 3 ? 'Europe/Berlin' : 'Asia/Kolkata'}\n}`)}
${all((i) => `service s${i}\naudience a${i} {\n  uses s${i}\n}`)}
release long {
  zone Europe/Berlin
  owner p0
  window Sat 2026-12-05 22:00 .. Sun 2026-12-20 22:00
${all((i) => `  risk r${i} "Something ${i} goes wrong"`)}
${all((i) => `  notify a${i} "Maintenance ${i}" at Mon 2026-11-30 09:00 by p${i} via email`)}
  run {
${isEdited ? '    deploy s0 "Before all others" 5m by p0\n' : ''}${all((i) => `    ${i % 7 === 3 ? 'parallel {\n' : ''}deploy s${i} "${'Words that go on and on '.repeat(i % 5)}${i}" 5m by p${i}${i % 4 ? '' : ' {\n      - "Looked at ${i}"\n      - "Looked at it again"\n    }'}${i % 7 === 3 ? '\n}' : ''}`)}
  }
}
`);
  // What is looked at below is what somebody means to write.
  expect(analysis.findings.filter(({ code }) => code === 'syntax')).toEqual([]);
  return { analysis, schedule: analysis.schedules[0]! };
}

const COUNT = 140;
const plan = longPlan(COUNT);

/** What is drawn of a view: its number among all rows, and its words. */
const drawnIn = (page: Page, view: string) =>
  page.evaluate((id) => {
    const rows = [...document.querySelectorAll(`#${id} [data-rows] > *`)];
    const isTable = rows[0]?.tagName === 'TR';
    const first = isTable ? Number(rows[0]?.getAttribute('aria-rowindex')) - 2 : -1;
    return rows.map((row, i) => ({
      index: isTable ? first + i : -1,
      words: row.textContent,
      line: (row as HTMLElement).dataset.line,
    }));
  }, view);

/** All of it as it is sent to whoever wants all rows, as words. */
async function wholeOf(page: Page, view: string): Promise<readonly string[]> {
  const { rows } = picturesOf(plan.analysis, plan.schedule, { view }).list!;
  return page.evaluate((markup) => {
    const table = document.createElement(markup[0]!.startsWith('<tr') ? 'tbody' : 'ol');
    table.innerHTML = markup.join('');
    return [...table.children].map((row) => row.textContent);
  }, rows);
}

/** Where the eye is nothing is empty: somewhere in the middle and at both ends a row stands. */
const gaps = (page: Page, view: string) =>
  page.evaluate((id) => {
    const pane = document.getElementById(id)!;
    const { left, top, bottom } = pane.getBoundingClientRect();
    const hits = [top + 60, (top + bottom) / 2, bottom - 40].map((y) => document.elementFromPoint(left + 200, y));
    return hits.filter((hit) => hit?.closest('.rp-elsewhere') !== null && hit !== null).length;
  }, view);

describe.each(LISTS.map(({ id }) => id))('%s', (view) => {
  it('has few of many rows in the document, none is empty where somebody looks, and all of them pass once it is scrolled through', async () => {
    const { page, said, settled } = await servePreview(built, plan, { tab: view });
    const whole = await wholeOf(page, view);
    expect(whole.length).toBeGreaterThanOrEqual(COUNT);
    const seen: string[] = [];
    for (let turn = 0; turn < 400; turn++) {
      const drawn = await drawnIn(page, view);
      expect(drawn.length).toBeLessThan(80);
      expect(await gaps(page, view)).toBe(0);
      // What is drawn overlaps what was, so that it is known which of those behind it are new.
      const words = drawn.map((row) => row.words);
      const from = seen.length === 0 ? 0 : whole.indexOf(words[0]!, Math.max(0, seen.length - 120));
      for (const [i, one] of words.entries()) if (from + i >= seen.length) seen.push(one);
      const isEnd = await page.evaluate((id) => {
        const pane = document.getElementById(id)!;
        const before = pane.scrollTop;
        pane.scrollBy(0, 500);
        return pane.scrollTop === before;
      }, view);
      if (isEnd) break;
      await settled();
    }
    expect(seen).toEqual(whole);
    expect(said.filter(({ type }) => type === 'wish').length).toBeGreaterThan(0);
    await page.close();
  });
});

describe.each(TABS.map(({ id }) => id))('%s', (view) => {
  it('goes to its last row, back to its first, and from row to row by keys alone', async () => {
    const { page, settled } = await servePreview(built, plan, { tab: view });
    const focus = () =>
      page.evaluate(() => {
        const row = document.activeElement;
        const { top, bottom } = row!.getBoundingClientRect();
        const pane = row!.closest('[role=tabpanel]')!.getBoundingClientRect();
        const isSeen = top < pane.bottom && bottom > pane.top;
        return { words: row!.getAttribute('aria-label') ?? row!.textContent, isSeen, isPane: row!.role === 'tabpanel' };
      });
    const first = page.locator(`#${view} [tabindex="0"]`).first();
    await first.focus();
    const start = await focus();
    await page.keyboard.press('End');
    await settled();
    const end = await focus();
    expect(end).toMatchObject({ isSeen: true, isPane: false });
    expect(end.words).not.toBe(start.words);
    await page.keyboard.press('ArrowUp');
    await settled();
    const before = await focus();
    expect(before.words).not.toBe(end.words);
    await page.keyboard.press('ArrowDown');
    await settled();
    expect((await focus()).words).toBe(end.words);
    await page.keyboard.press('Home');
    await settled();
    expect(await focus()).toEqual(start);
    for (let press = 0; press < 9; press++) {
      await page.keyboard.press('PageDown');
      await settled();
      expect(await focus()).toMatchObject({ isSeen: true, isPane: false });
    }
    await page.close();
  });
});

describe.each(['run-sheet', 'checklist', 'people'])('%s', (view) => {
  it('marks the step of the cursor wherever it is, and stays where it is when the text changes above', async () => {
    const { page, show, settled } = await servePreview(built, plan, { tab: view });
    const step = plan.analysis.plan.releases[0]!.steps.at(-20)!;
    const { file, range } = step.head;
    const cursor = { type: 'cursor', file, line: range.start.line };
    await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), cursor);
    await settled();
    const here = page.locator(`#${view} .rp-here`);
    const box = (await here.boundingBox())!;
    expect(Number(await here.getAttribute('data-line'))).toBe(range.start.line);
    expect(box.y > 0 && box.y + box.height <= 800).toBe(true);
    const words = await here.textContent();
    await show(plan);
    const again = (await here.boundingBox())!;
    expect(await here.textContent()).toBe(words);
    expect(Math.abs(again.y - box.y)).toBeLessThan(2);
    await show(longPlan(COUNT, true));
    expect((await drawnIn(page, view)).length).toBeGreaterThan(5);
    expect(await gaps(page, view)).toBe(0);
    await page.close();
  });
});

it('draws its rows in a browser that tells nobody when it is idle, as Safari is', async () => {
  const { page, failed, settled } = await servePreview(built, plan, {
    tab: 'run-sheet',
    lacking: ['requestIdleCallback'],
  });
  await settled();
  expect((await drawnIn(page, 'run-sheet')).length).toBeGreaterThan(10);
  expect(failed).toEqual([]);
  await page.close();
});

it('selects all rows to be copied as cells, and has few of them again once nothing is selected', async () => {
  const { page, settled } = await servePreview(built, plan, { tab: 'run-sheet' });
  await page.locator('#run-sheet [tabindex="0"]').first().focus();
  const few = (await drawnIn(page, 'run-sheet')).length;
  await page.keyboard.press('Control+a');
  await settled();
  const copied = await page.evaluate(() => String(getSelection()));
  const cells = copied.split('\n').filter((line) => /\tdeploy s\d+/.test(line));
  expect(cells).toHaveLength(COUNT);
  expect(cells.at(-1)).toContain(`deploy s${COUNT - 1}`);
  await page.evaluate(() => getSelection()!.removeAllRanges());
  await settled();
  expect((await drawnIn(page, 'run-sheet')).length).toBe(few);
  await page.close();
});

it('finds a step that is far from what is seen, in a list as in the schedule', async () => {
  const { page, settled } = await servePreview(built, plan, { tab: 'checklist' });
  const step = plan.analysis.plan.releases[0]!.steps.at(-1)!;
  await page.hover('#checklist');
  await page.waitForFunction(() => 'releasePlanHands' in globalThis);
  await page.keyboard.press('Control+f');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('find');
  await page.keyboard.type('s139');
  const found = {
    ...{ address: '', label: 'deploy s139', step: step.id, title: '', duration: '', by: '' },
    ...{ startClause: 'at', file: step.place.file, line: step.place.range.start.line },
  };
  const choices = { type: 'choices', choices: { steps: [found], people: [] }, version: 1 };
  await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), choices);
  await settled();
  const here = page.locator('#checklist .rp-here');
  expect(await here.textContent()).toContain('s139');
  const box = (await here.boundingBox())!;
  expect(box.y > 0 && box.y + box.height <= 800).toBe(true);
  await page.close();
});

/** Of the rows that are drawn: what is done, how long it takes, and what stands at the head of the column it is sorted by. */
const sheetIn = (page: Page) =>
  page.evaluate(() => {
    const [table] = document.querySelectorAll<HTMLTableElement>('#run-sheet table');
    const sorted = table!.querySelector<HTMLElement>('thead [aria-sort]');
    return {
      rows: [...table!.querySelectorAll('[data-rows] > tr')].map((row) => row.textContent),
      sorted: sorted && `${sorted.textContent} ${sorted.ariaSort}`,
      said: document.getElementById('arranged')!.textContent,
    };
  });

test('sorts a table by its heads, by keys alone, and back to the order of the plan', async () => {
  const { page, settled } = await servePreview(built, plan, { tab: 'run-sheet', width: 1000 });
  const before = await sheetIn(page);
  const head = page.getByRole('button', { name: 'What', exact: true });
  const press = async () => {
    await page.keyboard.press('Enter');
    await settled();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-sort'))).toBe('What');
  };
  await head.focus();
  await press();
  const up = await sheetIn(page);
  expect(up.sorted).toBe('What ascending');
  expect(up.said).toBe(' by What');
  expect(up.rows.slice(0, 3).map((row) => /deploy (s\d+)/.exec(row!)?.[1])).toEqual(['s0', 's1', 's2']);
  await press();
  const down = await sheetIn(page);
  expect(down.sorted).toBe('What descending');
  expect(down.rows[0]).toContain(`notify a${COUNT - 1}`);
  await press();
  const after = await sheetIn(page);
  const seen = Math.min(after.rows.length, before.rows.length);
  expect(seen).toBeGreaterThan(10);
  expect(after.rows.slice(0, seen)).toEqual(before.rows.slice(0, seen));
  expect([after.sorted, after.said]).toEqual([null, '']);
  await page.close();
});

test('shows the rows with certain words, marks none for a line that is not among them, and is so again after a reload', async () => {
  const { page, settled, saved } = await servePreview(built, plan, { tab: 'run-sheet' });
  await page.fill('#words', 'what:s13');
  await page.keyboard.press('Enter');
  await settled();
  const found = await sheetIn(page);
  expect(found.said).toBe(`11 of ${2 * COUNT} rows`);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TR');
  const [step] = plan.analysis.plan.releases[0]!.steps;
  const { file, range } = step!.head;
  await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), {
    ...{ type: 'cursor', file, line: range.start.line },
  });
  expect(await page.locator('#run-sheet .rp-here').count()).toBe(0);
  const state = await saved();
  await page.close();
  const again = await servePreview(built, plan, { tab: 'run-sheet', state });
  expect(await sheetIn(again.page)).toEqual(found);
  expect(await again.page.inputValue('#words')).toBe('what:s13');
  await again.page.fill('#words', 'nothing of the kind');
  await again.page.keyboard.press('Enter');
  await again.settled();
  expect(await again.page.locator('#run-sheet').textContent()).toContain('No row has all of these words.');
  await again.page.focus('#words');
  await again.page.keyboard.press('Escape');
  await again.settled();
  expect((await sheetIn(again.page)).said).toBe('');
  await again.page.close();
});

test('copies rows as cells: with their heads and all columns, and none of them a formula', async () => {
  const text = `person ann
service s
release r {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    deploy s "=HYPERLINK(1)" 5m by ann done
    verify s "two" 5m by ann
  }
}
`;
  const analysis = analyseText(text);
  const small = { analysis, schedule: analysis.schedules[0]! };
  const { page, settled } = await servePreview(built, small, { tab: 'run-sheet', width: 600 });
  await page.locator('#run-sheet [tabindex="0"]').first().focus();
  await page.keyboard.press('Control+a');
  await settled();
  const copied = await page.evaluate(() => {
    const data = new DataTransfer();
    document
      .querySelector('#run-sheet td')!
      .dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData: data }));
    return { text: data.getData('text/plain'), html: data.getData('text/html') };
  });
  const cells = copied.text.split('\n').map((line) => line.split('\t'));
  expect(cells[0]).toEqual(['#', 'Berlin', 'End', 'Takes', 'What', 'Who', 'Waits for', 'Float', 'Done']);
  expect(cells.slice(2).map((row) => [row[4], row.at(-1)])).toEqual([
    ['deploy s =HYPERLINK(1)', '✓'],
    ['verify s two', ''],
  ]);
  expect(copied.html.match(/<tr>/g)).toHaveLength(cells.length);
  expect(copied.html).not.toMatch(/<(svg|span|button)/);
  await page.close();
});
