/** The plans of a version with what they import, ready to be analysed. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import type { PlanFile } from '../../plan/diff/match-plans.ts';
import type { EarlierVersion } from '../../plan/facts/facts.ts';
import { textOf, uriOf } from '../../server/files.ts';
import { loadImports } from '../../service/files/imports.ts';
import { textIn, tooLarge } from '../inputs.ts';
import { type Compared, pathFrom, type Version } from './versions.ts';

export interface File extends PlanFile {
  readonly uri: string;
}

export interface Side {
  readonly version: Version;
  readonly workspace: Workspace;
  /** The plans that can be read. */
  readonly files: readonly File[];
  /** Why the others cannot, by path. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** What `history` of its analyses is; filled before the first of them is made. */
  readonly histories: Map<string, readonly EarlierVersion[]>;
}

/** Both sides with all their plans: what is double-booked is found between plans. */
export async function loadBoth({ base, head }: Compared, now: number): Promise<readonly [Side, Side]> {
  const before = await loadAll(base, now);
  return [before, await loadBeside(before, head)];
}

/** All plans of a version. */
export async function loadAll(version: Version, now: number): Promise<LoadedSide> {
  const found = await read(version, await version.plans());
  const histories: Side['histories'] = new Map();
  const workspace = workspaceOf(version, now, histories);
  for (const [path, text] of found.texts) workspace.set(uriAt(version, path), text);
  const imported = await loadImports(workspace, (uri) => importedText(uri, version));
  return { ...sideOf(version, workspace, found, histories), found, imported };
}

/** All plans of another version of the same repository: what is the same in both is read, parsed and scheduled once. */
export async function loadBeside(
  { version: base, workspace, found, imported }: LoadedSide,
  version: Version,
): Promise<Side> {
  const after = await read(version, await version.plans(), found);
  const histories: Side['histories'] = new Map();
  const forked = workspace.fork({ history: (uri) => histories.get(uri) });
  for (const path of found.texts.keys()) if (!after.texts.has(path)) forked.remove(uriAt(base, path));
  for (const [path, text] of after.texts) forked.set(uriAt(version, path), text);
  for (const uri of imported) {
    const text = await importedText(uri, version);
    if (text === undefined) forked.remove(uri);
    else forked.set(uri, text);
  }
  await loadImports(forked, (uri) => importedText(uri, version));
  return sideOf(version, forked, after, histories);
}

interface LoadedSide extends Side {
  readonly found: Texts;
  /** What was asked for by imports, beside the plans. */
  readonly imported: readonly string[];
}

/** One plan and what it imports. */
export async function loadOne(version: Version, path: string, now: number): Promise<Side> {
  const found = await read(version, new Map([[path, undefined]]));
  const histories: Side['histories'] = new Map();
  const workspace = workspaceOf(version, now, histories);
  for (const [own, text] of found.texts) workspace.set(uriAt(version, own), text);
  await loadImports(workspace, (uri) => importedText(uri, version));
  return sideOf(version, workspace, found, histories);
}

function workspaceOf({ root }: Version, now: number, histories: Side['histories']): Workspace {
  return createWorkspace({ roots: [uriOf(root)], now: () => now, history: (uri) => histories.get(uri) });
}

interface Texts {
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly texts: ReadonlyMap<string, string>;
  readonly unreadable: ReadonlyMap<string, string>;
}

/** What `known` holds under the same name is not read again. */
async function read(version: Version, names: Texts['names'], known?: Texts): Promise<Texts> {
  const texts = new Map<string, string>();
  const unreadable = new Map<string, string>();
  const contents = await Promise.all(
    [...names].map(async ([path, name]) => {
      const same = name !== undefined && known?.names.get(path) === name ? known.texts.get(path) : undefined;
      return { path, name, same, content: same === undefined ? await version.read(path) : undefined };
    }),
  );
  for (const { path, name, same, content } of contents) {
    const shown = `${path} of ${version.name}`;
    if (same !== undefined) texts.set(path, same);
    else if (content === undefined) unreadable.set(path, missing(path, name, version));
    else {
      const text = 'bytes' in content ? textIn(content.bytes, shown) : tooLarge(shown, content.tooLarge);
      if ('problem' in text) unreadable.set(path, text.problem);
      else texts.set(path, text.text);
    }
  }
  return { names, texts, unreadable };
}

/** A partial clone names files that it does not hold. */
function missing(path: string, name: string | undefined, version: Version): string {
  return name === undefined
    ? `There is no ${path} in ${version.name}.`
    : `${path} of ${version.name} is not in this clone, which holds only a part of the repository: fetch it.`;
}

function sideOf(
  version: Version,
  workspace: Workspace,
  { texts, unreadable }: Texts,
  histories: Side['histories'],
): Side {
  const files = [...texts].map(([path, text]) => {
    const uri = uriAt(version, path);
    return {
      path,
      uri,
      text,
      get plan() {
        return workspace.plan(uri);
      },
    };
  });
  return { version, workspace, files, unreadable, histories };
}

function uriAt({ root }: Version, path: string): string {
  return uriOf(resolve(root, path));
}

async function importedText(uri: string, version: Version): Promise<string | undefined> {
  const content = await version.read(pathFrom(version.root, fileURLToPath(uri)));
  return content && 'bytes' in content ? textOf(content.bytes) : undefined;
}
