import { spawnSync } from 'node:child_process';
import { chmod, lstat, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AT, createWorkplace, FINE, fineAs, type Workplace } from './command.ts';

const BROKEN = FINE.replace('by jonas', 'by jonass // who else');
const FIXED = BROKEN.replace('jonass', 'jonas');

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
});
afterAll(() => work.remove());

const check = (args: readonly string[], stdin?: string) => work.run(['check', ...args, ...AT], { stdin });
const text = (path: string) => readFile(join(work.folder, path), 'utf8');

test('repairs, says what, and reports what is left', async () => {
  await work.write({
    'a/one.release': BROKEN,
    'a/two.release': fineAs('two-1.0').replace('by jonas', 'by somebody'),
  });
  const { code, stdout, stderr } = await check(['a', '--fix']);
  expect(await text('a/one.release')).toBe(FIXED);
  expect(stderr).toContain('a/one.release:14: fixed [unknown-name] Write `jonas`\n');
  expect(stderr).toContain('release-plan: fixed 1 finding in 1 file.\n');
  expect(stdout).toContain('`somebody` is not declared');
  expect(stdout).not.toContain('jonass');
  expect(code).toBe(1);
  expect((await check(['a/one.release', '--fix'])).stderr).toBe('');
});

test('--dry-run prints a diff that git applies, and changes nothing', async () => {
  await work.write({ 'b/one.release': BROKEN });
  const { code, stdout, stderr } = await check(['b', '--fix', '--dry-run']);
  expect(await text('b/one.release')).toBe(BROKEN);
  expect(stdout).toMatch(/^--- a\/b\/one\.release\n\+\+\+ b\/b\/one\.release\n@@ /);
  expect(stderr).toBe('release-plan: --fix would repair 1 finding in 1 file.\n');
  // The plan still has its error.
  expect(code).toBe(1);
  const { status } = spawnSync('git', ['apply', '-'], { cwd: work.folder, input: stdout });
  expect(status).toBe(0);
  expect(await text('b/one.release')).toBe(FIXED);
  expect(await check(['b', '--fix', '--dry-run'])).toMatchObject({ code: 0, stdout: '' });
});

test('standard input comes back repaired, or as it was', async () => {
  const broken = await check(['-', '--fix'], BROKEN);
  expect(broken).toMatchObject({ code: 0, stdout: FIXED });
  expect(broken.stderr).toContain('No findings for 1 release');
  expect((await check(['-', '--fix', '--format', 'json'], FINE)).stdout).toBe(FINE);
});

describe('the file', () => {
  test('keeps its mark, its line ends and its permissions, and no other is left beside it', async () => {
    const windows = `\uFEFF${BROKEN.replaceAll('\n', '\r\n')}`;
    await work.write({ 'c/one.release': windows });
    await chmod(join(work.folder, 'c/one.release'), 0o640);
    await check(['c', '--fix']);
    expect(await text('c/one.release')).toBe(windows.replace('jonass', 'jonas'));
    expect((await stat(join(work.folder, 'c/one.release'))).mode & 0o777).toBe(0o640);
    expect(await readdir(join(work.folder, 'c'))).toEqual(['one.release']);
  });

  test('behind a link is repaired, and the link stays', async () => {
    await work.write({ 'd/real.txt': BROKEN });
    await symlink('real.txt', join(work.folder, 'd/link.release'));
    await check(['d/link.release', '--fix']);
    expect(await text('d/real.txt')).toBe(FIXED);
    expect((await lstat(join(work.folder, 'd/link.release'))).isSymbolicLink()).toBe(true);
  });

  test('that only is imported is not touched', async () => {
    const shared = 'person mara\nperson jonas\nservice web\nteam ops is mara, jonass\n';
    await work.write({
      'e/shared.release': shared,
      'e/one.release': `import "shared.release"\n${BROKEN.slice(BROKEN.indexOf('release'))}`,
    });
    await check(['e/one.release', '--fix']);
    expect(await text('e/shared.release')).toBe(shared);
    expect(await text('e/one.release')).not.toContain('jonass');
  });
});

test('--dry-run alone is misuse', async () => {
  const { code, stderr } = await check(['--dry-run']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'release-plan: --dry-run shows what --fix would do: say --fix as well.\n',
  });
});
