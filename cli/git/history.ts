/** What plans said earlier, as far as git remembers: for the checks that ask what was frozen, approved or rehearsed. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorkspace } from '../../language/workspace.ts';
import type { EarlierVersion } from '../../plan/facts/facts.ts';
import { grouped } from '../../plan/grouped.ts';
import type { Plan } from '../../plan/model.ts';
import { textOf, uriOf } from '../../server/files.ts';
import { loadImports } from '../../service/files/imports.ts';
import { Misuse } from '../misuse.ts';
import { type Commit, type FileVersion, openRepository, type Repository } from './git.ts';
import { repositoryOf } from './repository.ts';
import { pathFrom } from './versions.ts';

/** So many versions of a plan are looked at, the newest. */
const MOST_VERSIONS = 50;

/** Milliseconds for the history of all plans together. */
const PATIENCE = 10_000;

export type Histories = ReadonlyMap<string, readonly EarlierVersion[]>;

/**
 * By URI, the histories of plans, up to the commit that is checked out. Nothing is known of files outside of a repository and of
 * those that were never committed. `note` gets a sentence where more could be known.
 */
export async function historiesOf(uris: readonly string[], note: (sentence: string) => void): Promise<Histories> {
  const histories = new Map<string, readonly EarlierVersion[]>();
  const told = new Set<string>();
  const once = (sentence: string) => {
    if (!told.has(sentence)) note(sentence);
    told.add(sentence);
  };
  await inRepositories(
    uris,
    async (repository, uris) => {
      const head = await repository.commit('HEAD');
      const plans = uris.map((uri) => ({ uri, path: pathFrom(repository.root, fileURLToPath(uri)) }));
      if (head) await remember(repository, head, plans, histories, once);
    },
    (message) => once(`${message} ${WITHOUT}`),
  );
  return histories;
}

/**
 * What the history of each plan ends with, by URI: the same version, the same history. Not of those of which more may be known
 * tomorrow.
 */
export async function headsOf(uris: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const outside = uris.filter((uri) => rootOf(uri) === undefined);
  const heads = new Map(outside.map((uri) => [uri, 'in no repository']));
  await inRepositories(
    uris,
    async (repository, uris) => {
      const head = repository.isShallow ? undefined : await repository.commit('HEAD');
      // In a repository that grows, the same commits are abbreviated otherwise.
      if (head) for (const uri of uris) heads.set(uri, `${head.hash} ${head.short.length}`);
    },
    () => undefined,
  );
  return heads;
}

async function inRepositories(
  uris: readonly string[],
  look: (repository: Repository, uris: readonly string[]) => Promise<void>,
  fail: (message: string) => void,
): Promise<void> {
  for (const [root, those] of grouped(uris, rootOf)) {
    if (root === undefined) continue;
    try {
      const repository = await openRepository(root);
      try {
        await look(repository, those);
      } finally {
        repository.close();
      }
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      fail(error.message);
    }
  }
}

function rootOf(uri: string): string | undefined {
  return repositoryOf(dirname(fileURLToPath(uri)));
}

const WITHOUT =
  'What plans said earlier is not known, so `scope-after-freeze` and `rehearsal-stale` see only what is marked ' +
  '(--no-history says that this is meant).';

const SHALLOW =
  'This clone is shallow: older versions of plans, as of the day that their scope was frozen, are not in it ' +
  '(`fetch-depth: 0` fetches them). `scope-after-freeze` and `rehearsal-stale` see only what is marked in the plans.';

/** Adds the histories of plans at a commit. */
export async function remember(
  repository: Repository,
  from: Commit,
  plans: readonly { readonly uri: string; readonly path: string }[],
  histories: Map<string, readonly EarlierVersion[]>,
  note: (sentence: string) => void,
): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (const [i, { uri, path }] of plans.entries()) {
    if (Date.now() > deadline) {
      note(
        `The history of ${plans.length - i} of ${plans.length} plans is left out: it takes longer than ${PATIENCE / 1000} s.`,
      );
      return;
    }
    const commits = await repository.commitsOf(from, path, MOST_VERSIONS);
    const versions = await Promise.all(commits.map((commit) => versionAt(repository, commit)));
    // The oldest first, as `EarlierVersion`s come.
    histories.set(uri, versions.flatMap((version) => version ?? []).reverse());
    if (repository.isShallow && commits.length < MOST_VERSIONS) {
      note(SHALLOW);
    }
  }
}

/** The plan as it was, with what it imported then; read now, understood when a check looks at it. */
async function versionAt(
  repository: Repository,
  commit: FileVersion,
): Promise<(EarlierVersion & { readonly revision: string }) | undefined> {
  const read = async (path: string) => {
    const content = await repository.read(commit, path);
    return content && 'bytes' in content ? textOf(content.bytes) : undefined;
  };
  const text = await read(commit.path);
  if (text === undefined) return undefined;
  const uri = uriOf(resolve(repository.root, commit.path));
  const workspace = createWorkspace({ roots: [uriOf(repository.root)] });
  workspace.set(uri, text);
  await loadImports(workspace, (imported) => read(pathFrom(repository.root, fileURLToPath(imported))));
  let plan: Plan | undefined;
  return {
    at: commit.at,
    revision: commit.short,
    get plan() {
      plan ??= workspace.plan(uri);
      return plan;
    },
  };
}
