/**
 * Findings as diagnostics: a code that leads to its page, what it clashes with, and faded text that has no effect.
 *
 * Several facts that are told as one finding are one problem, at their head, which leads to each. Where each of them stands
 * there is a hint: editors show it where one writes, with what is wrong just there, and do not list or count it.
 */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Analysis } from '../../../plan/analysis.ts';
import type { Finding } from '../../../plan/findings/findings.ts';
import type { Place, Plan, Range, Severity } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { fileName } from '../../../service/files/uri.ts';

export const DIAGNOSTIC_SOURCE = 'release-plan';

export interface DiagnosticOptions {
  /** The folder with the pages of the checks, a URI ending in `/`. */
  readonly checkPages?: string;
}

/** The diagnostics of one file. Waived findings are silent here: the waiver itself is in the text. */
export function diagnostics(file: SourceFile, options: DiagnosticOptions = {}): Diagnostic[] {
  return file.analysis.findings
    .filter((finding) => !finding.waived)
    .flatMap((finding) => [
      diagnostic(finding, file, options),
      ...(finding.members ?? []).flatMap((fact) =>
        fact.place.file === file.uri ? diagnostic(fact, file, options) : [],
      ),
    ]);
}

/** By analysis: each of several facts that are told as one finding. */
const members = new WeakMap<Analysis, ReadonlySet<Finding>>();

function isMember({ analysis }: SourceFile, finding: Finding): boolean {
  const all = members.get(analysis) ?? new Set(analysis.findings.flatMap((one) => one.members ?? []));
  members.set(analysis, all);
  return all.has(finding);
}

/** What the user reads under the squiggle; also how a code action finds its finding again. */
export function diagnostic(finding: Finding, file: SourceFile, options: DiagnosticOptions = {}): Diagnostic {
  const { plan } = file;
  const elsewhere = finding.place.file !== plan.file;
  // Nobody can open what another repository tells; the message names it.
  const openable = finding.related.filter(({ place }) => !place.file.startsWith('store:'));
  const related = openable.map(({ message, place }) => ({ message, location: locationOf(place) }));
  if (elsewhere) {
    related.unshift({ message: `The text in ${fileName(finding.place.file)}`, location: locationOf(finding.place) });
  }
  return {
    range: elsewhere ? rangeHere(finding, plan) : finding.place.range,
    message: finding.message,
    severity: isMember(file, finding) ? DiagnosticSeverity.Hint : severities[finding.severity],
    source: DIAGNOSTIC_SOURCE,
    code: finding.code,
    ...(options.checkPages && { codeDescription: { href: `${options.checkPages}${finding.code}.md` } }),
    ...(finding.faded && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

function locationOf(place: Place): { uri: string; range: Range } {
  return { uri: place.file, range: place.range };
}

/** A finding about text of another file is shown where that file comes in: at its import, else at the first one. */
function rangeHere({ place: { file } }: Finding, { imports }: Plan): Range {
  const via = imports.find(({ target }) => target === file) ?? imports[0];
  return via?.place.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}
