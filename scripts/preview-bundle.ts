/** How the preview's two scripts are bundled: for a user, for tests and for benchmarks alike. */
import { resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { root } from './root.ts';

const webview = (path: string) => resolve(root, 'client/webview', path);

export const previewBundle = {
  entryPoints: { webview: webview('main.ts'), 'webview-hands': webview('hands/hands.ts') },
  bundle: true,
  minify: true,
  format: 'iife',
  // Chromium compiles all functions as the script is loaded, while the server still draws, and not each as the first picture calls it.
  banner: { js: '//# allFunctionsCalledOnLoad' },
} satisfies BuildOptions;
