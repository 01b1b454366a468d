import { expect, test } from 'vitest';
import { gitlabReport } from '../../exchange/reports/gitlab.ts';
import { EXAMPLES, HOSTILE, reportOf } from './report-of.ts';

test('has the documented fields, and fingerprints of which no two are the same', () => {
  const issues = gitlabReport(reportOf(EXAMPLES));
  for (const issue of issues) {
    expect(Object.keys(issue).sort()).toEqual(['check_name', 'description', 'fingerprint', 'location', 'severity']);
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
    expect(issue.location.path).toMatch(/^examples\//);
    expect(issue.location.lines.begin).toBeGreaterThan(0);
    expect(issue.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  }
  expect(issues.length).toBeGreaterThan(50);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
});

test('what is waived is no issue; severities are told apart', () => {
  const issues = gitlabReport(reportOf({ 'a.release': `${HOSTILE}service spare\n` }));
  expect(issues.map(({ check_name }) => check_name)).not.toContain('verify-missing');
  expect(issues.find(({ check_name }) => check_name === 'unknown-name')!.severity).toBe('major');
  expect(issues.find(({ check_name }) => check_name === 'unused')!.severity).toBe('info');
});

/** GitLab and GitHub remember findings by these: another function would open all of them anew. */
test('fingerprints are for ever', () => {
  const issues = gitlabReport(reportOf({ 'a.release': `${HOSTILE}service spare\n` }));
  const print = issues.find(({ description }) => description.includes('`nobody`'))!.fingerprint;
  expect(print).toMatchInlineSnapshot(`"1e7f72e4fdcc8e30"`);
});
