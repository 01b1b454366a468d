import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'night.release': `import "shared/acme.release"\n\n${FINE}`,
    'two.release': `${FINE}\n${FINE.replace(/^person[\s\S]*?\n\n/, '')
      .replace('night-1.0', 'night-2.0')
      .replace('standard', 'major')}`,
    'shared/acme.release':
      'policy acme-base from strict {\n  check rest-too-short rest 12h\n}\n\npolicy from acme-base\n\npolicy standard {\n  check no-deputy information\n}\n',
  });
});
afterAll(() => work.remove());

/** The rows of a check: what holds, and who says so. */
function rowsOf(table: string, check: string): string[][] {
  const lines = table.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`${check} `));
  const more = lines.slice(first + 1).findIndex((line) => !line.startsWith(' '));
  return lines.slice(first, first + 1 + more).map((line) => line.slice(check.length).trim().split(/ {2,}/));
}

describe('policy', () => {
  test('says of every value who says so', async () => {
    const { code, stdout, stderr } = await work.run(['policy', 'night.release']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^night-1.0, a standard release\nIts policies, the last one has the last word:\n {2}policy, from acme-base, from strict \(shared\/acme.release:5\)\n {2}policy standard \(shared\/acme.release:7\)\n\n/,
    );
    expect(rowsOf(stdout, 'rest-too-short')).toEqual([
      ['error', 'pack strict, shared/acme.release:1'],
      ['rest 12h', 'policy acme-base, shared/acme.release:2'],
    ]);
    expect(rowsOf(stdout, 'no-deputy')).toEqual([['information', 'policy standard, shared/acme.release:8']]);
    expect(rowsOf(stdout, 'rehearsal-missing')[1]).toEqual(['passed 2', 'pack strict, shared/acme.release:1']);
    expect(rowsOf(stdout, 'backup-missing')).toEqual([['error', 'the check itself']]);
  });

  test('is told for all releases of a file, or for one', async () => {
    const { stdout } = await work.run(['policy', 'two.release']);
    expect(stdout.match(/^night-.*$/gm)).toEqual(['night-1.0, a standard release', 'night-2.0, a major release']);
    const { stdout: one } = await work.run(['policy', 'two.release', '--release', 'night-2.0']);
    expect(one).toMatch(/^night-2.0, a major release\nNo policy is written for it.\n/);
    expect(rowsOf(one, 'no-deputy')).toEqual([['error', 'what holds for major releases']]);
    const wrong = await work.run(['policy', 'two.release', '--release', 'night-3.0']);
    expect(wrong).toMatchObject({
      code: 2,
      stderr: "release-plan: two.release has no release 'night-3.0'. It has: night-1.0, night-2.0.\n",
    });
  });

  test('is told for a kind where there is no release', async () => {
    const { code, stderr } = await work.run(['policy', 'shared/acme.release']);
    expect(code).toBe(2);
    expect(stderr).toContain('say with --kind');
    const { stdout } = await work.run(['policy', 'shared/acme.release', '--kind', 'emergency']);
    expect(stdout).toMatch(/^Any emergency release\n/);
    expect((await work.run(['policy', 'shared/acme.release', '--kind', 'nightly'])).code).toBe(2);
  });

  test('as JSON has the same, with types', async () => {
    const { stdout } = await work.run(['policy', 'night.release', '--format', 'json']);
    const [told] = JSON.parse(stdout);
    expect(told).toMatchObject({ path: 'night.release', release: 'night-1.0', kind: 'standard' });
    const of = (code: string) => told.checks.find((check: { code: string }) => check.code === code);
    expect(of('rest-too-short')).toEqual({
      code: 'rest-too-short',
      severity: 'error',
      from: { kind: 'pack', name: 'strict', path: 'shared/acme.release', line: 1 },
      parameters: [
        {
          name: 'rest',
          value: '12h',
          from: { kind: 'policy', name: 'policy acme-base', path: 'shared/acme.release', line: 2 },
        },
      ],
    });
    expect(of('rehearsal-missing').parameters).toMatchObject([{ name: 'passed', value: 2 }]);
    expect(of('backup-missing').from).toEqual({ kind: 'check' });
  });
});
