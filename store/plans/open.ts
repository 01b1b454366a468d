/** A store by its address. */
import { isDatabase } from '../postgres/address.ts';
import { StoreTrouble } from '../trouble.ts';
import { openPlanFolder } from './folder.ts';
import type { PlanStore } from './store.ts';

/** `make`: what is no store yet becomes one. Throws a `StoreTrouble`. */
export async function openPlanStore(address: string, how: 'read' | 'make'): Promise<PlanStore> {
  if (isDatabase(address)) {
    const { openPlanDatabase } = await import('./postgres.ts');
    return openPlanDatabase(address, how);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1];
  if (scheme !== undefined)
    throw new StoreTrouble(
      `No store is at ${scheme}://: name a folder, such as a checkout of a repository that all share, or a database as postgres://USER@HOST/DATABASE.`,
    );
  return openPlanFolder(address, how);
}
