/** Texts of plans, as whoever embeds Release Plan puts them in. */
import type { Unread } from '../../language/files/import-graph.ts';
import { createWorkspace as createLanguageWorkspace, type Workspace } from '../../language/workspace.ts';
import type { Severities } from '../../plan/policies/policy.ts';
import { canonicalUri } from './uri.ts';

export type { Unread };

export interface PlanWorkspaceOptions {
  /** URIs of the folders that imports may not leave; default: the folder of each file. */
  readonly roots?: readonly string[];
  /** The moment plans are judged at; default: the clock. */
  readonly now?: () => Date;
  /** By code, how severe a check is, whatever the policies of plans say. */
  readonly severities?: Severities;
}

/**
 * The texts of plans and of what they import, by URI. Nothing is read for you: put in what there is, then what is `wanted`
 * (`loadImports` does). Made by `createWorkspace`; a change is understood when somebody asks for it.
 */
export interface PlanWorkspace {
  /** Adds a file or replaces its text. */
  set(uri: string, text: string): void;
  remove(uri: string): void;
  text(uri: string): string | undefined;
  /** URIs of all files that are present. */
  files(): readonly string[];
  /** URIs that present files import, that they may reach, and that were neither set nor marked missing yet. */
  wanted(): readonly string[];
  /** Nothing can be read there; a later `set` takes it back. */
  markMissing(uri: string, why?: Unread): void;
}

export function createWorkspace(options: PlanWorkspaceOptions = {}): PlanWorkspace {
  const { roots = [], now = () => new Date(), severities } = options;
  const workspace = createLanguageWorkspace({
    roots: roots.map(canonicalUri),
    now: () => Math.floor(now().getTime() / 60_000),
    ...(severities && { severities: () => severities }),
  });
  return {
    ...workspace,
    set: (uri, text) => workspace.set(canonicalUri(uri), text),
    remove: (uri) => workspace.remove(canonicalUri(uri)),
    text: (uri) => workspace.text(canonicalUri(uri)),
    markMissing: (uri, why) => workspace.markMissing(canonicalUri(uri), why),
  };
}

/** The workspace behind it; throws for one that somebody else has made. */
export function workspaceBehind(workspace: PlanWorkspace): Workspace {
  if (isWhole(workspace)) return workspace;
  throw new TypeError('createPlanService takes a workspace that createWorkspace has made.');
}

function isWhole(workspace: PlanWorkspace): workspace is Workspace {
  return 'analysis' in workspace && 'fork' in workspace;
}
