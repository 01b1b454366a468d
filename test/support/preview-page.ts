/** The page of the preview as an editor would load it, beside its scripts, and a browser to open it in. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { previewDocument } from '../../client/webview/document.ts';
import { previewBundle } from '../../scripts/preview-bundle.ts';
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
  await build({ ...previewBundle, outdir: folder });
  await writeFile(join(folder, 'index.html'), previewDocument({ nonce: 'abc', scriptUri: 'webview.js' }));
}
