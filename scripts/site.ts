/** `npm run site`: the playground and the documentation as a folder of files, `dist/site/`. `--serve` shows it on this machine, `--port N`; `--dev` keeps it readable. */
import { resolve } from 'node:path';
import { toolOptions } from './options.ts';
import { root } from './root.ts';
import { serveFolder } from './site/serve.ts';
import { buildSite } from './site/site.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    dev: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
  },
});
const folder = resolve(root, 'dist/site');
const pages = await buildSite({ root, folder, isDevelopment: values.dev });
console.log(`${folder}: ${pages.length} pages`);
if (values.serve) console.log(`${(await serveFolder(folder, Number(values.port))).address} (Ctrl+C ends it)`);
