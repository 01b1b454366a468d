/**
 * Kills a process that appends to a run log at random moments, again and again, and says whether anything that it had
 * acknowledged is missing: `node bench/night/soak.ts [times] [postgres://…]`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLog } from '../../plan/log/read.ts';
import { openRunDatabase, type RunPlace, readRunDatabase } from '../../store/database.ts';
import { openFileStore, readRun } from '../../store/file.ts';
import { isDatabase } from '../../store/postgres/address.ts';

const RUN = 'soak';
const PLACE: RunPlace = { repository: RUN, folder: '', run: RUN };

/** The ids of all events that were acknowledged before their process was killed; `where`: a folder, or the address of a database. */
export async function soak(where: string, times: number): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (let round = 0; round < times; round++) acknowledged.push(...(await killedOnce(where)));
  return acknowledged;
}

function killedOnce(where: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [import.meta.filename, '--write', where], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      // From its first word on it may go at any moment.
      if (told === '') setTimeout(() => child.kill('SIGKILL'), Math.random() * 30);
      told += text;
    });
    child.on('error', reject);
    child.on('close', () => resolve(told.split('\n').slice(0, -1)));
  });
}

/** Appends for ever, and says each id once it is on the disk. */
async function write(where: string): Promise<void> {
  const store = await (isDatabase(where) ? openRunDatabase(where, PLACE) : openFileStore({ folder: where, run: RUN }));
  for (let i = 0; ; i++) {
    const events = Array.from({ length: 1 + (i % 3) }, () => ({
      id: crypto.randomUUID(),
      at: new Date().toISOString(),
      clock: Date.now(),
      writer: store.writer,
      by: 'soak',
      note: 'x'.repeat((i * 37) % 1500) || 'x',
    }));
    await store.append(events);
    process.stdout.write(events.map(({ id }) => `${id}\n`).join(''));
  }
}

if (import.meta.main) {
  if (process.argv[2] === '--write') await write(process.argv[3]!);
  else {
    const times = Number(process.argv[2] ?? 1000);
    const folder = mkdtempSync(join(tmpdir(), 'release-plan-soak-'));
    const where = process.argv[3] ?? folder;
    const acknowledged = await soak(where, times);
    const { events, problems } = readLog(
      await (isDatabase(where) ? readRunDatabase(where, PLACE) : readRun({ folder: where, run: RUN })),
    );
    const read = new Set(events.map(({ id }) => id));
    const lost = acknowledged.filter((id) => !read.has(id));
    console.log(
      `killed ${times} times: ${acknowledged.length} events acknowledged, ${events.length} in the log, ${problems.length} torn lines, ${lost.length} lost`,
    );
    rmSync(folder, { recursive: true, force: true });
    process.exitCode = lost.length > 0 ? 1 : 0;
  }
}
