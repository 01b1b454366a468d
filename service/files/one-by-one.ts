/**
 * More plans than fit into memory, judged one after the other. Each is read once, to tell the others what they need to know of
 * it and to be judged by itself; then those again that others concern. What was known of a plan before is not read at all.
 */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import type { Published } from '../../plan/facts/published.ts';
import { type Finding, type Fix, withMembers } from '../../plan/findings/findings.ts';
import type { Identity } from '../../plan/findings/identity.ts';
import type { Plan } from '../../plan/model.ts';
import { analysisOf, type Found, foundBy, type Tells, tellsOf } from './kept.ts';

/** So many plans are held whole; up to here nothing is read twice. */
export const HELD = 100;

export interface JudgedFindings {
  /** Without what only pictures and schedules are made of. */
  readonly analyses: readonly Analysis[];
  readonly identities: ReadonlyMap<Finding, Identity>;
  readonly fixesOf: FixesOf;
}

export interface OneByOne {
  /** By what paths findings are known again. */
  pathOf(uri: string): string;
  /** Every plan as it is read first, before any is judged; not those of which is remembered what they tell. */
  read(plan: Plan): void;
  /** Between the reading and the judging. */
  rest(): Promise<void>;
  /** So much of the work is done, between 0 and 1. */
  progress(share: number): void;
  /** What plans said earlier, for those that are judged by it. */
  readonly past?: Past;
  readonly memory?: Memory;
  /** Plans that are not here may concern any of them. */
  readonly hasElsewhere?: boolean;
  /** How many plans may be held whole. */
  readonly held?: number;
}

export interface Past {
  /** Of what version each of them is the last one; not of those whose past is not known for sure. */
  versionsOf(uris: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Finds out what they said; those of which it did. */
  read(uris: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What is known of plans since they were judged last. */
export interface Memory {
  /** What a plan told the others, if it would tell them the same. */
  tells(uri: string): Tells | undefined;
  /** What was found in it, if that would be found again. */
  found(uri: string, beside: Beside): Found | undefined;
  /** `beside`: none where it is not sure what else it hangs on. */
  keep(uri: string, tells: Tells, found: Found, beside: Beside | undefined): void;
}

/** All that findings hang on, beside the texts that a plan is made of and the moment it is judged at. */
export interface Beside {
  readonly near: readonly Published[];
  /** The files that the trains of the plan look into. */
  readonly trainmates: readonly string[];
  /** The version its past ends with, where it is judged by that and there is one. */
  readonly version?: string;
}

export async function judgeOneByOne(
  workspace: Workspace,
  uris: readonly string[],
  { pathOf, read, rest, progress, past, memory, hasElsewhere, held = HELD }: OneByOne,
): Promise<JudgedFindings> {
  const told = new Map<string, Tells>();
  const alone = new Map<string, Found>();
  for (const [i, uri] of uris.entries()) {
    progress(i / uris.length / 2);
    const known = memory?.tells(uri);
    if (known) workspace.learn(uri, known.published, known.trains !== undefined);
    const tells = known ?? tellsOf(workspace, uri);
    told.set(uri, tells);
    if (known) continue;
    read(workspace.plan(uri));
    if (i < held) continue;
    // Whoever has no neighbours yet may never have any.
    const isAlone = !hasElsewhere && !tells.trains && !tells.asksForHistory && workspace.near(uri).length === 0;
    if (isAlone) alone.set(uri, foundBy(workspace.judgedBeside(uri, []), workspace, pathOf));
    workspace.letGo(uri);
  }
  // What is imported, and not asked about.
  for (const uri of workspace.unpublished()) workspace.publish(uri);
  await rest();
  const besides = await besidesOf(workspace, told, past);
  const remembered = new Map<string, Found>();
  for (const [uri, beside] of besides) {
    const found = memory?.found(uri, beside);
    if (found) remembered.set(uri, found);
  }
  const asking = uris.filter((uri) => told.get(uri)!.asksForHistory && !remembered.has(uri));
  const readable = asking.length > 0 ? await past?.read(asking) : undefined;
  const judge = (uri: string): Found => {
    const found = foundBy(workspace.judged(uri), workspace, pathOf);
    // Of a few plans everything is still there for whoever asks next.
    if (uris.length > held) workspace.letGo(uri);
    return found;
  };
  const all: Found[] = [];
  for (const [i, uri] of uris.entries()) {
    progress((i / uris.length + 1) / 2);
    const tells = told.get(uri)!;
    const beside = besides.get(uri);
    const isAlone = beside?.near.length === 0;
    const found = remembered.get(uri) ?? (isAlone ? alone.get(uri) : undefined) ?? judge(uri);
    const isSure = !past || !tells.asksForHistory || readable?.has(uri) || remembered.has(uri);
    memory?.keep(uri, tells, found, isSure ? beside : undefined);
    all.push(found);
  }
  return together(all, workspace);
}

/** Not of those whose past nobody knows for sure. */
async function besidesOf(
  workspace: Workspace,
  told: ReadonlyMap<string, Tells>,
  past: Past | undefined,
): Promise<ReadonlyMap<string, Beside>> {
  const asking = [...told].filter(([, { asksForHistory }]) => asksForHistory).map(([uri]) => uri);
  const versions = asking.length > 0 ? await past?.versionsOf(asking) : undefined;
  const besides = new Map<string, Beside>();
  for (const [uri, { trains = [], asksForHistory }] of told) {
    const version = asksForHistory ? versions?.get(uri) : undefined;
    if (past && asksForHistory && version === undefined) continue;
    const trainmates = workspace.declaring(uri, trains);
    besides.set(uri, { near: workspace.near(uri), trainmates, ...(version !== undefined && { version }) });
  }
  return besides;
}

function together(all: readonly Found[], workspace: Workspace): JudgedFindings {
  const identities = new Map<Finding, Identity>();
  const fixes = new Map<Finding, readonly Fix[]>();
  const files = new Map<Finding, string>();
  for (const found of all) {
    for (const [i, finding] of withMembers(found.findings).entries()) {
      identities.set(finding, found.identities[i]!);
      files.set(finding, found.file);
    }
    for (const [i, finding] of found.findings.entries()) fixes.set(finding, found.fixes[i]!);
  }
  return {
    analyses: all.map(analysisOf),
    identities,
    fixesOf(finding) {
      const known = fixes.get(finding);
      const file = files.get(finding);
      return known ?? (file === undefined ? [] : workspace.fixesOf(file)(finding));
    },
  };
}
