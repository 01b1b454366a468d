/** A process that appends to a run log for ever: `appends.ts FOLDER|postgres://… RUN`. It is there to be killed. */
import { openRunDatabase, type RunPlace } from '../../store/database.ts';
import { openFileStore } from '../../store/file.ts';
import { isDatabase } from '../../store/postgres/address.ts';

export function placeOf(run: string): RunPlace {
  return { repository: 'soak', folder: '', run };
}

/** Appends for ever, and says each id once it is on the disk. */
async function write(where: string, run: string): Promise<void> {
  const store = await (isDatabase(where)
    ? openRunDatabase(where, placeOf(run))
    : openFileStore({ folder: where, run }));
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

if (import.meta.main) await write(process.argv[2]!, process.argv[3]!);
