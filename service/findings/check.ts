/** What is wrong with plans: their findings, which of them count, and whether that fails. */
import { type Baseline, compareWithBaseline } from '../../exchange/reports/baseline.ts';
import { countsOf, type Report } from '../../exchange/reports/report.ts';
import { textEdits } from '../../language/edit/edits.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { bundled } from '../../plan/findings/bundles.ts';
import { type Finding, factsOf } from '../../plan/findings/findings.ts';
import { type Identity, identities } from '../../plan/findings/identity.ts';
import type { JudgedFindings } from '../files/one-by-one.ts';
import { fixesIn } from './fixes.ts';

export interface Judging extends Pick<Report, 'problems' | 'version' | 'pathOf' | 'shownAs'> {
  /** Findings that do not count. */
  readonly baseline?: Baseline;
  readonly maxWarnings?: number;
}

export interface Judged {
  readonly report: Report;
  /** How many single findings the baseline knows, and how many of it are not found any more. */
  readonly known: number;
  readonly gone: number;
}

/** Which findings of analyses of a workspace count, ready for every format. */
export function judge(
  workspace: Workspace,
  analyses: readonly Analysis[],
  judging: Judging,
  found?: Pick<JudgedFindings, 'identities' | 'fixesOf'>,
): Judged {
  const { baseline, maxWarnings, problems, version, pathOf, shownAs } = judging;
  const identified = found?.identities ?? identitiesIn(workspace, analyses, pathOf);
  const { fresh, gone } = baseline
    ? withoutKnown(analyses, identified, baseline, pathOf)
    : { fresh: analyses, gone: 0 };
  const counts = countsOf(fresh.flatMap(({ findings }) => findings));
  const isOverWarned = maxWarnings !== undefined && counts.warning > maxWarnings;
  const anew = fixesIn(workspace, fresh);
  const report: Report = {
    analyses: fresh,
    // What is left of what is told together is another finding; each fact is the one it was.
    identities: baseline
      ? new Map([...identitiesIn(workspace, bundledAnew(workspace, fresh, identified), pathOf), ...identified])
      : identified,
    problems,
    version,
    exitCode: problems.length > 0 ? 2 : counts.error > 0 || isOverWarned ? 1 : 0,
    isOverWarned,
    pathOf,
    shownAs,
    // What the baseline has left of a bundle is another finding, and its plan is asked for repairs of it.
    fixesOf: (finding) => (found?.identities.has(finding) ? found.fixesOf(finding) : anew(finding)),
    edits: (fix) => textEdits(fix.edits, (uri) => workspace.text(uri)),
  };
  return { report, known: countFacts(analyses) - countFacts(fresh), gone };
}

/** Those with findings that nobody has seen before, whole. */
function bundledAnew(
  workspace: Workspace,
  fresh: readonly Analysis[],
  identified: ReadonlyMap<Finding, Identity>,
): readonly Analysis[] {
  return fresh
    .filter(({ findings }) => findings.some((finding) => !identified.has(finding)))
    .map(({ plan, findings }) => ({ ...workspace.analysis(plan.file), findings }));
}

/** By what findings are known again, when lines have moved and numbers have changed. */
export function identitiesIn(
  workspace: Workspace,
  analyses: readonly Analysis[],
  pathOf: (uri: string) => string,
): ReadonlyMap<Finding, Identity> {
  const context = { pathOf, text: (uri: string) => workspace.text(uri) };
  return new Map<Finding, Identity>(analyses.flatMap((analysis) => [...identities(analysis, context)]));
}

function withoutKnown(
  analyses: readonly Analysis[],
  identified: ReadonlyMap<Finding, Identity>,
  baseline: Baseline,
  pathOf: (uri: string) => string,
): { readonly fresh: readonly Analysis[]; readonly gone: number } {
  const checked = analyses.flatMap(({ plan }) => [pathOf(plan.file), ...plan.releases.map(({ name }) => name)]);
  const { fresh, gone } = compareWithBaseline(identified, baseline, new Set(checked));
  const isNew = (fact: Finding) => fact.waived !== undefined || fresh.has(fact);
  const newOf = ({ findings }: Analysis) => bundled(factsOf(findings).filter(isNew));
  return { fresh: analyses.map((analysis) => ({ ...analysis, findings: newOf(analysis) })), gone };
}

function countFacts(analyses: readonly Analysis[]): number {
  return analyses.reduce((sum, { findings }) => sum + factsOf(findings).length, 0);
}
