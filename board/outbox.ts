/** What was said and is not noted yet: it waits in the browser, with its time and its id, until it is sent. */
import type { RunEvent } from '../plan/log/events.ts';

export interface Outbox {
  all(): Promise<readonly RunEvent[]>;
  add(event: RunEvent): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

const STORE = 'events';

/** A browser that keeps nothing (a private window) keeps it as long as the page is there. */
export async function openOutbox(): Promise<Outbox> {
  try {
    return kept(await open());
  } catch {
    return remembered();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('release-plan-board', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

function kept(database: IDBDatabase): Outbox {
  const within = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | undefined) =>
    new Promise<T | undefined>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error);
    });
  return {
    async all() {
      const events = ((await within('readonly', (store) => store.getAll())) ?? []) as RunEvent[];
      return events.sort((a, b) => a.clock - b.clock);
    },
    async add(event) {
      await within('readwrite', (store) => store.put(event));
    },
    async remove(ids) {
      await within('readwrite', (store) => {
        for (const id of ids) store.delete(id);
        return undefined;
      });
    },
  };
}

function remembered(): Outbox {
  const events = new Map<string, RunEvent>();
  return {
    all: async () => [...events.values()],
    add: async (event) => void events.set(event.id, event),
    remove: async (ids) => {
      for (const id of ids) events.delete(id);
    },
  };
}
