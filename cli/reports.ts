/** The reports of `check`: for the terminal, and in the formats of other programs. */
import { countsOf, countsText, type Report } from '../exchange/reports/report.ts';
import { counted } from '../plan/counted.ts';
import type { AnalysisRun } from './analyses.ts';
import { formatNames, isForTerminal, written } from './formats.ts';
import { Misuse } from './misuse.ts';
import { frame } from './terminal/frame.ts';
import { printable } from './terminal/printable.ts';
import type { Paint } from './terminal/streams.ts';

/** What is reported, and what the report for people knows beside. */
export interface Reported {
  readonly run: AnalysisRun;
  readonly report: Report;
  /** Findings that the baseline knows. */
  readonly known: number;
}

export async function reportIn(format: string, reported: Reported, paint: Paint): Promise<string> {
  return isForTerminal('findings', format) ? textReport(reported, paint) : written('findings', format, reported.report);
}

/** `sarif=release-plan.sarif`: a report that goes to a file, beside the one on standard output. */
export interface ReportFile {
  readonly format: string;
  readonly path: string;
}

/** Throws a `Misuse` for anything else. */
export function parseReportFile(text: string): ReportFile {
  const [name, ...rest] = text.split('=');
  const format = formatNames('findings').find((one) => one === name);
  const path = rest.join('=');
  if (format === undefined || path === '') {
    throw new Misuse(
      `'${text}' is no report. Write FORMAT=FILE, as sarif=release-plan.sarif; FORMAT is one of ${formatNames('findings').join(', ')}.`,
    );
  }
  return { format, path };
}

/** What the report for people is made of. */
export interface TextReported extends Pick<Reported, 'known'> {
  readonly run: Pick<AnalysisRun, 'pathOf' | 'workspace'>;
  readonly report: Pick<Report, 'analyses' | 'fixesOf'>;
}

export function textReport({ run, report, known }: TextReported, paint: Paint): string {
  const { analyses } = report;
  if (analyses.length === 0) return '';
  const context = { paint, pathOf: run.pathOf, text: (uri: string) => run.workspace.text(uri) };
  const frames = analyses.flatMap(({ findings }) =>
    findings
      .filter((finding) => !finding.waived)
      .map((finding) =>
        frame({ ...finding, message: printable(finding.message) }, report.fixesOf(finding)[0], context),
      ),
  );
  return [...frames, summary(report, known, paint)].join('\n');
}

function summary({ analyses }: Pick<Report, 'analyses'>, known: number, paint: Paint): string {
  const counts = countsOf(analyses.flatMap(({ findings }) => findings));
  const releases = analyses.reduce((sum, { plan }) => sum + plan.releases.length, 0);
  const where = `${counted(releases, 'release')} in ${counted(analyses.length, 'file')}`;
  const besides = [counts.waived > 0 && `${counts.waived} waived`, known > 0 && `${known} in the baseline`].filter(
    Boolean,
  );
  const others = besides.length > 0 ? `, ${besides.join(', ')}` : '';
  const found = countsText(counts);
  if (found === undefined)
    return `${paint('green', known > 0 ? 'No new findings' : 'No findings')} for ${where}${others}.\n`;
  return `${paint(counts.error > 0 ? 'red' : counts.warning > 0 ? 'yellow' : 'cyan', found)}${others} for ${where}.\n`;
}
