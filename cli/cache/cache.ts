/**
 * What `check` has found out about plans, kept until it is asked again: what has not changed is read and not worked out. It is
 * never needed and never trusted: what is damaged, of another program or of another user is as if it were not there, and where
 * nothing can be written the findings are the same.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../language/workspace.ts';
import { foldable } from '../../plan/facts/folded.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Found, Tells } from '../../service/files/kept.ts';
import type { Beside, Memory } from '../../service/files/one-by-one.ts';
import { named } from '../terminal/printable.ts';
import { reason } from '../terminal/reason.ts';
import { type Entry, readEntry, writeEntry } from './entry.ts';
import { type CacheFolder, fileNameOf, openFolder, prepare, sweep } from './folder.ts';
import { hashOf, Keys } from './keys.ts';
import { toolMark } from './tool.ts';

export interface CacheOptions {
  readonly place: CacheFolder;
  readonly workspace: Workspace;
  readonly now: Instant;
  /** The folders that imports may reach into, as URIs. */
  readonly roots: readonly string[];
  /** By what path a plan is known, wherever its repository lies. */
  pathOf(uri: string): string;
  /** Gets a sentence where it is of no use, once. */
  note(sentence: string): void;
}

export interface Cache extends Memory {
  /** Everything that was found out is on the disk, as far as it may be; what nobody has used for long is gone. */
  close(): void;
}

/** Undefined: it can be neither read nor written. */
export function openCache({ place, workspace, now, roots, pathOf, note }: CacheOptions): Cache | undefined {
  let secret: Uint8Array;
  try {
    secret = openFolder(place);
  } catch (error) {
    note(`The cache ${named(place.folder)} cannot be used: ${reason(error)}. Everything is worked out anew.`);
    return undefined;
  }
  let canWrite = true;
  let isPrepared = false;
  const keys = new Keys(workspace, [toolMark(), ...roots]);
  const nameOf = (uri: string) => fileNameOf(hashOf([pathOf(uri)]));
  const entries = new Map<string, Pick<Entry, 'judged'>>();
  const used = new Set<string>();

  function read(uri: string): Entry | undefined {
    let text: string;
    try {
      text = readFileSync(join(place.folder, nameOf(uri)), 'utf8');
    } catch {
      return undefined;
    }
    const entry = readEntry(text, secret);
    return entry?.basis === keys.basisOf(uri) ? entry : undefined;
  }

  function write(uri: string, entry: Entry): void {
    const path = join(place.folder, nameOf(uri));
    const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
    try {
      if (!isPrepared) prepare(place);
      isPrepared = true;
      writeFileSync(temporary, writeEntry(entry, secret), { flag: 'wx' });
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      canWrite = false;
      note(
        `The cache ${named(place.folder)} cannot be written: ${reason(error)}. What is not in it is worked out anew.`,
      );
    }
  }

  return {
    tells(uri) {
      const entry = read(uri);
      if (!entry) return undefined;
      entries.set(uri, entry.judged ? { judged: entry.judged } : {});
      const published = entry.tells.published.map(foldable);
      for (const [i, one] of published.entries()) keys.isMarked(one, entry.marks[i]!);
      return { ...entry.tells, published };
    },
    found(uri, beside) {
      const judged = entries.get(uri)?.judged;
      if (!judged || judged.beside !== keys.besideOf(uri, beside)) return undefined;
      const { from = now, until = now } = judged.found.holds;
      return from <= now && now <= until ? judged.found : undefined;
    },
    keep(uri: string, tells: Tells, found: Found, beside: Beside | undefined) {
      used.add(nameOf(uri));
      const before = entries.get(uri);
      entries.delete(uri);
      if (!canWrite || (before && (!beside || before.judged?.found === found))) return;
      const judged = beside && { beside: keys.besideOf(uri, beside), found };
      const marks = tells.published.map((one) => keys.markOf(one));
      write(uri, { basis: keys.basisOf(uri), tells, marks, ...(judged && { judged }) });
    },
    close() {
      if (canWrite) sweep(place, used);
    },
  };
}
