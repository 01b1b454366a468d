/** What plans of other repositories tell, from a store that is a folder. A database is for the command line: an editor opens no connection. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPlanFolder } from '../store/plans/folder.ts';
import { plansTold } from '../store/plans/record.ts';
import { nameOfRemote } from '../store/plans/repository.ts';
import { StoreTrouble } from '../store/trouble.ts';
import type { StoreTold, StoreWish } from './elsewhere.ts';

/** Throws nothing of a store: what is wrong with it is told. */
export async function plansInFolder({ store, repository, folders, about }: StoreWish): Promise<StoreTold> {
  try {
    const here = folders.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
    const folder = pathOf(store, here[0]);
    const own = new Set(repository === undefined ? await Promise.all(here.map(nameOf)) : [repository]);
    const [by] = own;
    if (by === undefined) throw new StoreTrouble('No folder is open whose plans would ask a store.');
    // A folder is read whole, whatever it is asked for.
    const within = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
    const { records, notes } = await (await openPlanFolder(folder, 'read')).ask({ by, about, within });
    // Of several folders each is beside the others already.
    return { plans: plansTold(records.filter((record) => !own.has(record.repository))), notes };
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error;
    return { plans: [], notes: [], trouble: error.message };
  }
}

function pathOf(store: string, folder: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(store))
    throw new StoreTrouble(
      'An editor asks a store that is a folder: `release-plan check --store` asks a database. Name a folder in `releasePlan.store`.',
    );
  if (isAbsolute(store)) return store;
  if (folder === undefined) throw new StoreTrouble(`No folder is open that the store ${store} would lie beside.`);
  return resolve(folder, store);
}

/** As git has noted where the folder was cloned from. No program is run for it. */
async function nameOf(folder: string): Promise<string> {
  const config = await configAbove(folder);
  const url = /^\[remote "origin"\]\s*$[^[]*?^\s*url\s*=\s*(.+?)\s*$/m.exec(config ?? '')?.[1];
  const name = url === undefined ? undefined : nameOfRemote(url);
  if (name === undefined)
    throw new StoreTrouble(
      'Nobody knows by what name this repository is in the store: say it in `releasePlan.repository`, such as acme/shop.',
    );
  return name;
}

async function configAbove(folder: string): Promise<string | undefined> {
  const at = join(folder, '.git');
  const about = await stat(at).catch(() => undefined);
  if (about?.isDirectory()) return textAt(join(at, 'config'));
  if (about?.isFile()) return configOfWorktree(folder, (await textAt(at)) ?? '');
  const above = dirname(folder);
  return above === folder ? undefined : configAbove(above);
}

/** A worktree, or a submodule, names the folder that git keeps for it. */
async function configOfWorktree(folder: string, pointer: string): Promise<string | undefined> {
  const named = /^gitdir:\s*(.+?)\s*$/m.exec(pointer)?.[1];
  if (named === undefined) return undefined;
  const own = resolve(folder, named);
  const common = (await textAt(join(own, 'commondir')))?.trim();
  return textAt(join(common === undefined ? own : resolve(own, common), 'config'));
}

function textAt(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
