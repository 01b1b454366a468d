import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** What the picture of a schedule costs whoever loads it; zones and dates are the plan's, not the renderer's. */
it('layout and SVG together are at most 27 kB', async () => {
  const built = await build({
    stdin: {
      contents:
        "export { layout } from './view/schedule/layout.ts'; export { renderSvg } from './view/schedule/paint/svg.ts';",
      resolveDir: new URL('../..', import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'plan-is-external',
        setup: ({ onResolve }) => onResolve({ filter: /\/plan\// }, ({ path }) => ({ path, external: true })),
      },
    ],
  });
  const { contents } = built.outputFiles[0]!;
  const size = gzipSync(contents).length;
  console.log(`renderer: ${contents.length} bytes, ${size} gzipped`);
  expect(size).toBeLessThanOrEqual(27 * 1024);
});
