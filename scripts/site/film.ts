/**
 * `npm run film`: the moving picture of the README, `docs/playground.png`, as the playground is (`npm run site` makes it): a step takes longer, what
 * that breaks is found and drawn, a repair is offered, and it is taken back.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../editor/chromium.ts';
import { command } from '../editor/command.ts';
import { ensureProgram } from '../editor/program.ts';
import { root } from '../root.ts';
import { serveFolder } from './serve.ts';

const OUT = resolve(root, 'docs/playground.png');
const MOST_KILOBYTES = 400;
const [SAID, LONGER] = ['20m..25m..50m', '95m'];

const apngasm = await ensureProgram({
  title: 'APNG Assembler',
  variable: 'APNGASM',
  names: ['apngasm'],
  debian: 'apngasm',
});
const frames = await mkdtemp(join(tmpdir(), 'release-plan-film-'));
const served = await serveFolder(resolve(root, 'dist/site'));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 640 }, reducedMotion: 'reduce' });
  let count = 0;
  const shot = async (seconds: number) => {
    const name = join(frames, `frame${String(count++).padStart(3, '0')}`);
    await page.screenshot({ path: `${name}.png`, caret: 'hide' });
    await writeFile(`${name}.txt`, `delay=${Math.round(seconds * 100)}/100\n`);
  };
  const counts = page.locator('#counts');
  const finding = page.locator('.finding').first();
  const ends = page.frameLocator('#preview').locator('.rp-fact', { hasText: 'Ends' });

  await page.goto(`${served.address}playground.html#example=payments-4.2`);
  await counts.filter({ hasText: 'Nothing found' }).waitFor();
  await ends.waitFor();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type(SAID);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const before = await ends.textContent();
  await page.waitForTimeout(1000);
  await shot(2.5);
  for (const letter of LONGER) {
    await page.keyboard.type(letter);
    await page.waitForTimeout(30);
    await shot(0.25);
  }
  await finding.waitFor();
  await ends.filter({ hasNotText: before ?? '' }).waitFor();
  await page.waitForTimeout(1500);
  await shot(4);
  await finding.locator('.links button').click();
  await finding.locator('.repairs button').first().waitFor();
  await shot(3);
  await page.locator('.cm-content').focus();
  for (const _ of LONGER) await page.keyboard.press('Control+z');
  await counts.filter({ hasText: 'Nothing found' }).waitFor();
  await page.waitForTimeout(1500);
  await shot(2);
  await command(apngasm, [OUT, join(frames, 'frame000.png'), '-z1']);
} finally {
  await browser.close();
  served.close();
  await rm(frames, { recursive: true, force: true });
}
const kilobytes = Math.ceil((await stat(OUT)).size / 1000);
if (kilobytes > MOST_KILOBYTES) throw new Error(`docs/playground.png has ${kilobytes} kB: people wait for it.`);
console.log(`docs/playground.png: ${kilobytes} kB of at most ${MOST_KILOBYTES} kB`);
