/** The log of a night, beside its plan and in a database: what was acknowledged is there, whoever wrote it and whoever died. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { soak } from '../../bench/night/kills.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { inOrder, readLog } from '../../plan/log/read.ts';
import { openRunDatabase, type RunPlace, readRunDatabase } from '../../store/database.ts';
import { openFileStore, readRun } from '../../store/file.ts';
import type { RunStore } from '../../store/store.ts';
import { StoreTrouble } from '../../store/trouble.ts';
import { anyEvent, event, idOf } from '../log/events.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

const open: RunStore[] = [];
const opened = async (store: Promise<RunStore>) => {
  open.push(await store);
  return open.at(-1)!;
};
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

const PLACE: RunPlace = { repository: 'acme/shop', folder: 'plans', run: 'payments-4.2' };

describe.each(['files', 'a database'])('%s', (kind) => {
  let folder: string;
  let address: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'release-plan-runs-'));
    if (kind === 'a database') address = await postgres.fresh();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const openRun = (run = 'payments-4.2') =>
    opened(kind === 'files' ? openFileStore({ folder, run }) : openRunDatabase(address, { ...PLACE, run }));
  const read = async (run = 'payments-4.2') =>
    readLog(await (kind === 'files' ? readRun({ folder, run }) : readRunDatabase(address, { ...PLACE, run })));

  test('what was appended is read, by whoever reads', async () => {
    const store = await openRun();
    const all = [event({ open: 'real' }, { id: 1 }), event({ start: 'x' }, { id: 2 })];
    await Promise.all([store.append([all[0]!]), store.append([all[1]!])]);
    expect((await read()).events).toEqual(all);
    expect(readLog(await store.texts()).events).toEqual(all);
    // Another run is another one.
    await openRun('payments-4');
    expect((await read('payments-4')).events).toEqual([]);
  });

  test('any events, in any order and said again, are the set of them', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), async (events) => {
        const run = `r${++round}`;
        const store = await openRun(run);
        await Promise.all(events.map((one) => store.append([one])));
        const { events: found, problems } = await read(run);
        expect(problems).toEqual([]);
        expect(new Set(found.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
        expect(inOrder(found)).toEqual(found);
        for (const one of found) expect(events).toContainEqual(one);
        await store.close();
        open.pop();
      }),
      { numRuns: 15 },
    );
  });

  test('killed at any moment, whatever was acknowledged is in the log', async () => {
    const acknowledged = await soak(kind === 'files' ? folder : address, 6);
    expect(acknowledged.length).toBeGreaterThan(6);
    const read = new Set(
      readLog(
        await (kind === 'files'
          ? readRun({ folder, run: 'soak' })
          : readRunDatabase(address, { repository: 'soak', folder: '', run: 'soak' })),
      ).events.map(({ id }) => id),
    );
    expect(acknowledged.filter((id) => !read.has(id))).toEqual([]);
  });
});

describe('a database', () => {
  let address: string;
  beforeEach(async () => {
    address = await postgres.fresh();
  });
  const openRun = (at = address) => opened(openRunDatabase(at, PLACE));

  test('is written by any number of boards at once, and each is told what the others wrote', async () => {
    const [writing, following] = [[], []] as [RunStore[], RunStore[]];
    for (let i = 0; i < 4; i++) writing.push(await openRun());
    for (let i = 0; i < 2; i++) following.push(await openRun());
    let told = 0;
    const stops = following.map((store) => store.watch(() => told++));
    const sent: RunEvent[] = [];
    await Promise.all(
      writing.map(async (store, w) => {
        for (let i = 0; i < 25; i++) {
          const one = event({ note: `${w}-${i}` }, { id: w * 100 + i + 1 });
          await store.append([one]);
          sent.push(one);
        }
      }),
    );
    const ids = sent.map(({ id }) => id).toSorted();
    for (const store of [...writing, ...following])
      expect(
        readLog(await store.texts())
          .events.map(({ id }) => id)
          .toSorted(),
      ).toEqual(ids);
    await vi.waitFor(() => expect(told).toBeGreaterThan(1), PATIENCE);
    for (const stop of stops) stop();
  });

  test('tells followers also where nobody may listen, by being asked', async () => {
    const store = await openRun();
    const follower = await openRun();
    let told = 0;
    const stop = follower.watch(() => told++);
    await store.append([event({ note: 'x' }, { id: 1 })]);
    await vi.waitFor(() => expect(told).toBe(1), PATIENCE);
    // A line that comes without a word.
    await postgres.run(
      address,
      `insert into release_plan.event (run, id, line) select key, '${idOf(2)}', '${JSON.stringify(event({ note: 'y' }, { id: 2 }))}' from release_plan.run`,
    );
    await vi.waitFor(() => expect(told).toBe(2), PATIENCE);
    expect(readLog(await follower.texts()).events).toHaveLength(2);
    stop();
  });

  test('that stops is told, takes nothing that it does not say it has, and is used again when it is back', async () => {
    const store = await openRun();
    const said: (string | undefined)[] = [];
    const stop = store.watch(
      () => {},
      (trouble) => said.push(trouble),
    );
    await store.append([event({ open: 'real' }, { id: 1 })]);
    await postgres.stop('immediate');
    const two = event({ start: 'x' }, { id: 2 });
    const refused = await store.append([two]).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(StoreTrouble);
    await vi.waitFor(() => expect(said.at(-1)).toContain('nothing listens there'), PATIENCE);
    await postgres.start();
    await store.append([two]);
    await store.append([two]);
    expect(readLog(await store.texts()).events.map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
    await vi.waitFor(() => expect(said.at(-1)).toBeUndefined(), PATIENCE);
    stop();
  });

  test('killed again and again while boards write, it has all that they were told it has', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openRun()));
    const acknowledged = new Set<string>();
    let isOver = false;
    const writers = stores.map(async (store, w) => {
      for (let i = 1; !isOver; i++) {
        const one = event({ note: `${w}-${i}` }, { id: w * 1_000_000 + i });
        for (let isNoted = false; !isNoted && !isOver; )
          isNoted = await store.append([one]).then(
            () => {
              acknowledged.add(one.id);
              return true;
            },
            (error: unknown) => {
              expect(error).toBeInstanceOf(StoreTrouble);
              return new Promise<false>((resolve) => setTimeout(() => resolve(false), 20));
            },
          );
      }
    });
    for (let round = 1; round <= 4; round++) {
      await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(round * 40), PATIENCE);
      await postgres.stop('immediate');
      await postgres.start();
    }
    isOver = true;
    await Promise.all(writers);
    const { events, problems } = readLog(await readRunDatabase(address, PLACE));
    expect(problems).toEqual([]);
    const found = new Set(events.map(({ id }) => id));
    expect(found.size).toBe(events.length);
    expect([...acknowledged].filter((id) => !found.has(id))).toEqual([]);
  });

  test('that was made before there were runs is brought up to date by the first of them', async () => {
    await (await openRun()).close();
    await postgres.run(
      address,
      'drop table release_plan.event, release_plan.run; update release_plan.version set version = 1',
    );
    await expect(readRunDatabase(address, PLACE)).rejects.toThrow(
      /is no store of runs yet: release-plan run PLAN --store postgres:\/\/.* makes one\.$/,
    );
    const store = await openRun();
    await store.append([event({ open: 'real' }, { id: 1 })]);
    expect(readLog(await readRunDatabase(address, PLACE)).events).toHaveLength(1);
  });

  test('that forgets what it was told when its machine stops is told to whoever opens it', async () => {
    // The server of these tests is one.
    expect((await openRun()).notes).toEqual([expect.stringContaining('is set to forget what it was told')]);
  });
});
