import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AT, createWorkplace, FINE, fineAs, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'fine.release': FINE,
    'plans/unknown.release': FINE.replace('by jonas', 'by jonass'),
    'plans/warned.release': fineAs('warned-1.0').replace(' 10m by jonas', ' by jonas'),
    'plans/deep/other.release': fineAs('other-1.0'),
    'shared/people.release': 'person mara "Mara Lind"\nperson jonas "Jonas Berg"\nservice web\n',
    'plans/importing.release': `import "../shared/people.release"\n\n${FINE.slice(FINE.indexOf('release'))}`.replace(
      'night-1.0',
      'imp-1.0',
    ),
    'empty.release': '',
    'binary.release': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]),
    'latin.release': new Uint8Array([0x70, 0xe9, 0x0a]),
    'none/readme.txt': 'nothing here',
  });
});
afterAll(() => work.remove());

const check = (...args: string[]) => work.run(['check', ...args, ...AT]);

describe('exit code', () => {
  test('0 for a plan without errors', async () => {
    const { code, stdout, stderr } = await check('fine.release');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'No findings for 1 release in 1 file.\n', stderr: '' });
  });

  test('1 for errors', async () => {
    expect((await check('plans/unknown.release')).code).toBe(1);
  });

  test('0 for warnings, 1 for more than are allowed', async () => {
    expect((await check('plans/warned.release')).stdout).toMatch(/\d warnings? for/);
    expect((await check('plans/warned.release')).code).toBe(0);
    const { code, stderr } = await check('plans/warned.release', '--max-warnings', '0');
    expect(code).toBe(1);
    expect(stderr).toMatch(/warnings?, at most 0 allowed/);
  });

  test.each([
    [['missing.release'], 'missing.release does not exist'],
    [['binary.release'], 'binary.release is no text in UTF-8'],
    [['latin.release'], 'latin.release is no text in UTF-8'],
    [['none'], 'There is no .release file in none'],
    [['nowhere/*.release'], 'Nothing matches nowhere/*.release'],
    [['--format', 'xml'], "argument 'xml' is invalid"],
    [['--max-warnings', 'few'], 'must be a whole number'],
    [['--nonsense'], "unknown option '--nonsense'"],
  ])('2 for %j', async (args, message) => {
    const { code, stderr, stdout } = await work.run(['check', ...args]);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('2 for a moment that is none', async () => {
    const { code, stderr } = await work.run(['check', 'fine.release', '--at', 'tomorrow']);
    expect(stderr).toContain("'tomorrow' is no moment");
    expect(code).toBe(2);
  });

  test('2 when one file cannot be read; the others are reported all the same', async () => {
    const { code, stdout, stderr } = await check('plans/unknown.release', 'missing.release');
    expect(code).toBe(2);
    expect(stdout).toContain('[unknown-name]');
    expect(stderr).toContain('missing.release does not exist');
  });
});

describe('what is checked', () => {
  const paths = async (args: string[], cwd?: string) => {
    const { stdout } = await work.run(['check', ...args, '--format', 'json', ...AT], { cwd });
    return JSON.parse(stdout).files.map((file: { path: string }) => file.path);
  };

  test('a folder with everything below it', async () => {
    expect(await paths(['plans'])).toEqual([
      'plans/deep/other.release',
      'plans/importing.release',
      'plans/unknown.release',
      'plans/warned.release',
    ]);
  });

  test('all below the current folder when nothing is named', async () => {
    expect(await paths([], 'plans/deep')).toEqual(['other.release']);
  });

  test('patterns that no shell has expanded', async () => {
    expect(await paths(['plans/*.release'])).toHaveLength(3);
    expect(await paths(['plans/**/*.release'])).toHaveLength(4);
    expect(await paths(['{fine,plans/warned}.release'])).toEqual(['fine.release', 'plans/warned.release']);
  });

  test('a file that is named twice is checked once', async () => {
    expect(await paths(['fine.release', './fine.release'])).toEqual(['fine.release']);
  });

  test('standard input', async () => {
    const { code, stdout } = await work.run(['check', '-', ...AT], { stdin: FINE.replace('by jonas', 'by nobody') });
    expect(code).toBe(1);
    expect(stdout).toContain('stdin.release:14:31');
  });

  test('an empty file is no mistake, and is told', async () => {
    const { code, stderr } = await check('empty.release');
    expect(stderr).toContain('empty.release is empty');
    expect(code).toBe(0);
  });

  test('imports reach beside the file, not out of the folder the command runs in', async () => {
    expect((await check('plans/importing.release')).code).toBe(0);
    const inside = await work.run(['check', 'importing.release', ...AT], { cwd: 'plans' });
    expect(inside.stdout).toContain('[import-not-found]');
  });

  test('imports reach as far as the repository does', async () => {
    await work.write({
      'repo/.git/HEAD': '',
      'repo/shared/people.release': 'person mara\nperson jonas\nservice web\n',
    });
    await work.write({
      'repo/plans/a.release': `import "../shared/people.release"\n${FINE.slice(FINE.indexOf('release'))}`,
    });
    const { code, stdout } = await work.run(['check', 'a.release', ...AT], { cwd: 'repo/plans' });
    expect(stdout).not.toContain('[import-not-found]');
    expect(code).toBe(0);
  });
});

describe('the report for people', () => {
  test('shows the line, the span and the way out, without colours in a pipe', async () => {
    const { stdout } = await check('plans/unknown.release');
    expect(stdout).toContain(
      [
        '  --> plans/unknown.release:14:31',
        '  14 |     verify web "Smoke" 10m by jonass',
        '     |                               ^^^^^^',
        '      fix Write `jonas`',
      ].join('\n'),
    );
    expect(stdout).toMatch(/^error \[unknown-name\] `jonass`/m);
    expect(stdout).toMatch(/1 error.* for 1 release in 1 file\.\n$/);
  });

  test('is coloured where colours are forced, and never with NO_COLOR', async () => {
    const args = ['check', 'plans/unknown.release', ...AT];
    expect((await work.run(args, { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001B[31m');
    expect((await work.run(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain('\u001B');
  });

  test('a plan cannot steer the terminal', async () => {
    const { stdout } = await work.run(['check', '-', ...AT], {
      stdin: FINE.replace('"Smoke"', '"\u001B]0;owned\u0007"').replace('by jonas', 'by x'),
    });
    expect(stdout).not.toContain('\u001B');
    expect(stdout).toContain('owned');
  });
});

test('JSON names file, release, steps and findings', async () => {
  const { stdout } = await work.run(['check', 'plans/unknown.release', '--format', 'json', ...AT]);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    version: 1,
    files: [
      {
        path: 'plans/unknown.release',
        releases: [
          {
            name: 'night-1.0',
            zone: 'Europe/Berlin',
            window: { start: '2026-12-05T22:00+01:00', end: '2026-12-06T02:00+01:00' },
            end: '2026-12-05T22:25+01:00',
            contingencyMinutes: 215,
            steps: [
              {
                name: 'rollout',
                label: 'rollout',
                verb: 'deploy',
                targets: ['web'],
                block: 'run',
                start: '2026-12-05T22:00+01:00',
                end: '2026-12-05T22:15+01:00',
                floatMinutes: 0,
                critical: true,
                by: ['mara'],
              },
              { name: null, label: 'verify web', start: '2026-12-05T22:15+01:00' },
            ],
          },
        ],
      },
    ],
  });
  const [file] = report.files;
  const findings = [...file.findings, ...file.releases[0].findings];
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'unknown-name',
      severity: 'error',
      range: { start: { line: 13, character: 30 }, end: { line: 13, character: 36 } },
      fixable: true,
    }),
  );
});
