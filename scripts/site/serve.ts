/** A folder of files on the loopback interface, compressed, as a site is served: to look at it, and to measure it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface ServedFolder {
  /** Ends with `/`. */
  readonly address: string;
  close(): void;
}

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.json', 'application/json'],
]);

export async function serveFolder(folder: string, port = 0): Promise<ServedFolder> {
  const compressed = new Map<string, Buffer>();
  const server = createServer(async ({ url = '/' }, response) => {
    try {
      const path = resolve(folder, `.${decodeURIComponent(new URL(url, 'http://site').pathname)}`);
      const file = url.endsWith('/') ? resolve(path, 'index.html') : path;
      if (!file.startsWith(folder + sep)) throw new RangeError('outside');
      const bytes = compressed.get(file) ?? gzipSync(await readFile(file));
      compressed.set(file, bytes);
      const type = TYPES.get(extname(file)) ?? 'application/octet-stream';
      response.writeHead(200, {
        'Content-Type': type,
        'Content-Encoding': 'gzip',
        'X-Content-Type-Options': 'nosniff',
        // The search for shorter runs is the same script in another thread.
        'Cache-Control': 'max-age=60',
      });
      response.end(bytes);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such page.\n');
    }
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
