/** What a run of `check` found, as the formats for people and for other programs are made of it. */
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import { counted } from '../../plan/counted.ts';
import type { Finding, Fix } from '../../plan/findings/findings.ts';
import type { Identity } from '../../plan/findings/identity.ts';
import type { Range, Severity } from '../../plan/model.ts';

export interface Report {
  /** One per file; findings that a baseline knows are left out already. */
  readonly analyses: readonly Analysis[];
  readonly identities: ReadonlyMap<Finding, Identity>;
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
  /** Of Release Plan. */
  readonly version: string;
  readonly exitCode: 0 | 1 | 2;
  /** More warnings than allowed: they count as failures. */
  readonly isOverWarned: boolean;
  /** The path of a file, with `/`, relative to the repository; absolute for a file outside of it. */
  pathOf(uri: string): string;
  /** The path of a file as whoever called the command would name it. */
  shownAs(uri: string): string;
  /** The repairs of a finding, the best first. */
  readonly fixesOf: FixesOf;
  /** What a repair changes in the text. */
  edits(fix: Fix): readonly Replacement[];
}

export interface Replacement {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

/** A part of the findings of a file: those of one release, or those that belong to none. */
export interface ReportSection {
  readonly analysis: Analysis;
  /** The name of the release; undefined: findings of the file itself. */
  readonly release?: Analysis['plan']['releases'][number];
  /** Those that count. */
  readonly findings: readonly Finding[];
  readonly waived: readonly Finding[];
}

/** Every release, and every file that holds none or has findings of its own; in their order. */
export function sectionsOf(analysis: Analysis): readonly ReportSection[] {
  const { plan, findings } = analysis;
  const section = (release: ReportSection['release'], own: readonly Finding[]): ReportSection => ({
    analysis,
    release,
    findings: own.filter((finding) => !finding.waived),
    waived: own.filter((finding) => finding.waived),
  });
  const names = new Set(plan.releases.map((release) => release.name));
  const homeless = findings.filter((finding) => finding.release === undefined || !names.has(finding.release));
  // Two releases of one name are a finding of their own; what is found in them is shown under the first.
  const releases = plan.releases.filter(
    (release, index) => plan.releases.findIndex(({ name }) => name === release.name) === index,
  );
  return [
    ...(homeless.length > 0 || releases.length === 0 ? [section(undefined, homeless)] : []),
    ...releases.map((release) =>
      section(
        release,
        findings.filter((finding) => finding.release === release.name),
      ),
    ),
  ];
}

export type Counts = Readonly<Record<Severity | 'waived', number>>;

export function countsOf(findings: Iterable<Finding>): Counts {
  const counts = { error: 0, warning: 0, information: 0, waived: 0 };
  for (const finding of findings) counts[finding.waived ? 'waived' : finding.severity]++;
  return counts;
}

/** `2 errors, 1 warning, 3 notes`; undefined: nothing at all. */
export function countsText(counts: Counts): string | undefined {
  const parts = [
    counts.error > 0 && counted(counts.error, 'error'),
    counts.warning > 0 && counted(counts.warning, 'warning'),
    counts.information > 0 && counted(counts.information, 'note'),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
