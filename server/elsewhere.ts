/**
 * What plans of other repositories tell, for the plans of the folders. Nothing waits for it: until it is there, and where it cannot be
 * had, nobody is elsewhere. What is wrong with a store is told once.
 */

import type { Workspace } from '../language/workspace.ts';
import { type Asked, askedBy, joined } from '../plan/facts/across/asked.ts';
import { Elsewhere } from '../plan/facts/across/elsewhere.ts';
import type { PlanElsewhere } from '../plan/facts/calendar/entries.ts';
import type { Published } from '../plan/facts/published.ts';
import type { Plan } from '../plan/model.ts';
import { untold } from '../store/trouble.ts';

export interface StoreWish {
  /** A folder, absolute or from the first folder of the workspace. */
  readonly store: string;
  /** By what name the repository of the workspace is in it; left out: as git knows it. */
  readonly repository?: string;
  /** Of the workspace, as URIs. */
  readonly folders: readonly string[];
  readonly about: readonly Asked[];
}

export interface StoreTold {
  readonly plans: readonly PlanElsewhere[];
  /** What of the store is left out, and why. */
  readonly notes: readonly string[];
  /** Why nothing is told. */
  readonly trouble?: string;
}

export type AskStore = (wish: StoreWish) => Promise<StoreTold>;

export interface ElsewhereOptions {
  /** Undefined: there is no file system here. */
  readonly ask: AskStore | undefined;
  /** Undefined: no store is named. */
  readonly wish: () => Omit<StoreWish, 'about'> | undefined;
  /** Others tell something else than before: all plans are to be judged anew. */
  onChanged(): void;
  /** A sentence for whoever sits there. */
  tell(sentence: string): void;
}

export interface PlansElsewhere extends Pick<Elsewhere, 'near' | 'all'> {
  readonly plans: readonly PlanElsewhere[];
  /** Why nothing is known, where it is not. */
  readonly trouble: string | undefined;
  /** Asks, where it is time; `isWanted`: it is. */
  refresh(workspace: Workspace, isWanted?: boolean): Promise<void>;
}

/** A folder is read whole; so often it may be, in milliseconds. */
const OFTEN = 60_000;

export function createElsewhere({ ask, wish, onChanged, tell }: ElsewhereOptions): PlansElsewhere {
  let plans: readonly PlanElsewhere[] = [];
  let index = new Elsewhere([]);
  let trouble: string | undefined;
  let told = new Set<string>();
  let askedAt = Number.NEGATIVE_INFINITY;
  /** Only the answer to the last question holds. */
  let last: Promise<StoreTold> | undefined;

  return {
    near: (plan: Plan, published: readonly Published[]) => index.near(plan, published),
    all: (plan: Plan) => index.all(plan),
    get plans() {
      return plans;
    },
    get trouble() {
      return trouble;
    },
    async refresh(workspace, isWanted = false) {
      if (!isWanted && performance.now() - askedAt < OFTEN) return;
      askedAt = performance.now();
      const answer = answered(workspace);
      last = answer;
      const { plans: found, notes, trouble: why } = await answer;
      if (answer !== last) return;
      trouble = why && untold(why);
      const all = [...notes, ...(trouble === undefined ? [] : [trouble])];
      for (const sentence of all) if (!told.has(sentence)) tell(sentence);
      // What is well again may go wrong again.
      told = new Set(all);
      if (JSON.stringify(found) === JSON.stringify(plans)) return;
      plans = found;
      index = new Elsewhere(found);
      onChanged();
    },
  };

  async function answered(workspace: Workspace): Promise<StoreTold> {
    const wanted = wish();
    if (!wanted) return { plans: [], notes: [] };
    if (!ask)
      return {
        ...{ plans: [], notes: [] },
        trouble: 'A browser has no folder that a store could be: `releasePlan.store` counts on a desktop.',
      };
    const about = workspace.files().flatMap((uri) => askedBy(workspace.plan(uri), workspace.tells(uri)));
    return ask({ ...wanted, about: joined(about) });
  }
}
