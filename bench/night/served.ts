/** A board that others reach, as it is started for a night: a process of its own over TLS, with a link for each of its people. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from '../../scripts/build.ts';
import { freePort } from '../../test/support/postgres.ts';

export interface Served {
  readonly folder: string;
  /** Of the folder. */
  readonly plan: string;
  readonly address: string;
  readonly cert: string;
  /** What the board has said of itself, all processes of it. */
  said(): string;
  /** Starts it, or starts it again. */
  start(args?: readonly string[]): Promise<void>;
  /** As if its machine had been switched off. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** The command line in that folder: what it printed, to both. */
  run(...args: readonly string[]): Promise<string>;
  /** Links by name, `https://…/#k=…`. */
  links(...more: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Of the process that serves, in kB. */
  memory(): number;
  remove(): Promise<void>;
}

/** @param files by their path in the folder; the plan is the first */
export async function servedBoard(files: Readonly<Record<string, string>>): Promise<Served> {
  const base = mkdtempSync(join(tmpdir(), 'release-plan-night-'));
  const [folder, dist] = [join(base, 'night'), join(base, 'dist')];
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await bundle({ isDevelopment: false, folder: dist, parts: ['node'] });
  const program = join(dist, 'cli.js');
  const [plan] = Object.keys(files) as [string];
  const [cert, key] = [join(base, 'cert.pem'), join(base, 'key.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...names, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  const host = `localhost:${await freePort()}`;
  const address = `https://${host}/`;
  const env = { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: cert };
  let child: ChildProcess | undefined;
  let said = '';

  return {
    ...{ folder, plan, address, said: () => said },
    cert: readFileSync(cert, 'utf8'),
    async start(args = []) {
      const own = spawn(
        process.execPath,
        [program, 'run', plan, '--listen', host, '--tls-cert', cert, '--tls-key', key, ...args],
        { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      child = own;
      const hear = (text: string) => {
        said += text;
      };
      own.stderr!.setEncoding('utf8').on('data', hear);
      own.stdout!.setEncoding('utf8').on('data', hear);
      const ended = once(own, 'close').then(() => {
        throw new Error(`The board does not begin: ${said}`);
      });
      await Promise.race([once(own.stdout!, 'data'), ended]);
      ended.catch(() => {});
    },
    kill: () => ended('SIGKILL'),
    stop: () => ended('SIGTERM'),
    run: async (...args) => Object.values(await spawned(program, args, folder, env)).join(''),
    async links(...more) {
      const { stdout } = await spawned(program, ['run', 'links', plan, '--board', address, ...more], folder, env);
      const rows = stdout.trim().split('\n');
      return new Map(rows.map((row) => row.split(/\s+/)).map(([who, , link]) => [who!, link!]));
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child!.pid}/status`, 'utf8'))![1]),
    async remove() {
      await ended('SIGKILL');
      rmSync(base, { recursive: true, force: true });
    },
  };

  async function ended(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'close');
  }
}

async function spawned(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
    });
  await once(child, 'close');
  return told;
}

/** The key of a link, as a program sends it. */
export function bearerOf(link: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${new URLSearchParams(new URL(link).hash.slice(1)).get('k')}` };
}
