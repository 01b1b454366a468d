/** Plans of the command line, with what they import, analysed. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import { readInside, uriOf } from '../server/files.ts';
import { isInside } from '../server/uri.ts';
import { type Input, shownPath } from './inputs.ts';

export interface AnalysisRun {
  readonly workspace: Workspace;
  readonly analyses: readonly Analysis[];
  /** How messages name a file. */
  pathOf(uri: string): string;
}

export interface AnalysisSettings {
  readonly cwd: string;
  /** Minutes since the epoch; undefined: no check looks at the clock. */
  readonly now?: number;
}

/**
 * Imports may reach as far as the repository: the nearest folder above that holds `.git`, else the current folder, else
 * (for files outside of both) the folder of the file.
 */
export async function analyseInputs(inputs: readonly Input[], settings: AnalysisSettings): Promise<AnalysisRun> {
  const { cwd, now } = settings;
  const root = repositoryOf(cwd) ?? cwd;
  const outside = inputs.filter((input) => !isInside(uriOf(input.path), uriOf(root)));
  const roots = [...new Set([root, ...outside.map(({ path }) => repositoryOf(dirname(path)) ?? dirname(path))])].map(
    uriOf,
  );
  const workspace = createWorkspace({ roots, ...(now !== undefined && { now: () => now }) });
  for (const input of inputs) workspace.set(uriOf(input.path), input.text);
  await loadImports(workspace, roots);
  return {
    workspace,
    analyses: inputs.map((input) => workspace.analysis(uriOf(input.path))),
    pathOf: (uri) => (uri.startsWith('file:') ? shownPath(fileURLToPath(uri), cwd) : uri),
  };
}

async function loadImports(workspace: Workspace, roots: readonly string[]): Promise<void> {
  for (let wanted = workspace.wanted(); wanted.length > 0; wanted = workspace.wanted()) {
    const texts = await Promise.all(wanted.map((uri) => readInside(uri, roots)));
    wanted.forEach((uri, index) => {
      const text = texts[index];
      if (text === undefined) workspace.markMissing(uri);
      else workspace.set(uri, text);
    });
  }
}

function repositoryOf(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(resolve(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
