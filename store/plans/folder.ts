/**
 * A store that is a folder: on a disk that all share, or a git checkout of its own. A file for each revision of a plan, of which the
 * latest holds, so that writers need not know of each other: whoever writes last or first, the same one is read.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimsTold, concerns } from '../../plan/facts/across/asked.ts';
import { short } from '../short.ts';
import { StoreTrouble } from '../trouble.ts';
import { type PlanRecord, readRecord, STORE_VERSION, writeRecord } from './record.ts';
import { liesIn, type Outcome, type PlanStore, type StoreAnswer } from './store.ts';

/** What makes a folder a store. */
const MARK = 'release-plan-store.json';

export async function openPlanFolder(folder: string, how: 'read' | 'make'): Promise<PlanStore> {
  const version = await versionOf(folder, how);
  if (version > STORE_VERSION)
    throw new StoreTrouble(
      `The store ${folder} is of version ${version}, and this Release Plan reads up to ${STORE_VERSION}.`,
    );
  return {
    async ask({ by, about, within }) {
      const { records, notes } = await readAll(folder);
      const asked = records.filter(
        (record) =>
          record.repository !== by &&
          (concerns(about, claimsTold(record.releases)) || (within !== undefined && liesIn(record, within))),
      );
      return { records: asked, notes };
    },
    async pathsOf(repository) {
      const { records, notes } = await readAll(folder, repository);
      return { paths: records.map(({ path }) => path), notes };
    },
    async put(records) {
      const outcomes: Outcome[] = [];
      for (const record of records) outcomes.push(await put(folder, record));
      return outcomes;
    },
    close: async () => {},
  };
}

async function versionOf(folder: string, how: 'read' | 'make'): Promise<number> {
  const text = await readFile(join(folder, MARK), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (how === 'make' && ['ENOENT'].includes(error.code ?? '')) return undefined;
    if (error.code === 'ENOENT')
      throw new StoreTrouble(`${folder} is no store of plans: release-plan publish --store ${folder} makes one.`);
    throw new StoreTrouble(`The store ${folder} cannot be read (${error.code ?? error.message}).`);
  });
  if (text === undefined) return begin(folder);
  const version = /"version":\s*(\d+)/.exec(text)?.[1];
  if (version === undefined)
    throw new StoreTrouble(`${join(folder, MARK)} does not say of which version the store is.`);
  return Number(version);
}

/** Only a folder with nothing of somebody else in it. */
async function begin(folder: string): Promise<number> {
  try {
    await mkdir(folder, { recursive: true });
    const others = (await readdir(folder)).filter(
      (name) => !name.startsWith('.') && name !== 'README.md' && name !== 'plans',
    );
    if (others.length > 0)
      throw new StoreTrouble(
        `${folder} holds something else (${others[0]}): name an empty folder for a store of plans.`,
      );
    await replace(folder, MARK, `${JSON.stringify({ version: STORE_VERSION })}\n`);
    return STORE_VERSION;
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    throw new StoreTrouble(
      `The store ${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? error}).`,
    );
  }
}

async function readAll(folder: string, only?: string): Promise<StoreAnswer> {
  const records: PlanRecord[] = [];
  const notes: string[] = [];
  const plans = join(folder, 'plans');
  const repositories = only === undefined ? (await namesIn(plans)).toSorted() : [short(only)];
  for (const repository of repositories) {
    const latest = new Map<string, string>();
    for (const name of (await namesIn(join(plans, repository))).filter(isRecord).sort()) latest.set(planOf(name), name);
    for (const [plan, name] of latest) {
      const text = await latestText(join(plans, repository), plan, name);
      const read = text === undefined ? undefined : readRecord(text);
      if (typeof read === 'string') notes.push(`plans/${repository}/${name} of the store is left out: ${read}.`);
      else if (read && !read.withdrawn) records.push(read);
    }
  }
  return { records, notes };
}

/** Whoever writes a later revision takes the one before away: then that one is read. */
async function latestText(folder: string, plan: string, name: string): Promise<string | undefined> {
  for (let round = 0; round < 5; round++) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
    const present = (await namesIn(folder)).filter((one) => isRecord(one) && planOf(one) === plan).sort();
    const last = present.at(-1);
    if (last === undefined) return undefined;
    name = last;
  }
  return undefined;
}

async function put(folder: string, record: PlanRecord): Promise<Outcome> {
  const inside = join(folder, 'plans', short(record.repository));
  const [plan, text] = [short(record.path), writeRecord(record)];
  const name = `${plan}.${String(record.committed).padStart(12, '0')}.${short(record.revision)}.json`;
  try {
    await mkdir(inside, { recursive: true });
    const before = (await namesIn(inside)).filter((one) => isRecord(one) && planOf(one) === plan).sort();
    const last = before.at(-1);
    if (last !== undefined && last > name) return 'older';
    if (last !== undefined && (await isSame(join(inside, last), record))) return 'same';
    await replace(inside, name, text);
    for (const one of before) if (one < name) await rm(join(inside, one), { force: true });
    return 'kept';
  } catch (error) {
    throw new StoreTrouble(
      `The store ${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? error}).`,
    );
  }
}

/** A revision that changed nothing of what a plan tells is not written: a checkout stays as it is. */
async function isSame(path: string, record: PlanRecord): Promise<boolean> {
  const known = readRecord(await readFile(path, 'utf8').catch(() => ''));
  const said = (one: PlanRecord) => JSON.stringify([one.withdrawn ?? false, one.path, one.repository, one.releases]);
  return typeof known !== 'string' && said(known) === said(record);
}

/** Whoever reads finds the old one or the new one, also after a power cut. */
async function replace(folder: string, name: string, text: string): Promise<void> {
  const temporary = join(folder, `.${name}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    const file = await open(temporary, 'r+');
    await file.sync();
    await file.close();
    await rename(temporary, join(folder, name));
  } finally {
    await rm(temporary, { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new StoreTrouble(`The store cannot be read: ${folder} (${(error as NodeJS.ErrnoException).code ?? error}).`);
  }
}

/** PLAN.COMMITTED.REVISION.json: of one plan the latest is the last by name. */
function isRecord(name: string): boolean {
  return /^[0-9a-f]{16}\.\d{12}\.[0-9a-f]{16}\.json$/.test(name);
}

function planOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}
