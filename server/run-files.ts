/** The log of a night as files beside its plan: read whenever somebody looks, and locked only as long as a line is written. */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../plan/log/events.ts';
import { opening, rehearsalOf } from '../plan/log/night.ts';
import { readEvent, readLog } from '../plan/log/read.ts';
import { HybridClock, MOST_AHEAD } from '../store/clock.ts';
import { openFileStore, type RunName, readRun, watchRun } from '../store/file.ts';
import { Locked } from '../store/lock.ts';
import { textHash } from '../store/text-hash.ts';
import { StoreTrouble } from '../store/trouble.ts';
import type { RunFiles, Unsaid } from './nights.ts';

export const runFiles: RunFiles = {
  texts: (uri, run) => readRun(nameOf(uri, run)),
  watch: (uri, run, changed) => watchRun(nameOf(uri, run), changed),
  async say(uri, run, said) {
    try {
      const store = await openFileStore(nameOf(uri, run));
      try {
        const clock = new HybridClock(Date.now);
        const { events } = readLog(await store.texts());
        for (const event of events) clock.see(event.clock);
        const known = new Set(events.map(({ id }) => id));
        const fresh = said.filter(({ id }) => !known.has(id));
        const lines: RunEvent[] = [];
        for (const one of fresh) {
          // A clock that is far ahead would order all that comes after it.
          const isMeant = typeof one.clock === 'number' && one.clock <= Date.now() + MOST_AHEAD;
          const how = Object.hasOwn(one, 'open') && { ...opening(rehearsalOf(run)), ...(await textNow(uri)) };
          const stamp = { writer: store.writer, clock: isMeant ? one.clock : clock.next() };
          const read = readEvent({ ...one, ...how, ...stamp });
          if (!('event' in read))
            return { trouble: `Nothing was noted: ${'problem' in read ? read.problem : 'nobody knows such a line'}.` };
          lines.push(read.event);
        }
        if (lines.length > 0) await store.append(lines);
        return { noted: lines.length };
      } finally {
        await store.close();
      }
    } catch (error) {
      return unsaid(error);
    }
  },
};

function unsaid(error: unknown): Unsaid {
  if (error instanceof Locked) {
    const board = error.owner?.board;
    return { trouble: error.message, isLater: true, ...(board !== undefined && { board }) };
  }
  if (error instanceof StoreTrouble) return { trouble: error.message };
  const { code, message } = error as NodeJS.ErrnoException;
  return { trouble: `It cannot be noted: the log cannot be written (${code ?? message}).`, isLater: true };
}

/** The text that the run is opened with, by its hash; where it cannot be read nothing is said of it. */
async function textNow(uri: string): Promise<{ readonly plan?: string }> {
  const text = await readFile(fileURLToPath(uri), 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  return { plan: textHash(text) };
}

function nameOf(uri: string, run: string): RunName {
  return { folder: dirname(fileURLToPath(uri)), run };
}
