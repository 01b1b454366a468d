/** The page of the preview as an editor would load it, beside its scripts, and a browser to open it in. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { previewDocument } from '../../client/webview/document.ts';
import { theBrowser } from './browser.ts';
import { once } from './once.ts';

export interface PreviewPage {
  readonly browser: Browser;
  readonly address: string;
}

export async function buildPreviewPage(): Promise<PreviewPage> {
  const [browser, folder] = await Promise.all([theBrowser(), once('preview', fill)]);
  return { browser, address: pathToFileURL(join(folder, 'index.html')).href };
}

async function fill(folder: string): Promise<void> {
  const entry = (path: string) => new URL(`../../client/webview/${path}`, import.meta.url).pathname;
  await build({
    entryPoints: { webview: entry('main.ts'), 'webview-hands': entry('hands/hands.ts') },
    bundle: true,
    minify: true,
    format: 'iife',
    outdir: folder,
  });
  await writeFile(join(folder, 'index.html'), previewDocument({ nonce: 'abc', scriptUri: 'webview.js' }));
}
