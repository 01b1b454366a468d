/** What plans tell across repositories: the same findings as if they lay in one, and a store that many write at once. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameOfRemote } from '../../cli/stores.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { Elsewhere, toldElsewhere } from '../../plan/facts/across/elsewhere.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { openPlanStore } from '../../store/plans/open.ts';
import { type PlanRecord, readRecord, writeRecord } from '../../store/plans/record.ts';
import { companies, type Files } from '../support/company.ts';

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

test('a plan alone with a store is told what it is told beside the others', () => {
  let count = 0;
  fc.assert(
    fc.property(companies, (files) => {
      // Who declares for himself what others share means something else in one repository, and the same word across them.
      const shared = [...files].filter(([name, text]) => name === 'shared.release' || text.startsWith('import'));
      const together = workspaceOf(new Map(shared));
      const plans = shared.map(([name]) => name).filter((name) => name !== 'shared.release');
      for (const name of plans) {
        const others = plans
          .filter((one) => one !== name)
          .map((one) => {
            const { plan, published } = together.analysis(FOLDER + one);
            const releases = published.map((each) => toldElsewhere(plan, each, NOW, false));
            const record = readRecord(
              writeRecord({ repository: one, path: one, revision: '1', committed: 1, releases }),
            );
            return { file: `${one}/${one}`, whose: one, releases: (record as PlanRecord).releases };
          });
        const alone = workspaceOf(
          new Map(shared.filter(([one]) => [name, 'shared.release'].includes(one))),
          new Elsewhere(others),
        );
        const expected = foundIn(together, FOLDER + name);
        expect(foundIn(alone, FOLDER + name)).toEqual(expected);
        count += expected.size;
      }
    }),
    { numRuns: 15 },
  );
  expect(count).toBeGreaterThan(30);
});

describe('a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-plan-plans-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const record = (path: string, committed: number, more: Partial<PlanRecord> = {}): PlanRecord => ({
    ...{ repository: 'acme/shop', path, revision: `r${committed}`, committed, releases: [] },
    ...more,
  });
  const read = async () => (await (await openPlanStore(folder, 'read')).read()).records;

  test('holds of each plan the latest revision, whoever writes in whatever order, and none that is withdrawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ path: fc.constantFrom('a', 'b', 'c'), committed: fc.nat(9), gone: fc.boolean() }), {
          maxLength: 14,
        }),
        async (writes) => {
          rmSync(folder, { recursive: true, force: true });
          const stores = await Promise.all([1, 2, 3].map(() => openPlanStore(folder, 'make')));
          const newest = new Map<string, { committed: number; gone: boolean }>();
          const unique = writes.filter(
            (one, i) => writes.findIndex((w) => w.path === one.path && w.committed === one.committed) === i,
          );
          for (const one of unique)
            if ((newest.get(one.path)?.committed ?? -1) < one.committed) newest.set(one.path, one);
          await Promise.all(
            unique.map(({ path, committed, gone }, i) => {
              const told = gone ? ({ withdrawn: true } as const) : { releases: [releaseCalled(`v${committed}`)] };
              return stores[i % 3]!.put(record(path, committed, told));
            }),
          );
          const expected = [...newest]
            .filter(([, { gone }]) => !gone)
            .map(([path, { committed }]) => `${path} v${committed}`);
          expect((await read()).map(({ path, releases }) => `${path} ${releases[0]!.release}`).sort()).toEqual(
            expected.sort(),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  const releaseCalled = (release: string) => ({
    ...{ release, zone: 'UTC', line: 0, people: [], environments: [], systems: [], needs: [] },
    ...{ freezes: [], rooms: [], reserved: [], records: [] },
  });

  test('tells what cannot be read of it, and goes on', async () => {
    const store = await openPlanStore(folder, 'make');
    for (const path of ['a', 'b', 'c', 'd']) await store.put(record(path, 1));
    const inside = join(folder, 'plans', readdirSync(join(folder, 'plans'))[0]!);
    const [torn, later, wrong] = readdirSync(inside).map((name) => join(inside, name)) as [string, string, string];
    writeFileSync(torn, readFileSync(torn, 'utf8').slice(0, 40));
    writeFileSync(later, '{"version":2}');
    writeFileSync(
      wrong,
      '{"version":1,"repository":"x","path":"y","revision":"z","committed":1,"releases":[{"release":{}}]}',
    );
    writeFileSync(join(inside, '.something.tmp'), 'half');
    const { records, notes } = await store.read();
    expect(records).toHaveLength(1);
    expect(notes.map((note) => note.replace(/^.*left out: /, ''))).toEqual([
      'it is no JSON.',
      'it is of version 2, and this Release Plan reads up to 1.',
      '"releases"[0].release is no text.',
    ]);
    expect(await store.put(record('a', 0))).toBe('older');
  });

  test('is none where there is something else, where it is of a later version, and at an address that is no folder', async () => {
    await expect(openPlanStore(folder, 'read')).rejects.toThrow('is no store of plans');
    writeFileSync(join(folder, 'holiday.jpg'), '');
    await expect(openPlanStore(folder, 'make')).rejects.toThrow('holds something else (holiday.jpg)');
    writeFileSync(join(folder, 'release-plan-store.json'), '{"version": 2}');
    await expect(openPlanStore(folder, 'read')).rejects.toThrow('is of version 2, and this Release Plan reads up to 1');
    await expect(openPlanStore('postgres://u:p@db/x', 'read')).rejects.toThrow('postgres:// is not supported yet');
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
