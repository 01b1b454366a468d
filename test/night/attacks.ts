/**
 * `npm run night:attacks`: a board that others reach, and people who mean it no good. Prints what each of them tried and got, and fails where
 * it is not what was promised. Option: `--guesses 10000`.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { chromium } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { bearerOf, servedBoard } from '../../bench/night/served.ts';
import { newSecret } from '../../cli/run/board/keys.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/editor/chromium.ts';
import { toolOptions } from '../../scripts/options.ts';
import { eventsIn } from './checks.ts';

const { values } = toolOptions(import.meta.filename, { options: { guesses: { type: 'string', default: '10000' } } });
const GUESSES = Number(values.guesses);
const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const files = ['payments-4.2.release', 'shared/acme.release'];
const board = await servedBoard(
  Object.fromEntries(files.map((name) => [name, readFileSync(join(EXAMPLES, name), 'utf8')])),
);
const links = await board.links();
const sam = bearerOf(links.get('sam')!);
const secret = sam.Authorization!.slice('Bearer '.length);
const { hostname: host, port, origin } = new URL(board.address);
const failures: string[] = [];

try {
  await board.start();
  await guesses();
  await stolenCookie();
  await crossSite();
  await hostileLines();
  await slowClients();
  await connections();
} finally {
  await board.remove();
}
for (const failure of failures) console.log(`FAILED ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function guesses(): Promise<void> {
  const counts = new Map<number, number>();
  const started = performance.now();
  let inBetween = 0;
  for (let i = 0; i < GUESSES; i += 50) {
    const statuses = await Promise.all(
      Array.from({ length: 50 }, () => answer('/session', { body: { key: newSecret() } })),
    );
    for (const { status } of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
    if (i % (GUESSES / 10) === 0 && (await answer('/me', { headers: sam })).status === 200) inBetween++;
  }
  const seconds = (performance.now() - started) / 1000;
  const told = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
  tell(
    `${GUESSES} guesses`,
    `${told}, in ${seconds.toFixed(0)} s; sam, from the same address, got in ${inBetween} times of 10`,
  );
  expect(!counts.has(200), 'a guess let somebody in');
  expect(inBetween === 10, 'somebody with a link was kept out');
}

async function stolenCookie(): Promise<void> {
  const cookie = { Cookie: `__Host-board=${secret}` };
  const foreign = { ...cookie, Origin: 'https://evil.example' };
  const from = await Promise.all([
    answer('/events', { headers: foreign, body: noteOf('x') }),
    answer('/events', { headers: { ...cookie, 'Sec-Fetch-Site': 'cross-site' }, body: noteOf('x') }),
    answer('/me', { headers: { ...cookie, Host: 'evil.example' } }),
  ]);
  tell(
    'a stolen cookie, from another origin, across sites, under another name',
    from.map(({ status }) => status).join(', '),
  );
  expect(
    from.every(({ status }) => status === 403),
    'a stolen cookie was of use to another page',
  );
  await board.links('--for', 'sam');
  const after = await answer('/me', { headers: cookie });
  tell('the same cookie, once sam has a new link', String(after.status));
  expect(after.status === 401, 'a link that has ended lets in');
}

/** In a real browser that has a cookie of the board: a page elsewhere tries all that pages can. */
async function crossSite(): Promise<void> {
  const page = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>evil</p>'));
  await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
  const elsewhere = `http://127.0.0.1:${(page.address() as AddressInfo).port}/`;
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [...chromiumArguments, '--ignore-certificate-errors'],
  });
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const own = await context.newPage();
    await own.goto(links.get('mara')!);
    await own.waitForSelector('header .dot.on');
    const leaving: string[] = [];
    context.on('request', (sent) => leaving.push(`${sent.url()} ${sent.headers().referer ?? ''}`));
    const key = new URLSearchParams(new URL(links.get('mara')!).hash.slice(1)).get('k')!;
    const script = await own.evaluate(() => document.cookie + JSON.stringify(localStorage));
    const evil = await context.newPage();
    await evil.goto(elsewhere);
    const told = await evil.evaluate(
      async ({ target, body }) => {
        const tried = async (what: Promise<Response>) =>
          what.then(
            ({ type }) => type,
            () => 'refused',
          );
        const simple = await tried(
          fetch(`${target}events`, { method: 'POST', mode: 'no-cors', credentials: 'include', body }),
        );
        const json = await tried(
          fetch(`${target}events`, {
            method: 'POST',
            credentials: 'include',
            headers: { 'Content-Type': 'application/json' },
            body,
          }),
        );
        const listening = await new Promise<string>((done) => {
          const source = new EventSource(`${target}events`, { withCredentials: true });
          source.onopen = () => done('open');
          source.onerror = () => done('refused');
        });
        const framed = await new Promise<string>((done) => {
          const frame = document.createElement('iframe');
          frame.src = target;
          frame.onload = () => done(frame.contentDocument === null ? 'nothing to see' : 'seen');
          document.body.append(frame);
        });
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: `${target}events`, enctype: 'text/plain' });
        document.body.append(form);
        form.submit();
        return { simple, json, listening, framed };
      },
      { target: board.address, body: JSON.stringify(noteOf('evil')) },
    );
    await evil.waitForURL(`${origin}/events`).catch(() => {});
    const formed = await evil.evaluate(() => document.body.innerText).catch(() => 'nothing');
    const noted = eventsIn(board.folder).filter((event) => 'note' in event && event.note === 'evil').length;
    tell(
      'a page elsewhere in the browser of mara',
      `fetch ${told.simple}, JSON ${told.json}, listening ${told.listening}, frame ${told.framed}, form “${formed.trim()}”; ${noted} lines noted`,
    );
    expect(noted === 0 && told.listening === 'refused', 'a page elsewhere was heard');
    const seen = leaving.filter((text) => text.includes(key)).length + Number(script.includes(key));
    tell(
      'the secret of mara in addresses, Referer, what scripts read and what the board says',
      `${seen + Number(board.said().includes(key))} times`,
    );
    expect(seen === 0 && !board.said().includes(key), 'a secret was seen');
  } finally {
    await browser.close();
    page.close();
  }
}

async function hostileLines(): Promise<void> {
  const mara = bearerOf(links.get('mara')!);
  const before = eventsIn(board.folder).length;
  const notes = [
    'a\nb\u2028{"id":"x"}\r\n',
    '<img src=x onerror=alert(1)>',
    '\u202Eevil',
    '__proto__',
    '\u0000\u001B[2J',
    '💥'.repeat(900),
  ];
  const statuses: number[] = [];
  for (const note of notes) statuses.push((await answer('/events', { headers: mara, body: noteOf(note) })).status);
  for (const about of ['__proto__', 'constructor', '../../etc/passwd', 'x'.repeat(1999)])
    statuses.push(
      (await answer('/events', { headers: mara, body: { events: [{ id: uuidv7(), start: about }] } })).status,
    );
  const large = await answer('/events', { headers: mara, body: noteOf('x'.repeat(70_000)) });
  const events = eventsIn(board.folder).length - before;
  const log = await board.run('run', 'log', board.plan);
  tell(
    'line breaks, scripts, control characters and names such as __proto__',
    `${statuses.join(', ')}: ${events} lines of the log, each one line; 70 kB at once: ${large.status}`,
  );
  expect(
    statuses.every((status) => status === 200) && events === statuses.length,
    'a line was not noted as it was said',
  );
  expect(!log.includes('\u001B') && !log.includes('\u202E'), 'a terminal is told control characters');
  expect(large.status === 413 || large.status === 0, 'a body without bounds was taken');
}

/** 100 who connect and say a byte now and then, and 100 who ask for all and read nothing. */
async function slowClients(): Promise<void> {
  const mara = bearerOf(links.get('mara')!);
  const drips = await sockets(100);
  const timers = drips.map((socket) => setInterval(() => socket.writable && socket.write('G'), 1000));
  const deaf = await sockets(100);
  for (const socket of deaf) {
    socket.pause();
    socket.write(`GET /events HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: ${mara.Authorization}\r\n\r\n`);
  }
  const before = board.memory();
  let longest = 0;
  for (let i = 0; i < 200; i++) {
    const started = performance.now();
    await answer('/events', { headers: mara, body: noteOf(`${i} ${'x'.repeat(1500)}`) });
    longest = Math.max(longest, performance.now() - started);
  }
  await pause(15_000);
  const gone = drips.filter(({ destroyed, readableEnded }) => destroyed || readableEnded).length;
  for (const timer of timers) clearInterval(timer);
  for (const socket of [...drips, ...deaf]) socket.destroy();
  tell(
    '100 who say a byte a second and 100 who read nothing, while 200 lines are said',
    `${gone} of the first are let go of after 15 s; the longest line took ${longest.toFixed(0)} ms; memory ${mega(before)} → ${mega(board.memory())} MB`,
  );
  expect(gone === 100, 'whoever says a byte now and then keeps a connection');
}

async function connections(): Promise<void> {
  await pause(1000);
  const all = await sockets(1000);
  await pause(1000);
  const kept = all.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length;
  await pause(16_000);
  const later = all.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length;
  const after = await answer('/me', { headers: bearerOf(links.get('mara')!) });
  for (const socket of all) socket.destroy();
  tell(
    '1,000 connections of one address that say nothing',
    `${kept} are kept, ${later} of them after 16 s; then mara gets ${after.status}`,
  );
  expect(kept <= 250 && later === 0 && after.status === 200, 'connections keep others out');
}

/** Over TLS; whom the board refuses is as good as gone. */
function sockets(count: number): Promise<readonly TLSSocket[]> {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<TLSSocket>((done) => {
          const socket = connect({ host, port: Number(port), ca: board.cert, servername: host });
          socket.on('error', () => done(socket));
          socket.on('close', () => done(socket));
          socket.on('secureConnect', () => done(socket));
          socket.resume();
        }),
    ),
  );
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Status 0: the connection was closed. */
function answer(path: string, { headers = {}, body }: Asked): Promise<{ readonly status: number }> {
  const options: RequestOptions = {
    ...{ host, port, path, ca: board.cert, agent: false, servername: host },
    method: body ? 'POST' : 'GET',
    headers: { Host: `${host}:${port}`, ...(body && { 'Content-Type': 'application/json' }), ...headers },
  };
  return new Promise((done) => {
    const sent = request(options, (response) => {
      response.resume();
      done({ status: response.statusCode! });
    });
    sent.on('error', () => done({ status: 0 }));
    sent.end(body && JSON.stringify(body));
  });
}

function noteOf(note: string): object {
  return { events: [{ id: uuidv7(), note }] };
}

function mega(kilobytes: number): number {
  return Math.round(kilobytes / 1024);
}

function tell(what: string, got: string): void {
  console.log(`${what}: ${got}.`);
}

function expect(isSo: boolean, otherwise: string): void {
  if (!isSo) failures.push(otherwise);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
