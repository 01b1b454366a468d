/** What plans tell across repositories: the same findings as if they lay in one, and a store that many write at once. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { askedAnywhere, askedBy } from '../../plan/facts/across/asked.ts';
import { Elsewhere, toldElsewhere } from '../../plan/facts/across/elsewhere.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { freeSlots } from '../../service/slots/slots.ts';
import { openPlanStore } from '../../store/plans/open.ts';
import type { PlanRecord } from '../../store/plans/record.ts';
import { nameOfRemote } from '../../store/plans/repository.ts';
import type { PlanStore } from '../../store/plans/store.ts';
import { companies, type Files } from '../support/company.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { record, releaseCalled, WHENEVER } from './records.ts';

const FOLDER = 'file:///company/';
const NOW = Date.UTC(2026, 10, 30, 8) / 60_000;
/** What is found between plans, of what a store tells. */
const ACROSS = [
  ...['double-booked', 'environment-double-booked', 'uat-environment-busy', 'room-double-booked'],
  ...['dependency-clash', 'freeze-violation', 'reserve-short'],
];

function workspaceOf(files: Files, elsewhere?: Elsewhere): Workspace {
  const workspace = createWorkspace({ roots: [FOLDER], now: () => NOW, ...(elsewhere && { elsewhere }) });
  for (const [name, text] of files) workspace.set(FOLDER + name, text);
  return workspace;
}

const foundIn = (workspace: Workspace, uri: string) =>
  new Set(
    factsOf(workspace.analysis(uri).findings)
      .filter(({ code }) => ACROSS.includes(code))
      .map(({ code, place }) => `${code} ${place.range.start.line}`),
  );

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

describe.each(['a folder', 'a database'])('%s', (kind) => {
  const folders: string[] = [];
  const open: PlanStore[] = [];
  let address: string;
  /** Of a store that nobody has used yet. */
  const freshAddress = async () => {
    if (kind === 'a database') return postgres.fresh();
    folders.push(mkdtempSync(join(tmpdir(), 'release-plan-plans-')));
    return folders.at(-1)!;
  };
  const opened = async (how: 'read' | 'make' = 'make', at = address) => {
    open.push(await openPlanStore(at, how));
    return open.at(-1)!;
  };
  const told = async () => (await (await opened('read')).ask({ by: 'nobody', about: WHENEVER })).records;
  beforeEach(async () => {
    address = await freshAddress();
  });
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  test('tells a plan alone what it is told beside the others', async () => {
    let count = 0;
    let rounds = 0;
    await fc.assert(
      fc.asyncProperty(companies, async (files) => {
        // Who declares for himself what others share means something else in one repository, and the same word across them.
        const shared = [...files].filter(([name, text]) => name === 'shared.release' || text.startsWith('import'));
        const together = workspaceOf(new Map(shared));
        const plans = shared.map(([name]) => name).filter((name) => name !== 'shared.release');
        rounds++;
        // Each round leaves what the rounds before it had told to others.
        const whose = (name: string) => `${rounds}/${name}`;
        const store = await opened('make', await freshAddress());
        for (const name of plans) {
          const { plan, published } = together.analysis(FOLDER + name);
          const releases = published.map((each) => toldElsewhere(plan, each, NOW, false));
          await store.put([record(name, 1, { repository: whose(name), releases })]);
        }
        for (const name of plans) {
          const own = new Map(shared.filter(([one]) => [name, 'shared.release'].includes(one)));
          const bare = workspaceOf(own);
          const { plan, published } = bare.analysis(FOLDER + name);
          const expected = foundIn(together, FOLDER + name);
          const all = [askedBy(plan, published), askedAnywhere(plan, published, NOW)];
          for (const about of all) {
            const { records, notes } = await store.ask({ by: whose(name), about });
            expect(notes).toEqual([]);
            const elsewhere = new Elsewhere(
              records.map((one) => ({ file: one.repository, whose: one.path, releases: one.releases })),
            );
            expect(foundIn(workspaceOf(own, elsewhere), FOLDER + name)).toEqual(expected);
          }
          count += expected.size;
        }
      }),
      { numRuns: 10 },
    );
    expect(count).toBeGreaterThan(20);
  });

  test('tells a plan that looks for another window what it would find if it knew all', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(companies, async (files) => {
        const shared = new Map(
          [...files].filter(([name, text]) => name === 'shared.release' || text.startsWith('import')),
        );
        const together = workspaceOf(shared);
        const plans = [...shared.keys()].filter((name) => name !== 'shared.release');
        const store = await opened('make', await freshAddress());
        const records = plans.map((name) => {
          const { plan, published } = together.analysis(FOLDER + name);
          const releases = published.map((each) => toldElsewhere(plan, each, NOW, false));
          return record(name, 1, { repository: name, releases });
        });
        for (const one of records) await store.put([one]);
        const elsewhere = (all: readonly PlanRecord[]) =>
          new Elsewhere(all.map(({ path, repository, releases }) => ({ file: path, whose: repository, releases })));
        for (const name of plans) {
          const own = new Map([...shared].filter(([one]) => [name, 'shared.release'].includes(one)));
          const bare = workspaceOf(own);
          const about = askedAnywhere(bare.plan(FOLDER + name), bare.tells(FOLDER + name), NOW);
          const asked = await store.ask({ by: name, about });
          const slots = (all: readonly PlanRecord[]) =>
            freeSlots(workspaceOf(own, elsewhere(all)), FOLDER + name, { count: 3 }, NOW);
          const expected = slots(records.filter(({ repository }) => repository !== name));
          expect(slots(asked.records)).toEqual(expected);
          if ('slots' in expected) found += expected.slots.length;
        }
      }),
      { numRuns: 4 },
    );
    expect(found).toBeGreaterThan(10);
  });

  test('holds of each plan the latest revision, whoever writes in whatever order, and none that is withdrawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ path: fc.constantFrom('a', 'b', 'c'), committed: fc.nat(9), gone: fc.boolean() }), {
          maxLength: 14,
        }),
        async (writes) => {
          address = await freshAddress();
          const stores = await Promise.all([1, 2, 3].map(() => opened()));
          const newest = new Map<string, { committed: number; gone: boolean }>();
          const unique = writes.filter(
            (one, i) => writes.findIndex((w) => w.path === one.path && w.committed === one.committed) === i,
          );
          for (const one of unique)
            if ((newest.get(one.path)?.committed ?? -1) < one.committed) newest.set(one.path, one);
          await Promise.all(
            unique.map(({ path, committed, gone }, i) => {
              const releases = gone ? [] : [releaseCalled(`v${committed}`)];
              return stores[i % 3]!.put([record(path, committed, { releases, ...(gone && { withdrawn: true }) })]);
            }),
          );
          const expected = [...newest].filter(([, { gone }]) => !gone);
          expect((await told()).map(({ path, releases }) => `${path} ${releases[0]!.release}`).sort()).toEqual(
            expected.map(([path, { committed }]) => `${path} v${committed}`).sort(),
          );
          expect((await (await opened('read')).pathsOf('acme/shop')).paths.toSorted()).toEqual(
            expected.map(([path]) => path).sort(),
          );
          for (const store of open.splice(0)) await store.close();
        },
      ),
      { numRuns: 20 },
    );
  });

  test('tells what has the key at the time, and what lies in a time; and nobody his own', async () => {
    const store = await opened();
    const at = (name: string, start: number, end: number) =>
      record(name, 1, { releases: [releaseCalled(name, { start, end })] });
    await store.put([at('early', 0, 10), at('late', 100, 110)]);
    await store.put([record('own', 1, { repository: 'acme/web', releases: [releaseCalled('own')] })]);
    const asked = async (key: string, has: boolean, span?: { start: number; end: number }) =>
      (await store.ask({ by: 'acme/web', about: [{ key, has, ...(span && { span }) }] })).records
        .map(({ path }) => path)
        .toSorted();
    expect(await asked('person priya', true)).toEqual(['early', 'late']);
    expect(await asked('person priya', false)).toEqual(['early', 'late']);
    expect(await asked('person priya', true, { start: 10, end: 99 })).toEqual(['early']);
    expect(await asked('person priya', true, { start: 11, end: 99 })).toEqual([]);
    expect(await asked('person priya', true, { start: 60, end: Number.POSITIVE_INFINITY })).toEqual(['late']);
    expect(await asked('system priya', true)).toEqual([]);
    // Two who only look at the same meet nobody.
    expect(await asked('person mara', false)).toEqual([]);
    expect(await asked('person mara', true)).toEqual(['early', 'late']);
    const within = async (start: number, end: number) =>
      (await store.ask({ by: 'acme/web', about: [], within: { start, end } })).records
        .map(({ path }) => path)
        .toSorted();
    expect(await within(5, 50)).toEqual(['early']);
    expect(await within(0, 1000)).toEqual(['early', 'late']);
    expect(await within(11, 100)).toEqual([]);
  });

  test('takes names of any length and with any character', async () => {
    const store = await opened();
    const names = [
      "'; drop table release_plan.plan; --",
      'ü'.repeat(3000),
      'a\nb',
      '{"a",NULL}',
      '\\',
      '',
      'x '.repeat(500),
    ];
    for (const name of names) {
      const releases = [releaseCalled(name, { start: 1, end: 2 }, name)];
      expect(await store.put([record(`${name}/p`, 1, { repository: name, revision: name, releases })])).toEqual([
        'kept',
      ]);
      expect((await store.pathsOf(name)).paths).toEqual([`${name}/p`]);
    }
    const nul = releaseCalled('nul', { start: 1, end: 2 }, 'half\0way\ud800');
    await store.put([record('p', 1, { releases: [nul] })]);
    for (const name of [...names, 'half\0way\ud800']) {
      const { records, notes } = await store.ask({ by: 'nobody', about: [{ key: `person ${name}`, has: true }] });
      expect(notes).toEqual([]);
      expect(records.map(({ releases }) => releases[0]!.people[0]!.name)).toEqual([name]);
    }
  });

  test('a revision that tells the same is not written again, an older one is refused', async () => {
    const store = await opened();
    const put = async (committed: number, name: string) =>
      (await store.put([record('a', committed, { releases: [releaseCalled(name)] })]))[0];
    expect(await put(2, 'one')).toBe('kept');
    expect(await put(2, 'one')).toBe('same');
    expect(await put(3, 'one')).toBe('same');
    expect(await put(4, 'two')).toBe('kept');
    expect(await put(1, 'one')).toBe('older');
    expect((await told()).map(({ releases }) => releases[0]!.release)).toEqual(['two']);
  });
});

describe('a folder alone', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-plan-plans-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('tells what cannot be read of it, and goes on', async () => {
    const store = await openPlanStore(folder, 'make');
    await store.put(['a', 'b', 'c', 'd'].map((path) => record(path, 1, { releases: [releaseCalled(path)] })));
    const inside = join(folder, 'plans', readdirSync(join(folder, 'plans'))[0]!);
    const [torn, later, wrong] = readdirSync(inside).map((name) => join(inside, name)) as [string, string, string];
    writeFileSync(torn, readFileSync(torn, 'utf8').slice(0, 40));
    writeFileSync(later, '{"version":2}');
    writeFileSync(
      wrong,
      '{"version":1,"repository":"x","path":"y","revision":"z","committed":1,"releases":[{"release":{}}]}',
    );
    writeFileSync(join(inside, '.something.tmp'), 'half');
    const { records, notes } = await store.ask({ by: 'nobody', about: WHENEVER });
    expect(records).toHaveLength(1);
    expect(notes.map((note) => note.replace(/^.*left out: /, ''))).toEqual([
      'it is no JSON.',
      'it is of version 2, and this Release Plan reads up to 1.',
      '"releases"[0].release is no text.',
    ]);
    expect(await store.put([record('a', 0)])).toEqual(['older']);
  });

  test('is none where there is something else, where it is of a later version, and at an address of another kind', async () => {
    await expect(openPlanStore(folder, 'read')).rejects.toThrow('is no store of plans');
    writeFileSync(join(folder, 'holiday.jpg'), '');
    await expect(openPlanStore(folder, 'make')).rejects.toThrow('holds something else (holiday.jpg)');
    writeFileSync(join(folder, 'release-plan-store.json'), '{"version": 2}');
    await expect(openPlanStore(folder, 'read')).rejects.toThrow('is of version 2, and this Release Plan reads up to 1');
    await expect(openPlanStore('mysql://u:p@db/x', 'read')).rejects.toThrow(
      /^No store is at mysql:\/\/: name a folder/,
    );
  });
});

test('a repository is called by where it was cloned from, without what let one in', () => {
  for (const url of [
    'https://me:secret@Git.example.org/acme/shop.git',
    'git@git.example.org:acme/shop',
    'ssh://git@git.example.org:22/acme/shop.git/',
  ])
    expect(nameOfRemote(url)).toBe('git.example.org/acme/shop');
  for (const url of ['', '/srv/git/shop.git', 'C:\\shop']) expect(nameOfRemote(url)).toBeUndefined();
});
