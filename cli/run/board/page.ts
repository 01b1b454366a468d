/** The files of the page: a frame, its script and its style. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Misuse } from '../../misuse.ts';

export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly text: string }>;

const FRAME = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Release board</title>
<link rel="stylesheet" href="/board.css">
<link rel="icon" href="data:,">
<div id="board"><p class="loading">The board is loading.</p></div>
<script type="module" src="/board.js"></script>
</html>
`;

/** @param folder where they are; default: beside the program, or where the build of a working copy puts them */
export function pageFiles(folder?: string): PageFiles {
  return filesIn(folder ?? builtFolder());
}

function builtFolder(): string {
  const folders = [import.meta.dirname, join(import.meta.dirname, '../../../dist')];
  const folder = folders.find((one) => existsSync(join(one, 'board.js')));
  if (!folder) throw new Misuse('The page of the board is not built: run `npm run build` first.');
  return folder;
}

function filesIn(folder: string): PageFiles {
  const html = { type: 'text/html; charset=utf-8', text: FRAME };
  return new Map([
    ['/', html],
    ['/status', html],
    ['/worker.js', script(join(folder, 'board-worker.js'))],
    ['/board.js', script(join(folder, 'board.js'))],
    ['/board.css', { type: 'text/css; charset=utf-8', text: readFileSync(join(folder, 'board.css'), 'utf8') }],
  ]);
}

function script(path: string): { readonly type: string; readonly text: string } {
  return { type: 'text/javascript; charset=utf-8', text: readFileSync(path, 'utf8') };
}
