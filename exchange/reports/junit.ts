/**
 * Findings as JUnit XML, which every CI server shows as tests: a suite per release, a test per check.
 *
 * A test fails where `check` fails because of it: for errors, and for warnings when there are more than allowed. What does
 * not fail is in its output; a check that a policy switched off is skipped.
 */
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { counted } from '../../plan/counted.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { effectiveCheck, sharedKind } from '../../plan/policies/policy.ts';
import { type Report, type ReportSection, sectionsOf } from './report.ts';

export function junitReport(report: Report): string {
  const suites = [
    ...report.analyses.flatMap(sectionsOf).map((section) => suiteOf(section, report)),
    ...(report.problems.length > 0 ? [problemsSuite(report.problems)] : []),
  ];
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="release-plan" ${tally(cases)}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${attribute(name)}" ${tally(cases)}>`,
      ...cases.map((each) => `    ${testcase(each)}`),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly className: string;
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** Why it failed or was skipped, in a line. */
  readonly summary?: string;
  readonly details?: string;
}

function suiteOf(section: ReportSection, report: Report): Suite {
  const { analysis, release } = section;
  const path = report.pathOf(analysis.plan.file);
  const name = release ? `${path}: ${release.name}` : path;
  const asked = release ? checks : checks.filter((check) => check.of !== 'release');
  const known = new Set(asked.map((check) => check.code));
  const others = new Set(section.findings.map((finding) => finding.code).filter((code) => !known.has(code)));
  return {
    name,
    cases: [
      ...asked.map((check) => caseOf(check.code, check.title, section, report, name, isOff(check, section))),
      ...[...others].map((code) => caseOf(code, 'A check failed to run', section, report, name, false)),
    ],
  };
}

function isOff(check: Check, { analysis, release }: ReportSection): boolean {
  const kind = check.of === 'release' && release ? release.releaseKind : sharedKind(analysis.plan);
  return effectiveCheck(check, analysis.plan, kind).severity === 'off';
}

function caseOf(
  code: string,
  title: string,
  section: ReportSection,
  report: Report,
  className: string,
  isOff: boolean,
): Case {
  const found = section.findings.filter((finding) => finding.code === code);
  const waived = section.waived.filter((finding) => finding.code === code);
  const base = { className, name: `${code}: ${title}`, file: report.pathOf(section.analysis.plan.file) };
  const details = [...found, ...waived].map((finding) => describe(finding, report)).join('\n');
  const failing = found.filter(
    ({ severity }) => severity === 'error' || (severity === 'warning' && report.isOverWarned),
  );
  const first = failing[0] ?? found[0] ?? waived[0];
  const line = first && { line: first.place.range.start.line + 1 };
  if (failing.length > 0) {
    const summary = failing.length === 1 ? failing[0]!.message : counted(failing.length, 'finding');
    return { ...base, ...line, outcome: 'failure', summary, details };
  }
  if (found.length === 0 && waived.length > 0) {
    return { ...base, ...line, outcome: 'skipped', summary: `Waived: ${waived[0]!.waived!.because}`, details };
  }
  if (found.length === 0 && isOff) return { ...base, outcome: 'skipped', summary: 'A policy switches it off.' };
  return { ...base, ...line, outcome: 'passed', details };
}

function describe(finding: Finding, report: Report): string {
  const { start } = finding.place.range;
  const where = `${report.pathOf(finding.place.file)}:${start.line + 1}:${start.character + 1}`;
  const waived = finding.waived ? ` (waived: ${finding.waived.because})` : '';
  return `${where}: ${finding.severity}: ${finding.message}${waived}`;
}

function problemsSuite(problems: readonly string[]): Suite {
  return {
    name: 'files',
    cases: problems.map((problem) => ({ className: 'files', name: problem, outcome: 'error', summary: problem })),
  };
}

function tally(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function testcase({ className, name, file, line, outcome, summary = '', details = '' }: Case): string {
  const attributes = Object.entries({ classname: className, name, file, line, time: 0 })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`)
    .join('');
  const output = details && `<system-out>${escapeXml(details)}</system-out>`;
  if (outcome === 'passed') return output ? `<testcase${attributes}>${output}</testcase>` : `<testcase${attributes}/>`;
  if (outcome === 'skipped') {
    return `<testcase${attributes}><skipped message="${attribute(summary)}"/>${output}</testcase>`;
  }
  const type = name.split(':', 1)[0] ?? name;
  return `<testcase${attributes}><${outcome} message="${attribute(summary)}" type="${attribute(type)}">${escapeXml(details)}</${outcome}></testcase>`;
}

/** A reader makes a space of a line break in an attribute anyway. */
function attribute(text: string): string {
  return escapeXml(text.replace(/\s+/g, ' '));
}

/** Characters that XML does not have become U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
