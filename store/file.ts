/**
 * Runs as files beside the plan: `payments-4.2.WRITER.runlog.jsonl`, one for each machine that wrote, so that git never has
 * two versions of one. They are appended to, and never changed.
 */
import { type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open, readdir, readFile, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type LogText, lineOf } from '../plan/log/read.ts';
import { type Lock, takeLock } from './lock.ts';
import type { RunStore } from './store.ts';
import { StoreTrouble } from './trouble.ts';
import { thisWriter } from './writer.ts';

export interface RunName {
  /** The folder of the plan. */
  readonly folder: string;
  /** The release, and of a rehearsal `@` and its name. */
  readonly run: string;
}

export interface FileStore extends RunStore {
  readonly path: string;
}

/** Opens a run for writing. Throws a `Locked` where somebody else has it. */
export async function openFileStore(name: RunName): Promise<FileStore> {
  await refuseNetworkShare(name.folder);
  const lock = await takeLock(lockPath(name));
  try {
    return await opened(name, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function opened(name: RunName, lock: Lock): Promise<FileStore> {
  const writer = thisWriter();
  const path = join(name.folder, `${name.run}.${writer}${ENDING}`);
  const file = await open(path, 'a+', 0o644);
  const notes = await mendTail(file, basename(path));
  // A file that is new is there for good once its folder is on the disk, too.
  await syncFolder(name.folder);
  let queue: Promise<void> = Promise.resolve();
  let broken: unknown;
  return {
    run: name.run,
    path,
    where: basename(path),
    writer,
    notes,
    texts: () => readRun(name),
    append(events) {
      // One write after the other: what is acknowledged is whole. A disk that failed once is not trusted again.
      const done = queue.then(async () => {
        if (broken) throw broken;
        try {
          await writeWhole(file, Buffer.from(events.map(lineOf).join('')));
          await file.datasync();
        } catch (error) {
          broken = error;
          throw error;
        }
      });
      queue = done.catch(() => {});
      return done;
    },
    // What this process writes itself it knows.
    watch: (changed) => watchRun(name, changed, basename(path)),
    tell: (board) => lock.tell(board),
    async close() {
      await queue;
      await file.close();
      await lock.release();
    },
  };
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let sent = 0; sent < bytes.length; ) {
    sent += (await file.write(bytes, sent, bytes.length - sent)).bytesWritten;
  }
}

/** A machine that stopped in the middle of a line left a tail without an end: it gets one, and stays to be looked at. */
async function mendTail(file: FileHandle, name: string): Promise<readonly string[]> {
  const { size } = await file.stat();
  if (size === 0) return [];
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  if (last[0] === 0x0a) return [];
  await writeWhole(file, Buffer.from('\n'));
  await file.datasync();
  return [
    `The last line of ${name} had no end, as when a machine stops while it writes. It has one now; nothing was cut off.`,
  ];
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and needs no such thing.
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** All files of a run, whoever wrote them; nothing is locked for it. */
export async function readRun({ folder, run }: RunName): Promise<readonly LogText[]> {
  const names = (await readdir(folder)).filter((name) => isOfRun(name, run)).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

/** The runs of a folder that have a log, of these releases or of all. */
export async function runsIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  return [...new Set(names.map((name) => name.slice(0, -ENDING.length).replace(/\.[\w-]+$/, '')))].sort();
}

const ENDING = '.runlog.jsonl';

function isOfRun(name: string, run: string): boolean {
  if (!name.startsWith(`${run}.`) || !name.endsWith(ENDING)) return false;
  // A release `payments-4` must not take the log of `payments-4.2` for its own.
  return /^[\w-]+$/.test(name.slice(run.length + 1, -ENDING.length));
}

export function lockPath({ folder, run }: RunName): string {
  return join(folder, `.${run}.runlog.lock`);
}

/** @param own the file that changes without being news */
export function watchRun({ folder, run }: RunName, changed: () => void, own?: string): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watching(folder, (name) => {
    if (name !== null && (name === own || !isOfRun(name, run))) return;
    clearTimeout(timer);
    timer = setTimeout(changed, 50);
  });
  // Whoever cannot be told looks by himself.
  const poll = setInterval(changed, 5_000).unref();
  return () => {
    watcher?.close();
    clearInterval(poll);
    clearTimeout(timer);
  };
}

/** Undefined: the folder is not there, as of a plan that nobody has saved yet. */
function watching(folder: string, changed: (name: string | null) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, (_, name) => changed(name));
    return watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
}

/** Neither locks nor `fdatasync` promise anything there. */
async function refuseNetworkShare(folder: string): Promise<void> {
  const { type } = await statfs(folder).catch(() => ({ type: 0 }));
  const kind = NETWORKS.get(type >>> 0);
  if (!kind) return;
  throw new StoreTrouble(
    `${dirname(join(folder, 'x'))} lies on a network share (${kind}), where a log cannot be kept safe: copy the plan to a disk of the machine that serves the board.`,
  );
}

const NETWORKS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB 2'],
]);
