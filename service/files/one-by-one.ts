/**
 * More plans than fit into memory, judged one after the other. Each is read once to tell the others what they need to know
 * of it, and once more to be judged beside what they told; of what was found only that is kept which reports read.
 */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import { type Finding, type Fix, withMembers } from '../../plan/findings/findings.ts';
import type { Identity } from '../../plan/findings/identity.ts';
import { identities } from '../../plan/findings/identity.ts';
import type { Plan } from '../../plan/model.ts';

/** So many plans are held whole; up to here nothing is read twice. */
const HELD = 100;

export interface JudgedFindings {
  /** Without what only pictures and schedules are made of. */
  readonly analyses: readonly Analysis[];
  readonly identities: ReadonlyMap<Finding, Identity>;
  readonly fixesOf: FixesOf;
}

export interface OneByOne {
  /** By what paths findings are known again. */
  pathOf(uri: string): string;
  /** Every plan as it is read first, before any is judged. */
  read(plan: Plan): void;
  /** Between the reading and the judging. */
  rest(): Promise<void>;
  /** So much of the work is done, between 0 and 1. */
  progress(share: number): void;
  /** How many plans may be held whole. */
  readonly held?: number;
}

export async function judgeOneByOne(
  workspace: Workspace,
  uris: readonly string[],
  { pathOf, read, rest, progress, held = HELD }: OneByOne,
): Promise<JudgedFindings> {
  for (const [i, uri] of uris.entries()) {
    progress(i / uris.length / 2);
    workspace.publish(uri);
    read(workspace.plan(uri));
    if (i >= held) workspace.letGo(uri);
  }
  await rest();
  const analyses: Analysis[] = [];
  const identified = new Map<Finding, Identity>();
  const fixes = new Map<Finding, readonly Fix[]>();
  const files = new Map<Finding, string>();
  const context = { pathOf, text: (uri: string) => workspace.text(uri) };
  for (const [i, uri] of uris.entries()) {
    progress((i / uris.length + 1) / 2);
    const analysis = workspace.analysis(uri);
    const fixesOf = workspace.fixesOf(uri);
    for (const [finding, identity] of identities(analysis, context)) identified.set(finding, identity);
    for (const finding of analysis.findings) fixes.set(finding, fixesOf(finding));
    for (const finding of withMembers(analysis.findings)) files.set(finding, uri);
    analyses.push(findingsOf(analysis));
    // Of a few plans everything is still there for whoever asks next.
    if (uris.length > held) workspace.letGo(uri);
  }
  return {
    analyses,
    identities: identified,
    fixesOf(finding) {
      const known = fixes.get(finding);
      const file = files.get(finding);
      return known ?? (file === undefined ? [] : workspace.fixesOf(file)(finding));
    },
  };
}

/** What a report of findings reads of an analysis: names, kinds and policies, and what was found. */
function findingsOf({ plan, findings, severities }: Analysis): Analysis {
  const { policies, kinds } = plan;
  return {
    plan: { ...bare(plan), policies, kinds, releases: plan.releases.map(bare) },
    schedules: [],
    published: [],
    findings,
    unread: {},
    waivers: [],
    ...(severities && { severities }),
  };
}

/** All lists and tables empty: they hold the plan. */
function bare<Thing extends object>(thing: Thing): Thing {
  const emptied = Object.entries(thing).map(([name, value]) => {
    return [name, Array.isArray(value) ? [] : value instanceof Map ? new Map() : value];
  });
  return Object.fromEntries(emptied);
}
