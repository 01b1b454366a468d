/** The built command line, run as users run it: a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { bundle } from '../../scripts/build.ts';

export interface Workplace {
  readonly folder: string;
  /** Writes files by path relative to the folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
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
  const [dist] = await Promise.all([built(), mkdir(folder)]);
  const program = join(dist, 'cli.js');
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
    run(args, { stdin = '', env = {}, cwd = '.' } = {}) {
      return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, ...args], {
          cwd: join(folder, cwd),
          env: {
            PATH: process.env.PATH,
            TMPDIR: base,
            XDG_STATE_HOME: base,
            NODE_COMPILE_CACHE: join(dist, 'cache'),
            // Where the tests run on another clock, so does what they start.
            NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
            ...env,
          },
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

/** The bundles, built once for all files of tests, by the worker that asks first. */
function built(): Promise<string> {
  bundles ??= once(join(inject('scratch'), 'dist'));
  return bundles;
}

let bundles: Promise<string> | undefined;

async function once(folder: string): Promise<string> {
  const [ready, failed] = [`${folder}.ready`, `${folder}.failed`];
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    while (!existsSync(ready)) {
      if (existsSync(failed)) throw new Error('The bundles could not be built: the worker that tried says why.');
      await setTimeout(50);
    }
    return folder;
  }
  try {
    await bundle({ isDevelopment: false, folder, parts: ['node'] });
    await writeFile(ready, '');
  } catch (error) {
    await writeFile(failed, '');
    throw error;
  }
  return folder;
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
