import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');

/** Bundles the suite to one CommonJS file that runs in the Node and in the web extension host; gives its path. */
export async function buildEditorSuite(source = resolve(import.meta.dirname, 'suite/index.ts')): Promise<string> {
  const file = resolve(root, 'dist/test/editor-suite.js');
  await build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    format: 'cjs',
    // Without Node's own modules, so that an import of one fails here and not in the browser.
    platform: 'browser',
    target: 'es2023',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return file;
}

if (import.meta.main) console.log(await buildEditorSuite());
