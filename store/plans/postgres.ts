/** A store that is a database: whoever asks gets what may concern him by key and time, and whoever writes does so whole or not at all. */
import { type Asked, claimsTold, joined } from '../../plan/facts/across/asked.ts';
import type { Span } from '../../plan/time/model.ts';
import { type Connection, connect, type Query, type Row } from '../postgres/connection.ts';
import { LOCK, lockNumber, makeTables, readTables } from '../postgres/tables.ts';
import { short } from '../short.ts';
import { type PlanRecord, readRecord, STORE_VERSION } from './record.ts';
import { hullOf, type Outcome, type PlanStore, type StoreAnswer, type StoreQuestion } from './store.ts';

/** Throws a `StoreTrouble`, as all that it gives does. */
export async function openPlanDatabase(address: string, how: 'read' | 'make'): Promise<PlanStore> {
  const connection = await connect(address);
  try {
    await (how === 'make' ? makeTables(connection) : readTables(connection, 'plans'));
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    ask: (question) => connection.read((query) => ask(query, question)),
    pathsOf: (repository) =>
      connection.read(async (query) => {
        const rows = await query(
          'select path from release_plan.plan where repository_key = $1 and not withdrawn order by path',
          [short(repository)],
        );
        return { paths: rows.map(({ path }) => String(path)), notes: [] };
      }),
    put: (records) => put(connection, records),
    close: () => connection.close(),
  };
}

async function ask(query: Query, { by, about, within }: StoreQuestion): Promise<StoreAnswer> {
  // Key by key: of some thousand keys a planner thinks that to read all is less.
  await query('set local enable_hashjoin = off; set local enable_mergejoin = off');
  const found = await query(
    `select claim.plan as id
    from unnest($1::text[], $2::boolean[], $3::bigint[], $4::bigint[]) as asked (key, has, starts, ends)
    join release_plan.claim on claim.key = asked.key
      and claim.ends >= asked.starts and claim.starts <= asked.ends and (claim.has or asked.has)
    union
    select id from release_plan.plan where not withdrawn and ends >= $5::bigint and starts < $6::bigint`,
    [...columnsOf(joined(about)), within ? least(within) : null, within ? most(within) : null],
  );
  // Apart, as a planner takes whatever such a join may give for more than it is, and reads everything.
  const rows = await query(
    `select repository, path, revision, committed, told from release_plan.plan
    where id = any ($1::bigint[]) and not withdrawn and repository_key <> $2`,
    [found.map(({ id }) => id), short(by)],
  );
  const records: PlanRecord[] = [];
  const notes: string[] = [];
  for (const row of rows) {
    const { repository, path, revision, committed, told } = row as Row &
      Record<'repository' | 'path' | 'revision', string>;
    const read = readRecord(String(told), { repository, path, revision, committed: Number(committed) });
    if (typeof read === 'string') notes.push(`${path} of ${repository} in the store is left out: ${read}.`);
    else records.push(read);
  }
  return { records, notes };
}

/** One at a time writes for a repository, so that each finds what the one before it left. */
async function put(connection: Connection, records: readonly PlanRecord[]): Promise<readonly Outcome[]> {
  const [first] = records;
  if (!first) return [];
  const repository = short(first.repository);
  return connection.write(async (query) => {
    await query('select pg_advisory_xact_lock($1, $2)', [LOCK, lockNumber(repository)]);
    const known = new Map(
      (
        await query(
          `select path_key, committed, revision_key, withdrawn, told from release_plan.plan
          where repository_key = $1 and path_key = any ($2)`,
          [repository, records.map(({ path }) => short(path))],
        )
      ).map((row) => [row.path_key, row]),
    );
    const judged = records.map((record) => ({ record, told: toldOf(record), row: known.get(short(record.path)) }));
    const outcomes = judged.map(({ record, told, row }): Outcome => {
      if (!row) return 'kept';
      if (isLater(row, record)) return 'older';
      return row.told === told && row.withdrawn === (record.withdrawn ?? false) ? 'same' : 'kept';
    });
    const those = (wanted: Outcome) => judged.filter((_, i) => outcomes[i] === wanted);
    await keep(query, those('kept'));
    await confirm(query, those('same'));
    return outcomes;
  });
}

interface Judged {
  readonly record: PlanRecord;
  readonly told: string;
}

/** Writes what they tell, and by what they are found. */
async function keep(query: Query, kept: readonly Judged[]): Promise<void> {
  if (kept.length === 0) return;
  const hulls = kept.map(({ record }) => hullOf(record));
  const column = (value: (record: PlanRecord) => unknown) => kept.map(({ record }) => value(record));
  const rows = await query(
    `insert into release_plan.plan (
      repository, path, revision, committed, withdrawn, told, starts, ends, repository_key, path_key, revision_key
    )
    select * from unnest(
      $1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::text[], $7::bigint[], $8::bigint[],
      $9::text[], $10::text[], $11::text[]
    )
    on conflict (repository_key, path_key) do update set
      revision = excluded.revision, committed = excluded.committed, withdrawn = excluded.withdrawn, told = excluded.told,
      starts = excluded.starts, ends = excluded.ends, revision_key = excluded.revision_key
    returning id, path_key`,
    [
      column(({ repository }) => repository),
      column(({ path }) => path),
      column(({ revision }) => revision),
      column(({ committed }) => committed),
      column(({ withdrawn }) => withdrawn ?? false),
      kept.map(({ told }) => told),
      hulls.map((hull) => (hull ? least(hull) : null)),
      hulls.map((hull) => (hull ? most(hull) : null)),
      column(({ repository }) => short(repository)),
      column(({ path }) => short(path)),
      column(({ revision }) => short(revision)),
    ],
  );
  await query('delete from release_plan.claim where plan = any ($1::bigint[])', [rows.map(({ id }) => id)]);
  const ids = new Map(rows.map(({ id, path_key }) => [path_key, id]));
  const claims = kept.flatMap(({ record }) =>
    claimsTold(record.releases).map((one) => ({ ...one, plan: ids.get(short(record.path)) })),
  );
  await query(
    `insert into release_plan.claim (plan, key, has, starts, ends)
    select * from unnest($1::bigint[], $2::text[], $3::boolean[], $4::bigint[], $5::bigint[])`,
    [claims.map(({ plan }) => plan), ...columnsOf(claims)],
  );
}

/** Of what tells the same the later revision counts as well: one in between that comes late takes nothing back. */
async function confirm(query: Query, same: readonly Judged[]): Promise<void> {
  if (same.length === 0) return;
  await query(
    `update release_plan.plan set revision = now.revision, committed = now.committed, revision_key = now.revision_key
    from unnest($2::text[], $3::text[], $4::bigint[], $5::text[]) as now (path_key, revision, committed, revision_key)
    where repository_key = $1 and plan.path_key = now.path_key and plan.revision_key <> now.revision_key`,
    [
      short(same[0]!.record.repository),
      same.map(({ record }) => short(record.path)),
      same.map(({ record }) => record.revision),
      same.map(({ record }) => record.committed),
      same.map(({ record }) => short(record.revision)),
    ],
  );
}

function toldOf({ releases }: PlanRecord): string {
  return JSON.stringify({ version: STORE_VERSION, releases });
}

/** As the folder has it: the later commit, and of two at one second the greater revision. */
function isLater(row: Row, { committed, revision }: PlanRecord): boolean {
  const there = Number(row.committed);
  return there > committed || (there === committed && String(row.revision_key) > short(revision));
}

function columnsOf(all: readonly Asked[]): readonly (readonly unknown[])[] {
  return [
    all.map(({ key }) => keyColumn(key)),
    all.map(({ has }) => has),
    all.map(({ span }) => (span ? least(span) : FIRST)),
    all.map(({ span }) => (span ? most(span) : LAST)),
  ];
}

/** A name may be longer than an index takes, and have characters that no column does. */
function keyColumn(key: string): string {
  return key.length > 200 || key.includes('\0') ? `# ${short(key)}` : key;
}

const FIRST = Number.MIN_SAFE_INTEGER;
const LAST = Number.MAX_SAFE_INTEGER;

function least({ start }: Span): number {
  return Math.max(start, FIRST);
}

function most({ end }: Span): number {
  return Math.min(end, LAST);
}
