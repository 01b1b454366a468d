/** The board server: what it tells comes down as it happens (server-sent events), what people say goes up (`POST /events`). */
import { forgetLast, keepLast, lastKept } from './last.ts';
import { openOutbox } from './outbox.ts';
import { NotNow, type Snapshot, type Way } from './way.ts';

export const overHttp: Way = {
  /** The key of a link goes into a cookie, and out of the address. */
  async begin() {
    // It is there where the connection can be trusted; without it a page that is closed has to be opened with a network.
    void navigator.serviceWorker?.register('/worker.js').catch(() => {});
    const key = new URLSearchParams(location.hash.slice(1)).get('k');
    if (!key) return undefined;
    history.replaceState(null, '', location.pathname);
    const response = await post('/session', { key }).catch(() => undefined);
    return response && !response.ok ? response.text() : undefined;
  },
  async meet() {
    const response = await fetch('/me').catch(() => undefined);
    if (!response) return undefined;
    return response.ok ? response.json() : { trouble: await response.text() };
  },
  remembered: () => localStorage.getItem('board.me') ?? undefined,
  remember: (me) => localStorage.setItem('board.me', me),
  listen(hear, lost) {
    const source = new EventSource('/events');
    source.addEventListener('board', ({ data }) => hear(JSON.parse(data) as Snapshot));
    // Whoever was answered with a refusal is not asked again by the browser.
    source.onerror = () => lost(source.readyState === source.CLOSED);
  },
  async send(run, events) {
    const response = await post('/events', { run, events });
    if (response.ok) return 'noted';
    const why = (await response.text()).trim();
    if (![400, 403, 413].includes(response.status)) throw new NotNow(why);
    return { refused: why };
  },
  outbox: openOutbox,
  last: { kept: lastKept, keep: keepLast, forget: forgetLast },
};

function post(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
}
