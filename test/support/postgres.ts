/** A real PostgreSQL of its own for a file of tests: a cluster in a temporary folder, on this machine alone, gone with it. */
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensurePostgres } from '../../scripts/editor/postgres.ts';

export interface Postgres {
  readonly port: number;
  /** Where its socket is. */
  readonly folder: string;
  /** The address of a database that is new. */
  fresh(): Promise<string>;
  /** The address of a database for somebody else than its owner. */
  as(address: string, user: string, password: string): string;
  /** Statements, by its owner. */
  run(address: string, sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Gives a file to the user that it runs as. */
  own(path: string): void;
  /** `immediate`: as if the machine had been switched off. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export const OWNER = { user: 'owner', password: 'it is/ours#?' } as const;

/** @param isSafe what is committed survives a power cut as well, as nobody needs in a test */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
  isSafe = false,
): Promise<Postgres> {
  const program = await ensurePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-pg-'));
  const user = userFor();
  const [data, word] = [join(folder, 'data'), join(folder, 'word')];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(word, OWNER.password);
  if (user) for (const path of [folder, data, word]) chownSync(path, user.uid, user.gid);
  const port = await freePort();
  const control = (...args: readonly string[]) => run(program, [...args, '-D', data], user);
  await control(
    ...['initdb', '-s', '-o'],
    `-U ${OWNER.user} --pwfile=${word} --auth-host=scram-sha-256 --auth-local=trust -E UTF8 --no-locale --no-sync`,
  );
  const all = {
    ...{ listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder },
    ...(!isSafe && { fsync: 'off' }),
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`);
  writeFileSync(join(data, 'postgresql.auto.conf'), lines.join(''));
  const start = () => control('start', '-w', '-s', '-l', join(folder, 'log'));
  const stop = (how: 'fast' | 'immediate') => control('stop', '-w', '-s', '-m', how);
  const addressOf = (database: string, who: string, password: string) =>
    `postgres://${who}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const query = async (address: string, sql: string) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      const results = [await client.query(sql)].flat();
      return results.at(-1)!.rows as readonly Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  let count = 0;
  await start();
  return {
    port,
    folder,
    async fresh() {
      const name = `test${++count}`;
      await query(addressOf('postgres', OWNER.user, OWNER.password), `create database ${name}`);
      return addressOf(name, OWNER.user, OWNER.password);
    },
    as: (address, who, password) => addressOf(new URL(address).pathname.slice(1), who, password),
    run: query,
    own(path) {
      chmodSync(path, 0o600);
      if (user) chownSync(path, user.uid, user.gid);
    },
    stop,
    start,
    async remove() {
      await stop('immediate').catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It refuses to be run by root; any other user of the machine will do. */
function userFor(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find(([one]) => one === name)).find(Boolean);
  if (!found) throw new Error('PostgreSQL refuses to be run by root, and this machine has no user postgres or nobody.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function run(program: string, args: readonly string[], user: { uid: number; gid: number } | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C' };
    // The server stays behind and would keep the pipes of whoever started it.
    const child = execFile(program, args, { ...user, env, cwd: '/', timeout: 120_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`pg_ctl ${args[0]}: ${stdout}${stderr}${error.message}`));
      else resolve();
    });
    child.stdin?.end();
  });
}

/** Of this machine, and of nobody at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
