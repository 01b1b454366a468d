/** A database as a store, where it is not as it should be: away, slow, locked, of a later version, somebody else's, killed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openRunDatabase, readRunDatabase } from '../../store/database.ts';
import { openPlanStore } from '../../store/plans/open.ts';
import type { PlanStore } from '../../store/plans/store.ts';
import { PATIENCE } from '../../store/postgres/sentence.ts';
import { LOCK, TABLES_VERSION } from '../../store/postgres/tables.ts';
import { StoreTrouble } from '../../store/trouble.ts';
import { event } from '../log/events.ts';
import { PATIENCE as LONG } from '../support/patience.ts';
import { freePort, OWNER, type Postgres, startPostgres } from '../support/postgres.ts';
import { record, releaseCalled, WHENEVER } from './records.ts';

let folder: string;
let postgres: Postgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-plan-tls-'));
  chmodSync(folder, 0o755);
  // A certificate of its own for 127.0.0.1, signed by itself.
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
      ...[
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        join(folder, 'key.pem'),
        '-out',
        join(folder, 'cert.pem'),
      ],
    ],
    { stdio: 'ignore' },
  );
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
});

const open: PlanStore[] = [];
const opened = async (address: string, how: 'read' | 'make' = 'make') => {
  open.push(await openPlanStore(address, how));
  return open.at(-1)!;
};
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const store of open.splice(0)) await store.close();
});

/** What is told of an address that nobody can use. */
async function told(address: string, how: 'read' | 'make' = 'read'): Promise<string> {
  const error = await opened(address, how).then(
    () => undefined,
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(StoreTrouble);
  const { message } = error as StoreTrouble;
  expect(message).not.toContain(OWNER.password);
  expect(message).not.toContain(encodeURIComponent(OWNER.password));
  expect(message).not.toContain('\n');
  return message;
}

describe('that cannot be reached', () => {
  let silent: Server | undefined;
  afterEach(() => silent?.close());

  test('is told in one line, without the password', async () => {
    const address = await postgres.fresh();
    const shown = `postgres://127.0.0.1:${postgres.port}/${new URL(address).pathname.slice(1)}`;
    expect(await told(address)).toBe(
      `${shown} is no store of plans yet: release-plan publish --store ${shown} makes one.`,
    );
    const port = await freePort();
    expect(await told(address.replace(`:${postgres.port}`, `:${port}`))).toContain(
      'cannot be reached: nothing listens',
    );
    expect(await told(address.replace(/:[^:@]*@/, ':wrong-word@'))).toBe(
      `The store ${shown} refuses the password of owner.`,
    );
    expect(await told(address.replace(/[^/:]*:[^:@]*@/, 'somebody:wrong-word@'))).toContain(
      'refuses the password of somebody',
    );
    expect(await told(address.replace(/\w+$/, 'nowhere'))).toContain('there is no such database on that machine');
    expect(await told(`postgres:///test?host=${folder}&user=owner`)).toBe(
      'The store postgres:///test cannot be reached: there is no such socket.',
    );
    expect(await told(`${address}?sslmode=require`)).toContain('speaks no TLS, and its address asks for it');
  });

  test('takes no longer than it may, where it takes what is said and says nothing', async () => {
    silent = createServer(() => {});
    const port = await freePort();
    await new Promise<void>((resolve) => silent!.listen(port, '127.0.0.1', resolve));
    const before = performance.now();
    expect(await told(`postgres://a:secret@127.0.0.1:${port}/b`)).toBe(
      `The store postgres://127.0.0.1:${port}/b cannot be reached: nobody answers there within ${PATIENCE.connect} seconds.`,
    );
    expect(performance.now() - before).toBeGreaterThan(PATIENCE.connect * 900);
    expect(await told(`postgres://a:secret@127.0.0.1:${port}/b?sslmode=require`)).toContain(
      'nobody answers there within',
    );
  });

  test('takes no longer than it may where it stops answering in the middle, and lets go of it', async () => {
    const address = await postgres.fresh();
    const store = await openPlanStore(address, 'make');
    const [other] = await postgres.run(
      address,
      `select pid from pg_stat_activity where application_name = 'release-plan' and datname = current_database()`,
    );
    process.kill(Number(other!.pid), 'SIGSTOP');
    try {
      await expect(store.ask({ by: 'nobody', about: WHENEVER })).rejects.toThrow(
        `did not answer within ${PATIENCE.statement} seconds.`,
      );
      await expect(store.ask({ by: 'nobody', about: WHENEVER })).rejects.toThrow('broke off while it was asked.');
      await store.close();
    } finally {
      process.kill(Number(other!.pid), 'SIGCONT');
    }
  });

  test('an address in which the password has strayed is not repeated', async () => {
    for (const address of [
      'postgres://u:pa#ss@h/db',
      'postgres://u:12/34@h/db',
      'postgres://u:12#34@h/db',
      'postgres://[/db',
    ])
      expect(await told(address)).toMatch(
        /^The address of the store cannot be read: in a password, `\/` is written %2F/,
      );
  });
});

test('the password comes from the address, PGPASSWORD or ~/.pgpass', async () => {
  const address = await postgres.fresh();
  await opened(address);
  const bare = address.replace(/:[^:@]*@/, '@');
  vi.stubEnv('PGPASSFILE', join(folder, 'none'));
  vi.stubEnv('PGPASSWORD', undefined);
  expect(await told(bare)).toContain('asks for a password: PGPASSWORD, ~/.pgpass or its address say one');
  vi.stubEnv('PGPASSWORD', OWNER.password);
  await opened(bare, 'read');
  vi.stubEnv('PGPASSWORD', undefined);
  const file = join(folder, 'pgpass');
  writeFileSync(file, `127.0.0.1:${postgres.port}:*:owner:${OWNER.password}\n`, { mode: 0o600 });
  vi.stubEnv('PGPASSFILE', file);
  await opened(bare, 'read');
  // A socket asks nobody here.
  await opened(
    `postgres:///${new URL(address).pathname.slice(1)}?host=${postgres.folder}&port=${postgres.port}&user=owner`,
    'read',
  );
});

test('over TLS a certificate is checked, unless the address says that it need not be', async () => {
  const key = join(postgres.folder, 'key.pem');
  const cert = join(postgres.folder, 'cert.pem');
  for (const name of ['key.pem', 'cert.pem']) {
    writeFileSync(join(postgres.folder, name), readFileSync(join(folder, name)));
    // The server reads it before it lets go of whoever started it.
    postgres.own(join(postgres.folder, name));
  }
  const address = await postgres.fresh();
  for (const [name, value] of [
    ['ssl_cert_file', cert],
    ['ssl_key_file', key],
    ['ssl', 'on'],
  ])
    await postgres.run(address, `alter system set ${name} = '${value}'`);
  await postgres.run(address, 'select pg_reload_conf()');
  await vi.waitFor(async () => expect(await postgres.run(address, 'show ssl')).toEqual([{ ssl: 'on' }]), LONG);
  const modes = ['prefer', 'require', 'verify-ca', 'verify-full'];
  for (const mode of modes) {
    expect(await told(`${address}?sslmode=${mode}`, 'make')).toContain(
      'cannot be trusted: its certificate is signed by itself',
    );
    await opened(`${address}?sslmode=${mode}&sslrootcert=${join(folder, 'cert.pem')}`);
  }
  const other = address.replace('127.0.0.1', 'localhost');
  expect(await told(`${other}?sslmode=require&sslrootcert=${join(folder, 'cert.pem')}`)).toContain(
    'that of another machine',
  );
  expect(await told(`${address}?sslmode=require&sslrootcert=${join(folder, 'none.pem')}`)).toContain(
    `${join(folder, 'none.pem')}, which its address names, cannot be read (ENOENT)`,
  );
  await opened(`${address}?sslmode=no-verify`);
  await opened(`${address}?sslmode=require&uselibpqcompat=true`);
  await opened(address);
});

describe('its tables', () => {
  test('are made by the first who writes, however many do at once', async () => {
    const address = await postgres.fresh();
    await Promise.all(Array.from({ length: 6 }, () => opened(address)));
    expect(await postgres.run(address, 'select version from release_plan.version')).toEqual([
      { version: TABLES_VERSION },
    ]);
  });

  test('of a later version are told, and nobody writes them', async () => {
    const address = await postgres.fresh();
    await (await opened(address)).put([record('a', 1)]);
    await postgres.run(address, 'update release_plan.version set version = version + 1');
    for (const how of ['read', 'make'] as const)
      expect(await told(address, how)).toMatch(/is of version \d+, and this Release Plan knows those up to \d+\.$/);
    expect(await postgres.run(address, 'select version from release_plan.version')).toEqual([
      { version: TABLES_VERSION + 1 },
    ]);
  });

  test('in which somebody else has written what is none of ours are read without it', async () => {
    const address = await postgres.fresh();
    const store = await opened(address);
    await store.put(['a', 'b', 'c', 'd'].map((path) => record(path, 1, { releases: [releaseCalled(path)] })));
    await postgres.run(address, `update release_plan.plan set told = 'x' where path = 'a'`);
    await postgres.run(address, `update release_plan.plan set told = '{"version":2}' where path = 'b'`);
    await postgres.run(
      address,
      `update release_plan.plan set told = '{"version":1,"releases":[{"release":{}}]}' where path = 'c'`,
    );
    const { records, notes } = await store.ask({ by: 'nobody', about: WHENEVER });
    expect(records.map(({ path }) => path)).toEqual(['d']);
    expect(notes).toEqual([
      'a of acme/shop in the store is left out: it is no JSON.',
      'b of acme/shop in the store is left out: it is of version 2, and this Release Plan reads up to 1.',
      'c of acme/shop in the store is left out: "releases"[0].release is no text.',
    ]);
  });

  test('are asked by their indexes, and not read', async () => {
    const address = await postgres.fresh();
    const store = await opened(address);
    for (let i = 0; i < 20; i++)
      await store.put(
        Array.from({ length: 100 }, (_, k) => {
          const start = (i * 100 + k) * 1440;
          return record(`${i}-${k}`, 1, { releases: [releaseCalled('x', { start, end: start + 60 }, `p${k}`)] });
        }),
      );
    await store.close();
    await postgres.run(address, 'analyze');
    const rows = async () =>
      (
        await postgres.run(
          address,
          `select sum(seq_tup_read)::int as read, sum(idx_scan)::int as asked from pg_stat_user_tables where relname in ('plan', 'claim')`,
        )
      )[0] as { read: number; asked: number };
    const before = await rows();
    const reading = await opened(address, 'read');
    const about = [{ key: 'person p7', has: true, span: { start: 800_000, end: 1_300_000 } }];
    expect((await reading.ask({ by: 'nobody', about })).records.length).toBe(3);
    // As a plan asks that may be at any other time: for everything that it has a name for.
    const names = Array.from({ length: 3000 }, (_, i) => ({ key: `person of the company ${i}`, has: true }));
    expect((await reading.ask({ by: 'nobody', about: [...about, ...names] })).records.length).toBe(3);
    await reading.close();
    // Whoever goes away leaves what he has read behind, a moment later.
    await vi.waitFor(async () => expect((await rows()).asked).toBeGreaterThan(before.asked), LONG);
    expect((await rows()).read).toBe(before.read);
  });
});

test('a job that comes late takes nothing back, also where in between nothing had changed', async () => {
  const store = await opened(await postgres.fresh());
  const put = async (committed: number, name: string) =>
    (await store.put([record('a', committed, { releases: [releaseCalled(name)] })]))[0];
  expect(await put(1, 'one')).toBe('kept');
  expect(await put(3, 'one')).toBe('same');
  expect(await put(2, 'two')).toBe('older');
});

test('two who publish the same repository at once wait for each other, and not for ever', async () => {
  const address = await postgres.fresh();
  const stores = await Promise.all([1, 2, 3, 4].map(() => opened(address)));
  const paths = Array.from({ length: 150 }, (_, i) => `p${i}`);
  // Each in an order of its own, as jobs of different folders have.
  await Promise.all(
    stores.map(async (store, i) => {
      const turned = [...paths.slice(i * 37), ...paths.slice(0, i * 37)];
      for (let at = 0; at < turned.length; at += 50)
        await store.put(
          turned.slice(at, at + 50).map((path) => record(path, i, { releases: [releaseCalled(`v${i}`)] })),
        );
    }),
  );
  const { records } = await stores[0]!.ask({ by: 'nobody', about: WHENEVER });
  expect(new Set(records.map(({ releases }) => releases[0]!.release))).toEqual(new Set(['v3']));
  expect(records).toHaveLength(150);
  const [claims] = await postgres.run(address, 'select count(*)::int as all from release_plan.claim');
  expect(claims).toEqual({ all: 300 });
});

test('killed while somebody publishes, it has each batch whole or not at all, and takes the rest later', async () => {
  const address = await postgres.fresh();
  const store = await opened(address);
  const batch = (n: number) =>
    Array.from({ length: 20 }, (_, i) => record(`${n}-${i}`, 1, { releases: [releaseCalled(`${n}`)] }));
  const acknowledged: number[] = [];
  let failed: unknown;
  const writing = (async () => {
    for (let n = 0; n < 100_000; n++) {
      await store.put(batch(n));
      acknowledged.push(n);
    }
  })().catch((error: unknown) => {
    failed = error;
  });
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(5), LONG);
  await postgres.stop('immediate');
  await writing;
  expect(failed).toBeInstanceOf(StoreTrouble);
  expect((failed as Error).message).toMatch(/(was stopped|broke off) while it was asked\.$/);
  await expect(store.put(batch(-1))).rejects.toThrow('broke off while it was asked');
  expect(await told(address)).toContain('nothing listens there');
  await postgres.start();
  const again = await opened(address);
  const { records } = await again.ask({ by: 'nobody', about: WHENEVER });
  const counts = new Map<string, number>();
  for (const { releases } of records) counts.set(releases[0]!.release, (counts.get(releases[0]!.release) ?? 0) + 1);
  expect([...new Set(counts.values())]).toEqual([20]);
  expect(acknowledged.filter((n) => !counts.has(String(n)))).toEqual([]);
  const [claims] = await postgres.run(address, 'select count(*)::int as all from release_plan.claim');
  expect(claims).toEqual({ all: records.length * 2 });
  expect(await again.put(batch(0))).toEqual(Array.from({ length: 20 }, () => 'same'));
});

test('whoever holds the lock of a repository for ever is told to others as such', async () => {
  const address = await postgres.fresh();
  const store = await opened(address);
  await store.put([record('a', 1)]);
  const holder = postgres.run(
    address,
    `select pg_advisory_lock(classid::int, objid::int) from (select ${LOCK} as classid, 0 as objid) as it; select pg_sleep(30)`,
  );
  holder.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 200));
  await postgres.run(address, 'drop schema release_plan cascade');
  expect(await told(address, 'make')).toContain('is written by somebody else for too long');
  await postgres.run(
    address,
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`,
  );
});

describe('rights, as docs/store.md gives them', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../docs/store.md'), 'utf8');
  const blocks = [...docs.matchAll(/^```sql\n([\s\S]*?)^```/gm)].map((match) => match[1]!);

  test('one who may read reads, and one who may write writes', async () => {
    const address = await postgres.fresh();
    await (await opened(address)).put([record('a', 1, { releases: [releaseCalled('a')] })]);
    const [roles, rows] = blocks as [string, string];
    await postgres.run(address, roles);
    await postgres.run(
      address,
      `create role asks login password 'p' in role release_plan_reader; create role says login password 'p' in role release_plan_writer; create role nobody login password 'p'; create role serves login password 'p' in role release_plan_night`,
    );
    const reader = await opened(postgres.as(address, 'asks', 'p'), 'read');
    expect((await reader.ask({ by: 'x', about: WHENEVER })).records).toHaveLength(1);
    await expect(reader.put([record('b', 1)])).rejects.toThrow(
      /does not let asks do that: whoever owns it gives the rights that docs\/store.md names/,
    );
    const writer = await opened(postgres.as(address, 'says', 'p'));
    expect(await writer.put([record('b', 1, { releases: [releaseCalled('b')] })])).toEqual(['kept']);
    expect(await writer.put([record('b', 2, { releases: [releaseCalled('c')] })])).toEqual(['kept']);
    expect(await told(postgres.as(address, 'nobody', 'p'))).toContain('does not let nobody do that');
    // A board adds lines, and can neither change one nor see plans.
    const board = postgres.as(address, 'serves', 'p');
    const place = { repository: 'acme/shop', folder: '', run: 'night' };
    const night = await openRunDatabase(board, place);
    await night.append([event({ open: 'real' }, { id: 1 })]);
    expect(await night.texts()).toHaveLength(1);
    await night.close();
    for (const forbidden of [
      `update release_plan.event set line = ''`,
      'delete from release_plan.event',
      'select * from release_plan.plan',
    ])
      await expect(postgres.run(board, forbidden)).rejects.toThrow('permission denied');
    await expect(readRunDatabase(postgres.as(address, 'asks', 'p'), place)).rejects.toThrow(
      'does not let asks do that',
    );
    // By row: a repository that only some may see.
    await writer.put([record('plan', 1, { repository: 'acme/secret', releases: [releaseCalled('s')] })]);
    const names = async (store: PlanStore) =>
      (await store.ask({ by: 'x', about: WHENEVER })).records.map(({ repository }) => repository).sort();
    expect(await names(reader)).toEqual(['acme/secret', 'acme/shop', 'acme/shop']);
    await postgres.run(address, rows);
    expect(await names(reader)).toEqual(['acme/shop', 'acme/shop']);
    expect(await names(writer)).toEqual(['acme/secret', 'acme/shop', 'acme/shop']);
    const claims = `select count(*)::int as all from release_plan.claim`;
    expect(await postgres.run(postgres.as(address, 'asks', 'p'), claims)).toEqual([{ all: 4 }]);
    expect(await postgres.run(address, claims)).toEqual([{ all: 6 }]);
  });
});
