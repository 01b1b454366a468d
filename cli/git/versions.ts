/** The two versions that `diff` compares: what the arguments name, and where their texts come from. */
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { MAX_BYTES } from '../../server/files.ts';
import { shownPath } from '../inputs.ts';
import { Misuse } from '../misuse.ts';
import { type Commit, type Content, openRepository, type Repository } from './git.ts';
import { repositoryOf } from './repository.ts';

/** A state of all plans below a folder; paths count from there, with `/`. */
export interface Version {
  /** As messages call it: `main`, `the working tree`. */
  readonly name: string;
  readonly root: string;
  /** Undefined: what lies on the disk. */
  readonly commit?: Commit;
  /** Equal values, where there are any, mean equal bytes. */
  plans(): Promise<ReadonlyMap<string, string | undefined>>;
  read(path: string): Promise<Content | undefined>;
}

export interface Compared {
  readonly repository?: Repository;
  readonly base: Version;
  readonly head: Version;
  /** Two plans that are compared, whatever their paths; undefined: all plans of both versions. */
  readonly pair?: { readonly base: string; readonly head: string };
  /** Of all plans only these files, or those in these folders; empty: all of them. */
  readonly only: readonly { readonly path: string; readonly shown: string }[];
}

/**
 * `BASE HEAD`, `BASE` (with the working tree) or nothing (`HEAD` with the working tree); `A..B`; `A...B` (with what both
 * come from); behind them, or behind `--`, the files that matter. Or two files, `REVISION:PATH` among them. Throws a
 * `Misuse` for what names nothing.
 */
export async function comparedBy(
  args: readonly string[],
  behindDashes: readonly string[],
  cwd: string,
): Promise<Compared> {
  const isPath = await Promise.all(args.map((arg) => stat(resolve(cwd, arg)).then(...IS_FILE)));
  if (args.length === 2 && behindDashes.length === 0) {
    const named = args.map((arg, i) => isPath[i] === 'file' || (!isPath[i] && IN_REVISION.test(arg)));
    if (named.every(Boolean)) return twoFiles(args, isPath, cwd);
  }
  const repository = await openRepository(cwd);
  try {
    const versions: Version[] = [];
    let used = 0;
    for (; used < args.length && versions.length < 2; used++) {
      const found = await versionsIn(args[used]!, repository);
      if (found.length === 0) break;
      if (isPath[used] && behindDashes.length === 0) throw ambiguous(args[used]!);
      versions.push(...found);
    }
    if (versions.length > 2) throw new Misuse('A range names both versions already: only files can stand beside it.');
    const rest = args.slice(used);
    const wrong = rest.find((_, i) => !isPath[used + i]);
    if (wrong !== undefined && versions.length === 0) throw unknownName(wrong, repository);
    if (rest.length > 0 && behindDashes.length > 0) throw unknownName(rest[0]!, repository);
    return {
      repository,
      base: versions[0] ?? (await headOf(repository)),
      head: versions[1] ?? workingTree(repository),
      only: [...rest, ...behindDashes].map((path) => ({ path: pathIn(repository, path, cwd), shown: path })),
    };
  } catch (error) {
    repository.close();
    throw error;
  }
}

const IS_FILE = [
  (about: { isDirectory(): boolean }) => (about.isDirectory() ? 'folder' : 'file'),
  () => undefined,
] as const;

/** `HEAD~1:plans/night.release`. */
const IN_REVISION = /^([^:]+):(.+)$/;

async function twoFiles(args: readonly string[], isPath: readonly (string | undefined)[], cwd: string) {
  const repository = isPath.includes(undefined) ? await openRepository(cwd) : undefined;
  try {
    const [base, head] = await Promise.all(
      args.map(async (arg, i) => {
        if (isPath[i]) return fileOnDisk(arg, cwd);
        const [, revision = '', path = ''] = IN_REVISION.exec(arg)!;
        const [version, ...more] = await versionsIn(revision, repository!);
        if (!version || more.length > 0) throw unknownName(revision, repository!);
        // As git has it: from the root, or with a dot from here.
        const from = /^\.\.?\//.test(path) ? cwd : repository!.root;
        return { version, path: pathIn(repository!, resolve(from, path), cwd) };
      }),
    );
    return {
      ...(repository && { repository }),
      base: base!.version,
      head: head!.version,
      pair: { base: base!.path, head: head!.path },
      only: [],
    };
  } catch (error) {
    repository?.close();
    throw error;
  }
}

/** Its imports may reach as far as its repository, or where there is none as this folder. */
function fileOnDisk(arg: string, cwd: string) {
  const path = resolve(cwd, arg);
  const here = path.startsWith(`${resolve(cwd)}${sep}`) ? resolve(cwd) : dirname(path);
  const root = repositoryOf(dirname(path)) ?? here;
  const version: Version = {
    name: shownPath(path, cwd),
    root,
    plans: async () => new Map([[pathFrom(root, path), undefined]]),
    read: (inside) => onDisk(root, inside),
  };
  return { version, path: pathFrom(root, path) };
}

/** A plan on the disk, and the same file with another text. */
export function besideText(arg: string, cwd: string, name: string, text: string): Compared {
  const { version, path } = fileOnDisk(arg, cwd);
  const bytes = new TextEncoder().encode(text);
  const base: Version = {
    ...version,
    name,
    read: async (inside) => (inside === path ? { bytes } : version.read(inside)),
  };
  return { base, head: version, pair: { base: path, head: path }, only: [] };
}

async function versionsIn(arg: string, repository: Repository): Promise<readonly Version[]> {
  const [, from, dots, to] = /^(.*?)(\.{2,3})(.*)$/s.exec(arg) ?? [];
  if (dots === undefined) {
    const commit = await repository.commit(arg);
    return commit ? [atCommit(repository, commit, arg)] : [];
  }
  const [base, head] = await Promise.all([from, to].map((one) => repository.commit(one || 'HEAD')));
  if (!base || !head) return [];
  const ends = [atCommit(repository, base, from || 'HEAD'), atCommit(repository, head, to || 'HEAD')] as const;
  if (dots === '..') return ends;
  const shared = await repository.mergeBase(base, head);
  if (!shared) {
    const hint = repository.isShallow ? ' The clone is shallow: fetch the whole history (`fetch-depth: 0`).' : '';
    throw new Misuse(`${ends[0].name} and ${ends[1].name} have no commit in common.${hint}`);
  }
  return [atCommit(repository, shared, `${ends[0].name} (at ${shared.short})`), ends[1]];
}

export function atCommit(repository: Repository, commit: Commit, name: string): Version {
  return {
    name,
    root: repository.root,
    commit,
    plans: () => repository.plansOf(commit),
    read: (path) => repository.read(commit, path),
  };
}

export async function headOf(repository: Repository): Promise<Version> {
  const commit = await repository.commit('HEAD');
  if (!commit) {
    throw new Misuse('The git repository has no commit yet, so there is no earlier version to compare with.');
  }
  return atCommit(repository, commit, 'HEAD');
}

function workingTree(repository: Repository): Version {
  const { root } = repository;
  return {
    name: 'the working tree',
    root,
    async plans() {
      const paths = await repository.plansOfWorkingTree();
      // A link is no plan, as in a commit.
      const there = await Promise.all(paths.map((path) => lstat(resolve(root, path)).catch(() => undefined)));
      return new Map(paths.flatMap((path, i) => (there[i]?.isFile() ? [[path, undefined]] : [])));
    },
    read: (path) => onDisk(root, path),
  };
}

/** Links that lead out of the root are not followed. */
async function onDisk(root: string, inside: string): Promise<Content | undefined> {
  try {
    const path = await realpath(resolve(root, inside));
    const about = await stat(path);
    if (!about.isFile() || isOutside(pathFrom(await realpath(root), path))) return undefined;
    return about.size > MAX_BYTES ? { tooLarge: about.size } : { bytes: await readFile(path) };
  } catch {
    return undefined;
  }
}

export function pathIn({ root }: Repository, path: string, cwd: string): string {
  const inside = pathFrom(root, resolve(cwd, path));
  if (isOutside(inside)) {
    throw new Misuse(`${path} lies outside of the git repository ${root}.`);
  }
  return inside;
}

/** With `/`; begins with `../` for what lies outside. */
export function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

function ambiguous(arg: string): Misuse {
  return new Misuse(
    `'${arg}' is a revision and a file. Write \`diff ${arg} --\` for the revision, \`diff -- ${arg}\` for the file.`,
  );
}

function unknownName(arg: string, { isShallow }: Repository): Misuse {
  const hint = isShallow ? ' The clone is shallow: fetch what you compare with (`fetch-depth: 0`).' : '';
  return new Misuse(`'${arg}' is neither a file nor a revision of this git repository.${hint}`);
}
