/**
 * What is typed stays in this browser, at every pause of the keyboard. A draft belongs to the page that began it: where another page
 * has written it in the meantime, this one goes on in a draft of its own, so that neither overwrites the other.
 */
import type { Plans } from './share.ts';

export interface Draft extends Plans {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly saved: number;
}

export interface Drafts {
  /** Newest first. */
  list(): readonly Draft[];
  /** The draft it is kept as, which may be another one than before. Throws what the browser throws when it has no room. */
  save(plans: Plans, before: Draft | undefined): Draft;
  remove(draft: Draft): void;
}

const PREFIX = 'release-plan draft ';

export function createDrafts(storage: Storage, now: () => number = Date.now): Drafts {
  const read = (key: string): Draft | undefined => {
    try {
      const draft = JSON.parse(storage.getItem(key) ?? 'null') as Draft | null;
      return draft && Array.isArray(draft.files) && draft.files.length > 0 ? draft : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    list() {
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
      const drafts = keys.filter((key) => key.startsWith(PREFIX)).flatMap((key) => read(key) ?? []);
      return drafts.sort((a, b) => b.saved - a.saved);
    },
    save(plans, before) {
      const isOurs = before !== undefined && read(PREFIX + before.id)?.saved === before.saved;
      const draft: Draft = {
        ...plans,
        id: isOurs ? before.id : crypto.randomUUID(),
        // Two within a millisecond are two.
        saved: Math.max(now(), (before?.saved ?? 0) + 1),
      };
      storage.setItem(PREFIX + draft.id, JSON.stringify(draft));
      return draft;
    },
    remove: ({ id }) => storage.removeItem(PREFIX + id),
  };
}
