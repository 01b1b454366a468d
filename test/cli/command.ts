/**
 * The command line in a folder of its own: run in this process, since most of what a process costs is its beginning, or built and
 * in a process of its own, as users run it.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runProgram } from '../../cli/program/program.ts';
import { streamsOf } from '../../cli/terminal/streams.ts';
import { bundles } from '../support/bundles.ts';

export interface Workplace {
  readonly folder: string;
  /** Writes files by path relative to the folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  /** Runs the sources in this process, one call after the other. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Runs what is built in a process of its own. */
  spawn(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** The path of the program, for processes that stay. */
  readonly program: string;
  readonly server: string;
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the folder. */
  readonly cwd?: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function createWorkplace(): Promise<Workplace> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'release-plan-cli-')));
  const folder = join(base, 'work');
  const [dist] = await Promise.all([bundles(), mkdir(folder)]);
  const program = join(dist, 'cli.js');
  const surroundings = {
    PATH: process.env.PATH,
    TMPDIR: base,
    XDG_STATE_HOME: base,
    // Where the tests run on another clock, so does what they start.
    NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
  };
  return {
    folder,
    program,
    server: join(dist, 'server.js'),
    async write(files) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
    },
    run: (args, { stdin = '', env = {}, cwd = '.' } = {}) =>
      inTurn(() => here(args, stdin, { ...surroundings, ...env }, join(folder, cwd))),
    spawn(args, { stdin = '', env = {}, cwd = '.' } = {}) {
      return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, ...args], {
          cwd: join(folder, cwd),
          env: { ...surroundings, NODE_COMPILE_CACHE: join(dist, 'cache'), ...env },
        });
        let stdout = '';
        let stderr = '';
        child.stdout.setEncoding('utf8').on('data', (text) => {
          stdout += text;
        });
        child.stderr.setEncoding('utf8').on('data', (text) => {
          stderr += text;
        });
        child.on('error', reject);
        child.on('close', (code) => resolve({ code, stdout, stderr }));
        // A program that has read enough ends while it is still told more.
        child.stdin.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' || reject(error));
        child.stdin.end(stdin);
      });
    },
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

/** Runs the sources in this process, in any folder: for who has no use for a folder of its own or for what is built. */
export function runIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  return inTurn(() => here(args, '', env, folder));
}

/** The folder and the variables of a process are one for all of it. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

let last: Promise<unknown> = Promise.resolve();

async function here(
  args: readonly string[],
  stdin: string,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<Outcome> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const [folder, variables] = [process.cwd(), process.env];
  process.chdir(cwd);
  process.env = { ...env };
  try {
    const code = await runProgram(args, streamsOf(Readable.from([stdin]), stdout, stderr));
    return { code, stdout: stdout.text, stderr: stderr.text };
  } finally {
    process.env = variables;
    process.chdir(folder);
  }
}

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** `FINE` by another name, with a change record of its own. */
export function fineAs(name: string): string {
  return FINE.replace('night-1.0', name).replace('CHG0042137', `CHG-${name}`);
}

/** A release without a finding. */
export const FINE = `person mara "Mara Lind"
person jonas "Jonas Berg"
service web

release night-1.0 "The night" {
  kind    standard
  owner   mara
  zone    Europe/Berlin
  window  Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change  CHG0042137

  run {
    deploy web as rollout 15m by mara undo 10m
    verify web "Smoke" 10m by jonas
  }
}
`;

export const AT = ['--at', '2026-11-23T12:00Z'];
