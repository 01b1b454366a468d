import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AT, createWorkplace, FINE, fineAs, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'fine.release': FINE });
});
afterAll(() => work.remove());

const check = (args: readonly string[], options?: Parameters<Workplace['run']>[1]) =>
  work.run(['check', ...args, ...AT], options);
const paths = async (args: readonly string[], cwd = '.') => {
  const { stdout } = await check([...args, '--format', 'json'], { cwd });
  return JSON.parse(stdout).files.map((file: { path: string }) => file.path);
};

describe('patterns', () => {
  test('are those that shells and editors know', async () => {
    const plan = (name: string) => fineAs(name);
    await work.write({
      'p/a1.release': plan('a1'),
      'p/a2.release': plan('a2'),
      'p/b1.release': plan('b1'),
      'p/.hidden/c1.release': plan('c1'),
      'p/node_modules/x/d1.release': plan('d1'),
      'p/e.release/inside.release': plan('e1'),
      'p/notes.txt': 'no plan',
      'p/[x].release': plan('x1'),
    });
    expect(await paths(['p/a[12].release'])).toEqual(['p/a1.release', 'p/a2.release']);
    expect(await paths(['p/[!a]1.release'])).toEqual(['p/b1.release']);
    expect(await paths(['p/{a,b}1.release'])).toEqual(['p/a1.release', 'p/b1.release']);
    expect(await paths(['p/**/[c-e]*.release'])).toEqual(['p/.hidden/c1.release']);
    expect(await paths(['p/*.txt', 'p/a1.release'])).toEqual(['p/a1.release']);
    // A file of that very name is meant before the pattern.
    expect(await paths(['p/[x].release'])).toEqual(['p/[x].release']);
    expect(await paths(['p/e.release'])).toEqual(['p/e.release/inside.release']);
  });
});

describe('.releaseignore', () => {
  beforeAll(async () => {
    await work.write({
      'i/.git/HEAD': '',
      'i/.releaseignore': '# drafts\nold/\n*.draft.release\n',
      'i/a.release': FINE,
      'i/b.draft.release': FINE,
      'i/old/c.release': FINE,
      'i/sub/.releaseignore': '!*.draft.release\nsecret.release\n',
      'i/sub/d.draft.release': FINE,
      'i/sub/secret.release': FINE,
    });
  });

  test('leaves out what it names; the one below has the last word', async () => {
    expect(await paths(['.'], 'i')).toEqual(['a.release', 'sub/d.draft.release']);
    expect(await paths(['**/*.release'], 'i')).toEqual(['a.release', 'sub/d.draft.release']);
    expect(await paths(['.'], 'i/sub')).toEqual(['d.draft.release']);
    expect(await paths(['.', '--no-ignore'], 'i')).toHaveLength(5);
  });

  test('a file that was named is left out as well, and that is told', async () => {
    const { code, stderr } = await check(['a.release', 'old/c.release'], { cwd: 'i' });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'release-plan: old/c.release is left out, as .releaseignore says.\n',
    });
  });

  test('holds for the formatter, not for a picture of one plan', async () => {
    await work.write({ 'i/old/ugly.release': FINE.replace('  kind', '      kind') });
    const unformatted = async (...args: string[]) =>
      (await work.run(['format', '--check', 'old', ...args], { cwd: 'i' })).stdout;
    expect(await unformatted()).toBe('');
    expect(await unformatted('--no-ignore')).toContain('old/ugly.release\n');
    expect((await work.run(['render', 'old/c.release'], { cwd: 'i' })).stdout).toMatch(/^<svg/);
  });
});

describe('standard input', () => {
  test('has the imports of the place it is said to lie at', async () => {
    await work.write({ 's/shared.release': 'person mara\nperson jonas\nservice web\n' });
    const stdin = `import "shared.release"\n${FINE.slice(FINE.indexOf('release'))}`;
    const { code, stdout } = await check(['-', '--stdin-path', 's/night.release'], { stdin });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No findings for 1 release in 1 file.\n' });
    expect((await check(['-'], { stdin })).code).toBe(1);
  });

  test('is named by that place', async () => {
    const { stdout } = await check(['-', '--stdin-path', 's/night.release'], {
      stdin: FINE.replace('by jonas', 'by x'),
    });
    expect(stdout).toContain('--> s/night.release:14:31');
  });

  test('a path for it without it is misuse', async () => {
    const { code, stderr } = await check(['fine.release', '--stdin-path', 'x']);
    expect(stderr).toContain('--stdin-path names standard input: say - as well');
    expect(code).toBe(2);
  });

  test('that is binary, empty or enormous is told to be so', async () => {
    expect((await check(['-'], { stdin: '\0' })).stderr).toContain('stdin.release is no text in UTF-8');
    expect((await check(['-'], { stdin: '' })).stderr).toContain('stdin.release is empty');
    const big = await check(['-'], { stdin: 'x'.repeat(17 * 1024 * 1024) });
    expect(big.stderr).toBe('release-plan: stdin.release has 17 MB: a plan has at most 16.\n');
    expect(big.code).toBe(2);
  });
});

describe('a file that is none', () => {
  test('50 MB are not read', async () => {
    await work.write({ 'big.release': new Uint8Array(50 * 1024 * 1024).fill(97) });
    const { code, stdout, stderr } = await check(['big.release', 'fine.release']);
    expect(stderr).toBe('release-plan: big.release has 50 MB: a plan has at most 16.\n');
    expect(stdout).toContain('No findings for 1 release in 1 file.');
    expect(code).toBe(2);
  });

  test.runIf(process.platform !== 'win32')('a device is not read, and a pipe is not waited for', async () => {
    expect((await check(['/dev/zero'])).stderr).toBe('release-plan: /dev/zero is no file: a plan is a text file.\n');
    const pipe = join(work.folder, 'pipe.release');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    // Nobody may ever write to it: what a shell pipes comes by standard input, or by a name of the shell's own.
    expect((await check(['pipe.release'])).stderr).toBe(
      'release-plan: pipe.release is no file: a plan is a text file; say - for standard input.\n',
    );
  });

  test('a link to nowhere does not exist', async () => {
    expect((await check(['gone.release'])).stderr).toBe('release-plan: gone.release does not exist.\n');
  });

  test('a mark before the text, and other line ends, are no findings', async () => {
    await work.write({ 'win.release': `\uFEFF${FINE.replaceAll('\n', '\r\n')}` });
    expect(await check(['win.release'])).toMatchObject({ code: 0, stdout: 'No findings for 1 release in 1 file.\n' });
  });
});
