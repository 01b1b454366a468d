/** Our picture, from the server's side to the screen: the plan is drawn, sent as a message, and shown by the preview of the editor. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { previewDocument } from '../../client/webview/document.ts';
import type { FromPreview, ToPreview, Wishes } from '../../client/webview/messages.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { previewBundle } from '../../scripts/preview-bundle.ts';
import { previewOf } from '../../service/pictures/preview.ts';
import { clock } from '../tools/measure.ts';

const FILE = 'file:///bench/a.release';

/** The page of the preview, as VS Code has it; gives its address. */
export async function buildPreview(): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'release-render-'));
  await build({ ...previewBundle, outdir });
  const page = join(outdir, 'index.html');
  writeFileSync(page, previewDocument({ nonce: 'abc', scriptUri: 'webview.js' }));
  return pathToFileURL(page).href;
}

/** Opens it at one of its views and gives what it wishes for before it has anything. */
export async function openPreview(page: Page, address: string, view: string): Promise<Wishes> {
  await page.addInitScript((tab) => {
    const sent: FromPreview[] = [];
    Object.assign(globalThis, {
      sent,
      acquireVsCodeApi: () => ({
        postMessage: (message: FromPreview) => sent.push(message),
        getState: () => ({ tab }),
        setState: () => undefined,
      }),
    });
  }, view);
  await page.goto(address);
  const [ready] = await page.evaluate(() => (globalThis as unknown as { sent: FromPreview[] }).sent);
  if (ready?.type !== 'ready') throw new Error('The preview did not say that it is ready.');
  return ready.wishes;
}

export interface Served {
  /** What the webview gets. */
  readonly message: string;
  /** Milliseconds to draw it and to write it down. */
  readonly drawing: number;
  /** Milliseconds to read, schedule and check the text that it is a picture of. */
  readonly judging: number;
}

/** A server without its wires: a text, and the message that its picture is. */
export function createServer(): (text: string, wishes: Wishes) => Served {
  const workspace = createWorkspace({ roots: ['file:///bench/'] });
  let version = 0;
  return (text, wishes) => {
    const began = clock();
    workspace.set(FILE, text);
    version++;
    const analysis = workspace.analysis(FILE);
    const judged = clock();
    const file = { uri: FILE, text, plan: analysis.plan, analysis, workspace };
    const { pictures, releases } = previewOf(file, wishes);
    const show: ToPreview = { type: 'show', uri: FILE, releases, pictures: pictures!, version };
    const message = JSON.stringify(show);
    return { message, drawing: clock() - judged, judging: judged - began };
  };
}
