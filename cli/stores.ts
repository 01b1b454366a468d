/** `--store`: what plans of other repositories tell, for the commands that ask. A store that cannot be reached is told, and nothing fails for it. */
import type { Workspace } from '../language/workspace.ts';
import { type Asked, askedAnywhere, askedBy, joined } from '../plan/facts/across/asked.ts';
import { Elsewhere } from '../plan/facts/across/elsewhere.ts';
import type { Published } from '../plan/facts/published.ts';
import type { Plan } from '../plan/model.ts';
import type { Instant, Span } from '../plan/time/model.ts';
import { openPlanStore } from '../store/plans/open.ts';
import { type PlanTold, plansTold } from '../store/plans/record.ts';
import { nameOfRemote } from '../store/plans/repository.ts';
import type { PlanStore } from '../store/plans/store.ts';
import { StoreTrouble, untold } from '../store/trouble.ts';
import { git } from './git/command.ts';
import { repositoryOf } from './git/repository.ts';
import { Misuse } from './misuse.ts';

export interface StoreOptions {
  readonly store?: string;
  /** By what name this repository is in it. */
  readonly repository?: string;
}

/** What plans could also be, and not only as they stand. */
export interface Reach {
  /** They are tried at any other time from here on, in minutes since 1970. */
  readonly from?: Instant;
  /** Whatever others have in this time is shown. */
  readonly within?: Span;
}

/** Undefined: no store was named. */
export function plansElsewhere(
  { store, repository }: StoreOptions,
  cwd: string,
  note: (sentence: string) => void,
  reach: Reach,
): StoredPlans | undefined {
  if (store === undefined) return undefined;
  return new StoredPlans(store, async () => repository ?? (await repositoryName(cwd)), note, reach);
}

/** The store is asked once, when the plans of here have been read: before that, and where it cannot be, nobody is elsewhere. */
export class StoredPlans implements Pick<Elsewhere, 'near' | 'all'> {
  plans: readonly PlanTold[] = [];
  private elsewhere = new Elsewhere([]);
  private about: readonly Asked[] = [];
  private readonly address: string;
  private readonly by: () => Promise<string>;
  private readonly note: (sentence: string) => void;
  private readonly reach: Reach;

  constructor(address: string, by: () => Promise<string>, note: (sentence: string) => void, reach: Reach) {
    this.address = address;
    this.by = by;
    this.note = note;
    this.reach = reach;
  }

  near(plan: Plan, published: readonly Published[]): readonly Published[] {
    return this.elsewhere.near(plan, published);
  }

  all(plan: Plan): readonly Published[] {
    return this.elsewhere.all(plan);
  }

  /** One of the plans that the store will be asked for. */
  look(plan: Plan, published: readonly Published[]): void {
    const { from } = this.reach;
    const asked = from === undefined ? askedBy(plan, published) : askedAnywhere(plan, published, from);
    this.about = this.about.length > MANY ? joined([...this.about, ...asked]) : [...this.about, ...asked];
  }

  async ask(): Promise<void> {
    const { within } = this.reach;
    let store: PlanStore | undefined;
    try {
      const by = await this.by();
      store = await openPlanStore(this.address, 'read');
      const { records, notes } = await store.ask({ by, about: this.about, ...(within && { within }) });
      for (const sentence of notes) this.note(sentence);
      this.plans = plansTold(records);
      this.elsewhere = new Elsewhere(this.plans);
    } catch (error) {
      if (!(error instanceof StoreTrouble) && !(error instanceof Misuse)) throw error;
      this.note(untold(error.message));
    } finally {
      await store?.close();
    }
  }

  async askFor(workspace: Workspace, uris: readonly string[]): Promise<void> {
    for (const uri of uris) this.look(workspace.plan(uri), workspace.tells(uri));
    await this.ask();
  }
}

/** So many are asked before they are put together. */
const MANY = 10_000;

/** Host and path of where it was cloned from, without whatever let one in; throws a `Misuse` where nobody knows. */
export async function repositoryName(cwd: string): Promise<string> {
  const root = repositoryOf(cwd);
  const url = root === undefined ? '' : (await git(root, ['config', '--get', 'remote.origin.url'], [1])).trim();
  const name = nameOfRemote(url);
  if (name === undefined)
    throw new Misuse('Nobody knows by what name this repository is in the store: say --repository, such as acme/shop.');
  return name;
}
