/** A room full of people: so many boards that look at one night over TLS, and lines that come all the time. How soon is each on every board? */

import { readFileSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { milliseconds, spreadOf } from '../tools/measure.ts';
import { bearerOf, type Served, servedBoard } from './served.ts';

const BOARDS = 100;
/** In a second. */
const LINES = 20;
const EXAMPLES = join(import.meta.dirname, '../../examples');

export async function measureRoom(seconds: number): Promise<string> {
  const files = ['payments-4.2.release', 'shared/acme.release'];
  const served = await servedBoard(
    Object.fromEntries(files.map((name) => [name, readFileSync(join(EXAMPLES, name), 'utf8')])),
  );
  try {
    const links = [...(await served.links()).values()];
    await served.start();
    return await measured(served, links, seconds);
  } finally {
    await served.remove();
  }
}

async function measured(served: Served, links: readonly string[], seconds: number): Promise<string> {
  /** When each line was sent, and its number: the text of its id holds on to all of the message it was read from. */
  const sent = new Map<string, { readonly at: number; readonly line: number }>();
  const delays: number[] = [];
  const sessions = await Promise.all(
    Array.from({ length: BOARDS }, async (_, i) => {
      const session = connect(served.address, { ca: served.cert });
      const seen = new Set<number>();
      await listen(session, links[i % links.length]!, (id) => {
        const one = sent.get(id);
        if (!one || seen.has(one.line)) return;
        seen.add(one.line);
        delays.push(performance.now() - one.at);
      });
      return session;
    }),
  );
  const memory = [served.memory()];
  let refused = 0;
  const started = performance.now();
  for (let i = 0; i < seconds * LINES; i++) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, started + (i * 1000) / LINES - performance.now())));
    const at = new Date().toISOString();
    const line = { id: uuidv7(), at, clock: Date.now(), writer: 'page', by: 'x', note: `line ${i}` };
    sent.set(line.id, { at: performance.now(), line: i });
    void post(sessions[i % BOARDS]!, links[(i % BOARDS) % links.length]!, { events: [line] }).then((status) => {
      if (status !== 200) refused++;
    });
    if (i % (LINES * 30) === 0) memory.push(served.memory());
  }
  await new Promise((resolve) => setTimeout(resolve, 3000));
  memory.push(served.memory());
  for (const session of sessions) session.destroy();
  const { median, p95 } = spreadOf(delays);
  const most = delays.reduce((a, b) => Math.max(a, b), 0);
  const expected = sent.size * BOARDS;
  return [
    `Room: ${BOARDS} boards over TLS, ${LINES} lines a second for ${seconds} s: ${delays.length} of ${expected} lines reached a board, ${refused} refused.`,
    `From sending to a board: median ${milliseconds(median)} ms, p95 ${milliseconds(p95)} ms, longest ${milliseconds(most)} ms.`,
    `Memory of the server, each half minute, in MB: ${memory.map((kilobytes) => Math.round(kilobytes / 1024)).join(', ')}.`,
  ].join('\n');
}

/** Resolves with its first message; lines of the log are told by their ids, some of them again. */
function listen(session: ClientHttp2Session, link: string, told: (id: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':path': '/events', ...bearerOf(link) });
    session.on('error', reject);
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      rest += text;
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const message = rest.slice(0, end);
        rest = rest.slice(end + 2);
        // A line that came late is told with all others.
        const from = Math.max(message.indexOf('"more":'), message.indexOf('"lines":['));
        if (from >= 0) for (const [, id] of message.slice(from).matchAll(/"id":"([0-9a-f-]{36})"/g)) told(id!);
        resolve();
      }
    });
  });
}

function post(session: ClientHttp2Session, link: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ...{ ':path': '/events', ':method': 'POST', 'content-type': 'application/json' },
      ...bearerOf(link),
    });
    stream.on('error', reject).on('response', (headers) => {
      stream.resume();
      resolve(Number(headers[':status']));
    });
    stream.end(JSON.stringify(body));
  });
}
