/** Plans of the command line, with what they import, analysed. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import { readImport, uriOf } from '../server/files.ts';
import { loadImports } from '../service/imports.ts';
import { isInside } from '../service/uri.ts';
import { type Histories, historiesOf } from './git/history.ts';
import { repositoryOf } from './git/repository.ts';
import { type Input, shownPath } from './inputs.ts';

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
  if (settings.history) histories = await historiesOf(inputs, read.workspace, settings.history);
  return { ...read, analyses: inputs.map((input) => read.workspace.analysis(uriOf(input.path))) };
}

/** The same with nothing judged yet: for who asks plans something else. */
export async function readWorkspace(
  inputs: readonly Input[],
  { cwd, now }: AnalysisSettings,
  history?: (uri: string) => ReturnType<Histories['get']>,
): Promise<Omit<AnalysisRun, 'analyses'>> {
  const root = repositoryOf(cwd) ?? cwd;
  const outside = inputs.filter((input) => !isInside(uriOf(input.path), uriOf(root)));
  const roots = [...new Set([root, ...outside.map(({ path }) => repositoryOf(dirname(path)) ?? dirname(path))])].map(
    uriOf,
  );
  const workspace = createWorkspace({
    roots,
    ...(now !== undefined && { now: () => now }),
    ...(history && { history }),
  });
  for (const input of inputs) workspace.set(uriOf(input.path), input.text);
  await loadImports(workspace, (uri) => readImport(uri, roots));
  return {
    workspace,
    roots,
    pathOf: (uri) => (uri.startsWith('file:') ? shownPath(fileURLToPath(uri), cwd) : uri),
  };
}
