/** The server of a board: what is noted is noted once, whoever may not say something is told, and pages elsewhere get nothing. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { connect } from 'node:http2';
import { request as secure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOf, type Keys, keysPath, newSecret, writeKeys } from '../../cli/run/board/keys.ts';
import { LiveRun } from '../../cli/run/board/live.ts';
import { type BoardServer, serveBoard } from '../../cli/run/board/server.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { readLog } from '../../plan/log/read.ts';
import { type FileStore, openFileStore, readRun } from '../../store/file.ts';
import type { Board, BoardLine } from '../../view/run/board.ts';
import { clock, iso, payments, SIX_LATE, said } from '../log/payments.ts';

let folder: string;
let store: FileStore;
let run: LiveRun;
let server: BoardServer;
let wall: number;
const name = () => ({ folder, run: 'payments-4.2' });
const PAGE = new Map([['/', { type: 'text/html', text: '<p>page' }]]);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-plan-board-'));
  wall = clock('23:31') * 60_000 + 30_000;
  store = await openFileStore(name());
  run = new LiveRun(payments, store, () => wall);
  await run.begin();
});
afterEach(async () => {
  await server.close();
  run.end();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(options: Partial<Parameters<typeof serveBoard>[0]> = {}): Promise<void> {
  server = await serveBoard({ run, page: PAGE, host: '127.0.0.1', port: 0, ...options });
}

function post(events: unknown, headers: Record<string, string> = {}, path = 'events'): Promise<Response> {
  return fetch(new URL(path, server.address), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(path === 'events' ? { events } : events),
  });
}

interface Told {
  readonly board: Board;
  readonly lines?: readonly BoardLine[];
  readonly more?: { readonly lines: readonly BoardLine[]; readonly taken: readonly string[] };
}

/** The next snapshots that the board tells. */
async function listen(headers: Record<string, string> = {}): Promise<{ next(): Promise<Told>; end(): void }> {
  const abort = new AbortController();
  const response = await fetch(new URL('events', server.address), { headers, signal: abort.signal });
  expect(response.status).toBe(200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      while (!text.includes('\n\n')) text += (await reader.read()).value ?? '';
      const message = text.slice(0, text.indexOf('\n\n'));
      text = text.slice(message.length + 2);
      return JSON.parse(/^data: (.*)$/m.exec(message)![1]!) as Told;
    },
    end: () => abort.abort(),
  };
}

/** What the first snapshot is called. */
async function idOf(response: Response): Promise<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('\n')) text += (await reader.read()).value ?? '';
  await reader.cancel();
  return /^id: (.*)$/m.exec(text)![1]!;
}

const written = async () => readLog(await readRun(name())).events;

describe('what people say', () => {
  test('is on the disk when they are told so, once, and reaches every board', async () => {
    await serve();
    const other = await listen();
    expect((await other.next()).board.phase).toBe('not open');
    expect(await (await post(SIX_LATE)).json()).toMatchObject({ noted: SIX_LATE.length });
    expect(await (await post(SIX_LATE.slice(3))).json()).toMatchObject({ noted: 0 });
    expect(await written()).toHaveLength(SIX_LATE.length);
    const { board, lines, more } = await other.next();
    other.end();
    expect(board.end).toMatchObject({ drift: 6, forecast: clock('00:36') });
    expect(board.steps.find(({ id }) => id === 'deploy payments-api')).toMatchObject({
      progress: 'running',
      late: 6,
      by: ['ops-lead'],
    });
    // What it had been told before was no line at all.
    expect([lines, more?.lines.length]).toEqual([undefined, SIX_LATE.length]);
    expect(more!.lines.at(-1)).toMatchObject({ by: 'ops-lead', said: 'deploy payments-api takes 1 min more' });
  });

  test('from a phone that was offline has both times, and its place in time', async () => {
    await serve();
    await post(SIX_LATE);
    await post([said('23:31', 'lena', { note: 'later' })]);
    const offline = { ...said('22:54', 'sam', { note: 'no network here' }), clock: Date.parse(iso('22:54')) };
    await post([offline]);
    const event = (await written()).find(({ id }) => id === offline.id)!;
    expect([event.at, event.came]).toEqual([offline.at, iso('23:31').replace(':00Z', ':30Z')]);
    expect(run.lines().findIndex(({ id }) => id === offline.id)).toBeLessThan(run.lines().length - 3);
  });

  test('with a clock far ahead gets the one of the board', async () => {
    await serve();
    await post([{ ...SIX_LATE[0]!, clock: wall + 3_600_000 }]);
    expect((await written())[0]!.clock).toBeLessThanOrEqual(wall + 1000);
  });

  test.each<[string, unknown, number]>([
    ['no list', 'x', 400],
    ['a line that says nothing', [{ ...SIX_LATE[0], open: undefined }], 400],
    ['a verb of nobody', [{ ...SIX_LATE[0], open: undefined, levitate: 'x' }], 400],
    ['more than is said at once', Array.from({ length: 201 }, () => SIX_LATE[0]), 413],
  ])('%s is refused, and nothing is noted', async (_, events, status) => {
    await serve();
    const response = await post(events);
    expect([status, 400]).toContain(response.status);
    expect((await response.text()).length).toBeGreaterThan(5);
    expect(await written()).toEqual([]);
  });

  test('with line breaks and hostile names stays one line of text', async () => {
    await serve();
    const note = 'a\nb\u2028<script>alert(1)</script>{"id":"x"}\r\n';
    await post([
      { ...SIX_LATE[0]!, open: undefined, note },
      { ...SIX_LATE[1]!, start: '__proto__' },
    ]);
    expect(readFileSync(store.path, 'utf8').trimEnd().split('\n')).toHaveLength(2);
    expect(run.lines().map(({ said: text }) => text)).toContain(note);
    expect(run.board().odd.map(({ message }) => message)).toContain('The plan has no step `__proto__`.');
  });

  test('of many at once nothing is lost', async () => {
    await serve();
    const all = Array.from({ length: 60 }, (_, i) => said('23:31', 'sam', { note: `note ${i}` }));
    const answers = await Promise.all(all.map((event) => post([event, all[0]!])));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await written()).toHaveLength(60);
  });

  test('again while the first is still on its way to the disk is noted only with it', async () => {
    let reach = () => {};
    const disk = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const slow = new LiveRun(payments, { ...store, append: () => disk }, () => wall);
    await serve();
    const order: string[] = [];
    const both = ['first', 'again'].map((which) => slow.say([SIX_LATE[0]!]).then(() => order.push(which)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual([]);
    reach();
    await Promise.all(both);
    expect(order).toHaveLength(2);
  });

  test('while the files are read is not forgotten for what they held before', async () => {
    await serve();
    let changed = () => {};
    let read = () => {};
    const slow = {
      ...store,
      watch: (told: () => void) => {
        changed = told;
        return () => {};
      },
      texts: () =>
        new Promise<[]>((resolve) => {
          read = () => resolve([]);
        }),
    };
    const live = new LiveRun(payments, slow, () => wall);
    const begun = live.begin();
    read();
    await begun;
    changed();
    await live.say([SIX_LATE[0]!]);
    read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(live.lines()).toHaveLength(1);
    live.end();
  });

  test('of another run that was served here before is not noted in this one', async () => {
    await serve();
    const send = (of: string) => post({ run: of, events: [SIX_LATE[0]] }, {}, './events');
    const refused = await send('payments-4.2+training');
    expect([refused.status, await refused.text()]).toEqual([409, 'This is the board of payments-4.2.\n']);
    expect((await send('payments-4.2')).status).toBe(200);
    expect(await written()).toHaveLength(1);
  });

  test('reaches whoever comes back after a gap, also where it came late and stands before what they have seen', async () => {
    await serve();
    await post(SIX_LATE);
    const seen = await idOf(await fetch(new URL('events', server.address)));
    const back = () => listen({ 'Last-Event-ID': seen });
    const same = await back();
    expect((await same.next()).lines).toBeUndefined();
    same.end();
    await post([{ ...said('22:54', 'sam', { note: 'no network here' }), clock: Date.parse(iso('22:54')) }]);
    const later = await back();
    expect((await later.next()).lines).toHaveLength(SIX_LATE.length + 1);
    later.end();
  });

  test('is told with the text of the plan that the run was opened with, and that it is another one since', async () => {
    await serve();
    await run.replan({ ...payments, hash: 'one' });
    await post([{ ...SIX_LATE[0]!, plan: 'of the sender' }]);
    for (const hash of ['one', 'two', 'two']) await run.replan({ ...payments, hash });
    await post([said('23:32', 'mara', { close: 'stopped' })]);
    await run.replan({ ...payments, hash: 'three' });
    expect((await written()).map((event) => ('plan' in event ? event.plan : undefined))).toEqual([
      'one',
      'two',
      undefined,
    ]);
    expect(run.lines()[1]).toMatchObject({ said: 'the plan has changed' });
  });

  test('by a program that says nothing of when it was, was when it came', async () => {
    await serve();
    const { id } = SIX_LATE[0]!;
    expect((await post([{ id, by: 'grafana', measure: 'Error rate', value: '0.06 %' }])).status).toBe(200);
    expect((await written())[0]).toMatchObject({ at: '2026-12-05T22:31:30Z', by: 'grafana' });
    expect((await written())[0]).not.toHaveProperty('came');
  });

  test('by another writer is shown', async () => {
    await serve();
    const other = await listen();
    await other.next();
    const line = { ...said('22:00', 'mara', { open: 'real' }), writer: 'other' };
    writeFileSync(join(folder, 'payments-4.2.other.runlog.jsonl'), `${JSON.stringify(line)}\n`);
    expect((await other.next()).board.phase).toBe('open');
    other.end();
  });
});

describe('a page elsewhere', () => {
  const raw = (headers: Record<string, string>, path = '/', method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(server.address);
      plain({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
        response.destroy();
      })
        .on('error', reject)
        .end();
    });

  test.each<[string, Record<string, string>, string, string]>([
    ['under a name of its own', { Host: 'evil.example' }, '/', 'GET'],
    ['of another origin', { Origin: 'https://evil.example' }, '/events', 'POST'],
    ['of no origin', { Origin: 'null' }, '/events', 'POST'],
    ['across sites', { 'Sec-Fetch-Site': 'cross-site' }, '/events', 'GET'],
    ['of the same site', { 'Sec-Fetch-Site': 'same-site' }, '/events', 'POST'],
  ])('%s gets nothing', async (_, headers, path, method) => {
    await serve();
    const { host } = new URL(server.address);
    expect(await raw({ Host: host, ...headers }, path, method)).toBe(403);
    expect(await raw({ Host: host })).toBe(200);
  });

  test('cannot post a form', async () => {
    await serve();
    expect((await post([], { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  test('finds a policy that runs no script of a text', async () => {
    await serve();
    const { headers } = await fetch(server.address);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect([headers.get('referrer-policy'), headers.get('cache-control')]).toEqual(['no-referrer', 'no-store']);
  });
});

describe('links', () => {
  const secrets = { mara: newSecret(), sam: newSecret(), grafana: newSecret(), board: newSecret() };
  const all: Keys = {
    holders: {
      [hashOf(secrets.mara)]: { name: 'mara', role: 'person' },
      [hashOf(secrets.sam)]: { name: 'sam', role: 'person' },
      [hashOf(secrets.grafana)]: { name: 'grafana', role: 'machine' },
      [hashOf(secrets.board)]: { name: 'sponsor', role: 'reader' },
    },
  };
  const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

  test('are exchanged for a cookie that no script and no other site gets', async () => {
    await serve({ keys: async () => all });
    expect((await post([SIX_LATE[0]])).status).toBe(401);
    const response = await post({ key: secrets.sam }, {}, 'session');
    expect(await response.json()).toMatchObject({ name: 'sam', may: true });
    const cookie = response.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const noted = await post([said('23:31', 'mara', { note: 'I am sam' })], { Cookie: cookie.split(';')[0]! });
    expect(noted.status).toBe(200);
    expect((await written())[0]).toMatchObject({ by: 'sam' });
  });

  test('let nobody speak for others but the owner, and no machine decide', async () => {
    await serve({ keys: async () => all });
    const forOther = [said('23:31', 'x', { vote: 'go', as: 'go' }, { for: 'lena' })];
    expect((await post(forOther, bearer(secrets.sam))).status).toBe(403);
    expect((await post(forOther, bearer(secrets.mara))).status).toBe(200);
    expect((await post([said('23:31', 'x', { call: 'full' })], bearer(secrets.grafana))).status).toBe(403);
    expect(
      (await post([said('23:31', 'x', { measure: 'Error rate', value: '1 %' })], bearer(secrets.grafana))).status,
    ).toBe(200);
    expect((await post([said('23:31', 'x', { note: 'hello' })], bearer(secrets.board))).status).toBe(403);
  });

  test('let people say what they do, and the owner what the night hangs on', async () => {
    await serve({ keys: async () => all });
    const own = run.board().steps.find(({ by }) => by.includes('sam'))!;
    const other = run
      .board()
      .steps.find(({ by, with: others, verb }) => verb !== 'gate' && ![...by, ...others].includes('sam'))!;
    const gate = run.board().steps.find(({ verb, by }) => verb === 'gate' && !by.includes('sam'))!;
    const status = async (who: keyof typeof secrets, event: object) =>
      (await post([said('23:31', 'x', event as never)], bearer(secrets[who]))).status;
    expect(await status('sam', { start: own.id })).toBe(200);
    for (const event of [
      { start: other.id },
      { hand: other.id, to: 'sam' },
      { decide: gate.id, as: 'go' },
      { call: 'full' },
      { close: 'stopped' },
      { open: 'real' },
    ]) {
      expect([event, await status('sam', event)]).toEqual([event, 403]);
    }
    // Handed over it is theirs.
    expect(await status('mara', { hand: other.id, to: 'sam' })).toBe(200);
    expect(await status('sam', { start: other.id })).toBe(200);
    expect(await status('grafana', { hand: other.id, to: 'grafana' })).toBe(403);
    expect(await status('mara', { decide: gate.id, as: 'go' })).toBe(200);
    // Nobody takes back what somebody else has said, but the owner.
    const [first] = await written();
    const lines = run.lines();
    const ofMara = lines.find(({ by }) => by === 'mara')!;
    expect(await status('sam', { correct: ofMara.id })).toBe(403);
    expect(await status('mara', { correct: first!.id })).toBe(200);
  });

  test('that are taken back lead nowhere at once', async () => {
    let keys = all;
    await serve({ keys: async () => keys });
    const line = () => [said('23:31', 'x', { note: 'hello' })];
    expect((await post(line(), bearer(secrets.sam))).status).toBe(200);
    keys = { holders: {} };
    expect((await post(line(), bearer(secrets.sam))).status).toBe(401);
  });

  test('cannot be guessed: after twenty of a minute nobody is asked any more', async () => {
    await serve({ keys: async () => all });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) statuses.push((await post({ key: newSecret() }, {}, 'session')).status);
    expect(statuses.slice(0, 20)).toEqual(new Array(20).fill(403));
    expect(statuses.slice(20)).toEqual(new Array(10).fill(429));
    // Whoever shares an address with somebody who guesses gets in.
    expect((await post({ key: secrets.sam }, {}, 'session')).status).toBe(200);
    expect((await post([said('23:31', 'x', { note: 'hello' })], bearer(secrets.sam))).status).toBe(200);
    expect((await post([said('23:31', 'x', { note: 'hello' })], bearer(newSecret()))).status).toBe(401);
  });

  test('of readers show no name', async () => {
    await serve({ keys: async () => all });
    await run.say(SIX_LATE as RunEvent[]);
    const reader = await listen(bearer(secrets.board));
    const told = await reader.next();
    reader.end();
    expect(told.board.end).toMatchObject({ drift: 6 });
    expect(JSON.stringify(told)).not.toMatch(/mara|priya|lena|ops-lead|config-manager/);
  });

  test('lie there as hashes, for their owner alone', async () => {
    await serve();
    await writeKeys(name(), all);
    expect(readFileSync(keysPath(name()), 'utf8')).not.toContain(secrets.sam);
    if (process.platform !== 'win32') expect(statSync(keysPath(name())).mode & 0o077).toBe(0);
  });
});

describe('calendars', () => {
  const secrets = { sam: newSecret(), ofSam: newSecret() };
  const all: Keys = {
    holders: {
      [hashOf(secrets.sam)]: { name: 'sam', role: 'person' },
      [hashOf(secrets.ofSam)]: { name: 'sam', role: 'calendar' },
    },
  };
  const calendar = (path: string) => fetch(new URL(path, server.address));
  /** `2026-12-05T23:25 1 CONFIRMED deploy payments-api`, of each event. */
  const events = async (path: string): Promise<readonly string[]> => {
    const response = await calendar(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const [, ...texts] = (await response.text()).replace(/\r\n /g, '').split('BEGIN:VEVENT');
    const said = (text: string, what: string) => new RegExp(`^${what}[^:]*:(.*?)\\r?$`, 'm').exec(text)?.[1];
    return texts.map((text) => ['DTSTART', 'SEQUENCE', 'STATUS', 'SUMMARY'].map((what) => said(text, what)).join(' '));
  };

  test('are of one person, by a secret of their own that is good for nothing else', async () => {
    await serve({ keys: async () => all });
    const own = await events(`/calendar/${secrets.ofSam}.ics`);
    expect(own).toContain('20261205T221500 0 CONFIRMED snapshot app-01');
    expect(own.join('\n')).not.toContain('Refund tables');
    expect((await calendar(`/calendar/${secrets.sam}.ics`)).status).toBe(403);
    expect((await calendar('/calendar.ics')).status).toBe(401);
    const bearer = { Authorization: `Bearer ${secrets.ofSam}` };
    expect((await fetch(new URL('/events', server.address), { headers: bearer })).status).toBe(401);
    expect((await post([said('23:31', 'x', { note: 'hello' })], bearer)).status).toBe(401);
    expect((await post({ key: secrets.ofSam }, {}, 'session')).status).toBe(403);
  });

  test('have what is expected by now, with a higher number where it moved, and what is off cancelled', async () => {
    await serve();
    const deploy = async () => (await events('/calendar.ics')).filter((one) => one.endsWith('deploy payments-api'));
    expect(await deploy()).toEqual(['20261205T232500 0 CONFIRMED deploy payments-api']);
    expect(await deploy()).toEqual(['20261205T232500 0 CONFIRMED deploy payments-api']);
    await run.say(SIX_LATE as RunEvent[]);
    const [late] = await deploy();
    expect(late).toMatch(/^20261205T233\d00 1 CONFIRMED/);
    // It was later, too, and then it was off.
    const record = run.board().steps.find(({ verb }) => verb === 'record')!;
    await run.say([said('23:31', 'config-manager', { skip: record.id, because: 'no need' })]);
    expect((await events('/calendar.ics')).find((one) => one.includes('record'))).toMatch(/ 2 CANCELLED record/);
    expect(await events('/calendar.ics?for=priya')).not.toEqual([]);
    const nobody = await calendar('/calendar.ics?for=nobody');
    expect([nobody.status, await nobody.text()]).toEqual([404, 'The plan knows nobody called nobody.\n']);
  });

  test('keep their numbers in a folder, where one is named', async () => {
    const calendars = join(folder, 'calendars');
    await serve({ calendars });
    await events('/calendar.ics');
    await server.close();
    await run.say(SIX_LATE as RunEvent[]);
    await serve({ calendars });
    expect((await events('/calendar.ics')).join('\n')).toMatch(/ 1 CONFIRMED deploy payments-api/);
  });

  test('cannot be guessed', async () => {
    await serve({ keys: async () => all });
    const statuses: number[] = [];
    for (let i = 0; i < 25; i++) statuses.push((await calendar(`/calendar/${newSecret()}.ics`)).status);
    expect(statuses).toEqual([...new Array(20).fill(403), ...new Array(5).fill(429)]);
    expect(await events(`/calendar/${secrets.ofSam}.ics`)).not.toEqual([]);
  });
});

test('over TLS both versions of HTTP are spoken, and the cookie stays there', async () => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  if (spawnSync('openssl', ['version']).status !== 0) return void (await serve());
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  const secret = newSecret();
  await serve({
    tls: { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') },
    keys: async () => ({ holders: { [hashOf(secret)]: { name: 'mara', role: 'person' } } }),
  });
  const { port } = new URL(server.address);
  const answer = await new Promise<{ status: number; cookie: string }>((resolve, reject) => {
    const sent = secure(
      {
        host: '127.0.0.1',
        port,
        path: '/session',
        method: 'POST',
        ca: readFileSync(cert),
        servername: 'localhost',
        headers: { Host: `localhost:${port}`, 'Content-Type': 'application/json' },
      },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode!, cookie: String(response.headers['set-cookie']) });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ key: secret }));
  });
  expect(answer.status).toBe(200);
  expect(answer.cookie).toMatch(/^__Host-board=.*; Path=\/; HttpOnly; SameSite=Strict; .*Secure/);
  // A browser that keeps its connection keeps no board from ending.
  const session = connect(`https://localhost:${port}`, { ca: readFileSync(cert) }).on('error', () => {});
  await new Promise((resolve) => session.once('connect', resolve));
  const gone = new Promise((resolve) => session.once('close', resolve));
  await server.close();
  await gone;
  await serve();
});

test('without TLS others can only read', async () => {
  await serve({ isReadOnly: true });
  expect((await post([SIX_LATE[0]])).status).toBe(403);
  expect(await (await fetch(new URL('me', server.address))).json()).toMatchObject({ may: false });
});
