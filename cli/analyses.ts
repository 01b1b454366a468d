/** Plans of the command line, with what they import, analysed. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInside } from '../language/files/imports.ts';
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import { counted } from '../plan/counted.ts';
import { asksForHistory } from '../plan/facts/history.ts';
import { readImport, uriOf } from '../server/files.ts';
import { loadImports } from '../service/files/imports.ts';
import { type JudgedFindings, judgeOneByOne } from '../service/files/one-by-one.ts';
import { folding } from '../store/memory.ts';
import { type CacheOptions, openCache } from './cache/cache.ts';
import { type Histories, headsOf, historiesOf } from './git/history.ts';
import { repositoryOf } from './git/repository.ts';
import { startHelpers } from './helpers/helpers.ts';
import { type Input, shownPath } from './inputs.ts';
import { pathsFrom } from './paths.ts';
import type { StoredPlans } from './stores.ts';

export interface AnalysisRun {
  readonly workspace: Workspace;
  readonly analyses: readonly Analysis[];
  /** The folders that imports may reach into, as URIs. */
  readonly roots: readonly string[];
  /** How messages name a file. */
  pathOf(uri: string): string;
}

export interface AnalysisSettings {
  readonly cwd: string;
  /** Minutes since the epoch; undefined: no check looks at the clock. */
  readonly now?: number;
  /** What plans of other repositories tell. */
  readonly elsewhere?: StoredPlans;
  /** Asks git what plans said earlier, where a check wants to know; gets a sentence where more could be known. */
  readonly history?: (note: string) => void;
}

/**
 * Imports may reach as far as the repository: the nearest folder above that holds `.git`, else the current folder, else
 * (for files outside of both) the folder of the file.
 */
export async function analyseInputs(inputs: readonly Input[], settings: AnalysisSettings): Promise<AnalysisRun> {
  let histories: Histories | undefined;
  const read = await readWorkspace(inputs, settings, (uri) => histories?.get(uri));
  const uris = inputs.map(({ path }) => uriOf(path));
  const asking = settings.history ? uris.filter((uri) => asksForHistory(read.workspace.plan(uri))) : [];
  if (asking.length > 0) histories = await historiesOf(asking, settings.history!);
  await settings.elsewhere?.askFor(read.workspace, uris);
  return { ...read, analyses: uris.map((uri) => read.workspace.analysis(uri)) };
}

/** For whoever reports findings: however many plans there are, few of them are held at a time. */
export async function judgeInputs(
  inputs: readonly Input[],
  settings: AnalysisSettings,
  progress: (text: string | undefined) => void,
  cached?: Cached,
): Promise<AnalysisRun & JudgedFindings> {
  let histories: Histories | undefined;
  const read = await readWorkspace(inputs, settings, (uri) => histories?.get(uri));
  const { now, history, elsewhere } = settings;
  const root = rootOf(settings);
  const pathOf = pathsFrom(root);
  // What other repositories tell is asked of plans, and not of what is remembered of them.
  const memory =
    cached && now !== undefined && !elsewhere
      ? openCache({ ...cached, workspace: read.workspace, now, roots: read.roots, pathOf })
      : undefined;
  const folds = inputs.length > FOLDED;
  let told = 0;
  const helpers =
    now === undefined || elsewhere ? undefined : startHelpers(read.workspace, { roots: read.roots, now, root, folds });
  const uris = inputs.map(({ path }) => uriOf(path));
  try {
    const found = await judgeOneByOne(read.workspace, uris, {
      pathOf,
      read: (plan) => elsewhere?.look(plan, read.workspace.tells(plan.file)),
      rest: async () => elsewhere?.ask(),
      hasElsewhere: elsewhere !== undefined,
      ...(folds && { folding }),
      ...(memory && { memory }),
      ...(helpers && { helpers }),
      ...(history && {
        past: {
          versionsOf: headsOf,
          async read(uris) {
            histories = await historiesOf(uris, history);
            return new Set(histories.keys());
          },
        },
      }),
      progress(share) {
        const now = Date.now();
        if (now - told < EVERY) return;
        told = now;
        progress(`${Math.floor(share * 100)} % of ${counted(inputs.length, 'plan')} checked`);
      },
    });
    helpers?.stop();
    memory?.close();
    return { ...read, ...found };
  } finally {
    // Else they would keep the process.
    helpers?.stop();
    progress(undefined);
  }
}

/** Where what was found out is kept, and who is told that it cannot be. */
export type Cached = Pick<CacheOptions, 'place' | 'note'>;

/** What more plans than this tell, and what is found in them, is held small meanwhile, which takes a twentieth of the time. */
const FOLDED = 2000;

/** Milliseconds between two words on how far it is. */
const EVERY = 200;

/** The same with nothing judged yet: for who asks plans something else. */
export async function readWorkspace(
  inputs: readonly Input[],
  settings: AnalysisSettings,
  history?: (uri: string) => ReturnType<Histories['get']>,
): Promise<Omit<AnalysisRun, 'analyses'>> {
  const { cwd, now, elsewhere } = settings;
  const root = rootOf(settings);
  const outside = inputs.filter((input) => !isInside(uriOf(input.path), uriOf(root)));
  const roots = [...new Set([root, ...outside.map(({ path }) => repositoryOf(dirname(path)) ?? dirname(path))])].map(
    uriOf,
  );
  const workspace = createWorkspace({
    roots,
    ...(now !== undefined && { now: () => now }),
    ...(history && { history }),
    ...(elsewhere && { elsewhere }),
    ...(inputs.length > FOLDED && { folding }),
  });
  for (const input of inputs) workspace.set(uriOf(input.path), input.text);
  await loadImports(workspace, (uri) => readImport(uri, roots));
  return {
    workspace,
    roots,
    pathOf: (uri) => (uri.startsWith('file:') ? shownPath(fileURLToPath(uri), cwd) : uri),
  };
}

function rootOf({ cwd }: AnalysisSettings): string {
  return repositoryOf(cwd) ?? cwd;
}
