/**
 * What was said and is not noted: it waits in the browser, with its time and its id, until it is sent. What the board refuses stays there
 * too, until whoever said it has seen it.
 */
import type { RunEvent } from '../../plan/log/events.ts';

export interface Kept {
  readonly event: RunEvent;
  /** A sentence: why the board did not note it. It is not sent again by itself. */
  readonly refused?: string;
}

export interface Outbox {
  all(): Promise<readonly Kept[]>;
  /** In the place of what is kept of the same line. */
  keep(kept: Kept): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

const STORE = 'lines';

/**
 * Each run has one of its own: what was said in a training is not sent to the night that is served at the same address. A browser that keeps
 * nothing (a private window) keeps it as long as the page is there.
 */
export async function openOutbox(run: string): Promise<Outbox> {
  try {
    return onDisk(await open(run));
  } catch {
    return remembered();
  }
}

function open(run: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`release-plan-board ${run}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'event.id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

function onDisk(database: IDBDatabase): Outbox {
  const within = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | undefined) =>
    new Promise<T | undefined>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  return {
    async all() {
      const all = ((await within('readonly', (store) => store.getAll())) ?? []) as Kept[];
      return all.sort((a, b) => a.event.clock - b.event.clock);
    },
    async keep(kept) {
      await within('readwrite', (store) => store.put(kept));
    },
    async remove(ids) {
      await within('readwrite', (store) => {
        for (const id of ids) store.delete(id);
        return undefined;
      });
    },
  };
}

/** As long as the page is there. */
export function remembered(): Outbox {
  const all = new Map<string, Kept>();
  return {
    all: async () => [...all.values()],
    keep: async (kept) => void all.set(kept.event.id, kept),
    remove: async (ids) => {
      for (const id of ids) all.delete(id);
    },
  };
}
