/** `--store`: what plans of other repositories tell, for the commands that ask. A store that cannot be reached is told, and nothing fails for it. */
import { Elsewhere, type ToldElsewhere } from '../plan/facts/across/elsewhere.ts';
import { openPlanStore } from '../store/plans/open.ts';
import { PlanStoreTrouble } from '../store/plans/store.ts';
import { git } from './git/command.ts';
import { repositoryOf } from './git/repository.ts';
import { Misuse } from './misuse.ts';

export interface StoreOptions {
  readonly store?: string;
  /** By what name this repository is in it. */
  readonly repository?: string;
}

export interface StoredPlans {
  readonly elsewhere: Elsewhere;
  readonly plans: readonly {
    readonly file: string;
    readonly whose: string;
    readonly releases: readonly ToldElsewhere[];
  }[];
}

/** Undefined: no store was named, or it cannot be read, which `note` is told. */
export async function plansElsewhere(
  { store, repository }: StoreOptions,
  cwd: string,
  note: (sentence: string) => void,
): Promise<StoredPlans | undefined> {
  if (store === undefined) return undefined;
  try {
    const own = repository ?? (await repositoryName(cwd));
    const { records, notes } = await (await openPlanStore(store, 'read')).read();
    for (const sentence of notes) note(sentence);
    const plans = records
      .filter((record) => record.repository !== own)
      .map(({ repository: whose, path, releases }) => ({
        file: `store:${encodeURI(`${whose}/${path}`)}`,
        whose,
        releases,
      }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
    return { elsewhere: new Elsewhere(plans), plans };
  } catch (error) {
    if (!(error instanceof PlanStoreTrouble) && !(error instanceof Misuse)) throw error;
    note(`${error.message} What plans of other repositories take at the same time is not known.`);
    return undefined;
  }
}

/** Host and path of where it was cloned from, without whatever let one in; throws a `Misuse` where nobody knows. */
export async function repositoryName(cwd: string): Promise<string> {
  const root = repositoryOf(cwd);
  const url = root === undefined ? '' : (await git(root, ['config', '--get', 'remote.origin.url'], [1])).trim();
  const name = nameOfRemote(url);
  if (name === undefined)
    throw new Misuse('Nobody knows by what name this repository is in the store: say --repository, such as acme/shop.');
  return name;
}

/** `https://user:secret@git.example.org/acme/shop.git` and `git@git.example.org:acme/shop` → `git.example.org/acme/shop`. */
export function nameOfRemote(url: string): string | undefined {
  const match =
    /^[a-z+]+:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(url) ??
    /^(?:[^/@:]+@)?([^/:]{2,}):(?!\/\/)(.+)$/.exec(url);
  if (!match) return undefined;
  const path = match[2]!
    .replace(/[?#].*$/, '')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '');
  return path === '' ? undefined : `${match[1]!.toLowerCase()}/${path}`;
}
