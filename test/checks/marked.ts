/** Plans in tests: text in, findings out, and the marks that say what should be found where. */
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf, Judged } from '../../plan/analysis.ts';
import { inTextOrder } from '../../plan/findings/bundles.ts';
import { type Finding, factsOf } from '../../plan/findings/findings.ts';
import type { Instant } from '../../plan/time/model.ts';

/** Mon 2026-10-05 08:00 UTC: before everything the examples plan. */
export const NOW: Instant = Date.UTC(2026, 9, 5, 8) / 60_000;

export const FILE = 'file:///plans/example.release';

/** `now` null: nobody says what time it is. */
export function analyseText(text: string, now: Instant | null = NOW): Analysis {
  return analyseFiles({ [FILE]: text }, FILE, now);
}

export function analyseFiles(
  files: Readonly<Record<string, string>>,
  file: string,
  now: Instant | null = NOW,
): Analysis {
  return judgedFiles(files, file, now).analysis;
}

/** With the repairs of its findings. */
export function judgedText(text: string, now: Instant | null = NOW): Omit<Judged, 'holds'> {
  return judgedFiles({ [FILE]: text }, FILE, now);
}

export function judgedFiles(
  files: Readonly<Record<string, string>>,
  file: string,
  now: Instant | null = NOW,
): Omit<Judged, 'holds'> {
  const workspace = createWorkspace({ roots: ['file:///plans/'], now: now === null ? undefined : () => now });
  for (const [uri, content] of Object.entries(files)) workspace.set(uri, content);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  return { analysis: workspace.analysis(file), fixesOf: workspace.fixesOf(file) };
}

/** `line: code` of every `// <- code, code`, lines counted from 1. */
export function marks(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, i) => (/\/\/ <- (.+)$/.exec(line)?.[1] ?? '').split(',').flatMap((code) => mark(i, code.trim())));
}

/** The same of facts; those that a waiver silences are left out. */
export function found(findings: readonly Finding[]): string[] {
  return active(findings).flatMap(({ place, code }) => mark(place.range.start.line, code));
}

/** One by one, whatever is told together. */
export function active(findings: readonly Finding[]): readonly Finding[] {
  return factsOf(findings)
    .filter((finding) => !finding.waived)
    .sort(inTextOrder);
}

/** Code, line and message: what a failing test should show. */
export function described(findings: readonly Finding[]): string[] {
  return active(findings).map(({ code, place, message }) => `${place.range.start.line + 1}: ${code}: ${message}`);
}

/** What one check says of a text, fact by fact, in the order of the text. */
export function messagesOf(code: string, text: string, now?: Instant | null): string[] {
  return active(findingsOf(code, text, now)).map(({ message }) => message);
}

/** The same as it is told: of what belongs together in one sentence. */
export function toldOf(code: string, text: string, now?: Instant | null): string[] {
  const findings = findingsOf(code, text, now).filter(({ waived }) => !waived);
  return findings.map(({ message }) => message);
}

function findingsOf(code: string, text: string, now?: Instant | null): readonly Finding[] {
  const { findings } = analyseText(text, now);
  // A plan that cannot be read would pass for one that is right.
  const broken = findings.filter((finding) => ['syntax', 'unknown-name', 'internal-error'].includes(finding.code));
  if (broken.length > 0 && !broken.some((finding) => finding.code === code))
    throw new Error(described(broken).join('\n'));
  return findings.filter((finding) => finding.code === code);
}

/** The text after the first quick fix of the first fact of a check. */
export function repaired(code: string, text: string, now?: Instant | null): string {
  const { analysis, fixesOf } = judgedText(text, now);
  return fixed(code, text, active(analysis.findings), fixesOf);
}

/** The text after the first quick fix of its first finding, of whatever is told as that. */
export function repairedAt(code: string, text: string, now?: Instant | null): string {
  const { analysis, fixesOf } = judgedText(text, now);
  return fixed(code, text, analysis.findings, fixesOf);
}

function fixed(code: string, text: string, findings: readonly Finding[], fixesOf: FixesOf): string {
  const finding = findings.find((one) => one.code === code);
  const [fix] = finding ? fixesOf(finding) : [];
  if (!fix) throw new Error(`${code} offers no quick fix`);
  return applyTextEdits(
    text,
    textEdits(fix.edits, (file) => (file === FILE ? text : undefined)),
  );
}

function mark(line: number, code: string): string[] {
  return code ? [`${line + 1}: ${code}`] : [];
}
