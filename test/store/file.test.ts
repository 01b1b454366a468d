/** The files of a run: what is acknowledged is there, one process writes, and a process that died is replaced by another. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLog } from '../../plan/log/read.ts';
import { HybridClock, MOST_AHEAD } from '../../store/clock.ts';
import { lockPath, openFileStore, readRun, runsIn, watchRun } from '../../store/file.ts';
import { Locked } from '../../store/lock.ts';
import { event } from '../log/events.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-plan-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const name = () => ({ folder, run: 'payments-4.2' });

/** No process has a number above 2^22; that of one that has just ended may be another one's by now. */
const DEAD = 2 ** 22 + 1;

test('what was appended is read, by whoever reads', async () => {
  const store = await openFileStore(name());
  const all = [event({ open: 'real' }, { id: 1 }), event({ start: 'x' }, { id: 2 })];
  await Promise.all([store.append([all[0]!]), store.append([all[1]!])]);
  expect(readLog(await readRun(name())).events).toEqual(all);
  await store.close();
  expect(readdirSync(folder)).toEqual([store.path.slice(folder.length + 1)]);
  expect(await runsIn(folder)).toEqual(['payments-4.2']);
});

test('a second one is refused, and told who has it', async () => {
  const store = await openFileStore(name());
  await store.tell('http://127.0.0.1:4242/');
  const refused = openFileStore(name());
  await expect(refused).rejects.toBeInstanceOf(Locked);
  await expect(refused).rejects.toThrow(`Process ${process.pid} on ${hostname()}`);
  await expect(refused).rejects.toThrow(
    `at http://127.0.0.1:4242/. Use its board, or end it first; if that process is something else by now, delete ${lockPath(name())}.`,
  );
  // Another run of the same folder is another one.
  await (await openFileStore({ folder, run: 'payments-4' })).close();
  await store.close();
  await (await openFileStore(name())).close();
});

test('the lock of a process that died is taken over, that of another machine is not', async () => {
  const pid = DEAD;
  const owner = { pid, host: hostname(), since: '2026-12-05T21:00:00Z', token: 'x' };
  writeFileSync(lockPath(name()), JSON.stringify(owner));
  await (await openFileStore(name())).close();
  writeFileSync(lockPath(name()), JSON.stringify({ ...owner, host: 'another-machine' }));
  await expect(openFileStore(name())).rejects.toThrow(`Process ${pid} on another-machine`);
  writeFileSync(lockPath(name()), 'torn');
  await expect(openFileStore(name())).rejects.toThrow('If nobody does, delete it.');
});

test('the lock of a process that died is taken over by one that has its number, as in a container', async () => {
  const owner = { pid: process.pid, host: hostname(), since: '2026-12-05T21:00:00Z', token: 'of the one before' };
  writeFileSync(lockPath(name()), JSON.stringify(owner));
  const store = await openFileStore(name());
  await expect(openFileStore(name())).rejects.toBeInstanceOf(Locked);
  await store.close();
});

test('of many who find the lock of a dead process, one gets it', async () => {
  const pid = DEAD;
  for (let round = 0; round < 300; round++) {
    writeFileSync(lockPath(name()), JSON.stringify({ pid, host: hostname(), since: '', token: String(round) }));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => openFileStore(name())));
    const [won, ...more] = tries.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    expect(won, 'somebody gets it').toBeDefined();
    expect(more).toEqual([]);
    await won!.close();
  }
});

test('whoever died while it took over the lock of a dead process is in nobody’s way', async () => {
  const dead = (token: string) => JSON.stringify({ pid: DEAD, host: hostname(), since: '', token });
  writeFileSync(lockPath(name()), dead('x'));
  const hash = createHash('sha256').update(dead('x')).digest('hex').slice(0, 16);
  writeFileSync(`${lockPath(name())}.${hash}`, dead('y'));
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => openFileStore(name())));
  const [won, ...more] = tries.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  expect([won !== undefined, more]).toEqual([true, []]);
  expect(readdirSync(folder).filter((each) => each.includes('lock')).length).toBe(1);
  await won!.close();
  expect(readdirSync(folder).filter((each) => each.includes('lock'))).toEqual([]);
});

test('a tail without an end gets one and is told; nothing is cut off', async () => {
  const store = await openFileStore(name());
  await store.append([event({ start: 'x' }, { id: 1 })]);
  await store.close();
  const torn = `${readFileSync(store.path, 'utf8')}{"id":"0193`;
  writeFileSync(store.path, torn);
  const again = await openFileStore(name());
  expect(again.notes).toEqual([expect.stringContaining('nothing was cut off')]);
  await again.append([event({ done: 'x' }, { id: 2 })]);
  await again.close();
  expect(readFileSync(store.path, 'utf8').startsWith(`${torn}\n`)).toBe(true);
  expect(readLog(await readRun(name())).events).toHaveLength(2);
  const third = await openFileStore(name());
  expect(third.notes).toEqual([]);
  await third.close();
});

test('a clock is never behind what it has seen, and follows nobody into the future', () => {
  let wall = 1000;
  const clock = new HybridClock(() => wall);
  expect(clock.next()).toBe(1000);
  expect(clock.next()).toBe(1001);
  clock.see(5000);
  expect(clock.next()).toBe(5001);
  wall = 9000;
  expect(clock.next()).toBe(9000);
  clock.see(9000 + MOST_AHEAD + 1);
  expect(clock.next()).toBe(9001);
});

test('a lock that is released lets go of no other', async () => {
  const store = await openFileStore(name());
  writeFileSync(lockPath(name()), JSON.stringify({ pid: process.pid, host: hostname(), since: '', token: 'other' }));
  await store.close();
  expect(readdirSync(folder).some((file) => file.endsWith('.lock'))).toBe(true);
});

test('a folder that is not there yet is looked into by and by, and nothing breaks', () => {
  const stop = watchRun({ folder: join(folder, 'nowhere'), run: 'payments-4' }, () => {});
  expect(stop).not.toThrow();
});
