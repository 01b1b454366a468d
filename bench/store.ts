/**
 * `npm run bench:store`: a PostgreSQL with what the plans of ten years have told. How long one plan of this year is asked against all of
 * them, how many are published in a second, and how much of both is our own.
 *
 * Options: `--plans 5000,50000`, `--rounds 300`. Prints a Markdown table.
 */
import { cpus } from 'node:os';
import { uuidv7 } from 'uuidv7';
import { createWorkspace } from '../language/workspace.ts';
import { type Asked, askedAnywhere, askedBy } from '../plan/facts/across/asked.ts';
import { Elsewhere, type Taken, type ToldElsewhere, toldElsewhere } from '../plan/facts/across/elsewhere.ts';
import type { Span } from '../plan/time/model.ts';
import { toolOptions } from '../scripts/options.ts';
import { openRunDatabase } from '../store/database.ts';
import { openPlanStore } from '../store/plans/open.ts';
import type { PlanRecord } from '../store/plans/record.ts';
import type { RunStore } from '../store/store.ts';
import { type Postgres, startPostgres } from '../test/support/postgres.ts';
import { milliseconds, type Spread, spreadOf, table } from './tools/measure.ts';
import { sampleWorkspace } from './tools/plans.ts';

const { values } = toolOptions(import.meta.filename, {
  options: { plans: { type: 'string', default: '5000,50000' }, rounds: { type: 'string', default: '300' } },
});

/** People and services of the sample come round after so many plans. */
const KINDS = 600;
const YEARS = 10;
const WEEK = 7 * 1440;
const NOW = Date.UTC(2026, 10, 29, 12) / 60_000;
const REPOSITORIES = 200;

interface Kind {
  readonly told: ToldElsewhere;
  readonly asked: readonly Asked[];
  readonly anywhere: readonly Asked[];
  readonly start: number;
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.\n`);
const kinds = kindsOf();
const postgres = await startPostgres({ shared_buffers: '128MB' }, true);
try {
  const rows: string[][] = [];
  for (const count of values.plans.split(',').map(Number)) rows.push(await rowOf(postgres, count));
  console.log(
    table(
      'One plan of 50 steps against all that a database holds of ten years, a night a week; in ms, median (p95)',
      [
        'plans',
        'published a second',
        'again, as before',
        'in the database',
        'connecting',
        ...['asking', 'gets', 'asking for a slot', 'gets'],
      ],
      rows,
    ),
  );
  const nights: string[][] = [];
  for (const boards of [1, 4]) nights.push(await nightOf(postgres, boards));
  console.log(
    table(
      'Lines of a night, each committed before it is acknowledged; in ms, median (p95)',
      ['boards that write at once', 'lines', 'acknowledged after', 'lines a second'],
      nights,
    ),
  );
} finally {
  await postgres.remove();
}

async function rowOf({ fresh, run }: Postgres, count: number): Promise<string[]> {
  const address = await fresh();
  const store = await openPlanStore(address, 'make');
  const first = await published(count, REPOSITORIES, (records) => store.put(records));
  const again = await published(count, REPOSITORIES / 10, (records) => store.put(records));
  // As the server does by itself after a while.
  await run(address, 'analyze');
  const [size] = await run(address, 'select pg_size_pretty(pg_database_size(current_database())) as size');
  const connecting: number[] = [];
  for (let i = 0; i < 30; i++) connecting.push(await timed(async () => (await openPlanStore(address, 'read')).close()));
  const rounds = Number(values.rounds);
  const asked = async (aboutOf: (kind: Kind) => readonly Asked[], howOften: number) => {
    const times: number[] = [];
    let got = 0;
    for (let i = -10; i < howOften; i++) {
      // Of the last year, each time another.
      const plan = count - 1 - ((Math.abs(i) * 7) % Math.floor(count / YEARS));
      const kind = kinds[plan % KINDS]!;
      const by = weekOf(plan, count) - kind.start;
      const about = aboutOf(kind).map((one) => (one.span ? { ...one, span: moved(one.span, by) } : one));
      const elapsed = await timed(async () => {
        const { records } = await store.ask({ by: repositoryOf(plan), about });
        new Elsewhere(records.map(({ path, repository, releases }) => ({ file: path, whose: repository, releases })));
        if (i >= 0) got += records.length;
      });
      if (i >= 0) times.push(elapsed);
    }
    return { spread: spreadOf(times), got: Math.round(got / howOften) };
  };
  const asIs = await asked((kind) => kind.asked, rounds);
  const anywhere = await asked((kind) => kind.anywhere, Math.ceil(rounds / 10));
  await store.close();
  return [
    count.toLocaleString('en'),
    Math.round(first).toLocaleString('en'),
    Math.round(again).toLocaleString('en'),
    String(size!.size),
    shown(spreadOf(connecting)),
    ...[asIs, anywhere].flatMap(({ spread, got }) => [shown(spread), got.toLocaleString('en')]),
  ];
}

/** Each board says the next line when the one before it is noted. */
async function nightOf({ fresh }: Postgres, boards: number): Promise<string[]> {
  const address = await fresh();
  const place = { repository: 'acme/shop', folder: 'plans', run: 'night' };
  const stores: RunStore[] = [];
  for (let i = 0; i < boards; i++) stores.push(await openRunDatabase(address, place));
  const times: number[] = [];
  const lines = 400;
  const elapsed = await timed(() =>
    Promise.all(
      stores.map(async (store) => {
        for (let i = 0; i < lines / boards; i++) {
          const line = { id: uuidv7(), at: new Date().toISOString(), clock: Date.now(), writer: 'bench', by: 'mara' };
          times.push(await timed(() => store.append([{ ...line, note: 'build 4711 is in place' }])));
        }
      }),
    ),
  );
  for (const store of stores) await store.close();
  return [
    String(boards),
    String(lines),
    shown(spreadOf(times)),
    Math.round(lines / (elapsed / 1000)).toLocaleString('en'),
  ];
}

/** Plans a second, in batches as `publish` has them. */
async function published(
  count: number,
  repositories: number,
  put: (records: readonly PlanRecord[]) => Promise<unknown>,
): Promise<number> {
  let elapsed = 0;
  let done = 0;
  for (let repository = 0; repository < repositories; repository++) {
    const own = Array.from({ length: count }, (_, i) => i).filter((i) => i % REPOSITORIES === repository);
    for (let at = 0; at < own.length; at += 100) {
      const records = own.slice(at, at + 100).map((i) => recordOf(i, count));
      elapsed += await timed(() => put(records));
      done += records.length;
    }
  }
  return done / (elapsed / 1000);
}

function recordOf(plan: number, count: number): PlanRecord {
  const { told, start } = kinds[plan % KINDS]!;
  const by = weekOf(plan, count) - start;
  const taken = (all: readonly Taken[]) => all.map((one) => ({ ...one, span: moved(one.span, by) }));
  return {
    repository: repositoryOf(plan),
    path: `plans/plan-${plan}.release`,
    revision: 'a1b2c3',
    committed: NOW * 60,
    releases: [
      {
        ...told,
        release: `r${plan}`,
        ...(told.T !== undefined && { T: told.T + by }),
        ...(told.work && { work: moved(told.work, by) }),
        people: taken(told.people),
        environments: taken(told.environments),
        systems: taken(told.systems),
        records: told.records.map((one) => ({ ...one, number: `CHG${plan}` })),
      },
    ],
  };
}

function repositoryOf(plan: number): string {
  return `git.example.org/acme/team-${plan % REPOSITORIES}`;
}

/** The last of ten years is the one to come. */
function weekOf(plan: number, count: number): number {
  return NOW + (Math.floor((plan / count) * YEARS * 52) - (YEARS - 1) * 52) * WEEK;
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** What real plans tell and ask, to be moved through the years. */
function kindsOf(): readonly Kind[] {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  const files = sampleWorkspace(KINDS, { isCrowded: true });
  for (const [name, text] of files) workspace.set(`file:///${name}`, text);
  return Array.from({ length: KINDS }, (_, i) => {
    const uri = `file:///plan-${i}.release`;
    const [plan, published] = [workspace.plan(uri), workspace.tells(uri)];
    const kind = {
      told: toldElsewhere(plan, published[0]!, NOW, false),
      asked: askedBy(plan, published),
      anywhere: askedAnywhere(plan, published, published[0]!.work!.start),
      start: published[0]!.work!.start,
    };
    workspace.letGo(uri);
    return kind;
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function shown({ median, p95 }: Spread): string {
  return `${milliseconds(median)} (${milliseconds(p95)})`;
}
