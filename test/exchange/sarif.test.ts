import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sarifReport } from '../../exchange/reports/sarif.ts';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { analyseText, described, FILE } from '../checks/marked.ts';
import { EXAMPLES, HOSTILE, reportOf, uriOf } from './report-of.ts';

/** The schema of the standard with errata 01, as the SARIF SDK publishes it on npm. */
const schema = JSON.parse(readFileSync(new URL('./schemas/sarif-2.1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
const validate = ajv.compile(schema);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation: Location; logicalLocations?: { name: string }[] }[];
  relatedLocations: { physicalLocation: Location; message: { text: string } }[];
  partialFingerprints: Record<string, string>;
  fixes: { artifactChanges: { artifactLocation: { uri: string }; replacements: Replacement[] }[] }[];
  suppressions: { kind: string; justification: string; location: { physicalLocation: Location } }[];
}
interface Location {
  artifactLocation: { uri: string; uriBaseId?: string };
  region: Region;
}
interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Replacement {
  deletedRegion: Region;
  insertedContent: { text: string };
}

const runOf = (report: Parameters<typeof sarifReport>[0]) => {
  const log = sarifReport(report) as { runs: [{ results: Result[] } & Record<string, never>] };
  validate(JSON.parse(JSON.stringify(log)));
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0] as unknown as {
    results: Result[];
    columnKind: string;
    invocations: { executionSuccessful: boolean; exitCode: number; toolExecutionNotifications: object[] }[];
    tool: { driver: { rules: { id: string; defaultConfiguration: { level: string }; help: { markdown: string } }[] } };
  };
};

test('every check gives results that the schema of the standard accepts', () => {
  const { results, tool, columnKind, invocations } = runOf(reportOf(EXAMPLES));
  expect(new Set(results.map(({ ruleId }) => ruleId))).toEqual(new Set(checks.map(({ code }) => code)));
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  expect(columnKind).toBe('utf16CodeUnits');
  expect(invocations).toEqual([{ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] }]);
});

test('the schema is not a formality', () => {
  const log = sarifReport(reportOf(EXAMPLES)) as { runs: [{ results: { level: string }[] }] };
  log.runs[0].results[0]!.level = 'information';
  expect(validate(JSON.parse(JSON.stringify(log)))).toBe(false);
});

test('a rule has its level and its whole page', () => {
  const { rules } = runOf(reportOf({ 'a.release': HOSTILE })).tool.driver;
  const rule = rules.find(({ id }) => id === 'rest-too-short')!;
  expect(rule.defaultConfiguration.level).toBe('warning');
  expect(rule.help.markdown).toMatch(/^# rest-too-short\n/);
  expect(rules.find(({ id }) => id === 'unused')!.defaultConfiguration.level).toBe('note');
});

test('a location is the text it means, counted from 1, in a path that is a URI', () => {
  const { results } = runOf(reportOf({ 'plans/a b#1.release': HOSTILE }));
  const result = results.find(({ message }) => message.text.startsWith('`nobody`'))!;
  const { artifactLocation, region } = result.locations[0]!.physicalLocation;
  expect(artifactLocation).toEqual({ uri: 'plans/a%20b%231.release', uriBaseId: '%SRCROOT%' });
  const line = HOSTILE.split('\n')[region.startLine - 1]!;
  expect(line.slice(region.startColumn - 1, region.endColumn - 1)).toBe('nobody');
  expect(result.locations[0]!.logicalLocations).toEqual([{ name: 'night-1.0', kind: 'release' }]);
});

test('a waiver suppresses in the source, with its reason and its line', () => {
  const { results } = runOf(reportOf({ 'a.release': HOSTILE }));
  const waived = results.filter(({ suppressions }) => suppressions.length > 0);
  expect(waived.map(({ ruleId }) => ruleId)).toEqual(['verify-missing']);
  const [suppression] = waived[0]!.suppressions;
  expect(suppression).toMatchObject({ kind: 'inSource', status: 'accepted' });
  expect(suppression!.justification).toContain('::error::');
  const decided = HOSTILE.replace('until T+1d', 'by jonas until Thu 2026-12-31');
  const [other] = runOf(reportOf({ 'a.release': decided })).results.flatMap((result) => result.suppressions);
  expect(other).toMatchObject({ properties: { by: 'jonas', until: 'Thu 2026-12-31' } });
  expect(suppression!.location.physicalLocation.region.startLine).toBe(10);
});

test('braces and brackets of a plan are neither placeholders nor links', () => {
  const report = reportOf({ 'a.release': HOSTILE });
  const [finding] = report.analyses[0]!.findings;
  const told = { ...finding!, message: 'a {0} of `[x](1)`, and [TBD]' };
  const { results } = runOf({ ...report, analyses: [{ ...report.analyses[0]!, findings: [told] }] });
  expect(results[0]!.message.text).toBe('a {{0}} of `\\[x](1)`, and [TBD]');
});

test('what could not be read, and a check that broke, are notifications of a run that failed', () => {
  const report = reportOf({ 'a.release': HOSTILE }, { problems: ['b.release is no text.'], exitCode: 2 });
  const [finding] = report.analyses[0]!.findings;
  const broken = { ...finding!, code: 'internal-error', message: 'The check `x` broke.' };
  const { results, invocations } = runOf({ ...report, analyses: [{ ...report.analyses[0]!, findings: [broken] }] });
  expect(results).toEqual([]);
  expect(invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2 });
  expect(invocations[0]!.toolExecutionNotifications).toHaveLength(2);
});

describe('fixes', () => {
  test.each(checks.filter(({ fixable }) => fixable).map((check) => [check.code, check] as const))(
    '%s: applied as the standard says, they repair',
    (code, { example: { breaks } }) => {
      const report = reportOf({ 'example.release': breaks }, { now: Date.UTC(2026, 9, 5, 8) / 60_000 });
      const results = runOf(report).results.filter(({ ruleId, fixes }) => ruleId === code && fixes.length > 0);
      expect(results.length).toBeGreaterThan(0);
      const before = analyseText(breaks).findings.filter((finding) => finding.code === code && !finding.waived).length;
      for (const { fixes } of results) {
        const [change] = fixes[0]!.artifactChanges;
        const repaired = applyTextEdits(
          breaks,
          change!.replacements.map(({ deletedRegion: region, insertedContent }) => ({
            file: FILE,
            newText: insertedContent.text,
            range: {
              start: { line: region.startLine - 1, character: region.startColumn - 1 },
              end: { line: region.endLine - 1, character: region.endColumn - 1 },
            },
          })),
        );
        const { findings } = analyseText(repaired);
        const after = findings.filter((finding) => finding.code === code && !finding.waived).length;
        expect(after, `${repaired}\n${described(findings).join('\n')}`).toBeLessThan(before);
      }
    },
  );
});

test('fingerprints are unique in a run, and stay when lines move', () => {
  const prints = (files: Readonly<Record<string, string>>) =>
    runOf(reportOf(files)).results.map(({ partialFingerprints }) => Object.values(partialFingerprints)[0]!);
  const before = prints(EXAMPLES);
  expect(new Set(before).size).toBe(before.length);
  const path = 'examples/mistakes.release';
  const moved = EXAMPLES[path]!.split('\n').flatMap((line) => (line === '' ? ['', '// moved', ''] : [line]));
  expect(moved.length).toBeGreaterThan(EXAMPLES[path]!.split('\n').length + 20);
  expect(prints({ ...EXAMPLES, [path]: moved.join('\n') }).sort()).toEqual(before.sort());
});

test('no address of the machine is in a log', () => {
  expect(JSON.stringify(sarifReport(reportOf(EXAMPLES)))).not.toContain(uriOf(''));
});
