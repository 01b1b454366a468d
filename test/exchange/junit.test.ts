import { expect, test } from 'vitest';
import { junitReport } from '../../exchange/reports/junit.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { readXml, type XmlElement } from '../support/xml.ts';
import { EXAMPLES, HOSTILE, reportOf } from './report-of.ts';

function suitesOf(report: Parameters<typeof junitReport>[0]) {
  const text = junitReport(report);
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
  const [root] = readXml(text.slice(text.indexOf('\n') + 1)).filter(isElement);
  return { root: root!, suites: root!.children.filter(isElement) };
}
const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string';
const casesOf = (suite: XmlElement) => suite.children.filter(isElement);
const outcome = (testcase: XmlElement) => testcase.children.filter(isElement)[0];
const named = (suite: XmlElement, code: string) =>
  casesOf(suite).find((each) => each.attributes.get('name')!.startsWith(`${code}:`))!;

test('a suite per release with a test per check; the counts are those of the tests', () => {
  const { root, suites } = suitesOf(reportOf(EXAMPLES));
  const names = suites.map((suite) => suite.attributes.get('name'));
  expect(names).toContain('examples/payments-4.2.release: payments-4.2');
  expect(new Set(names).size).toBe(names.length);
  for (const suite of suites) {
    if (suite.attributes.get('name')!.includes(': ')) expect(casesOf(suite)).toHaveLength(checks.length);
  }
  for (const element of [root, ...suites]) {
    const cases = element === root ? suites.flatMap(casesOf) : casesOf(element);
    const count = (name: string) => cases.filter((each) => outcome(each)?.name === name).length;
    expect(Object.fromEntries(element.attributes)).toMatchObject({
      tests: String(cases.length),
      failures: String(count('failure')),
      skipped: String(count('skipped')),
    });
  }
});

test('errors fail, warnings fail once they are too many, waived and switched off is skipped', () => {
  const path = 'examples/mistakes.release';
  const of = (isOverWarned: boolean) => {
    const { suites } = suitesOf(reportOf(EXAMPLES, { only: [path], isOverWarned }));
    return suites.find((suite) => suite.attributes.get('name') === `${path}: ordering-5.0`)!;
  };
  expect(outcome(named(of(false), 'double-booked'))!.name).toBe('failure');
  expect(outcome(named(of(false), 'no-deputy'))!.name).toBe('system-out');
  expect(outcome(named(of(true), 'no-deputy'))!.name).toBe('failure');
  expect(outcome(named(of(true), 'unused'))).toBeUndefined();
  const { suites } = suitesOf(reportOf({ 'a.release': HOSTILE }));
  const night = suites.find((suite) => suite.attributes.get('name') === 'a.release: night-1.0')!;
  expect(outcome(named(night, 'verify-missing'))!.name).toBe('skipped');
  expect(outcome(named(night, 'gate-missing'))!.attributes.get('message')).toBe('A policy switches it off.');
});

test('whatever a plan says stays text', () => {
  const { suites } = suitesOf(reportOf({ 'a.release': HOSTILE }, { problems: ['<b> & "c" \u0000 \ud800'] }));
  const waived = outcome(
    named(suites.find((suite) => /night/.test(suite.attributes.get('name')!))!, 'verify-missing'),
  )!;
  expect(waived.attributes.get('message')).toBe('Waived: ::error:: <script>|@jonas|"{0}" 100 %');
  const problem = casesOf(suites.at(-1)!)[0]!;
  expect(outcome(problem)!.name).toBe('error');
  expect(problem.attributes.get('name')).toBe('<b> & "c" \uFFFD \uFFFD');
});
