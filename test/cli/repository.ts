/** A git repository of a test: nobody's settings but its own, and days that are known. */
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Outcome, RunOptions, Workplace } from './command.ts';

/** For git and for the command: no configuration of whoever runs the tests. */
export const ISOLATED = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** `null`: the file is deleted. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export class TestRepository {
  readonly folder: string;
  private readonly work: Workplace;
  private readonly name: string;

  constructor(work: Workplace, name: string) {
    this.work = work;
    this.name = name;
    this.folder = join(work.folder, name);
  }

  async init(): Promise<this> {
    await mkdir(this.folder, { recursive: true });
    this.git(['init', '--quiet', '--initial-branch=main', '.']);
    return this;
  }

  async write(files: Files): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const at = join(this.folder, path);
      if (content === null) await rm(at);
      else {
        await mkdir(dirname(at), { recursive: true });
        await writeFile(at, content);
      }
    }
  }

  /** On a day such as `2026-11-02`, at noon UTC. */
  async commit(files: Files, day = '2026-11-01'): Promise<string> {
    await this.write(files);
    this.git(['add', '--all']);
    const at = `${day}T12:00:00Z`;
    this.git(['commit', '--quiet', '--allow-empty', '--message', day], { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at });
    return this.git(['rev-parse', 'HEAD']).trim();
  }

  git(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
    const person = { GIT_AUTHOR_NAME: 'Mara', GIT_AUTHOR_EMAIL: 'm@example.org' };
    const committer = { GIT_COMMITTER_NAME: 'Mara', GIT_COMMITTER_EMAIL: 'm@example.org' };
    return execFileSync('git', args, {
      cwd: this.folder,
      env: { PATH: process.env.PATH, ...ISOLATED, ...person, ...committer, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  run(args: readonly string[], { env, ...options }: RunOptions = {}): Promise<Outcome> {
    return this.work.run(args, { cwd: this.name, ...options, env: { ...ISOLATED, ...env } });
  }
}
