/** A store by its address. */
import { openPlanFolder } from './folder.ts';
import { type PlanStore, PlanStoreTrouble } from './store.ts';

/** `make`: a folder that is no store yet becomes one. Throws a `PlanStoreTrouble`. */
export async function openPlanStore(address: string, how: 'read' | 'make'): Promise<PlanStore> {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1];
  if (scheme !== undefined)
    throw new PlanStoreTrouble(
      `A store at ${scheme}:// is not supported yet: name a folder, such as a checkout of a repository that all share.`,
    );
  return openPlanFolder(address, how);
}
