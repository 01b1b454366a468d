/**
 * `npm run build`: bundles everything that runs at a user's: `dist/*.js`. `--dev` keeps it readable, `--vsix` packages the extension too, `--npm` what npm gets.
 *
 * Bundles are CommonJS, because the editor's hosts load that everywhere, while the package itself is ESM: a manifest of
 * its own in `dist/` says so.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { DOCUMENTS } from '../cli/mcp/documents.ts';
import { ASSETS } from '../cli/png/assets.ts';
import { previewPage, previewStyle } from '../client/webview/document.ts';
import { inlineStyle } from '../view/page/page-style.ts';
import { engineOf } from './engine.ts';
import { typesOf } from './generated/service-types.ts';
import { toolOptions } from './options.ts';
import { isInExtension } from './package/contents.ts';
import { LICENCES, LICENCES_OF_EXTENSION, thirdPartyLicences } from './package/licences.ts';
import { previewBundle } from './preview-bundle.ts';
import { root } from './root.ts';
import { SERVED_STYLE, servedPage } from './site/served-page.ts';

const dist = resolve(root, 'dist');

type Part = 'node' | 'package' | 'types' | 'extension' | 'site';

export interface BundleOptions {
  readonly isDevelopment: boolean;
  /** Default: `dist/`. */
  readonly folder?: string;
  /**
   * Default: all but the last. `node`: the command line and the server in Node; `package`: what the npm package exports; `types`: its
   * types; `site`: what runs in the playground and its documentation, see `scripts/site.ts`.
   */
  readonly parts?: readonly Part[];
}

/** What `import` finds by name in the package: Node looks for such a line, and bundles for browsers have none. */
const NAMES = '0&&(module.exports={createPlanService,createWorkspace,loadImports});';

export async function bundle({
  isDevelopment,
  folder = dist,
  parts = ['node', 'package', 'types', 'extension'],
}: BundleOptions): Promise<void> {
  const shared: BuildOptions = {
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    format: 'cjs',
    minify: !isDevelopment,
    sourcemap: isDevelopment ? 'linked' : false,
    // The whole texts of all licences stand in a file of their own.
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
  const node: BuildOptions = {
    ...shared,
    platform: 'node',
    target: 'node20',
    // `require` instead: Node's loader of ESM would cost another 20 ms at every start.
    supported: { 'dynamic-import': false },
    define: {
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
      // Packages give it to `createRequire`, which takes a path as well.
      'import.meta.url': '__filename',
    },
  };
  const browser: BuildOptions = { ...shared, platform: 'browser', target: 'es2023' };
  const engine = engineOf(root);
  // In the package it lies beside the program; an editor's must not have what only the program asks of it.
  const programsEngine = parts.includes('package') ? [engine.left('node')] : [];
  // The server of a browser.
  const worker: BuildOptions[] = [
    {
      ...browser,
      format: 'iife',
      entryPoints: { 'server-web': 'server/web.ts' },
      plugins: [engine.left('web')],
      banner: { js: engine.banner },
    },
  ];
  const shell: BuildOptions = { ...previewBundle, ...browser, format: 'iife' };
  const previewHost: BuildOptions = {
    ...browser,
    format: 'iife',
    entryPoints: { 'preview-host': 'site/preview-host.ts' },
  };
  const builds: Record<Part, BuildOptions[]> = {
    node: [
      {
        ...node,
        entryPoints: { cli: 'cli/main.ts', program: 'cli/program/process.ts' },
        plugins: [programsApart, versionAlone, documentsInside, assetsBeside, ...programsEngine],
        // What tools give is held against small schemas: the other validator is 250 kB.
        alias: { '@modelcontextprotocol/server/_shims': resolve(root, 'cli/mcp/shims.ts') },
        loader: { '.wasm': 'file', '.ttf': 'file' },
        assetNames: 'png/[name]',
      },
      // The page that `release-plan run` serves.
      {
        ...browser,
        format: 'esm',
        entryPoints: [
          { in: 'board/main.tsx', out: 'board' },
          { in: 'board/worker.ts', out: 'board-worker' },
          { in: 'board/board.css', out: 'board' },
        ],
      },
      // The page that `release-plan preview` serves: what draws beside an editor, and what hosts it.
      shell,
      previewHost,
      { ...browser, format: 'iife', entryPoints: { served: 'site/served/main.ts' } },
      { ...node, entryPoints: { server: 'server/main.ts' }, plugins: [engine.left('node')] },
    ],
    // No Node in it: bundled by somebody, it runs in a browser too.
    package: [
      {
        ...browser,
        entryPoints: { service: 'service/main.ts' },
        plugins: [engine.left('node')],
        footer: { js: NAMES },
      },
    ],
    types: [],
    extension: [
      // For both hosts: what is Node's or a browser's alone is loaded where that host is.
      {
        ...node,
        entryPoints: { extension: 'client/extension.ts' },
        external: ['vscode'],
        conditions: ['browser'],
        plugins: [editorChecksVersion],
      },
      ...worker,
      shell,
      { ...browser, format: 'iife', entryPoints: { 'webview-calendar': 'client/webview/calendar/main.ts' } },
    ],
    site: [
      ...worker,
      shell,
      {
        ...browser,
        format: 'esm',
        entryPoints: { playground: 'site/playground/main.ts', search: 'site/search.ts' },
        external: ['./examples.js'],
      },
      previewHost,
    ],
  };
  await mkdir(folder, { recursive: true });
  if (!parts.includes('site')) await writeFile(resolve(folder, 'package.json'), '{ "type": "commonjs" }\n');
  const built = await Promise.all([...new Set(parts.flatMap((part) => builds[part]))].map((options) => build(options)));
  built.push(
    await build({ ...browser, ...engine.formats(), outdir: undefined, outfile: resolve(folder, 'formats.js') }),
    await build({ ...browser, ...engine.build(), outdir: undefined, outfile: resolve(folder, 'engine.js') }),
  );
  const bundles = built.map(({ metafile }) => metafile!);
  await writeFile(resolve(folder, LICENCES), await thirdPartyLicences(root, bundles));
  if (parts.includes('node')) await putServedPage(folder);
  if (parts.includes('extension')) {
    await writeFile(resolve(folder, 'markdown.css'), inlineStyle());
    await writeFile(resolve(folder, LICENCES_OF_EXTENSION), await thirdPartyLicences(root, bundles, isInExtension));
  }
  if (parts.includes('types')) await writeFile(resolve(folder, 'service.d.ts'), typesOf('service/main.ts'));
}

/** The frames of what `release-plan preview` serves. */
async function putServedPage(folder: string): Promise<void> {
  const scripts = ['preview-host.js', 'webview.js'];
  const files = {
    'served.html': servedPage(),
    'served.css': SERVED_STYLE,
    'preview.html': previewPage({ style: 'preview.css', scripts, hands: 'webview-hands.js' }),
    'preview.css': previewStyle(),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(resolve(folder, name), text);
}

/** A program may lie anywhere, without the documents beside it: their texts are put into it. */
const documentsInside: Plugin = {
  name: 'documents-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cli[\\/]mcp[\\/]documents\.ts$/ }, async () => {
      const texts = DOCUMENTS.map(async (name) => [name, await readFile(resolve(root, 'docs', name), 'utf8')] as const);
      const inside = JSON.stringify(Object.fromEntries(await Promise.all(texts)));
      return { contents: `const texts = ${inside};\nexport const documentNamed = (name) => texts[name];\n` };
    });
  },
};

/** Of the manifest the program tells its version; most of it is for an editor. */
const versionAlone: Plugin = {
  name: 'version-alone',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      if (path !== resolve(root, 'package.json')) return undefined;
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** What it draws pixels with lies beside it, in `png/`. */
const assetsBeside: Plugin = {
  name: 'assets-beside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cli[\\/]png[\\/]assets\.ts$/ }, () => {
      const imports = ASSETS.map((name, i) => `import path${i} from ${JSON.stringify(name)};`).join('\n');
      const paths = ASSETS.map((name, i) => `${JSON.stringify(name)}: path${i}`).join(', ');
      return {
        contents: `import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
${imports}
const paths = { ${paths} };
export const asset = (name) => readFile(join(import.meta.dirname, paths[name]));
`,
        resolveDir: root,
      };
    });
  },
};

/**
 * The language client asks whether the editor is new enough for it. The editor has asked that of our manifest, which wants a newer one, and
 * what compares versions is 20 kB.
 */
const editorChecksVersion: Plugin = {
  name: 'editor checks version',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^semver\/functions\/(parse|satisfies)$/ }, ({ path }) => ({ path, namespace: 'version' }));
    onLoad({ filter: /.*/, namespace: 'version' }, ({ path }) => ({
      contents: `module.exports = (version) => ${path.endsWith('parse') ? 'version' : 'true'};`,
    }));
  },
};

/**
 * The command line starts with a few lines that turn the compile cache on; the program behind them profits from it. Its `lsp` is the
 * server that lies beside it.
 */
const programsApart: Plugin = {
  name: 'programs apart',
  setup(builder) {
    const apart = (filter: RegExp, path: string) =>
      builder.onResolve({ filter }, ({ kind }) => (kind === 'entry-point' ? undefined : { path, external: true }));
    apart(/^\.\/program\/process\.ts$/, './program.js');
    apart(/\/server\/main\.ts$/, './server.js');
  },
};

if (import.meta.main) {
  const { values } = toolOptions(import.meta.filename, {
    options: {
      dev: { type: 'boolean', default: false },
      vsix: { type: 'boolean', default: false },
      npm: { type: 'boolean', default: false },
    },
  });
  await rm(resolve(dist, 'extension'), { recursive: true, force: true });
  if (values.vsix) {
    // Without what only strangers ask of the engine.
    await bundle({ isDevelopment: values.dev, parts: ['node', 'extension'] });
    const { packageExtension } = await import('./package/extension.ts');
    console.log(await packageExtension(root));
  }
  if (values.npm || !values.vsix) await bundle({ isDevelopment: values.dev });
  if (values.npm) {
    const { packageNpm } = await import('./package/npm.ts');
    console.log(await packageNpm(root));
  }
}
