/**
 * Two sides that are each as they should be can make one that is not: what is found in the plans as they would be after a
 * merge, and on neither side alone.
 */
import { type Baseline, baselineOf } from '../../exchange/reports/baseline.ts';
import type { Report } from '../../exchange/reports/report.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { listed } from '../../plan/facts/words.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { type Identity, identityKey } from '../../plan/findings/identity.ts';
import { identitiesIn, type Judging, judge } from '../findings/check.ts';

/** One side of a merge. The other and the merge itself are copies of ours, made once its plans have told each other what they say. */
export interface MergeSide {
  readonly name: string;
  readonly workspace: Workspace;
}

export interface MergeSides {
  readonly ours: MergeSide;
  readonly theirs: MergeSide;
  readonly merged: Workspace;
  /** What may be told otherwise on the other side, and after the merge, than on ours: their `changed()`, which tells it once. */
  readonly news: { readonly theirs: readonly string[]; readonly merged: readonly string[] };
  /** Of those that the merge may concern, those that are asked for. */
  readonly isAsked: (uri: string) => boolean;
}

/** Of the files whose analysis may be another one after the merge than on our side. */
export function judgeMerge(sides: MergeSides, judging: Judging): Report {
  const { ours, theirs, merged, news, isAsked } = sides;
  const present = new Set(merged.files());
  const analyses = news.merged.filter((uri) => present.has(uri) && isAsked(uri)).map((uri) => merged.analysis(uri));
  // Where a file was called otherwise, the other side knows it by that name.
  const looked = [...new Set([...news.merged, ...news.theirs])];
  const known = [ours, theirs].map(({ workspace }) => baselineOf(factsOfAll(workspace, looked, judging.pathOf)));
  const baseline = mostOf([...known, ...(judging.baseline ? [judging.baseline] : [])]);
  const { report } = judge(merged, analyses, { ...judging, baseline });
  return withSides(report, sides);
}

function factsOfAll(
  workspace: Workspace,
  uris: readonly string[],
  pathOf: (uri: string) => string,
): ReadonlyMap<Finding, Identity> {
  const present = new Set(workspace.files());
  const analyses = uris.filter((uri) => present.has(uri)).map((uri) => workspace.analysis(uri));
  return identitiesIn(workspace, analyses, pathOf);
}

/** What one of them knows so often, as often. */
function mostOf(baselines: readonly Baseline[]): Baseline {
  const known = new Map<string, Baseline['known'][number]>();
  for (const one of baselines.flatMap((each) => each.known)) {
    const key = identityKey(one);
    const most = known.get(key);
    if (!most || most.count < one.count) known.set(key, one);
  }
  return { known: [...known.values()] };
}

/** Each finding says what either side brings to it. */
function withSides(report: Report, sides: MergeSides): Report {
  const identities = new Map(report.identities);
  const before = new Map<Finding, Finding>();
  const said = (finding: Finding): Finding => {
    const told = { ...finding, message: `${finding.message} ${sidesOf(finding, sides, report.shownAs)}` };
    before.set(told, finding);
    const identity = identities.get(finding);
    if (identity) identities.set(told, identity);
    return told;
  };
  const analyses = report.analyses.map(
    (analysis): Analysis => ({ ...analysis, findings: analysis.findings.map((one) => (one.waived ? one : said(one))) }),
  );
  return { ...report, analyses, identities, fixesOf: (finding) => report.fixesOf(before.get(finding) ?? finding) };
}

function sidesOf(
  { place, related, members = [] }: Finding,
  sides: MergeSides,
  pathOf: (uri: string) => string,
): string {
  const { ours, theirs, merged } = sides;
  const concerned = new Set([place, ...[...related, ...members].map((one) => one.place)].map(({ file }) => file));
  const all = [...new Set([...merged.files(), ...ours.workspace.files(), ...theirs.workspace.files()])];
  // What the merge has otherwise than one side, it has from the other.
  const broughtBy = (other: Workspace) => all.filter((uri) => merged.text(uri) !== other.text(uri));
  const near = (uris: readonly string[]) =>
    uris.filter((uri) => concerned.has(uri) || merged.dependents(uri).some((one) => concerned.has(one)));
  const names = (uris: readonly string[]) => {
    const nearest = near(uris);
    return listed((nearest.length > 0 ? nearest : uris).map(pathOf).sort(), 3);
  };
  return (
    `Neither side has it alone: ${ours.name} changes ${names(broughtBy(theirs.workspace))}, ` +
    `${theirs.name} changes ${names(broughtBy(ours.workspace))}.`
  );
}
