/**
 * Findings as workflow commands of GitHub Actions: annotations at the lines of a pull request.
 *
 * GitHub shows ten errors, ten warnings and ten notices of a step; the log and the other formats have them all.
 */
import type { Finding } from '../../plan/findings/findings.ts';
import type { Severity } from '../../plan/model.ts';
import { countsOf, countsText, type Report } from './report.ts';

/** One command a line, errors first, then the count in plain text. */
export function githubReport(report: Report): string {
  const findings = report.analyses.flatMap((analysis) => analysis.findings).filter((finding) => !finding.waived);
  const bySeverity = (['error', 'warning', 'information'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  return [
    ...report.problems.map((problem) => command('error', { title: 'release-plan' }, problem)),
    ...bySeverity.map((finding) => annotation(finding, report)),
    `${countsText(countsOf(findings)) ?? 'No findings'}.`,
    '',
  ].join('\n');
}

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

function annotation(finding: Finding, report: Report): string {
  const { start, end } = finding.place.range;
  const [fix] = report.fixesOf(finding);
  return command(
    COMMAND[finding.severity],
    {
      file: report.pathOf(finding.place.file),
      line: start.line + 1,
      endLine: end.line + 1,
      // Columns belong to annotations of one line alone.
      ...(end.line === start.line && {
        col: start.character + 1,
        endColumn: Math.max(end.character, start.character + 1),
      }),
      title: finding.release ? `${finding.code} (${finding.release})` : finding.code,
    },
    fix ? `${finding.message}\nFix: ${fix.title}` : finding.message,
  );
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

/** As `@actions/core` does it. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
