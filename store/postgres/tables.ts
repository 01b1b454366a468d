/**
 * The tables of a store, by version: each step is run once, in its transaction, by whoever writes first and may. A later Release
 * Plan adds a step and changes none; a database that knows more steps than this one is told, and left alone.
 */
import { StoreTrouble } from '../trouble.ts';
import type { Connection, Query } from './connection.ts';

const STEPS: readonly string[] = [
  // What plans tell each other. Of a plan and of a repository there is one short name, as keys have a greatest length.
  `create table release_plan.plan (
    id bigint generated always as identity primary key,
    repository text not null,
    path text not null,
    revision text not null,
    committed bigint not null,
    withdrawn boolean not null,
    told text not null,
    starts bigint,
    ends bigint,
    repository_key text not null,
    path_key text not null,
    revision_key text not null,
    unique (repository_key, path_key)
  );
  create index on release_plan.plan (ends, starts) where not withdrawn;
  create table release_plan.claim (
    plan bigint not null references release_plan.plan on delete cascade,
    key text not null,
    has boolean not null,
    starts bigint not null,
    ends bigint not null
  );
  create index on release_plan.claim (key, ends, starts) include (has, plan);
  create index on release_plan.claim (plan);
  comment on table release_plan.plan is 'What plans tell those of other repositories: one row for each, of its latest revision. Moments are minutes since 1970.';
  comment on table release_plan.claim is 'Whom and what a plan takes when, or asks for: by these it is found.';`,
  // What happens in nights.
  `create table release_plan.run (
    key text primary key,
    repository text not null,
    folder text not null,
    name text not null
  );
  create table release_plan.event (
    number bigint generated always as identity primary key,
    run text not null references release_plan.run,
    id uuid not null,
    line text not null,
    unique (run, id)
  );
  create index on release_plan.event (run, number);
  comment on table release_plan.event is 'What people and machines said in a run, each once, in the order in which it came: a line is never changed.';`,
];

/** From which version on it has what. */
const HAS = { plans: 1, runs: 2 } as const;

export const TABLES_VERSION = STEPS.length;

/** Throws a `StoreTrouble` where there are no tables, or later ones. */
export async function readTables(connection: Connection, what: keyof typeof HAS): Promise<void> {
  const version = await connection.read(versionIn);
  if (version < HAS[what]) {
    const maker = what === 'plans' ? 'publish' : 'run PLAN';
    throw new StoreTrouble(
      `${connection.shown} is no store of ${what} yet: release-plan ${maker} --store ${connection.shown} makes one.`,
    );
  }
  refuseLater(connection, version);
}

/** The same, and makes whatever is missing. */
export async function makeTables(connection: Connection): Promise<void> {
  const version = await connection.read(versionIn);
  refuseLater(connection, version);
  if (version === TABLES_VERSION) return;
  await connection.write(async (query) => {
    await query('select pg_advisory_xact_lock($1, $2)', [LOCK, 0]);
    // Somebody else may have been quicker.
    const present = await versionIn(query);
    if (present >= TABLES_VERSION) return;
    if (present === 0) {
      await query('create schema if not exists release_plan');
      await query('create table release_plan.version (version integer not null)');
      await query('insert into release_plan.version values (0)');
    }
    for (const step of STEPS.slice(present)) await query(step);
    await query('update release_plan.version set version = $1', [TABLES_VERSION]);
  });
}

/** Of the locks that programs agree upon, ours: by this number and one of what is locked. */
export const LOCK = 1_380_731_214;

/** The other number, of a key in hexadecimal digits. */
export function lockNumber(key: string): number {
  return Number.parseInt(key.slice(0, 8), 16) | 0;
}

async function versionIn(query: Query): Promise<number> {
  // Not `to_regclass`, which may remember from before a wait that there was none.
  const found = await query(
    `select from pg_catalog.pg_tables where schemaname = 'release_plan' and tablename = 'version'`,
  );
  if (found.length === 0) return 0;
  const [row] = await query('select version from release_plan.version');
  return Number(row?.version ?? 0);
}

function refuseLater({ shown }: Connection, version: number): void {
  if (version > TABLES_VERSION)
    throw new StoreTrouble(
      `The store ${shown} is of version ${version}, and this Release Plan knows those up to ${TABLES_VERSION}.`,
    );
}
