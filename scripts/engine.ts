/**
 * A language server, and what it asks of plans, is the same in Node and in a browser: all but what starts it there is bundled
 * once, as `dist/engine.js`, and the two servers are what is left, which read from it. So does what the package exports, with its
 * command line, and so do formats of other programs, in `dist/formats.js`, which is loaded when somebody asks for one.
 */
import { relative, resolve } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** Global in a browser, `module.exports` in Node. */
const GLOBAL = 'ReleasePlanEngine';
const FORMATS = 'ReleasePlanFormats';
/** Where the server is one text, whoever started it says where they are. */
const FORMATS_IN_WORKER = `'${FORMATS}' in self||importScripts(self.${FORMATS}At??new URL('formats.js',self.location.href).href);module.exports=self.${FORMATS};`;
/** What is asked of formats, and what is in their bundle alone. */
const FORMATS_ENTRY = 'service/formats/for-editor.ts';
const OF_FORMATS = /^(exchange|language\/write|service\/formats)\//;
/**
 * Folders whose modules are in it: none of them knows a host. Of the server that is all but what starts it there and reads files, of
 * the protocol what its packages keep for every host.
 */
const SHARED =
  /^(?:(?:exchange|language|plan|service|view)\/|server\/(?!(?:main|node|web|files|folder-store|run-files)\.ts$)|(?:node_modules\/vscode-[a-z-]+\/)+lib\/common\/)/;

export interface Engine {
  /** For the bundle of a server: leaves out what the engine has. */
  readonly left: (host: 'node' | 'web') => Plugin;
  /** Formats of other programs; to be built before the engine, too. */
  readonly formats: () => BuildOptions;
  /** To be built when the servers are: only then is it known what they ask for. */
  readonly build: () => BuildOptions;
  /** Before the server of a browser, which may be loaded from its address or, behind the engine, as one text. */
  readonly banner: string;
}

export function engineOf(root: string): Engine {
  const asked = new Set<string>();
  const moduleOf = (path: string, folder: string) => {
    const whole = resolve(folder, path).replaceAll('\\', '/');
    const packaged = whole.indexOf('/node_modules/');
    return packaged < 0 ? relative(root, whole).replaceAll('\\', '/') : whole.slice(packaged + 1);
  };
  const formatsApart: Plugin = {
    name: 'formats apart',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /for-editor\.ts$/ }, ({ path, resolveDir }) =>
        moduleOf(path, resolveDir) === FORMATS_ENTRY ? { path: FORMATS_ENTRY, namespace: 'formats' } : undefined,
      );
      onResolve({ filter: /^\.\/formats\.js$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: 'formats' }, () => ({
        contents: `if(typeof importScripts==='function'){${FORMATS_IN_WORKER}}else module.exports=require('./formats.js');`,
        resolveDir: root,
      }));
    },
  };
  return {
    left: (host) => ({
      name: 'engine apart',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
          const module = moduleOf(path, resolveDir);
          if (module === FORMATS_ENTRY) return { path: module, namespace: 'formats' };
          if (!SHARED.test(module)) return undefined;
          asked.add(module);
          return { path: module, namespace: 'engine' };
        });
        onResolve({ filter: /^\.\/(engine|formats)\.js$/ }, ({ path }) => ({ path, external: true }));
        onLoad({ filter: /./, namespace: 'formats' }, () => ({
          contents: host === 'node' ? "module.exports=require('./formats.js');" : FORMATS_IN_WORKER,
          resolveDir: root,
        }));
        onLoad({ filter: /./, namespace: 'engine' }, ({ path }) => {
          const engine = host === 'node' ? "require('./engine.js')" : `self.${GLOBAL}`;
          return { contents: `module.exports=${engine}[${JSON.stringify(path)}];`, resolveDir: root };
        });
      },
    }),
    formats: () => ({
      stdin: {
        contents: `export * from './${FORMATS_ENTRY}';`,
        resolveDir: root,
        sourcefile: 'formats',
      },
      format: 'iife',
      globalName: FORMATS,
      footer: { js: `typeof module==='object'&&(module.exports=${FORMATS});` },
      // A worker has no page to decode characters with, and no buffers of Node.
      conditions: ['worker'],
      alias: {
        'csv-parse/sync': 'csv-parse/browser/esm/sync',
        'csv-stringify/sync': 'csv-stringify/browser/esm/sync',
      },
      plugins: [
        {
          name: 'engine beside',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
              const module = moduleOf(path, resolveDir);
              if (!SHARED.test(module) || OF_FORMATS.test(module)) return undefined;
              asked.add(module);
              return { path: module, namespace: 'engine' };
            });
            onLoad({ filter: /./, namespace: 'engine' }, ({ path }) => ({
              contents: `module.exports=(typeof ${GLOBAL}==='object'?${GLOBAL}:require('./engine.js'))[${JSON.stringify(path)}];`,
              resolveDir: root,
            }));
            onResolve({ filter: /^\.\/engine\.js$/ }, () => ({ path: './engine.js', external: true }));
          },
        },
      ],
    }),
    build: () => ({
      stdin: {
        // Each is read when somebody first asks for it: a program that only says its version starts with little.
        contents: `module.exports = { ${[...asked].sort().map(getterOf).join(', ')} };`,
        resolveDir: root,
        sourcefile: 'engine',
      },
      format: 'iife',
      globalName: GLOBAL,
      footer: { js: `typeof module==='object'&&(module.exports=${GLOBAL});` },
      plugins: [formatsApart],
    }),
    banner: `'${GLOBAL}' in self||importScripts(new URL('engine.js',self.location.href).href);`,
  };
}

const getterOf = (path: string) => `get ${JSON.stringify(path)}() { return require('./${path}'); }`;
