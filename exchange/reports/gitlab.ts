/** Findings as a Code Quality report of GitLab: the widget and the marks at the lines of a merge request. */
import { fingerprint } from '../../plan/findings/identity.ts';
import type { Severity } from '../../plan/model.ts';
import type { Report } from './report.ts';

export interface GitlabIssue {
  description: string;
  check_name: string;
  /** Unique in the report; of two findings with one fingerprint GitLab shows one. */
  fingerprint: string;
  severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  location: { path: string; lines: { begin: number; end: number } };
}

export function gitlabReport(report: Report): GitlabIssue[] {
  return report.analyses
    .flatMap((analysis) => analysis.findings)
    .filter((finding) => !finding.waived)
    .map((finding) => ({
      description: finding.message,
      check_name: finding.code,
      fingerprint: fingerprint(report.identities.get(finding)!),
      severity: SEVERITY[finding.severity],
      location: {
        path: report.pathOf(finding.place.file),
        lines: { begin: finding.place.range.start.line + 1, end: finding.place.range.end.line + 1 },
      },
    }));
}

const SEVERITY: Readonly<Record<Severity, GitlabIssue['severity']>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
};
