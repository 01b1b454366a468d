/**
 * What a language server asks of plans is the same in Node and in a browser, and by far the largest part of both: it is bundled
 * once, as `dist/engine.js`, and the two servers are what is left, which read from it.
 */
import { relative, resolve } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** Global in a browser, `module.exports` in Node. */
const GLOBAL = 'ReleasePlanEngine';
/** Folders whose modules are in it: none of them knows a host. */
const SHARED = /^(exchange|language|plan|service|view)\//;

export interface Engine {
  /** For the bundle of a server: leaves out what the engine has. */
  readonly left: (host: 'node' | 'web') => Plugin;
  /** To be built when the servers are: only then is it known what they ask for. */
  readonly build: () => BuildOptions;
  /** Before the server of a browser, which may be loaded from its address or, behind the engine, as one text. */
  readonly banner: string;
}

export function engineOf(root: string): Engine {
  const asked = new Set<string>();
  return {
    left: (host) => ({
      name: 'engine apart',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
          const module = relative(root, resolve(resolveDir, path)).replaceAll('\\', '/');
          if (!SHARED.test(module)) return undefined;
          asked.add(module);
          return { path: module, namespace: 'engine' };
        });
        onResolve({ filter: /^\.\/engine\.js$/ }, () => ({ path: './engine.js', external: true }));
        onLoad({ filter: /./, namespace: 'engine' }, ({ path }) => {
          const engine = host === 'node' ? "require('./engine.js')" : `self.${GLOBAL}`;
          return { contents: `module.exports=${engine}[${JSON.stringify(path)}];`, resolveDir: root };
        });
      },
    }),
    build: () => ({
      stdin: {
        contents: [...asked]
          .sort()
          .map((path) => `export * as ${JSON.stringify(path)} from './${path}';`)
          .join('\n'),
        resolveDir: root,
        sourcefile: 'engine',
      },
      format: 'iife',
      globalName: GLOBAL,
      footer: { js: `typeof module==='object'&&(module.exports=${GLOBAL});` },
    }),
    banner: `'${GLOBAL}' in self||importScripts(new URL('engine.js',self.location.href).href);`,
  };
}
