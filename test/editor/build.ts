import { resolve } from 'node:path';
import { build } from 'esbuild';

const SUITE = resolve(import.meta.dirname, 'suite/index.ts');

/** Bundles the suite to one CommonJS file that runs in the Node and in the web extension host. */
export async function buildEditorSuite(file: string, source = SUITE): Promise<void> {
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
}
