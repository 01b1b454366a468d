/** Findings as Markdown, for the comment at a pull request: a table per release, and what is waived. */
import { counted } from '../../plan/counted.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import type { Severity } from '../../plan/model.ts';
import { code, fitted, prose } from './markdown-text.ts';
import { countsOf, countsText, type Report, type ReportSection, sectionsOf } from './report.ts';

export function markdownReport(report: Report): string {
  const sections = report.analyses.flatMap(sectionsOf);
  const counts = countsOf(report.analyses.flatMap((analysis) => analysis.findings));
  const releases = sections.filter((section) => section.release).length;
  const waived = counts.waived > 0 ? `, ${counts.waived} waived` : '';
  const blocks = [
    '## Release Plan',
    `**${countsText(counts) ?? 'No findings'}**${waived} for ${counted(releases, 'release')} in ${counted(report.analyses.length, 'file')}.`,
    ...(report.problems.length > 0 ? [report.problems.map((problem) => `- ${prose(problem)}`).join('\n')] : []),
    ...sections
      .filter(({ findings, waived }) => findings.length + waived.length > 0)
      .flatMap((each) => sectionText(each, report)),
  ];
  return fitted(blocks, '*The rest is too long for a comment: see the log of the job.*');
}

function sectionText(section: ReportSection, report: Report): string[] {
  const { release, analysis, findings, waived } = section;
  const path = report.pathOf(analysis.plan.file);
  const title = release ? `${code(release.name)}${release.title ? ` ${prose(release.title)}` : ''}` : code(path);
  const tables = inTables(findings.map((finding) => row(finding, report)));
  return [
    `### ${title}`,
    `${countsText(countsOf(findings)) ?? 'No findings'}${release ? ` in ${code(path)}` : ''}.`,
    ...tables,
    ...(waived.length > 0 ? [waivedText(waived, report)] : []),
  ];
}

/** So many rows that a table alone never fills the comment. */
const ROWS = 60;

function inTables(rows: readonly string[]): string[] {
  const tables: string[] = [];
  for (let from = 0; from < rows.length; from += ROWS) {
    tables.push(
      ['| | where | finding | check |', '| --- | --- | --- | --- |', ...rows.slice(from, from + ROWS)].join('\n'),
    );
  }
  return tables;
}

/** So many places of a finding are told. */
const SHOWN = 8;

const SIGN: Readonly<Record<Severity, string>> = { error: '❌ error', warning: '⚠️ warning', information: 'ℹ️ note' };

function row(finding: Finding, report: Report): string {
  const related = finding.related
    .slice(0, SHOWN)
    .map(({ message, place }) => `<br>see ${where(place, report)} ${prose(message)}`)
    .join('')
    .concat(finding.related.length > SHOWN ? `<br>and ${finding.related.length - SHOWN} more` : '');
  const [best] = report.fixesOf(finding);
  const fix = best ? `<br>**Fix:** ${prose(best.title)}` : '';
  return `| ${SIGN[finding.severity]} | ${where(finding.place, report)} | ${prose(finding.message)}${related}${fix} | ${code(finding.code)} |`;
}

function waivedText(waived: readonly Finding[], report: Report): string {
  const lines = waived.map((finding) => {
    const { because, by, until, place } = finding.waived!;
    const how = `${by ? ` by ${prose(by)}` : ''}${until ? ` until ${prose(until)}` : ''}`;
    return `- ${code(finding.code)} ${where(finding.place, report)}: ${prose(finding.message)} **Waived${how}** (${where(place, report)}): ${prose(because)}`;
  });
  return `<details><summary>${waived.length} waived</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function where(place: Finding['place'], report: Report): string {
  return code(`${report.pathOf(place.file)}:${place.range.start.line + 1}`);
}
