/**
 * Reads a repository by the program `git`. Nothing is changed, nothing that the repository holds is executed (no hook,
 * filter, text conversion, pager, signature program), and nothing is fetched: what is not there is missing.
 */
import { realpath } from 'node:fs/promises';
import { Misuse } from '../misuse.ts';
import { git } from './command.ts';
import { type Content, createReader } from './reader.ts';
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

export type { Content };

/** Throws a `Misuse` where there is no git, no repository, or git refuses to read it; `without`: what there is none of then. */
export async function openRepository(
  folder: string,
  without = 'so there is no earlier version to compare with. Name two files instead',
): Promise<Repository> {
  const found = repositoryOf(folder);
  if (found === undefined) throw new Misuse(`${folder} is in no git repository, ${without}.`);
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
    plansOf: async ({ hash }) => plansIn(await git(root, ['ls-tree', '-r', '-z', '--full-tree', hash])),
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

/** Of what `ls-tree` has listed with zeros between: path, and the name of the content. */
export function plansIn(listed: string): ReadonlyMap<string, string> {
  const plans = new Map<string, string>();
  for (const entry of listed.split('\0')) {
    const match = /^(\d+) blob ([0-9a-f]+)\t(.*\.release)$/s.exec(entry);
    // A link is no plan: what it leads to is one, or is none of this repository.
    if (match && match[1] !== '120000') plans.set(match[3]!, match[2]!);
  }
  return plans;
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
