/** What is drawn by hand in the picture of a plan, over the engine itself: lines between bars, milestones, folded groups. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { messageFromPreview } from '../../client/webview/message-schemas.ts';
import type { FromPreview, PreviewState, ToPreview, Wishes } from '../../client/webview/messages.ts';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { previewOf, whatIfChoices } from '../../service/pictures/preview.ts';
import { editStep } from '../../service/step-edit/step-edit.ts';
import { PATIENCE } from '../support/patience.ts';
import { buildPreviewPage, type PreviewPage } from '../support/preview-page.ts';

const FILE = 'file:///plans/a.release';
const PLAN = `person mara
person jonas
service web
release r "A night" {
  kind   standard
  zone   UTC
  owner  mara
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  prepare {
    milestone ready "Ready" at Thu 2026-12-03 12:00
    task look "Look" at Wed 2026-12-02 10:00 30m by mara
  }
  run {
    parallel lanes {
      task one "One" 20m by mara
      task two "Two" 20m by jonas
      task three "Three" 20m by jonas after one
    }
  }
}
`;

let built: PreviewPage;
beforeAll(async () => {
  built = await buildPreviewPage();
});

/** An editor in a few lines: what the preview says is asked of the engine, and written into the text. */
async function opened(state?: PreviewState) {
  const workspace = createWorkspace({ roots: ['file:///plans/'] });
  let text = PLAN;
  let version = 1;
  let wishes: Wishes | undefined;
  let saved: PreviewState | undefined = state;
  workspace.set(FILE, text);
  const source = () => {
    const analysis = workspace.analysis(FILE);
    return { uri: FILE, text, plan: analysis.plan, analysis, workspace };
  };
  expect(source().plan.problems).toEqual([]);
  const page = await built.browser.newPage({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE.timeout);
  const say = (message: ToPreview) =>
    page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);
  const show = () => {
    const { pictures, releases } = previewOf(source(), wishes!);
    return say({ type: 'show', uri: FILE, pictures: pictures!, releases, version });
  };
  const hear = async (data: FromPreview): Promise<void> => {
    const message = messageFromPreview(data);
    if (!message) throw new Error(`No message: ${JSON.stringify(data)}`);
    if (message.type === 'ready' || message.type === 'wish') {
      wishes = message.wishes;
      await show();
    } else if (message.type === 'choices') await say({ type: 'choices', choices: whatIfChoices(source())!, version });
    else if (message.type === 'try-step' || message.type === 'edit-step') {
      const { asked } = message;
      const edited = editStep(source(), message.edit, { isTrial: message.type === 'try-step' });
      if ('trouble' in edited) return void (await say({ type: 'step-refused', asked, message: edited.trouble }));
      const { says, outcome, edits } = edited;
      if (message.type === 'try-step') return void (await say({ type: 'step-tried', asked, says, outcome }));
      text = applyTextEdits(text, edits);
      version++;
      workspace.set(FILE, text);
      await say({ type: 'step-edited', asked, says });
      await show();
    }
  };
  const failures: unknown[] = [];
  await page.exposeFunction('heard', (data: FromPreview) => {
    hear(data).catch((error: unknown) => failures.push(error));
  });
  await page.exposeFunction('kept', (next: PreviewState) => {
    saved = next;
  });
  page.on('pageerror', (error) => failures.push(error));
  await page.addInitScript((kept) => {
    const world = globalThis as unknown as { heard(data: unknown): void; kept(data: unknown): void };
    Object.assign(globalThis, {
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => world.heard(message),
        getState: () => kept,
        setState: (next: unknown) => world.kept(next),
      }),
    });
  }, state);
  await page.goto(built.address);
  await page.waitForSelector('.rp-names .rp-row');
  await page.hover('#schedule');
  await page.waitForFunction(() => 'releasePlanHands' in globalThis);
  return { page, show, text: () => text, saved: () => saved, failures };
}

/** The middle of the bar of a row, in the window. */
async function barOf(page: Page, name: string): Promise<{ x: number; y: number; right: number; bottom: number }> {
  return page.evaluate((wanted) => {
    const names = [...document.querySelectorAll('.rp-names .rp-row')];
    const row = names.find((one) => one.getAttribute('aria-label')?.includes(wanted))!;
    const group = row.parentElement!;
    const chart = group.closest('.rp-body-row')!.querySelector('svg:not(.rp-names) > g:last-of-type')!;
    const bar = chart.children[[...group.children].indexOf(row)]!.querySelector('rect:not(.rp-hit), path')!;
    const { left, right, top, bottom } = bar.getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2, right, bottom };
  }, name);
}

async function until(what: () => boolean, seen: () => string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (what()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`It did not come. Seen:\n${seen()}`);
}

test('a line is drawn from one bar to another, and pulled off again', async () => {
  const { page, text, failures } = await opened();
  const [one, two] = [await barOf(page, 'task one'), await barOf(page, 'task two')];
  await page.mouse.move(one.x, one.y);
  await page.waitForSelector('.rp-knob');
  const knob = (await page.locator('.rp-knob').boundingBox())!;
  await page.mouse.move(knob.x + 3, knob.y + 3);
  await page.mouse.down();
  await page.mouse.move(two.x, two.y, { steps: 4 });
  await page.waitForSelector('.rp-card >> text=two waits for one');
  expect(text()).toBe(PLAN);
  await page.mouse.up();
  await until(() => /task two .*after one/.test(text()), text);

  await page.waitForSelector('[data-to="r/two"] .rp-grip', { state: 'attached' });
  const grip = await page.evaluate(() => {
    const path = document.querySelector<SVGPathElement>('[data-to="r/two"] .rp-grip')!;
    const at = path.getPointAtLength(path.getTotalLength() / 2);
    const { left, top } = path.ownerSVGElement!.getBoundingClientRect();
    return { x: at.x + left, y: at.y + top };
  });
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 60, grip.y + 4, { steps: 4 });
  await page.waitForSelector('.rp-card >> text=after one');
  await page.mouse.up();
  await until(() => text() === PLAN, text);
  expect(failures).toEqual([]);
  await page.close();
});

test('a line that would make a circle is refused with the way round, and nothing is written', async () => {
  const { page, text } = await opened();
  const [three, one] = [await barOf(page, 'task three'), await barOf(page, 'task one')];
  await page.mouse.move(three.x, three.y);
  const knob = (await page.locator('.rp-knob').boundingBox())!;
  await page.mouse.move(knob.x + 3, knob.y + 3);
  await page.mouse.down();
  await page.mouse.move(one.x, one.y, { steps: 4 });
  await page.waitForSelector('.rp-card.rp-refused >> text=→');
  await page.mouse.up();
  expect(text()).toBe(PLAN);
  await page.close();
});

test('lines by keyboard alone', async () => {
  const { page, text } = await opened();
  await page.evaluate(() => {
    const rows = [...document.querySelectorAll<SVGElement>('.rp-names .rp-row')];
    rows
      .find((one) => one.getAttribute('aria-label')?.startsWith('task one'))!
      .dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
  await page.keyboard.press('a');
  expect(await page.textContent('#hands-said')).toContain('Go to the step');
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('.rp-card >> text=two waits for one');
  await page.keyboard.press('Enter');
  await until(() => /task two .*after one/.test(text()), text);
  await page.close();
});

describe('what is begun goes on when the same plan is drawn once more', () => {
  test('a line by keyboard', async () => {
    const { page, show, text } = await opened();
    await page.evaluate(() => {
      const rows = [...document.querySelectorAll<SVGElement>('.rp-names .rp-row')];
      rows
        .find((one) => one.getAttribute('aria-label')?.startsWith('task one'))!
        .dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
    await page.keyboard.press('a');
    await show();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.rp-card >> text=two waits for one');
    await show();
    await page.keyboard.press('Enter');
    await until(() => /task two .*after one/.test(text()), text);
    await page.close();
  });

  test('a line by hand', async () => {
    const { page, show, text } = await opened();
    const [one, two] = [await barOf(page, 'task one'), await barOf(page, 'task two')];
    await page.mouse.move(one.x, one.y);
    const knob = (await page.locator('.rp-knob').boundingBox())!;
    await page.mouse.move(knob.x + 3, knob.y + 3);
    await page.mouse.down();
    await show();
    await page.mouse.move(two.x, two.y, { steps: 4 });
    await page.waitForSelector('.rp-card >> text=two waits for one');
    expect(await page.locator('.rp-thread').count()).toBe(1);
    await page.mouse.up();
    await until(() => /task two .*after one/.test(text()), text);
    await page.close();
  });

  test('a bar that is moved', async () => {
    const { page, show, text } = await opened();
    const one = await barOf(page, 'task one');
    await page.mouse.move(one.x, one.y);
    await page.mouse.down();
    await page.mouse.move(one.x + 60, one.y, { steps: 4 });
    await page.waitForSelector('.rp-hands');
    await show();
    expect(await page.locator('.rp-hands').count()).toBe(1);
    await page.mouse.up();
    await until(() => /task one .*(at|not before) /.test(text()), text);
    await page.close();
  });
});

test('a milestone is dragged to another day', async () => {
  const { page, text } = await opened();
  const ready = await barOf(page, 'milestone Ready');
  await page.mouse.move(ready.x, ready.y);
  await page.mouse.down();
  await page.mouse.move(ready.x + 60, ready.y, { steps: 4 });
  await page.waitForSelector('.rp-card > b');
  await page.mouse.up();
  await until(() => text() !== PLAN, text);
  expect(text()).toMatch(/milestone ready "Ready" at (Thu|Fri) 2026-12-0[34] \d\d:\d\d\n/);
  await page.close();
});

test('a group folds by its sign and by keys, and is folded after a reload', async () => {
  const { page, saved } = await opened();
  const rows = () => page.locator('.rp-names .rp-row').count();
  const before = await rows();
  await page.locator('.rp-row[aria-expanded=true]:has-text("Parallel lanes") .rp-fold-mark').click();
  await page.waitForSelector('.rp-row[aria-expanded=false]');
  expect(await rows()).toBe(before - 3);
  const kept = saved()!;
  await page.close();
  const again = await opened(kept);
  expect(await again.page.locator('.rp-row[aria-expanded=false]').count()).toBe(1);
  await again.page.locator('.rp-row[aria-expanded=false] .rp-group').click();
  await again.page.keyboard.press('ArrowRight');
  await again.page.waitForFunction((count) => document.querySelectorAll('.rp-names .rp-row').length === count, before);
  await again.page.keyboard.press('ArrowRight');
  expect(await again.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('task one');
  await again.page.keyboard.press('ArrowLeft');
  await again.page.keyboard.press('ArrowLeft');
  await again.page.waitForSelector('.rp-row[aria-expanded=false]');
  await again.page.close();
});
