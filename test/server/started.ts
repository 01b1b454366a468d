/** A session over files in memory, and all that it tells. */
import { vi } from 'vitest';
import { createSession, type SessionOptions } from '../../server/session.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { NOW } from './source-file.ts';

export interface SessionStart extends Partial<Pick<SessionOptions, 'delay' | 'now' | 'severities' | 'onFailure'>> {
  readonly disk?: Map<string, string>;
  /** Called with each file that was analysed. */
  readonly then?: (uri: string) => void;
  /** Waited for before a file is read. */
  readonly reading?: (uri: string) => Promise<void>;
}

export function startSession({ disk = new Map(), then = () => {}, reading, ...options }: SessionStart = {}) {
  const analysed: { file: SourceFile; uri: string; version?: number }[] = [];
  const gone: string[] = [];
  const reads: string[] = [];
  /** How much was analysed each time that what is open was. */
  const rested: number[] = [];
  const session = createSession({
    now: () => NOW,
    onFailure: (_, error) => {
      throw error;
    },
    ...options,
    host: {
      async read(uri) {
        reads.push(uri);
        const text = disk.get(uri);
        await reading?.(uri);
        return text;
      },
      find: async (folder) => [...disk.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
    },
    onAnalysed(file, uri, version) {
      analysed.push({ file, uri, version });
      then(uri);
    },
    onGone: (uri) => gone.push(uri),
    onRested: () => rested.push(analysed.length),
  });
  return { session, analysed, gone, reads, rested };
}

/** Lets so much time pass, with everything that was to happen in it. */
export const rest = (milliseconds = 60) => vi.advanceTimersByTimeAsync(milliseconds);
