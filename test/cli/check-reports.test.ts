import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXml } from '../support/xml.ts';
import { AT, createWorkplace, FINE, fineAs, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'repo/.git/HEAD': '',
    'repo/plans/fine.release': FINE,
    'repo/plans/unknown.release': `${fineAs('other-1.0').replace('by jonas', 'by somebody')}service spare\n`,
  });
});
afterAll(() => work.remove());

const check = (args: readonly string[], cwd = 'repo') => work.run(['check', ...args, ...AT], { cwd });
const text = (path: string) => readFile(join(work.folder, path), 'utf8');

describe('formats', () => {
  test('of CI name files from the root of the repository, wherever the command runs', async () => {
    const sarif = JSON.parse((await check(['--format', 'sarif'], 'repo/plans')).stdout);
    const { results, artifacts } = sarif.runs[0];
    expect(artifacts.map((artifact: { location: { uri: string } }) => artifact.location.uri)).toEqual([
      'plans/fine.release',
      'plans/unknown.release',
    ]);
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('plans/unknown.release');
    const github = (await check(['--format', 'github'], 'repo/plans')).stdout;
    expect(github).toContain('::error file=plans/unknown.release,line=14,endLine=14,col=31,');
    const gitlab = JSON.parse((await check(['--format', 'gitlab'], 'repo/plans')).stdout);
    expect(gitlab.find((issue: { severity: string }) => issue.severity === 'major').location).toEqual({
      path: 'plans/unknown.release',
      lines: { begin: 14, end: 14 },
    });
    expect((await check(['--format', 'markdown'], 'repo/plans')).stdout).toContain('plans/unknown.release:14');
  });

  test('JUnit is XML whose failures are the exit code', async () => {
    const { code, stdout } = await check(['--format', 'junit']);
    expect(code).toBe(1);
    expect(readXml(stdout.slice(stdout.indexOf('\n') + 1))).toBeTruthy();
    expect(stdout).toMatch(/<testsuites name="release-plan" tests="\d+" failures="1" errors="0"/);
    const fine = await check(['plans/fine.release', '--format', 'junit']);
    expect(fine.code).toBe(0);
    expect(fine.stdout).toMatch(/failures="0"/);
  });

  test('every one answers for a folder with a file that cannot be read, with exit code 2', async () => {
    await work.write({ 'repo/broken/binary.release': new Uint8Array([0, 1, 2]), 'repo/broken/fine.release': FINE });
    for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']) {
      const { code, stdout, stderr } = await check(['broken', '--format', format]);
      expect({ format, code }).toEqual({ format, code: 2 });
      expect(stderr).toContain('broken/binary.release is no text in UTF-8');
      expect(stdout).not.toBe('');
      expect(stdout + stderr).not.toMatch(/\n {4}at /);
    }
  });

  test('--report writes more of them, beside the one on standard output', async () => {
    const { code, stdout } = await check([
      'plans',
      ...['--format', 'github'],
      ...['--report', 'sarif=out.sarif', '--report', 'junit=out=1.xml', '--report', 'text=out.txt'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error /);
    expect(JSON.parse(await text('repo/out.sarif')).version).toBe('2.1.0');
    expect(await text('repo/out=1.xml')).toMatch(/^<\?xml/);
    expect(await text('repo/out.txt')).toMatch(/1 error, 1 note for 2 releases in 2 files\.\n$/);
  });

  test.each([['sarif'], ['sarif='], ['html=x'], ['=x']])('--report %s is misuse', async (report) => {
    const { code, stderr } = await check(['--report', report]);
    expect(stderr).toContain('is no report. Write FORMAT=FILE');
    expect(code).toBe(2);
  });

  test('a report that cannot be written is misuse', async () => {
    const { code, stderr } = await check(['plans', '--report', 'json=no/such/folder.json']);
    expect(stderr).toContain('cannot be written: there is no such file or folder');
    expect(code).toBe(2);
  });
});

/** Somebody who is unknown, and something that nothing uses. */
const OLD = `service spare\n${FINE.replace('by jonas', 'by somebody')}`;

describe('baseline', () => {
  beforeAll(async () => {
    await mkdir(join(work.folder, 'repo/old'));
    await work.write({ 'repo/old/a.release': OLD });
  });

  test('what is known does not count; what is new does', async () => {
    const written = await check(['old', '--write-baseline', 'known.json']);
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(written.stderr).toBe(
      'release-plan: wrote 2 findings to known.json; --baseline known.json leaves them out.\n',
    );
    const known = await check(['old', '--baseline', 'known.json']);
    expect(known).toEqual({
      code: 0,
      stdout: 'No new findings for 1 release in 1 file, 2 in the baseline.\n',
      stderr: '',
    });

    await work.write({
      'repo/old/a.release': `// moved\n${OLD.replace('by mara undo', 'by anybody undo')}`,
    });
    const { code, stdout } = await check(['old', '--baseline', 'known.json']);
    expect(code).toBe(1);
    expect(stdout).toContain('`anybody`');
    expect(stdout).not.toContain('`somebody`');
    const json = JSON.parse((await check(['old', '--baseline', 'known.json', '--format', 'json'])).stdout);
    expect(json.files[0].releases[0].findings.map(({ code }: { code: string }) => code)).toEqual(['unknown-name']);
  });

  test('it does not matter from where in the repository the command runs', async () => {
    await work.write({ 'repo/sub/a.release': 'person ann\nrelease r {\n  kind standard\n}\n' });
    await check(['sub', '--write-baseline', 'sub.json']);
    const { stdout } = await work.run(['check', 'a.release', '--baseline', '../sub.json', ...AT], { cwd: 'repo/sub' });
    expect(stdout).toMatch(/^No new findings/);
  });

  test('what was repaired is told', async () => {
    await check(['old', '--write-baseline', 'known.json']);
    await work.write({ 'repo/old/a.release': FINE });
    const { code, stderr } = await check(['old', '--baseline', 'known.json']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^release-plan: \d findings of the baseline are not found here any more/);
  });

  test.each([
    ['missing.json', 'there is no such file or folder. --write-baseline missing.json makes it.'],
    ['plans/fine.release', 'is no baseline: it is no JSON'],
    ['plans', 'it is a folder'],
  ])('%s is no baseline', async (path, message) => {
    const { code, stderr } = await check(['plans', '--baseline', path]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
