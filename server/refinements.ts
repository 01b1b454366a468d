/** What long searches found out about the files that are open: asked for when the keyboard rests, kept per text. */
import { isUncertain } from '../plan/risk/risk.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import type { SourceFile } from '../service/files/source-file.ts';
import { type RefinedRelease, refinedReleases } from '../service/refine.ts';
import type { Host } from './host.ts';
import type { RefinerMessage, RefinerThread } from './refiner.ts';

export interface Refinements {
  /** A new analysis of an open file is there. */
  onAnalysed(file: SourceFile): void;
  /** What is known of a release of exactly this text. */
  of(file: SourceFile, release: string): RefinedRelease | undefined;
  forget(uri: string): void;
  dispose(): void;
}

export interface RefinementsOptions {
  readonly start: NonNullable<Host['startRefiner']>;
  /** Milliseconds between the last analysis and the search. */
  readonly delay?: number;
  /** Something was found out about this file. */
  onFound(uri: string): void;
  onFailure(message: string): void;
}

export function createRefinements({ start, delay = 700, onFound, onFailure }: RefinementsOptions): Refinements {
  const known = new Map<string, { readonly files: Texts; readonly releases: readonly RefinedRelease[] }>();
  let thread: RefinerThread | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: { readonly id: number; readonly file: SourceFile; readonly files: Texts } | undefined;

  function ask(file: SourceFile): void {
    asked = { id: (asked?.id ?? 0) + 1, file, files: textsOf(file) };
    const { plan, schedules } = file.analysis;
    thread ??= start(answered);
    thread.ask(asked.id, { plan, schedules });
  }

  function answered(message: RefinerMessage): void {
    const { id, file, files } = asked!;
    const { uri, analysis, workspace } = file;
    const { schedules } = analysis;
    const { risks } = workspace;
    if (message.kind === 'failed') {
      onFailure(message.message);
      for (const schedule of schedules) if (!risks.isKnown(schedule)) risks.here(schedule);
      return;
    }
    if (message.id !== id) return;
    if (message.kind === 'simulated') {
      for (const { release, risk } of message.releases) {
        const schedule = schedules.find((one) => one.release === release);
        if (schedule && risk) risks.elsewhere(schedule, risk);
      }
      if (message.releases.every(({ risk }) => risk === undefined)) return;
    } else if (areSame(files, textsOf(file)))
      // Of a text that has changed since nobody asks, and its places are others.
      known.set(uri, { files, releases: refinedReleases(workspace, analysis, message.releases) });
    onFound(uri);
  }

  return {
    onAnalysed(file) {
      clearTimeout(timer);
      const { plan, schedules } = file.analysis;
      const { risks } = file.workspace;
      const fresh = schedules.filter((schedule, i) => isUncertain(plan.releases[i]!) && !risks.isKnown(schedule));
      for (const schedule of fresh) risks.elsewhere(schedule, undefined);
      const isKnown = areSame(known.get(file.uri)?.files, textsOf(file));
      if (fresh.length === 0 && (isKnown || !schedules.some(hasRoom))) return;
      timer = setTimeout(() => ask(file), delay);
    },
    of(file, release) {
      const found = known.get(file.uri);
      if (!found || !areSame(found.files, textsOf(file))) return undefined;
      return found.releases.find((one) => one.release === release);
    },
    forget: (uri) => void known.delete(uri),
    dispose() {
      clearTimeout(timer);
      thread?.stop();
      thread = undefined;
    },
  };
}

/** The run takes longer than the bound that is known without searching. */
function hasRoom({ run, bound }: Schedule): boolean {
  return run !== undefined && run.end - run.start > bound;
}

/** The file and everything it imports. */
function textsOf({ uri, workspace }: SourceFile): Texts {
  const texts: Record<string, string> = {};
  const add = (file: string) => {
    const text = workspace.text(file);
    if (text === undefined || file in texts) return;
    texts[file] = text;
    for (const { target } of workspace.plan(file).imports) if (target !== undefined) add(target);
  };
  add(uri);
  return texts;
}

/** By URI. */
type Texts = Readonly<Record<string, string>>;

function areSame(a: Texts | undefined, b: Texts): boolean {
  if (!a || Object.keys(a).length !== Object.keys(b).length) return false;
  return Object.entries(b).every(([uri, text]) => a[uri] === text);
}
