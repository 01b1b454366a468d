/** Where the log of a night lies: in files beside its plan, or in the database that `--store` names. */
import { relative, sep } from 'node:path';
import type { LogText } from '../../plan/log/read.ts';
import { openFileStore, type RunName, readRun } from '../../store/file.ts';
import { isDatabase, shownAs } from '../../store/postgres/address.ts';
import type { RunStore } from '../../store/store.ts';
import { StoreTrouble } from '../../store/trouble.ts';
import { repositoryOf } from '../git/repository.ts';
import { Misuse } from '../misuse.ts';
import { repositoryName } from '../stores.ts';

export interface RunStoreChoice {
  readonly store?: string;
  /** By what name this repository is in it. */
  readonly repository?: string;
}

/** Throws a `Misuse` where it cannot be written, and `Locked` where another process writes the files. */
export async function openRun(name: RunName, choice: RunStoreChoice): Promise<RunStore> {
  const { store } = choice;
  return asked(async () => {
    if (store === undefined) return openFileStore(name);
    const { openRunDatabase } = await import('../../store/database.ts');
    return openRunDatabase(addressOf(store), await placeOf(name, choice));
  });
}

/** All that was said; nothing where nobody has run it. Throws a `Misuse` where it cannot be read. */
export async function readRunTexts(name: RunName, choice: RunStoreChoice): Promise<readonly LogText[]> {
  const { store } = choice;
  return asked(async () => {
    if (store === undefined) return readRun(name);
    const { readRunDatabase } = await import('../../store/database.ts');
    return readRunDatabase(addressOf(store), await placeOf(name, choice));
  });
}

/** As a command that is shown says it again, without whatever lets one in. */
export function storeWords({ store, repository }: RunStoreChoice): readonly string[] {
  if (store === undefined) return [];
  const shown = isDatabase(store) ? shownAs(store) : store;
  return ['--store', shown, ...(repository === undefined ? [] : ['--repository', repository])];
}

function addressOf(store: string): string {
  if (isDatabase(store)) return store;
  throw new StoreTrouble(
    'The store of a night is a database, postgres://USER@HOST/DATABASE; without --store its log lies beside the plan.',
  );
}

/** The same on any machine that has the repository. */
async function placeOf({ folder, run }: RunName, { repository }: RunStoreChoice) {
  const root = repositoryOf(folder) ?? folder;
  return {
    repository: repository ?? (await repositoryName(folder)),
    folder: relative(root, folder).split(sep).join('/'),
    run,
  };
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StoreTrouble ? new Misuse(error.message) : error;
  }
}
