/** A night in an editor: while its run is open a tick is a line of the log, whoever else writes is not written over, and it can be taken back. */
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientRequests } from '../../server/protocol.ts';
import { runFiles } from '../../server/run-files.ts';
import { openFileStore } from '../../store/file.ts';
import { startClient, type TestClient, type TestClientOptions } from './client.ts';

const PLAN = `person ann "Ann"
person bob "Bob"
service shop
release night-1 {
  zone Europe/Berlin
  window Mon 2026-11-23 12:00 .. 16:00
  run {
    deploy shop as rollout 30m by ann {
      - "Look at the graphs"
    }
    verify shop 10m by bob
  }
}
`;
const [STEP, LINE] = ['night-1/rollout', 'night-1/- Look at the graphs'];

let folder: string;
let uri: string;
let client: TestClient;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'release-plan-night-')));
  uri = pathToFileURL(join(folder, 'night.release')).href;
});
afterEach(async () => {
  await client.stop();
  await rm(folder, { recursive: true });
});

async function begin(options: TestClientOptions = { runFiles }): Promise<void> {
  client = await startClient({ disk: new Map(), folders: [pathToFileURL(folder).href], ...options });
  const found = client.diagnostics(uri);
  client.open(uri, PLAN);
  await found;
}

const ask = <M extends keyof ClientRequests>(method: M, params: ClientRequests[M]['ask']) =>
  client.connection.sendRequest<ClientRequests[M]['answer']>(method, params);
const say = (said: object, id = crypto.randomUUID()) =>
  ask('release/say', { uri, said: [{ id, at: '2026-11-23T12:00:00Z', by: 'ann', ...said }] });
const tick = (of: string, by?: string) => ask('release/tickInNight', { uri, of, ...(by !== undefined && { by }) });

async function checklist(): Promise<string> {
  const options = { width: 700, zoom: 1, grouping: 'block' as const, view: 'checklist' };
  return (await ask('release/preview', { uri, options }))!.pictures!.list!.rows.join('');
}

async function boxes(): Promise<Record<string, boolean>> {
  const all = (await checklist()).matchAll(/class="rp-box( rp-ticked)?"[^>]*data-of="([^"]+)"/g);
  return Object.fromEntries([...all].map(([, ticked, of]) => [of!, ticked !== undefined]));
}

const status = () => ask('release/status', { uri, position: { line: 4, character: 0 } });

async function log(): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.runlog.jsonl'));
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

test('before a run is open a tick is one of the text; while it is, it is a line of the log, shown at once, and taken back there', async () => {
  await begin();
  expect(await tick(STEP, 'ann')).toBeNull();
  expect(await boxes()).toEqual({});
  expect((await status()).isNight).toBeUndefined();
  expect(await say({ open: 'real' })).toEqual({ noted: 1 });
  expect(await boxes()).toEqual({ [STEP]: false, [LINE]: false, 'night-1/verify shop': false });
  expect(await checklist()).toContain('noted in its log');
  expect(await status()).toMatchObject({ isNight: true, text: 'run open · ends 13:40' });

  expect(await tick(STEP)).toEqual({ people: ['ann', 'bob'] });
  const done = await tick(STEP, 'bob');
  expect(done).toMatchObject({ noted: 'bob rollout done', release: 'night-1' });
  expect((await boxes())[STEP]).toBe(true);
  await tick(LINE, 'ann');
  expect(await boxes()).toMatchObject({ [STEP]: true, [LINE]: true });

  // Once more takes it back; so does what the message offers.
  await tick(LINE, 'ann');
  expect((await boxes())[LINE]).toBe(false);
  const { undo } = done as Extract<typeof done, { undo: unknown }>;
  expect(await ask('release/say', { uri, said: [undo] })).toEqual({ noted: 1 });
  expect((await boxes())[STEP]).toBe(false);
  await tick(STEP, 'bob');
  await tick(STEP, 'ann');
  expect((await boxes())[STEP]).toBe(false);
  const night = await ask('release/night', { uri });
  if ('trouble' in night) throw new Error(night.trouble);
  expect(night.lines.map(({ by, taken }) => `${by}${taken ? ' taken back' : ''}`)).toEqual([
    ...['ann', 'bob taken back', 'ann', 'ann', 'bob', 'bob taken back', 'ann'],
  ]);
  expect(night.board.phase).toBe('open');

  expect(await say({ close: 'done' })).toEqual({ noted: 1 });
  expect(await tick(STEP, 'ann')).toBeNull();
  expect(await boxes()).toEqual({});
});

test('a log that somebody else writes is followed; while they hold it, nothing is written, and it is told where their board is', async () => {
  await begin();
  await say({ open: 'real' });
  await boxes();
  const store = await openFileStore({ folder, run: 'night-1' });
  await store.tell('http://127.0.0.1:4242/');
  const isSeen = new Promise<void>((resolve) =>
    // Any change of the folder is told, that of the lock as well.
    client.connection.onNotification('release/changed', async () => {
      if ((await boxes())[STEP]) resolve();
    }),
  );
  const at = '2026-11-23T12:00:05Z';
  const id = crypto.randomUUID();
  await store.append([{ id, at, clock: Date.now(), writer: store.writer, by: 'bob', done: 'rollout' }]);
  await isSeen;
  const refused = await tick('night-1/verify shop', 'bob');
  expect(refused).toMatchObject({ isLater: true, board: 'http://127.0.0.1:4242/' });
  expect((refused as { trouble: string }).trouble).toContain('at http://127.0.0.1:4242/');
  await store.close();
  expect(await tick('night-1/verify shop', 'bob')).toMatchObject({ noted: 'bob verify shop done' });
});

test('who writes, and by what clock, is not for the sender to say; what is said twice is noted once, and what is no line not at all', async () => {
  await begin();
  await say({ open: 'real', writer: 'somebody', clock: Number.MAX_SAFE_INTEGER });
  const [line] = (await log()).trim().split('\n');
  const { writer, clock } = JSON.parse(line!);
  expect(writer).not.toBe('somebody');
  expect(clock).toBeLessThanOrEqual(Date.now() + 1000);
  const id = crypto.randomUUID();
  expect(await say({ done: 'rollout' }, id)).toEqual({ noted: 1 });
  expect(await say({ done: 'rollout' }, id)).toEqual({ noted: 0 });
  const before = await log();
  for (const bad of [{ done: 7 }, { frob: 'x' }, { done: 'rollout', at: 'never' }, { done: 'rollout', by: '' }])
    expect(await say(bad)).toMatchObject({ trouble: expect.stringContaining('Nothing was noted') });
  expect(await say({ note: 'one\nline\u2028of text' })).toEqual({ noted: 1 });
  expect((await log()).slice(before.length).trim().split('\n').length).toBe(1);
  expect(await tick('night-1/gone', 'ann')).toMatchObject({ trouble: expect.stringContaining('no more') });
});

test('where there are no files there is no night, and ticks are of the text', async () => {
  await begin({});
  expect(await ask('release/night', { uri })).toMatchObject({ trouble: expect.stringContaining('a desktop') });
  expect(await say({ open: 'real' })).toMatchObject({ trouble: expect.stringContaining('a desktop') });
  expect(await tick(LINE, 'ann')).toBeNull();
});

test('a rehearsal has a board, hours and a log of its own, and is opened as what it is', async () => {
  await begin();
  const rehearsed = PLAN.replace('  run {', '  rehearsal first at Mon 2026-11-16 10:00\n  run {');
  client.change(uri, rehearsed);
  const shown = (rehearsal?: string) => ask('release/night', { uri, ...(rehearsal !== undefined && { rehearsal }) });
  expect(await shown('second')).toEqual({ trouble: 'night-1 has no rehearsal second any more.' });
  expect(await shown()).toMatchObject({ run: 'night-1', rehearsals: ['first'] });
  await writeFile(join(folder, 'night.release'), rehearsed);
  const line = { id: crypto.randomUUID(), at: '2026-11-16T09:00:00Z', by: 'ann', open: 'real' };
  expect(await ask('release/say', { uri, said: [line], rehearsal: 'first' })).toEqual({ noted: 1 });
  const night = await shown('first');
  expect(night).toMatchObject({ run: 'night-1@first', board: { phase: 'open', rehearsal: 'first' } });
  expect('board' in night && new Date(night.board.runStart! * 60_000).toISOString()).toBe('2026-11-16T09:00:00.000Z');
  expect(await shown()).toMatchObject({ board: { phase: 'not open' } });
  const [log] = (await readdir(folder)).filter((name) => name.startsWith('night-1@first.'));
  expect(JSON.parse(await readFile(join(folder, log!), 'utf8'))).toMatchObject({
    open: 'rehearsal',
    rehearsal: 'first',
  });
});

test('when steps really were stands behind their lines, with what of it was out of order', async () => {
  await begin();
  const hints = async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const all = await client.connection.sendRequest<{ label: string; tooltip: string }[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range,
    });
    return all.map(({ label, tooltip }) => [label.trim(), tooltip.split('\n').at(-1)]);
  };
  expect((await hints()).map(([label]) => label)).toEqual(['12:00 .. 12:30 ◆', '12:30 .. 12:40 ◆']);
  await say({ open: 'real', at: '2026-11-23T11:00:00Z' });
  await say({ start: 'rollout', at: '2026-11-23T11:02:00Z' });
  await say({ start: 'verify shop', by: 'bob', at: '2026-11-23T11:30:00Z' });
  await say({ done: 'rollout', at: '2026-11-23T11:36:00Z' });
  const [first, second] = await hints();
  expect(first).toEqual(['12:02 .. 12:36, 6 late', 'planned 12:00 .. 12:30 Europe/Berlin']);
  expect(second![0]).toMatch(/^12:30 \.\. ≈ .* !$/);
  expect(second![1]).toBe('verify shop began before rollout was done.');
});
