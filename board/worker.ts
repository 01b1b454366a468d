/** The service worker of the page: a board that is opened where there is no network is shown as it was seen last. It touches nothing else. */

/** What of a service worker is used here; the types of pages have none. */
interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const SHELL: readonly string[] = ['/', '/status', '/board.js', '/board.css'];
const CACHE = 'board';
/** In milliseconds: a network that does not answer by then counts as none. */
const PATIENCE = 4_000;
const scope = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  addEventListener<E>(name: string, hear: (event: E) => void): void;
};

scope.addEventListener<Lasting>('install', (event) => {
  const all = caches.open(CACHE).then((cache) => cache.addAll([...SHELL]));
  event.waitUntil(Promise.all([all, scope.skipWaiting()]));
});

scope.addEventListener<Asked>('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !SHELL.includes(pathname)) return;
  event.respondWith(fresh(request, pathname));
});

/** What the board serves now; without a network, what it served last. */
async function fresh(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) await cache.put(pathname, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(pathname);
    if (kept) return kept;
    throw error;
  }
}
