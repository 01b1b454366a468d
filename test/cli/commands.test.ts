import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'night.release': FINE,
    'ugly.release': FINE.replace('  kind    standard', '      kind standard'),
  });
}, 60_000);
afterAll(() => work.remove());

describe('schedule', () => {
  test('is a table of steps and what the approver asks', async () => {
    const { code, stdout } = await work.run(['schedule', 'night.release', ...AT]);
    expect(code).toBe(0);
    expect(stdout).toBe(`night-1.0 "The night", times in Europe/Berlin
   start                 end                   float  step        by     block
*  Sat 2026-12-05 22:00  Sat 2026-12-05 22:15  -      rollout     mara   run
*  Sat 2026-12-05 22:15  Sat 2026-12-05 22:25  -      verify web  jonas  run

run          Sat 2026-12-05 22:00 .. Sat 2026-12-05 22:25 (25 min)
contingency  3 h 35 min
rollback     decide by Sun 2026-12-06 01:50
* critical: any delay moves the end
`);
  });

  test('counts from T while there is no date', async () => {
    const { stdout } = await work.run(['schedule', '-', ...AT], {
      stdin: FINE.replace(/window .*/, 'window tbd'),
    });
    expect(stdout).toContain('T+0:15');
  });

  test('as JSON', async () => {
    const { stdout } = await work.run(['schedule', 'night.release', '--format', 'json', ...AT]);
    expect(JSON.parse(stdout).files[0].releases[0].steps).toHaveLength(2);
  });

  test('of a file without a release is told to be nothing', async () => {
    const { code, stdout, stderr } = await work.run(['schedule', '-'], { stdin: 'person mara\n' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('no release in these files');
  });
});

describe('format', () => {
  test('prints the canonical text', async () => {
    const { stdout } = await work.run(['format', 'ugly.release']);
    expect(stdout).toMatch(/^ {2}kind +standard$/m);
    expect((await work.run(['format', '-'], { stdin: stdout })).stdout).toBe(stdout);
  });

  test('--check names what is not formatted and changes nothing', async () => {
    const before = await readFile(join(work.folder, 'ugly.release'), 'utf8');
    const { code, stdout } = await work.run(['format', '--check', 'ugly.release']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'ugly.release\n' });
    expect(await readFile(join(work.folder, 'ugly.release'), 'utf8')).toBe(before);
  });

  test('--write rewrites, and then there is nothing to do', async () => {
    await work.write({ 'w/a.release': FINE.replace('  kind    standard', '      kind standard') });
    expect((await work.run(['format', '--write', 'w'])).stdout).toBe('w/a.release\n');
    expect(await work.run(['format', '--check', 'w'])).toMatchObject({ code: 0, stdout: '' });
  });

  test('several files are never printed as one', async () => {
    const { code, stderr } = await work.run(['format', 'night.release', 'ugly.release']);
    expect(code).toBe(2);
    expect(stderr).toContain('--write');
  });
});

describe('render', () => {
  test('an SVG that stands alone, with every text escaped', async () => {
    const { stdout } = await work.run(['render', '-'], {
      stdin: FINE.replace('"Smoke"', '"<script>alert(1)</script>"'),
    });
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(stdout).not.toContain('<script>');
  });

  test('a page, into a file', async () => {
    const { code } = await work.run(['render', 'night.release', '--format', 'html', '-o', 'night.html']);
    expect(code).toBe(0);
    expect(await readFile(join(work.folder, 'night.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*The night/);
  });

  test.each([
    [['night.release', '--release', 'day'], "no release 'day'. It has: night-1.0"],
    [['missing.release'], 'does not exist'],
    [['night.release', '-o', 'no/such/folder.svg'], 'cannot be written'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await work.run(['render', ...args]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe('explain', () => {
  test('says what a check is about, with both examples', async () => {
    const { code, stdout } = await work.run(['explain', 'backup-missing']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^backup-missing \(error/);
    expect(stdout).toContain('Not found in');
  });

  test('lists all codes', async () => {
    expect((await work.run(['explain'])).stdout).toMatch(/^rollback-missing +error/m);
  });

  test('offers the nearest codes for one that does not exist', async () => {
    const { code, stderr } = await work.run(['explain', 'backup']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean backup-');
  });
});

test('every command has help with an example', async () => {
  for (const command of ['check', 'schedule', 'render', 'format', 'preview', 'explain']) {
    const { code, stdout } = await work.run([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`release-plan ${command}`);
  }
});

test('no command at all shows the help', async () => {
  const { code, stdout, stderr } = await work.run([]);
  expect(stdout + stderr).toContain('Usage: release-plan');
  expect(code).toBe(2);
});
