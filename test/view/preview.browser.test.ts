import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FromPreview, PreviewState, ToPreview } from '../../client/webview/messages.ts';
import { picturesOf } from '../../view/pictures.ts';
import { PATIENCE } from '../support/patience.ts';
import { buildPreviewPage, type PreviewPage } from '../support/preview-page.ts';
import { FILE } from './fixture.ts';
import { payments } from './payments.ts';
import { longRun } from './plans.ts';

/** What the page of the test offers in place of VS Code. */
interface Host {
  sent: FromPreview[];
  saved?: PreviewState;
  violations: string[];
}

let built: PreviewPage;
beforeAll(async () => {
  built = await buildPreviewPage();
});

async function open(state?: PreviewState): Promise<Page> {
  const page = await built.browser.newPage({ viewport: { width: 640, height: 800 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE.timeout);
  await page.addInitScript((saved) => {
    const host: Host = { sent: [], violations: [] };
    Object.assign(globalThis, {
      host,
      acquireVsCodeApi: () => ({
        postMessage: (message: FromPreview) => host.sent.push(message),
        getState: () => saved,
        setState: (next: PreviewState) => {
          host.saved = next;
        },
      }),
    });
    document.addEventListener('securitypolicyviolation', (event) => host.violations.push(event.violatedDirective));
  }, state);
  await page.goto(built.address);
  return page;
}

const hostOf = (page: Page): Promise<Host> => page.evaluate(() => (globalThis as unknown as { host: Host }).host);

async function post(page: Page, message: ToPreview): Promise<void> {
  await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);
}

function shown({ analysis, schedule }: ReturnType<typeof payments>, zoom = 1, view?: string): ToPreview {
  const pictures = picturesOf(analysis, schedule, { width: 638, zoom, view });
  return { type: 'show', uri: FILE, releases: [schedule.release], pictures, version: 1 };
}

const START = { rows: { from: 0, to: expect.any(Number) }, folded: { all: false, but: [] } };

const ROWS = '.rp-body-row .rp-names .rp-row';
/** Its title is cut where there is little room; its name is read all the same. */
const REFUND_TABLES = `${ROWS}[aria-label*="Refund tables"] .rp-verb`;

describe('the preview', () => {
  it('asks for pictures, shows them under its strict policy, and leads to the line', async () => {
    const page = await open();
    expect((await hostOf(page)).sent).toEqual([
      { type: 'ready', wishes: { width: 638, zoom: 1, grouping: 'block', view: 'schedule', ...START } },
    ]);
    await post(page, shown(payments()));
    await page.click(REFUND_TABLES);
    const { release } = payments();
    const line = release.steps.find((step) => step.name === 'refund-tables')!.head.range.start.line;
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'reveal', file: FILE, line });
    expect((await hostOf(page)).violations).toEqual([]);
    await page.close();
  });

  it.each([340, 398, 520, 638, 900])('covers no word of its time axis, %d pixels wide', async (width) => {
    const page = await open();
    await page.setViewportSize({ width, height: 800 });
    const { analysis, schedule } = payments();
    const pictures = picturesOf(analysis, schedule, { width: width - 2 });
    await post(page, { type: 'show', uri: FILE, releases: [schedule.release], pictures, version: 1 });
    const covered = await page.evaluate(() => {
      const axes = [...document.querySelectorAll<SVGSVGElement>('.rp-head-row > svg:not(.rp-names)')];
      for (const axis of axes) axis.style.pointerEvents = 'auto';
      return axes.flatMap((axis) =>
        [...axis.querySelectorAll('text')].flatMap((word) => {
          word.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = word.getBoundingClientRect();
          const [on, at] = [x + width / 2, y + height / 2];
          if (width === 0 || on < 0 || on > innerWidth) return [];
          return axis.contains(document.elementFromPoint(on, at)) ? [] : [word.textContent];
        }),
      );
    });
    expect(covered).toEqual([]);
    await page.close();
  });

  it('moves one tab stop by the arrows, and reveals by Enter', async () => {
    const page = await open();
    await post(page, shown(payments()));
    await page.focus(`${ROWS}[tabindex="0"]`);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.split('\n')[0])).toBe(
      'deploy payments-api',
    );
    expect(await page.locator(`${ROWS}[tabindex="0"]`).count()).toBe(1);
    await page.keyboard.press('Enter');
    expect((await hostOf(page)).sent.at(-1)?.type).toBe('reveal');
    await page.close();
  });

  it('asks for a tick by a click on a box, and by Space on its entry', async () => {
    const page = await open();
    await page.click('#tab-checklist');
    await post(page, shown(payments(), 1, 'checklist'));
    const { range } = payments().release.steps.find(({ name }) => name === 'refund-tables')!.head;
    await post(page, { type: 'cursor', file: FILE, line: range.start.line });
    const entry = page.locator('#checklist li:has(.rp-entry):has-text("Refund tables")').first();
    const line = Number(await entry.getAttribute('data-line'));
    await entry.locator('.rp-entry > [role=checkbox]').click();
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'tick', file: FILE, line });
    await entry.click({ position: { x: 200, y: 12 } });
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'reveal', file: FILE, line });
    await entry.focus();
    await page.keyboard.press('Space');
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'tick', file: FILE, line });
    await page.close();
  });

  it('is whole when it was first shown behind the other tab', async () => {
    const page = await open();
    await page.click('#tab-checklist');
    await post(page, shown(payments()));
    await page.click('#tab-schedule');
    expect(await page.locator(ROWS).first().isVisible()).toBe(true);
    expect((await page.locator('.rp-panel').first().boundingBox())!.width).toBeGreaterThan(600);
    await page.close();
  });

  it('marks the step of the cursor in both views and brings it in', async () => {
    const page = await open();
    await post(page, shown(longRun(400)));
    await post(page, { type: 'cursor', file: FILE, line: 11 + 300 });
    const label = page.locator(`${ROWS}.rp-here`);
    expect(await label.getAttribute('aria-label')).toContain('deploy service-300');
    const box = (await label.boundingBox())!;
    expect(box.y > 0 && box.y + box.height < 800).toBe(true);
    await page.click('#tab-checklist');
    await post(page, shown(longRun(400), 1, 'checklist'));
    const entry = page.locator('#checklist .rp-here');
    expect(await entry.textContent()).toContain('service-300');
    const place = (await entry.boundingBox())!;
    expect(place.y > 0 && place.y + place.height < 800).toBe(true);
    await page.close();
  });

  it('keeps only rows that can be seen, before and after scrolling', async () => {
    const page = await open();
    await post(page, shown(longRun(1000)));
    expect(await page.locator(ROWS).count()).toBeLessThan(60);
    await page.evaluate(() => document.getElementById('schedule')!.scrollTo(0, 12_000));
    await page.waitForFunction(
      (rows) => document.querySelector(rows)?.getAttribute('aria-label')?.includes('service-5'),
      ROWS,
    );
    expect(await page.locator(ROWS).count()).toBeLessThan(60);
    await page.close();
  });

  it('keeps all that is in sight when the cursor stands on the first row', async () => {
    const page = await open();
    await post(page, shown(longRun(30)));
    const before = await page.locator(ROWS).count();
    expect(before).toBeGreaterThan(15);
    const { file, line } = await page
      .locator(`${ROWS}[data-line]`)
      .first()
      .evaluate((row) => (row as SVGElement).dataset);
    await post(page, { type: 'cursor', file: file!, line: Number(line) });
    await page.locator('.rp-here').first().waitFor();
    expect(await page.locator(ROWS).count()).toBe(before);
    await page.close();
  });

  it('keeps a row that stays in sight while it scrolls: what is pressed then is clicked', async () => {
    const page = await open();
    await post(page, shown(longRun(1000)));
    const drawn = (top: number) =>
      page.evaluate(
        async ([wanted, selector]) => {
          const schedule = document.getElementById('schedule')!;
          const before = [...document.querySelectorAll(selector)];
          schedule.scrollTo({ top: wanted, behavior: 'instant' });
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const after = [...document.querySelectorAll(selector)];
          const names = after.map((row) => row.getAttribute('aria-label') ?? '');
          const stayed = after.filter((row) => before.includes(row)).length;
          return { names, stayed, svg: after.every((row) => row instanceof SVGElement) };
        },
        [top, ROWS] as const,
      );
    const far = await drawn(9000);
    expect(far.stayed).toBe(0);
    // There by small steps, and at once: the same rows.
    for (const top of [8900, 8700, 8900, 9300, 9100]) {
      const { stayed, names, svg } = await drawn(top);
      expect(stayed).toBeGreaterThan(10);
      expect(svg && names.length === new Set(names).size).toBe(true);
    }
    expect((await drawn(9000)).names).toEqual(far.names);
    await page.close();
  });

  it('keeps the last picture under a banner that leads to the line', async () => {
    const page = await open();
    await post(page, shown(payments()));
    // The banner takes room, so that the last rows may be cut off as no longer visible.
    const first = async () => (await page.locator(ROWS).allTextContents()).slice(0, 8);
    const before = await first();
    expect(before).toHaveLength(8);
    await post(page, { type: 'trouble', message: 'Line 12 cannot be read.', file: FILE, line: 11 });
    expect(await first()).toEqual(before);
    await page.click('#banner button');
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'reveal', file: FILE, line: 11 });
    await post(page, shown(payments()));
    expect(await page.locator('#banner').textContent()).toBe('');
    await page.close();
  });

  it('wishes for another zoom and grouping, and is after a reload where it was', async () => {
    const page = await open();
    await post(page, shown(payments()));
    await page.click('#zoom-in');
    await page.selectOption('#grouping', 'person');
    expect((await hostOf(page)).sent.at(-1)).toEqual({
      type: 'wish',
      wishes: {
        width: 638,
        zoom: 1.5,
        grouping: 'person',
        view: 'schedule',
        release: 'payments-4.2',
        rows: { from: 0, to: expect.any(Number) },
        folded: START.folded,
      },
    });
    await page.evaluate(() => document.getElementById('schedule')!.scrollTo(0, 300));
    await page.waitForFunction(
      () => (globalThis as unknown as { host: Host }).host.saved?.scroll.schedule?.[1] === 300,
    );
    const { saved } = await hostOf(page);
    await page.close();
    const again = await open(saved);
    expect((await hostOf(again)).sent[0]).toMatchObject({ wishes: { zoom: 1.5, grouping: 'person' } });
    await post(again, shown(payments(), 1.5));
    expect(await again.evaluate(() => document.getElementById('schedule')!.scrollTop)).toBe(300);
    await again.close();
  });

  describe('what if', () => {
    const step = () => payments().release.steps.find(({ name }) => name === 'refund-tables')!;
    const choices = () => ({
      steps: [
        {
          address: 'p/#0',
          label: 'first',
          step: 'p/first',
          title: '',
          duration: '5m',
          by: '',
          startClause: 'at' as const,
          file: FILE,
          line: 0,
        },
        {
          address: 'p/#1',
          label: 'refund-tables',
          step: step().id,
          title: 'Refund tables',
          duration: '25m',
          by: 'dba',
          startClause: 'not before' as const,
          file: FILE,
          line: step().head.range.start.line,
        },
      ],
      people: ['priya', 'jonas'],
    });
    const offered = (): ToPreview => ({ type: 'choices', choices: choices(), version: 1 });
    const answer = (): ToPreview => {
      const { pictures } = shown(payments()) as Extract<ToPreview, { type: 'show' }>;
      return {
        type: 'tried',
        pictures,
        summary: 'It ends 25 min later.',
        report: '<ul><li data-file="f" data-line="3" tabindex="0">Run ends</li></ul>',
      };
    };

    it('asks for what the form says, with the step of the row, by keyboard alone', async () => {
      const page = await open();
      expect(await page.isVisible('#what-if-open')).toBe(false);
      await post(page, shown(payments()));
      await page.click(REFUND_TABLES);
      await page.keyboard.press('w');
      expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'choices' });
      await post(page, offered());
      await page.keyboard.type('50m');
      await page.keyboard.press('Tab');
      await page.keyboard.type('10m');
      await page.selectOption('#what-if-without', 'priya');
      await page.focus('#what-if-start');
      await page.keyboard.type('+30m');
      await page.keyboard.press('Enter');
      expect((await hostOf(page)).sent.at(-1)).toEqual({
        type: 'try',
        changes: { set: ['p/#1.duration=50m', 'p/#1.not before=+10m'], without: ['priya'], start: 'p/+30m' },
      });
      expect((await hostOf(page)).violations).toEqual([]);
      await page.close();
    });

    it('shows the difference, leads to its lines, and goes back to the plan', async () => {
      const page = await open();
      await post(page, shown(payments()));
      await page.click('#what-if-open');
      await post(page, offered());
      await page.fill('#what-if-duration', '50m');
      await post(page, answer());
      expect(await page.textContent('#what-if-said')).toContain('It ends 25 min later.');
      await page.focus('#what-if-report li');
      await page.keyboard.press('Enter');
      expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'reveal', file: 'f', line: 3 });
      await page.focus('#what-if-duration');
      await page.keyboard.press('Escape');
      expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'try' });
      await post(page, shown(payments()));
      expect(await page.isDisabled('#what-if-back')).toBe(true);
      expect(await page.textContent('#what-if-report')).toBe('');
      await page.keyboard.press('Escape');
      expect(await page.isVisible('#what-if')).toBe(false);
      await page.close();
    });

    it('says what it cannot try, and why something tried is gone', async () => {
      const page = await open();
      await post(page, shown(payments()));
      await page.click('#what-if-open');
      await post(page, offered());
      await page.keyboard.press('Enter');
      expect(await page.textContent('#what-if-said')).toContain('Say what to try');
      await post(page, { type: 'not-tried', message: 'Nobody is called `<b>`.' });
      expect(await page.textContent('#what-if-said')).toBe('Nobody is called `<b>`.');
      await post(page, answer());
      await post(page, { ...shown(payments()), notice: 'The plan was edited.' } as ToPreview);
      expect(await page.textContent('#what-if-said')).toBe('The plan was edited.');
      expect(await page.evaluate(() => document.body.classList.contains('rp-trying'))).toBe(false);
      await page.close();
    });
  });

  describe('what changes the plan', () => {
    const plan = payments();
    const step = () => plan.release.steps.find(({ name }) => name === 'refund-tables')!;
    const writable = (): Extract<ToPreview, { type: 'show' }> => ({
      ...(shown(plan) as Extract<ToPreview, { type: 'show' }>),
      version: 7,
    });
    const choices = (): ToPreview => ({
      type: 'choices',
      version: 7,
      choices: {
        people: ['priya'],
        steps: [
          {
            address: 'p/#1',
            label: 'refund-tables',
            step: step().id,
            title: 'Refund tables',
            duration: '25m',
            by: 'dba',
            startClause: 'not before',
            file: FILE,
            line: step().head.range.start.line,
          },
        ],
      },
    });
    const ready = async (message: ToPreview = writable()) => {
      const page = await open();
      await post(page, message);
      await page.hover('#schedule');
      await page.waitForFunction(() => 'releasePlanHands' in globalThis);
      return page;
    };
    const last = async (page: Page) => (await hostOf(page)).sent.at(-1)!;
    const barOf = async (page: Page) => {
      const line = step().head.range.start.line;
      const bar = page.locator(`.rp-body-row > svg:not(.rp-names) .rp-row[data-line="${line}"] rect.rp-change`).first();
      await bar.scrollIntoViewIfNeeded();
      return (await bar.boundingBox())!;
    };
    const outcome = { start: 0, end: 25, moved: [], when: 'Sat 23:15', added: [], gone: [] };
    const tried = (asked: number): ToPreview => ({
      type: 'step-tried',
      asked,
      says: ['The line says `not before 23:15`.'],
      outcome: { ...outcome, facts: [{ text: 'the run ends <b>later</b>', tone: 'worse' }] },
    });

    it('asks while a bar is dragged what would come of it, shows that as text, and writes when it is let go', async () => {
      const page = await ready();
      const { x, y, width } = await barOf(page);
      await page.mouse.move(x + width / 3, y + 4);
      await page.mouse.down();
      await page.mouse.move(x + width / 3 + 40, y + 4, { steps: 4 });
      const asked = (await last(page)) as Extract<FromPreview, { type: 'try-step' }>;
      expect(asked).toMatchObject({ type: 'try-step', version: 7, edit: { release: 'payments-4.2', step: step().id } });
      await post(page, tried(asked.asked));
      expect(await page.textContent('.rp-card li')).toBe('The run ends <b>later</b>');
      expect(await page.locator('.rp-hands rect').count()).toBeGreaterThan(0);
      await page.mouse.up();
      const written = (await last(page)) as Extract<FromPreview, { type: 'edit-step' }>;
      expect(written.type).toBe('edit-step');
      expect(written.edit.start! % 5).toBe(0);
      // It was no click that leads to the line, and Escape puts back what is still under way.
      expect((await hostOf(page)).sent.filter(({ type }) => type === 'reveal')).toEqual([]);
      await post(page, { type: 'step-edited', asked: written.asked, says: [] });
      await post(page, { ...writable(), version: 8 });
      expect(await page.locator('.rp-card, .rp-hands').count()).toBe(0);
      await page.mouse.move(x + width - 2, y + 4);
      await page.mouse.down();
      await page.mouse.move(x + width + 30, y + 4, { steps: 3 });
      expect(await last(page)).toMatchObject({ type: 'try-step', version: 8, edit: { end: expect.any(Number) } });
      await page.keyboard.press('Escape');
      expect(await page.locator('.rp-card, .rp-hands').count()).toBe(0);
      await page.mouse.up();
      expect((await hostOf(page)).sent.filter(({ type }) => type === 'edit-step')).toHaveLength(1);
      expect((await hostOf(page)).violations).toEqual([]);
      await page.close();
    });

    it('moves and edits by keyboard alone, says aloud what would come of it, and why it cannot be', async () => {
      const page = await ready();
      await page.focus(`${ROWS}[aria-label*="Refund tables"]`);
      await page.keyboard.press('F2');
      await post(page, choices());
      await page.keyboard.type('New tables');
      await page.keyboard.press('Enter');
      expect(await last(page)).toMatchObject({ type: 'edit-step', edit: { step: step().id, title: 'New tables' } });
      const { asked } = (await last(page)) as Extract<FromPreview, { type: 'edit-step' }>;
      await post(page, { type: 'step-refused', asked, message: 'A `title` is one line.' });
      expect(await page.textContent('.rp-in-place [role=status]')).toBe('A `title` is one line.');
      await page.keyboard.press('Escape');
      expect(await page.locator('.rp-in-place').count()).toBe(0);
      const moved = (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '';
      expect(moved).toContain('Refund tables');
      await page.keyboard.press('Alt+Shift+ArrowRight');
      const first = (await last(page)) as Extract<FromPreview, { type: 'try-step' }>;
      await post(page, tried(first.asked));
      expect(await page.textContent('#hands-said')).toBe('Sat 23:15. The run ends <b>later</b>.');
      await page.keyboard.press('Enter');
      expect(await last(page)).toMatchObject({ type: 'edit-step', edit: { end: first.edit.end } });
      await post(page, { ...writable(), readOnly: 'It is only shown here.' });
      await page.keyboard.press('Alt+ArrowRight');
      expect(await page.textContent('.rp-card span')).toBe('It is only shown here.');
      await page.close();
    });

    it('finds a step among all rows, and marks it', async () => {
      const page = await ready();
      await page.focus(`${ROWS}[tabindex="0"]`);
      await page.keyboard.press('/');
      await page.keyboard.type('refund');
      await post(page, choices());
      expect(await page.textContent('#found')).toBe('1 of 1');
      expect(await page.locator(`${ROWS}.rp-here`).getAttribute('aria-label')).toContain('Refund tables');
      await page.keyboard.press('Escape');
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      expect(focused).toContain('Refund tables');
      await page.close();
    });

    it('lists findings in a drawer: filtered, led to, repaired', async () => {
      const page = await ready();
      await page.click('#drawer-open');
      expect(await last(page)).toEqual({ type: 'findings' });
      const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
      const one = (severity: 'error' | 'warning', code: string) => ({
        code,
        severity,
        message: `${code} <i>`,
        file: FILE,
        range,
      });
      await post(page, { type: 'found', findings: [one('error', 'backup-missing'), one('warning', 'no-undo')] });
      expect(await page.locator('.rp-drawer li').count()).toBe(2);
      await page.keyboard.type('undo');
      expect(await page.locator('.rp-drawer li').allTextContents()).toEqual([expect.stringContaining('no-undo <i>')]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await last(page)).toEqual({ type: 'reveal', file: FILE, line: 4 });
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await last(page)).toEqual({ type: 'repairs', finding: 1 });
      await post(page, { type: 'repairs', finding: 1, titles: ['Add `undo tbd`'] });
      expect(await page.locator('.rp-repairs button code').allTextContents()).toEqual(['undo tbd']);
      await page.keyboard.press('Enter');
      expect(await last(page)).toEqual({ type: 'repair', finding: 1, title: 'Add `undo tbd`' });
      await page.click('.rp-drawer [data-kind=warning]');
      expect(await page.textContent('.rp-drawer header [role=status]')).toBe('0 of 2.');
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('drawer-open');
      await page.close();
    });
  });

  it('asks for a view when somebody looks at it, and not before', async () => {
    const page = await open();
    const { analysis, schedule } = payments();
    const drawn = (view: string): ToPreview => ({
      type: 'show',
      uri: FILE,
      releases: [schedule.release],
      pictures: picturesOf(analysis, schedule, { width: 638, view }),
      version: 1,
    });
    await post(page, drawn('schedule'));
    await page.click('#tab-people');
    expect((await hostOf(page)).sent.at(-1)).toMatchObject({ type: 'wish', wishes: { view: 'people' } });
    await post(page, drawn('people'));
    expect(await page.locator('#people tr[data-line] >> text=Refund tables').first().isVisible()).toBe(true);
    await page.click('#tab-schedule');
    expect((await hostOf(page)).sent.at(-1)).toMatchObject({ type: 'wish', wishes: { view: 'schedule' } });
    await page.close();
  });

  it('ticks in the run sheet as in the checklist', async () => {
    const page = await open();
    await page.click('#tab-run-sheet');
    await post(page, shown(payments(), 1, 'run-sheet'));
    const row = page.locator('#run-sheet tr:has-text("Refund tables")').first();
    const line = Number(await row.getAttribute('data-line'));
    await row.locator('[role=checkbox]').click();
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'tick', file: FILE, line });
    await row.focus();
    await page.keyboard.press('Space');
    expect((await hostOf(page)).sent.at(-1)).toEqual({ type: 'tick', file: FILE, line });
    await page.close();
  });

  it('keeps over a reload that it is pinned', async () => {
    const page = await open();
    await post(page, { type: 'pinned', isPinned: true });
    const { saved } = await hostOf(page);
    expect(saved).toMatchObject({ isPinned: true });
    await page.close();
  });

  it('changes tabs by the arrow keys', async () => {
    const page = await open();
    await page.focus('#tab-schedule');
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('#tab-run-sheet', 'aria-selected')).toBe('true');
    expect(await page.isVisible('#run-sheet')).toBe(true);
    expect(await page.isVisible('#schedule')).toBe(false);
    await page.close();
  });
});
