/** The page of the preview as an editor would load it, beside its scripts, and a browser to open it in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { previewDocument } from '../../client/webview/document.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/editor/chromium.ts';

export interface PreviewPage {
  readonly browser: Browser;
  readonly address: string;
  close(): Promise<void>;
}

export async function buildPreviewPage(): Promise<PreviewPage> {
  const folder = mkdtempSync(join(tmpdir(), 'release-preview-'));
  const entry = (path: string) => new URL(`../../client/webview/${path}`, import.meta.url).pathname;
  await build({
    entryPoints: { webview: entry('main.ts'), 'webview-hands': entry('hands/hands.ts') },
    bundle: true,
    minify: true,
    format: 'iife',
    outdir: folder,
  });
  const page = join(folder, 'index.html');
  writeFileSync(page, previewDocument({ nonce: 'abc', scriptUri: 'webview.js' }));
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
  return {
    browser,
    address: pathToFileURL(page).href,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
