/** What a merge of two commits would hold, before anybody makes it; nothing of it is written into the repository. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Misuse } from '../misuse.ts';
import { named } from '../terminal/printable.ts';
import { answer, git, type Objects } from './command.ts';
import { openRepository, plansIn, type Repository } from './git.ts';
import { createReader } from './reader.ts';
import { atCommit, headOf, type Version } from './versions.ts';

export interface Merge {
  readonly repository: Repository;
  readonly ours: Version;
  readonly theirs: Version;
  readonly merged: Version;
  /** What one side holds of the other already: there is nothing to merge. */
  readonly within?: 'ours' | 'theirs';
  /** The plans that both sides changed in the same lines, or one changed and the other took away: here they are as on our side. */
  readonly conflicts: readonly string[];
  close(): Promise<void>;
}

/** Throws a `Misuse` where there is no git, no such revision, or nothing that both come from. */
export async function mergeOf(revision: string, cwd: string): Promise<Merge> {
  const repository = await openRepository(cwd, 'so there is nothing to merge with');
  const objects: Objects = {
    made: await mkdtemp(join(tmpdir(), 'release-plan-merge-')),
    known: resolve(repository.root, (await git(repository.root, ['rev-parse', '--git-path', 'objects'])).trimEnd()),
  };
  const reader = createReader(repository.root, objects);
  const close = async () => {
    reader.close();
    repository.close();
    await rm(objects.made, { recursive: true, force: true });
  };
  try {
    const ours = await headOf(repository);
    const commit = await repository.commit(revision);
    if (!commit) throw unknown(revision, repository);
    const theirs = atCommit(repository, commit, revision);
    const base = await repository.mergeBase(ours.commit!, commit);
    if (!base) throw unrelated(revision, repository);
    const { tree, files } = await mergedTree(repository.root, [ours.commit!.hash, commit.hash], objects);
    const listed = await answer(repository.root, ['ls-tree', '-r', '-z', '--full-tree', tree], [], objects);
    const plans = new Map(plansIn(listed.said));
    const ourPlans = await ours.plans();
    const theirPlans = await theirs.plans();
    const conflicts = files.filter((path) => ourPlans.has(path) || theirPlans.has(path));
    for (const path of conflicts) {
      const standIn = ourPlans.get(path) ?? theirPlans.get(path);
      if (standIn !== undefined) plans.set(path, standIn);
    }
    const merged: Version = {
      name: `HEAD merged with ${revision}`,
      root: ours.root,
      plans: async () => plans,
      read: (path) => {
        const name = plans.get(path) ?? (/[\n\r]/.test(path) ? undefined : `${tree}:${path}`);
        return name === undefined ? Promise.resolve(undefined) : reader.read(name);
      },
    };
    const within = base.hash === commit.hash ? 'ours' : base.hash === ours.commit!.hash ? 'theirs' : undefined;
    return { repository, ours, theirs, merged, conflicts, ...(within && { within }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface MergedTree {
  readonly tree: string;
  /** The files in which git finds a conflict. */
  readonly files: readonly string[];
}

async function mergedTree(root: string, commits: readonly string[], objects: Objects): Promise<MergedTree> {
  const plain = ['-c', 'merge.renormalize=false', ...(await withoutDrivers(root))];
  const asked = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ...commits];
  const { code, said } = await answer(root, [...plain, ...asked], [1, 129], objects);
  if (code === 129)
    throw new Misuse('This git cannot tell what a merge would hold: --merge-base needs git 2.38 or later.');
  const [tree = '', ...files] = said.split('\0').filter((part) => part !== '');
  return { tree, files: [...new Set(files)] };
}

/** A driver that the configuration names would be run for the files it merges: here it has a conflict to tell in its place. */
async function withoutDrivers(root: string): Promise<readonly string[]> {
  const known = await git(root, ['config', '--null', '--name-only', '--get-regexp', '^merge\\..*\\.driver$'], [1]);
  const names = new Set(known.split('\0').filter((name) => name !== ''));
  const odd = [...names].find((name) => name.includes('='));
  if (odd !== undefined)
    throw new Misuse(`The configuration of git has ${named(odd)}, whose name holds a =: give it another one.`);
  return [...names].flatMap((name) => ['-c', `${name}=false`]);
}

function unknown(revision: string, { isShallow }: Repository): Misuse {
  const hint = isShallow
    ? 'The clone is shallow: fetch the whole history (`fetch-depth: 0`).'
    : `Fetch it (git fetch origin), or name it as \`git branch --all\` does.`;
  return new Misuse(`'${named(revision)}' is no revision of this git repository. ${hint}`);
}

function unrelated(revision: string, { isShallow }: Repository): Misuse {
  const hint = isShallow
    ? 'The clone is shallow: fetch the whole history (`fetch-depth: 0`).'
    : 'Git merges no histories that have nothing to do with each other.';
  return new Misuse(`HEAD and ${named(revision)} have no commit in common. ${hint}`);
}
