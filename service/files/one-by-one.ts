/**
 * More plans than fit into memory, judged one after the other. Each is read once, to tell the others what they need to know of
 * it and to be judged beside those who have come near by then; then those again whom others concern as well. What was known of a
 * plan before is not read at all.
 */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import type { Folding } from '../../plan/facts/folded.ts';
import type { Published } from '../../plan/facts/published.ts';
import { type Finding, type Fix, withMembers } from '../../plan/findings/findings.ts';
import type { Identity } from '../../plan/findings/identity.ts';
import type { Plan } from '../../plan/model.ts';
import { byNight, type Early, Held } from './held.ts';
import type { Part } from './helping.ts';
import {
  analysisOf,
  type FoldedFound,
  type Found,
  foldFound,
  foundBy,
  PLAIN,
  type Tells,
  tellsOf,
  unfoldFound,
} from './kept.ts';

/** So many plans are held whole, the last that were read; up to here nothing is read twice. */
export const HELD = 100;

/** Until a helper has begun, as many are read without it. */
const WORTH = 300;

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
  readonly helpers?: Helpers;
  /** Plans that are not here may concern any of them. */
  readonly hasElsewhere?: boolean;
  /** How what was found is held meanwhile. */
  readonly folding?: Folding;
  /** How many plans may be held whole. */
  readonly held?: number;
  /** Of more plans than this it pays to be helped. */
  readonly worth?: number;
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

/** Others who read and judge plans meanwhile. */
export interface Helpers {
  /**
   * What plans tell, or beside those who are near what is found in each; in whatever order it comes. Each that is taken is taken
   * off the list, at whose other end somebody else works; what could not be done is back on it.
   */
  ask(uris: string[], got: (part: Part) => void, near?: (uri: string) => readonly Published[]): Promise<void>;
  /** Lets answers in. */
  breathe(): Promise<void>;
}

export async function judgeOneByOne(
  workspace: Workspace,
  uris: readonly string[],
  { pathOf, read, rest, progress, past, memory, helpers, hasElsewhere, ...how }: OneByOne,
): Promise<JudgedFindings> {
  const { folding = PLAIN, held = HELD, worth = WORTH } = how;
  const told = new Map<string, Tells>();
  const early = new Map<string, Omit<Early, 'uri'>>();
  const learn = (uri: string, tells: Tells) => {
    workspace.learn(uri, tells.published, tells.trains !== undefined);
    told.set(uri, { ...tells, published: workspace.tells(uri) });
  };
  const gotTells = ({ uri, tells, found, near = [] }: Part) => {
    if (tells) learn(uri, tells);
    if (found) early.set(uri, { found, near: near.map(([file, index]) => workspace.tells(file)[index]!) });
    progress(told.size / uris.length / 2);
  };
  const unknown = uris.filter((uri) => {
    const tells = memory?.tells(uri);
    if (tells) learn(uri, tells);
    return !tells;
  });
  const holding = new Held(workspace, held, folding, hasElsewhere ? undefined : pathOf);
  const readOne = (uri: string) => {
    progress(told.size / uris.length / 2);
    const tells = tellsOf(workspace, uri);
    told.set(uri, tells);
    read(workspace.plan(uri));
    for (const { uri: left, ...found } of holding.add(uri, tells)) early.set(left, found);
  };
  const inOrder = byNight(unknown, (uri) => workspace.text(uri));
  await each(inOrder, readOne, unknown.length > worth ? helpers : undefined, gotTells);
  // What is imported, and not asked about.
  for (const uri of workspace.unpublished()) workspace.publish(uri);
  await rest();
  const besides = await besidesOf(workspace, told, past);
  const all = new Map<string, Found | FoldedFound>();
  const unsure = new Set<string>();
  const whole = (found: Found | FoldedFound) => (typeof found === 'string' ? unfoldFound(found, folding) : found);
  const put = (uri: string, found: Found | FoldedFound) => {
    all.set(uri, found);
    memory?.keep(uri, told.get(uri)!, whole(found), unsure.has(uri) ? undefined : besides.get(uri));
    progress((all.size / uris.length + 1) / 2);
  };
  for (const [uri, beside] of besides) {
    const found = memory?.found(uri, beside) ?? foundBeside(beside, early.get(uri));
    if (found) put(uri, found);
  }
  const open = uris.filter((uri) => !all.has(uri));
  const asking = open.filter((uri) => told.get(uri)!.asksForHistory);
  const readable = asking.length > 0 ? await past?.read(asking) : undefined;
  if (past) for (const uri of asking) if (!readable?.has(uri)) unsure.add(uri);
  const plain = open.filter((uri) => !told.get(uri)!.trains && !told.get(uri)!.asksForHistory);
  const judgeOne = (uri: string) => {
    put(uri, foldFound(foundBy(workspace.judged(uri), workspace, pathOf), folding));
    // Of a few plans everything is still there for whoever asks next.
    if (uris.length > held) workspace.letGo(uri);
  };
  const near = (uri: string) => besides.get(uri)!.near;
  const gotFound = ({ uri, found }: Part) => put(uri, found!);
  await each(plain, judgeOne, plain.length > worth ? helpers : undefined, gotFound, near);
  for (const uri of open) if (!all.has(uri)) judgeOne(uri);
  return together(
    uris.map((uri) => whole(all.get(uri)!)),
    workspace,
  );
}

/** What was found beside the very same. */
function foundBeside({ near }: Beside, early: Omit<Early, 'uri'> | undefined): FoldedFound | undefined {
  const isSame = early?.near.length === near.length && near.every((one, i) => one === early.near[i]);
  return isSame ? early?.found : undefined;
}

/** Each of them once, by whoever comes to it first. */
async function each(
  uris: readonly string[],
  work: (uri: string) => void,
  helpers: Helpers | undefined,
  ...asking: [got: (part: Part) => void, near?: (uri: string) => readonly Published[]]
): Promise<void> {
  const list = [...uris];
  const asked = helpers?.ask(list, ...asking);
  for (let uri = list.shift(); uri !== undefined; uri = list.shift()) {
    work(uri);
    if (asked) await helpers!.breathe();
  }
  await asked;
  for (const uri of list) work(uri);
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
