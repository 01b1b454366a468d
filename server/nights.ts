/** The nights that somebody looks at: their logs are followed as long as the server runs, and what is said goes into them. */
import type { RunEvent } from '../plan/log/events.ts';
import { runName } from '../plan/log/night.ts';
import { type LogText, readLog } from '../plan/log/read.ts';
import type { Release } from '../plan/model.ts';
import type { SourceFile } from '../service/files/source-file.ts';
import { type NightNow, nightNow } from '../service/run/night.ts';

/** What has no place in the log yet: who writes it, and by what clock, is not for its sender to say. */
export type Saying = Readonly<Record<string, unknown>> & { readonly id: string };

/** Why it is not noted. */
export interface Unsaid {
  readonly trouble: string;
  /** It may be noted later: somebody else writes just now. */
  readonly isLater?: boolean;
  /** Where the board of somebody else is. */
  readonly board?: string;
}

/** Of a host that has files. */
export interface RunFiles {
  /** Of every writer; by the plan and the name of the run. */
  texts(uri: string, run: string): Promise<readonly LogText[]>;
  watch(uri: string, run: string, changed: () => void): () => void;
  say(uri: string, run: string, said: readonly Saying[]): Promise<{ readonly noted: number } | Unsaid>;
}

export interface NightsOptions {
  /** Undefined: there is no file system. */
  readonly files: RunFiles | undefined;
  /** In minutes since the epoch. */
  readonly now: () => number;
  /** The log of a night of this plan is another one. */
  onChanged(uri: string): void;
}

export interface Nights {
  /** Undefined: it has no log here, and nothing is to be run. */
  of(file: SourceFile, release: Release, rehearsal?: string): Promise<NightNow | undefined>;
  /** That of the release itself where anything is noted of it: what every keystroke asks for. */
  noted(file: SourceFile, release: Release): Promise<NightNow | undefined>;
  say(
    file: SourceFile,
    release: Release,
    said: readonly Saying[],
    rehearsal?: string,
  ): Promise<{ readonly noted: number } | Unsaid>;
  dispose(): void;
}

interface Followed {
  events: readonly RunEvent[];
  readonly stop: () => void;
}

export function createNights({ files, now, onChanged }: NightsOptions): Nights {
  const followed = new Map<string, Promise<Followed>>();

  return {
    async of(file, release, rehearsal) {
      const events = await eventsNow(file, release, rehearsal);
      return events && nightNow(file.analysis, release, events, now(), rehearsal);
    },
    async noted(file, release) {
      const events = await eventsNow(file, release);
      // Of a run that nobody has opened nothing is forecast.
      return events?.length ? nightNow(file.analysis, release, events, now()) : undefined;
    },
    async say(file, release, said, rehearsal) {
      if (!files || !file.uri.startsWith('file:')) return { trouble: NOWHERE };
      const run = runName(release, rehearsal);
      const answer = await files.say(file.uri, run, said);
      if (!('trouble' in answer)) await readAgain(files, file.uri, run);
      return answer;
    },
    dispose() {
      for (const one of followed.values()) void one.then(({ stop }) => stop());
      followed.clear();
    },
  };

  async function eventsNow({ uri }: SourceFile, release: Release, rehearsal?: string) {
    // What lies nowhere has no log beside it.
    if (!files || !uri.startsWith('file:')) return undefined;
    return (await follow(files, uri, runName(release, rehearsal))).events;
  }

  function follow(from: RunFiles, uri: string, run: string): Promise<Followed> {
    const key = `${uri}\n${run}`;
    const known = followed.get(key);
    if (known) return known;
    const fresh = eventsOf(from, uri, run).then((events) => ({
      events,
      stop: from.watch(uri, run, () => void readAgain(from, uri, run)),
    }));
    followed.set(key, fresh);
    return fresh;
  }

  async function readAgain(from: RunFiles, uri: string, run: string): Promise<void> {
    const known = await follow(from, uri, run);
    const events = await eventsOf(from, uri, run);
    const isSame = events.length === known.events.length && events.every(({ id }, i) => id === known.events[i]!.id);
    if (isSame) return;
    known.events = events;
    onChanged(uri);
  }

  async function eventsOf(from: RunFiles, uri: string, run: string): Promise<readonly RunEvent[]> {
    // A folder that is not there yet has no log; `run verify` says what cannot be read.
    return readLog(await from.texts(uri, run).catch(() => [])).events;
  }
}

export const NOWHERE =
  'The log of a night lies in files beside its plan: it needs a desktop, and a plan that is saved.';
