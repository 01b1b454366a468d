/** Draws `client/icons/icon.png` (128 × 128, what the marketplace shows) from `icon.svg`. Run it when the SVG changes. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from './editor/chromium.ts';

const folder = resolve(import.meta.dirname, '../client/icons');
const svg = await readFile(resolve(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
try {
  const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: resolve(folder, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
