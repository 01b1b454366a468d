/**
 * Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS, with errata 01): what code scanning of
 * GitHub, Azure DevOps and editors read. Section numbers below are those of the standard.
 */
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { checkPage } from '../../plan/checks/page.ts';
import type { Finding, Fix } from '../../plan/findings/findings.ts';
import { fingerprint } from '../../plan/findings/identity.ts';
import type { Place, Range, Severity } from '../../plan/model.ts';
import type { Report } from './report.ts';

/** The log of one run. Paths are relative to the root of the sources, which stays unnamed: logs travel. */
export function sarifReport(report: Report): object {
  const findings = report.analyses.flatMap((analysis) => analysis.findings);
  const notifications = [
    ...report.problems.map((problem) => ({ level: 'error', message: message(problem) })),
    ...findings
      .filter((finding) => !RULE_INDEX.has(finding.code))
      .map((finding) => ({
        level: LEVEL[finding.severity],
        message: message(finding.message),
        locations: [location(finding.place, report)],
      })),
  ];
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Release Plan',
            version: report.version,
            semanticVersion: report.version,
            rules: checks.map(rule),
          },
        },
        automationDetails: { id: 'release-plan/' },
        invocations: [
          {
            executionSuccessful: notifications.length === 0,
            exitCode: report.exitCode,
            toolExecutionNotifications: notifications,
          },
        ],
        originalUriBaseIds: { [ROOT]: { description: message('The root of the repository.') } },
        artifacts: report.analyses.map(({ plan }) => ({
          location: artifactLocation(plan.file, report),
          encoding: 'utf-8',
          sourceLanguage: 'release',
        })),
        columnKind: 'utf16CodeUnits',
        results: findings.filter((finding) => RULE_INDEX.has(finding.code)).map((finding) => result(finding, report)),
      },
    ],
  };
}

const ROOT = '%SRCROOT%';

/** What a check itself gets wrong (`internal-error`) is no rule: it is a notification of the run. */
const RULE_INDEX: ReadonlyMap<string, number> = new Map(checks.map((check, index) => [check.code, index]));

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

function rule(check: Check): object {
  return {
    id: check.code,
    shortDescription: message(`${check.title}.`),
    fullDescription: message(`${check.title}. ${check.why}`),
    // `helpUri` must be absolute (3.49.12), and the page is wherever the tool is: the page itself comes along.
    help: { text: `${check.title}. ${check.why}`, markdown: checkPage(check) },
    defaultConfiguration: { level: LEVEL[check.severity] },
    properties: { tags: [check.group], page: `docs/checks/${check.code}.md`, fixable: check.fixable },
  };
}

function result(finding: Finding, report: Report): object {
  const identity = report.identities.get(finding);
  return {
    ruleId: finding.code,
    ruleIndex: RULE_INDEX.get(finding.code),
    level: LEVEL[finding.severity],
    message: message(finding.message),
    locations: [
      {
        ...location(finding.place, report),
        ...(finding.release && { logicalLocations: [{ name: finding.release, kind: 'release' }] }),
      },
    ],
    relatedLocations: finding.related.map((related, id) => ({
      id,
      ...location(related.place, report),
      message: message(related.message),
    })),
    ...(identity && { partialFingerprints: { 'releasePlanFinding/v1': fingerprint(identity) } }),
    ...(finding.members && { properties: { members: finding.members.map((each, id) => member(each, id, report)) } }),
    fixes: report.fixesOf(finding).map((fix) => sarifFix(fix, report)),
    // A waiver is text of the plan, so it suppresses in the source (3.35.2), and says where and why.
    suppressions: finding.waived
      ? [
          {
            kind: 'inSource',
            status: 'accepted',
            justification: finding.waived.because,
            location: location(finding.waived.place, report),
            properties: { by: finding.waived.by, until: finding.waived.until },
          },
        ]
      : [],
  };
}

/** A fact of a result that tells several; `relatedLocation` is the id of where it stands. */
function member(fact: Finding, relatedLocation: number, report: Report): object {
  const identity = report.identities.get(fact);
  return {
    relatedLocation,
    level: LEVEL[fact.severity],
    message: fact.message,
    ...(identity && { fingerprint: fingerprint(identity) }),
  };
}

function sarifFix(fix: Fix, report: Report): object {
  const edits = report.edits(fix);
  return {
    description: message(fix.title),
    artifactChanges: [...new Set(edits.map((edit) => edit.file))].map((file) => ({
      artifactLocation: artifactLocation(file, report),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(edit.range), insertedContent: { text: edit.newText } })),
    })),
  };
}

function location(place: Place, report: Report): object {
  return {
    physicalLocation: { artifactLocation: artifactLocation(place.file, report), region: region(place.range) },
  };
}

function artifactLocation(uri: string, report: Report): object {
  const path = report.pathOf(uri);
  if (path.startsWith('/') || path.includes(':')) return { uri };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** Lines and columns count from 1; the end column is that of the first character behind (3.30). */
function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** `{0}` would be a placeholder, so braces are written twice (3.11.5); what looks like a link is none (3.11.6). */
function message(text: string): { text: string } {
  return { text: text.replace(/[{}]/g, '$&$&').replace(/\[(?=[^\]]*\]\()/g, '\\$&') };
}
