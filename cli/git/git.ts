/**
 * Reads a repository by the program `git`. Nothing is changed, nothing that the repository holds is executed (no hook,
 * filter, text conversion, pager, signature program), and nothing is fetched: what is not there is missing.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MAX_BYTES } from '../../server/files.ts';
import { Misuse } from '../misuse.ts';
import { repositoryOf } from './repository.ts';

export interface Repository {
  /** Absolute path of the working tree. */
  readonly root: string;
  /** Its history was cut off when it was cloned. */
  readonly isShallow: boolean;
  /** The commit that a revision names; undefined: none. */
  commit(revision: string): Promise<Commit | undefined>;
  /** The last commit that both come from; undefined: they share none. */
  mergeBase(a: Commit, b: Commit): Promise<Commit | undefined>;
  /** The plans of a commit: path from the root, and a name that is the same for the same bytes. */
  plansOf(commit: Commit): Promise<ReadonlyMap<string, string>>;
  /** Paths of the plans that are tracked, or at least not ignored, in the working tree; they may have been deleted. */
  plansOfWorkingTree(): Promise<readonly string[]>;
  /** What a file held; undefined where it is no file of that commit. Links inside of the commit are followed. */
  read(commit: Commit, path: string): Promise<Content | undefined>;
  /** The last commits that brought another version of a file, the newest first, renames followed; at most `most`. */
  commitsOf(from: Commit, path: string, most: number): Promise<readonly FileVersion[]>;
  close(): void;
}

export interface Commit {
  readonly hash: string;
  /** As git abbreviates it. */
  readonly short: string;
  /** When it was committed, in minutes since the epoch. */
  readonly at: number;
}

/** A commit, and the path that the file had then. */
export interface FileVersion extends Commit {
  readonly path: string;
}

export type Content = { readonly bytes: Uint8Array } | { readonly tooLarge: number };

/** Throws a `Misuse` where there is no git, no repository, or git refuses to read it. */
export async function openRepository(folder: string): Promise<Repository> {
  const found = repositoryOf(folder);
  if (found === undefined) {
    throw new Misuse(
      `${folder} is in no git repository, so there is no earlier version to compare with. Name two files instead.`,
    );
  }
  const about = await git(found, ['rev-parse', '--is-shallow-repository', '--show-toplevel']);
  const [shallow, ...top] = about.trimEnd().split('\n');
  const root = await realpath(found);
  // Imports may reach as far as the root: a repository must not make that the whole disk.
  if ((await realpath(top.join('\n'))) !== root) {
    throw new Misuse(`The git repository of ${folder} says that its files are somewhere else (core.worktree).`);
  }
  const reader = createReader(root);
  return {
    root,
    isShallow: shallow === 'true',
    commit: (revision) => commitAt(root, revision),
    async mergeBase(a, b) {
      const hash = await git(root, ['merge-base', a.hash, b.hash], [1]);
      return hash === '' ? undefined : commitAt(root, hash.trim());
    },
    async plansOf(commit) {
      const listed = await git(root, ['ls-tree', '-r', '-z', '--full-tree', commit.hash]);
      const plans = new Map<string, string>();
      for (const entry of listed.split('\0')) {
        const match = /^(\d+) blob ([0-9a-f]+)\t(.*\.release)$/s.exec(entry);
        // A link is no plan: what it leads to is one, or is none of this repository.
        if (match && match[1] !== '120000') plans.set(match[3]!, match[2]!);
      }
      return plans;
    },
    async plansOfWorkingTree() {
      const listed = await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
      return [...new Set(listed.split('\0').filter((path) => path.endsWith('.release')))].sort();
    },
    async read(commit, path) {
      const name = `${commit.hash}:${path}`;
      if (!/[\n\r]/.test(path)) return reader.read(name);
      // The questions end with their lines; the same content answers to its hash too.
      const hash = (await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', name], [1, 128])).trim();
      return /^[0-9a-f]{40,64}$/.test(hash) ? reader.read(hash) : undefined;
    },
    commitsOf: (from, path, most) => commitsOf(root, from, path, most),
    close: () => reader.close(),
  };
}

/** Options are settled before the command; none of them can be overruled by the configuration of the repository. */
const SETTINGS = [
  '--no-pager',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'diff.external=',
  '-c',
  'log.showSignature=false',
];

/** Where the configuration of whoever calls lies, among it which folders are safe; and where git itself does. */
const KEPT =
  /^GIT_(CONFIG(_GLOBAL|_SYSTEM|_NOSYSTEM|_COUNT|_KEY_\d+|_VALUE_\d+)|CEILING_DIRECTORIES|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM)$/;

function environment(): NodeJS.ProcessEnv {
  // What git is told by the environment is meant for another repository, or for whoever works in this one (a hook sets
  // GIT_DIR and GIT_INDEX_FILE; traces go to files): the repository that is read is the one that was found.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  return {
    ...Object.fromEntries(inherited),
    // Sentences that are looked for are English ones.
    LC_ALL: 'C',
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone would fetch what it lacks, by a command that its configuration names.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

/** Started beside Node itself: where programs are looked for in the current folder first, a repository could bring its own. */
const PLACE = dirname(process.execPath);

/** Milliseconds: longer is a repository too large to wait for. */
const PATIENCE = 20_000;

/** What git says; empty where it ends with one of the exit codes that mean "nothing". */
function git(root: string, args: readonly string[], nothing: readonly number[] = []): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: PLACE, env: environment(), maxBuffer: 512 * 1024 * 1024, timeout: PATIENCE };
    execFile('git', ['-C', root, ...SETTINGS, ...args], options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (typeof error.code === 'number' && nothing.includes(error.code)) resolve('');
      else reject(troubleOf(error, stderr, root));
    });
  });
}

function troubleOf(
  error: Error & { readonly code?: unknown; readonly killed?: boolean },
  stderr: string,
  root: string,
): Misuse {
  if (error.code === 'ENOENT') {
    return new Misuse('git is not installed, or not on the PATH: without it there are no earlier versions to read.');
  }
  if (error.killed) return new Misuse(`git took longer than ${PATIENCE / 1000} s in ${root}, and was stopped.`);
  const said =
    stderr
      .trim()
      .split('\n')[0]
      ?.replace(/^(fatal|error): /, '') ?? '';
  return new Misuse(`git cannot read the repository ${root}${said === '' ? '.' : `: ${said}`}`);
}

async function commitAt(root: string, revision: string): Promise<Commit | undefined> {
  // git would take it for an option.
  if (revision.startsWith('-') || /[\0\n]/.test(revision)) return undefined;
  const named = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const hash = (await git(root, named, [1, 128])).trim();
  if (!/^[0-9a-f]{40,64}$/.test(hash)) return undefined;
  const about = await git(root, ['log', '-1', '--no-show-signature', '--format=%H%x00%h%x00%ct', hash]);
  return commitOf(about.trim());
}

function commitOf(line: string): Commit {
  const [hash = '', short = '', seconds = ''] = line.split('\0');
  return { hash, short, at: Math.floor(Number(seconds) / 60) };
}

/**
 * Along the first parents: what a branch held before it was merged was in force nowhere but there. `--follow` asks for the
 * names, which tell what the file was called then.
 */
async function commitsOf(root: string, from: Commit, path: string, most: number): Promise<readonly FileVersion[]> {
  const log = ['log', `--max-count=${most}`, '--first-parent', '--follow', '--name-status', '-z', '--no-color'];
  const bare = ['--no-ext-diff', '--no-textconv', '--no-show-signature', '--format=%x01%H%x02%h%x02%ct%x02'];
  const told = await git(root, [...log, ...bare, from.hash, '--', path]);
  return told.split('\x01').flatMap((entry): FileVersion[] => {
    const [hash, short, seconds, names = ''] = entry.split('\x02');
    // `M`, path; `R087`, old path, path; after a deletion there is nothing to read.
    const [status = '', ...paths] = names
      .replace(/^\0\n/, '')
      .split('\0')
      .filter((part) => part !== '');
    const own = paths.at(-1);
    if (hash === undefined || seconds === undefined || own === undefined || status.startsWith('D')) return [];
    return [{ hash, short: short!, at: Math.floor(Number(seconds) / 60), path: own }];
  });
}

interface Reader {
  read(name: string): Promise<Content | undefined>;
  close(): void;
}

/** One process for all objects, started with the first one. Answers come in the order of the questions. */
function createReader(root: string): Reader {
  let child: ChildProcess | undefined;
  const waiting: { resolve(content: Content | undefined): void; reject(error: unknown): void }[] = [];
  const fail = (error: unknown) => {
    for (const one of waiting.splice(0)) one.reject(error);
  };
  const start = (): ChildProcess => {
    const args = ['-C', root, ...SETTINGS, 'cat-file', '--batch', '--follow-symlinks'];
    const started = spawn('git', args, { cwd: PLACE, env: environment(), stdio: ['pipe', 'pipe', 'ignore'] });
    const answers = answersIn((content) => waiting.shift()?.resolve(content));
    started.stdout!.on('data', answers);
    started.on('error', (error) => fail(troubleOf(error, '', root)));
    started.on('close', () => fail(new Misuse(`git stopped reading the repository ${root}.`)));
    started.stdin!.on('error', () => undefined);
    return started;
  };
  return {
    read(name) {
      if (name.includes('\n')) return Promise.resolve(undefined);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child ??= start();
        child.stdin!.write(`${name}\n`);
      });
    },
    close: () => void child?.stdin?.end(),
  };
}

/** `HASH blob SIZE`, newline, content, newline; or one line, with or without content, for what is no file. */
function answersIn(answer: (content: Content | undefined) => void): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let body: { readonly size: number; readonly isBlob: boolean; chunks: Buffer[]; read: number } | undefined;
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      if (!body) {
        const end = rest.indexOf(10);
        if (end < 0) {
          header = Buffer.concat([header, rest]);
          return;
        }
        const line = Buffer.concat([header, rest.subarray(0, end)]).toString();
        header = Buffer.alloc(0);
        rest = rest.subarray(end + 1);
        const match = /^(?:[0-9a-f]{40,64} (\w+)|symlink|dangling|loop|notdir) (\d+)$/.exec(line);
        if (match) body = { size: Number(match[2]), isBlob: match[1] === 'blob', chunks: [], read: 0 };
        else answer(undefined);
        continue;
      }
      // The newline behind the content is a part of what is read.
      const part = rest.subarray(0, body.size + 1 - body.read);
      body.read += part.length;
      rest = rest.subarray(part.length);
      if (body.isBlob && body.size <= MAX_BYTES) body.chunks.push(part);
      if (body.read <= body.size) continue;
      const { size, isBlob, chunks } = body;
      body = undefined;
      if (!isBlob) answer(undefined);
      else if (size > MAX_BYTES) answer({ tooLarge: size });
      else answer({ bytes: Buffer.concat(chunks).subarray(0, size) });
    }
  };
}
