/** The repairs of what was found in several files of a workspace. */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import { type Finding, withMembers } from '../../plan/findings/findings.ts';

/** Of the findings of these very analyses, and of each fact of them. */
export function fixesIn(workspace: Workspace, analyses: readonly Analysis[]): FixesOf {
  const files = new Map<Finding, string>(
    analyses.flatMap(({ plan, findings }) => withMembers(findings).map((finding) => [finding, plan.file] as const)),
  );
  return (finding) => {
    const file = files.get(finding);
    return file === undefined ? [] : workspace.fixesOf(file)(finding);
  };
}
