/** The files of the page that `preview` serves: the preview of the editor and what hosts it in a browser, as the build makes them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Misuse } from '../misuse.ts';

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const;

const FILES = [
  ['/', 'served.html'],
  ['/served.css', 'served.css'],
  ['/served.js', 'served.js'],
  ['/preview.html', 'preview.html'],
  ['/preview.css', 'preview.css'],
  ['/preview-host.js', 'preview-host.js'],
  ['/webview.js', 'webview.js'],
  ['/webview-hands.js', 'webview-hands.js'],
] as const;

export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly text: string }>;

/** Beside the program, or where the build of a working copy puts them. */
export function pageFiles(): PageFiles {
  const folders = [import.meta.dirname, join(import.meta.dirname, '../../dist')];
  const folder = folders.find((one) => existsSync(join(one, 'served.js')));
  if (!folder) throw new Misuse('The page of the preview is not built: run `npm run build` first.');
  return new Map(
    FILES.map(([path, name]) => [
      path,
      {
        type: TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES],
        text: readFileSync(join(folder, name), 'utf8'),
      },
    ]),
  );
}
