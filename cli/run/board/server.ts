/** Serves a board: its page, the state of the night down (server-sent events), and what people say up (`POST /events`). */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { RunEvent } from '../../../plan/log/events.ts';
import { readEvent } from '../../../plan/log/read.ts';
import { Subscriptions } from '../../subscriptions.ts';
import { CALENDAR, calendarOf, secretIn } from './calendar.ts';
import { type Address, bodyOf, cookieOf, headersOf, Limit, refusal, send, TooLarge } from './guard.ts';
import { type Holder, hashOf, holderOf, type Keys } from './keys.ts';
import type { LiveRun } from './live.ts';
import type { PageFiles } from './page.ts';
import { whyNot } from './rights.ts';
import { createTelling, type Listener, linesSeen } from './telling.ts';

export interface BoardOptions {
  readonly run: LiveRun;
  readonly page: PageFiles;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Undefined: whoever reaches it may say anything, which only those on this machine can. */
  readonly keys?: () => Promise<Keys>;
  /** So many times as fast as others goes this night; default: 1. */
  readonly speed?: number;
  /** Nobody may say anything. */
  readonly isReadOnly?: boolean;
  /** The folder that keeps which calendars were served; default: they are known until the end. */
  readonly calendars?: string;
}

export interface BoardServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Whoever asks: `anybody` on this machine, who says by himself who he is. */
type Asker = Holder | 'anybody' | undefined;

const MOST_BODY = 64 * 1024;
const MOST_EVENTS = 200;
const MOST_CONNECTIONS = 1_000;
/** So that one address does not take the place of all others. */
const MOST_OF_ONE = 250;
/** In milliseconds: how long whoever says nothing, or hardly anything, keeps a connection. */
const PATIENCE = { headers: 10_000, body: 30_000, silence: 120_000 };
/** In milliseconds: so long may a line be on its way, of which a training makes minutes. */
const LATENCY = 5_000;
/** Snapshots are told so often at most; a burst of events is one. */
const PAUSE = 200;

export async function serveBoard(options: BoardOptions): Promise<BoardServer> {
  const { run, page, tls, keys, speed = 1, isReadOnly = false } = options;
  const protocol = tls ? 'https:' : 'http:';
  const headers = headersOf(protocol);
  const cookie = tls ? '__Host-board' : 'board';
  const listeners = new Map<ServerResponse, Listener & { busy: boolean }>();
  const wrongKeys = new Limit(20);
  const sayings = new Limit(600);
  const subscriptions = new Subscriptions(options.calendars);
  let where: Address = { protocol, hosts: [] };
  let timer: NodeJS.Timeout | undefined;

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => response.destroy());
    answer(request, response).catch((error: unknown) => {
      if (error instanceof TooLarge) text(response, 413, 'That is more than a board takes at once.');
      else text(response, 500, `This cannot be answered: ${error instanceof Error ? error.message : error}`);
    });
  };
  const server = tls
    ? createSecureServer({ ...tls, allowHTTP1: true, handshakeTimeout: PATIENCE.headers }, handle as never)
    : createServer(handle);
  const sockets = bounded(server as Server);
  server.on(
    'clientError',
    (_: Error, socket: { readonly writable: boolean; destroy(): void; end(text: string): void }) => {
      if (!socket.writable) socket.destroy();
      else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const names = ['127.0.0.1', 'localhost', '[::1]'].includes(options.host)
    ? ['127.0.0.1', 'localhost']
    : [options.host];
  where = { protocol, hosts: names.map((name) => `${name.toLowerCase()}:${port}`) };
  const stop = run.onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tellAll();
    }, PAUSE);
  });
  // The countdown goes on without anybody saying anything.
  const tick = setInterval(tellAll, Math.max(1_000, 15_000 / speed));

  return {
    address: `${protocol}//${names[0]}:${port}/`,
    async close() {
      stop();
      clearTimeout(timer);
      clearInterval(tick);
      for (const listener of listeners.keys()) listener.end();
      const closed = new Promise((resolve) => server.close(resolve));
      // A browser keeps its connection, whatever ends on it.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusal(request, where);
    if (refused !== undefined) return text(response, 403, refused);
    const [path] = (request.url ?? '/').split('?');
    if (request.method === 'GET') {
      const file = page.get(path!);
      if (file) return send(response, 200, { ...headers, 'Content-Type': file.type }, file.text);
      const secret = secretIn(path!);
      if (secret !== undefined) return subscribe(request, response, secret);
      const asker = await askerOf(request);
      if (asker === undefined) return text(response, 401, 'Open your own link first: the release manager has it.');
      const isReader = asker !== 'anybody' && asker.role === 'reader';
      if (path === '/events') return listen(request, response, isReader);
      if (path === '/me') return json(response, 200, meOf(asker));
      if (path === CALENDAR && asker === 'anybody') {
        const { searchParams } = new URL(request.url!, 'http://board');
        return calendar(response, searchParams.get('for') ?? undefined);
      }
      return text(response, 404, 'There is no such page.');
    }
    if (request.method !== 'POST') return text(response, 405, 'Only GET and POST are answered here.');
    if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
      return text(response, 415, 'Send JSON, as application/json.');
    }
    if (path === '/session') return session(request, response);
    if (path === '/events') return hear(request, response);
    return text(response, 404, 'There is no such page.');
  }

  /** A link is exchanged for a cookie that no script can read. */
  async function session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { key } = parsed(await bodyOf(request, MOST_BODY, PATIENCE.body)) as { readonly key?: unknown };
    const holder = typeof key === 'string' && keys ? holderOf(await keys(), key) : undefined;
    if (!holder || holder.role === 'calendar') {
      if (!mayGuess(request)) return text(response, 429, 'Too many links that lead nowhere. Try again in a minute.');
      return text(response, 403, 'This link leads nowhere any more. Ask the release manager for another one.');
    }
    const set = `${cookie}=${key as string}; Path=/; HttpOnly; SameSite=Strict; Max-Age=172800${tls ? '; Secure' : ''}`;
    send(
      response,
      200,
      { ...headers, 'Content-Type': 'application/json', 'Set-Cookie': set },
      JSON.stringify(meOf(holder)),
    );
  }

  async function askerOf(request: IncomingMessage): Promise<Asker> {
    if (!keys) return 'anybody';
    const bearer = /^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const secret = bearer ?? cookieOf(request, cookie);
    if (secret === undefined) return undefined;
    const holder = holderOf(await keys(), secret);
    if (!holder) mayGuess(request);
    return holder?.role === 'calendar' ? undefined : holder;
  }

  /** Programs that read calendars send no cookie: the secret is in the address, and good for that alone. */
  async function subscribe(request: IncomingMessage, response: ServerResponse, secret: string): Promise<void> {
    const holder = keys ? holderOf(await keys(), secret) : undefined;
    if (holder?.role === 'calendar') return calendar(response, holder.name);
    if (!mayGuess(request)) return text(response, 429, 'Too many links that lead nowhere. Try again in a minute.');
    return text(response, 403, 'This link leads nowhere any more. Ask the release manager for another one.');
  }

  async function calendar(response: ServerResponse, somebody: string | undefined): Promise<void> {
    const found = await calendarOf(run, somebody, subscriptions);
    if ('trouble' in found) return text(response, 404, found.trouble);
    send(response, 200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' }, found.text);
  }

  /** Somebody who guesses is not to keep out those who come from the same address. */
  function mayGuess({ socket }: IncomingMessage): boolean {
    return wrongKeys.take(socket.remoteAddress ?? '');
  }

  function meOf(asker: Exclude<Asker, undefined>): object {
    const may = !isReadOnly && (asker === 'anybody' || asker.role !== 'reader');
    return { ...(asker !== 'anybody' && { name: asker.name, role: asker.role }), may, release: run.board().release };
  }

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asker = await askerOf(request);
    if (asker === undefined) return text(response, 401, 'Open your own link first: the release manager has it.');
    if (isReadOnly || (asker !== 'anybody' && asker.role === 'reader'))
      return text(response, 403, 'This board can only be read.');
    const { events, run: meant } = parsed(await bodyOf(request, MOST_BODY, PATIENCE.body)) as Readonly<
      Record<string, unknown>
    >;
    // A page that was open before another run was served here has not noticed yet.
    if (meant !== undefined && meant !== run.name) return text(response, 409, `This is the board of ${run.name}.`);
    if (!Array.isArray(events) || events.length > MOST_EVENTS)
      return text(response, 400, 'Send { "events": [ … ] }, at most 200.');
    if (!sayings.take(asker === 'anybody' ? 'anybody' : hashOf(asker.name))) {
      return text(response, 429, 'Too much is said at once. Try again in a minute.');
    }
    const heard: RunEvent[] = [];
    for (const one of events) {
      const read = readEvent(stamped(one, asker));
      if (!('event' in read)) {
        return text(
          response,
          400,
          `Nothing was noted: ${'problem' in read ? read.problem : 'a line says nothing that is known here'}.`,
        );
      }
      const trouble = asker === 'anybody' ? undefined : whyNot(read.event, asker, run.board(), authorOf);
      if (trouble !== undefined) return text(response, 403, trouble);
      heard.push(read.event);
    }
    json(response, 200, { noted: await run.say(heard), clock: run.nextClock(), now: run.now() });
  }

  function authorOf(id: string): string | undefined {
    return run.lines().find((line) => line.id === id)?.by;
  }

  /** Whose line it is, and when it came, is not for its sender to say. */
  function stamped(value: unknown, asker: Exclude<Asker, undefined>): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const { came: _, ...said } = value as Partial<RunEvent> & Readonly<Record<string, unknown>>;
    const now = run.now();
    // Whoever says nothing of when it was says it as it happens: a program has no clock of a training.
    const { at = iso(now) } = said;
    const isOff = typeof at === 'string' && Math.abs(now - Date.parse(at)) > Math.max(60_000, LATENCY * speed);
    // A clock that is far ahead would order all that comes after it.
    const clock = typeof said.clock === 'number' && said.clock <= now + 60_000 * speed ? said.clock : run.nextClock();
    return {
      ...said,
      at,
      clock,
      writer: run.writer,
      by: asker === 'anybody' ? said.by : asker.name,
      ...run.opened(said),
      ...(isOff && { came: iso(now) }),
    };
  }

  // ------------------------------------------------------------------------------------------------ listening

  function listen(request: IncomingMessage, response: ServerResponse, isReader: boolean): void {
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
    // Whoever comes back after a gap says which lines it has seen.
    const seen = linesSeen(run.lines(), request.headers['last-event-id']);
    listeners.set(response, { isReader, ...(seen && { seen }), busy: false });
    response.on('close', () => listeners.delete(response));
    response.on('drain', () => {
      const listener = listeners.get(response);
      if (listener) listener.busy = false;
    });
    tell(response, createTelling(run, speed, listeners.size));
  }

  function tellAll(): void {
    if (listeners.size === 0) return;
    const telling = createTelling(run, speed, listeners.size);
    for (const response of listeners.keys()) tell(response, telling);
  }

  /** Whoever reads slowly is told less often, not later. */
  function tell(response: ServerResponse, telling: ReturnType<typeof createTelling>): void {
    const listener = listeners.get(response);
    if (listener && !listener.busy) listener.busy = !response.write(telling(listener));
  }

  function text(response: ServerResponse, status: number, message: string): void {
    send(response, status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }, `${message}\n`);
  }

  function json(response: ServerResponse, status: number, value: unknown): void {
    send(response, status, { ...headers, 'Content-Type': 'application/json' }, JSON.stringify(value));
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Whoever connects and says nothing, or a byte now and then, takes nobody's place for long. Gives the connections that there are. */
function bounded(server: Server): ReadonlySet<Socket> {
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = PATIENCE.headers;
  server.requestTimeout = PATIENCE.body;
  Object.assign(server, { connectionsCheckingInterval: PATIENCE.headers / 2 });
  server.setTimeout(PATIENCE.silence);
  const sockets = new Set<Socket>();
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const who = socket.remoteAddress ?? '';
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      const left = counts.get(who)! - 1;
      if (left === 0) counts.delete(who);
      else counts.set(who, left);
    });
    if (count > MOST_OF_ONE) socket.destroy();
  });
  return sockets;
}

function parsed(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
