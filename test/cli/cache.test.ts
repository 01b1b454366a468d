/** `check` that keeps what it found: when, where, and what it says where it cannot. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HELD } from '../../service/files/one-by-one.ts';
import { createWorkplace, FINE, type Workplace } from './command.ts';
import { TestRepository } from './repository.ts';

const AT = ['--at', '2026-11-20T09:00Z'];
const night = (name: string, hour: string, by = 'priya') =>
  `import "shared.release"\nrelease ${name} {\n  kind standard\n  zone Europe/Berlin\n  window Sat 2026-12-05 ${hour} .. 23:59\n` +
  `  run {\n    task t "Do it" 10m by ${by}\n  }\n}\n`;
const people = 'person priya\nperson jonas\n';
const few = { 'shared.release': people, 'a.release': night('a', '22:00'), 'b.release': night('b', '22:05') };
const many = (folder: string) =>
  Object.fromEntries([
    [`${folder}/shared.release`, people],
    ...Array.from({ length: HELD }, (_, i) => [
      `${folder}/plan-${i}.release`,
      night(
        `r${i}`,
        `${String(i % 23).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`,
        i % 2 ? 'priya' : 'jonas',
      ),
    ]),
  ]);

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
});
afterAll(() => work.remove());

const entriesIn = (folder: string) => readdirSync(join(work.folder, folder)).filter((name) => name.endsWith('.plan'));

describe('in a folder that is named', () => {
  test('what has not changed is read, and what has is found', async () => {
    await work.write(Object.fromEntries(Object.entries(few).map(([name, text]) => [`few/${name}`, text])));
    const check = (...args: string[]) => work.run(['check', ...args, ...AT], { cwd: 'few' });
    const plainly = await check('--no-cache');
    expect(plainly.stdout).toContain('double-booked');
    expect(await check('--cache', '../kept')).toEqual(plainly);
    expect(entriesIn('kept')).toHaveLength(3);
    expect(readFileSync(join(work.folder, 'kept/.gitignore'), 'utf8')).toBe('*\n');
    expect(await check('--cache', '../kept')).toEqual(plainly);
    await work.write({ 'few/b.release': night('b', '23:00') });
    const { stdout } = await check('--cache', '../kept');
    expect(stdout).not.toContain('double-booked');
    expect(stdout).toBe((await check('--no-cache')).stdout);
  });

  test('where it cannot be, that is told once and fails nothing', async () => {
    await work.write({
      ...Object.fromEntries(Object.entries(few).map(([name, text]) => [`told/${name}`, text])),
      taken: '',
    });
    const check = (...args: string[]) => work.run(['check', ...args, ...AT], { cwd: 'told' });
    const { code, stdout, stderr } = await check('--cache', '../taken');
    const plainly = await check('--no-cache');
    expect({ code, stdout }).toEqual({ code: plainly.code, stdout: plainly.stdout });
    expect(stderr).toMatch(/^release-plan: The cache \S+taken cannot be used: .*\. Everything is worked out anew\.\n$/);
  });

  test('what a plan said earlier is asked again when there is another commit', async () => {
    const repository = await new TestRepository(work, 'history').init();
    const scoped = (items: string) =>
      FINE.replace('  run {', `  scope {\n    frozen on Fri 2026-11-06\n${items}  }\n\n  run {`);
    const first = scoped('    should A-1 "First" by mara done\n');
    const grown = scoped('    should A-1 "First" by mara done\n    should A-2 "Second" by mara done\n');
    const check = (...args: string[]) => repository.run(['check', ...args, ...AT]);
    await repository.commit({ 'shop.release': first }, '2026-11-02');
    await repository.write({ 'shop.release': grown });
    const before = await check('--cache', '../past');
    expect(before.stdout).toContain('scope-after-freeze');
    await repository.commit({ 'shop.release': grown }, '2026-11-05');
    const after = await check('--cache', '../past');
    expect(after.stdout).not.toContain('scope-after-freeze');
    expect(await check('--cache', '../past')).toEqual(after);
    repository.git(['checkout', '--quiet', 'HEAD~1']);
    await repository.write({ 'shop.release': grown });
    expect(await check('--cache', '../past')).toEqual(before);
    expect((await check('--cache', '../past', '--no-history')).stdout).not.toContain('scope-after-freeze');
  });
});

describe('beside the plans', () => {
  test('of many, outside of CI, and for nobody to commit', async () => {
    await work.write(many('many'));
    const check = (args: string[], env = {}) => work.run(['check', ...args, ...AT], { cwd: 'many', env });
    const plainly = await check(['--no-cache']);
    expect(await check([], { CI: 'true' })).toEqual(plainly);
    expect(existsSync(join(work.folder, 'many/.release-plan'))).toBe(false);
    expect(await check([])).toEqual(plainly);
    expect(entriesIn('many/.release-plan/cache')).toHaveLength(HELD + 1);
    expect(readFileSync(join(work.folder, 'many/.release-plan/.gitignore'), 'utf8')).toBe('*\n');
    expect(await check([])).toEqual(plainly);
    // What came with a checkout was sealed by somebody else.
    const other = await check([], { XDG_STATE_HOME: join(work.folder, 'another user') });
    expect(other).toEqual(plainly);
  });

  test('two at once, and one that is stopped, harm nobody', async () => {
    await work.write(many('busy'));
    const check = () => work.spawn(['check', ...AT], { cwd: 'busy' });
    const plainly = await work.run(['check', '--no-cache', ...AT], { cwd: 'busy' });
    const cache = join(work.folder, 'busy/.release-plan/cache');
    const stopped = spawn(process.execPath, [work.program, 'check', ...AT], {
      cwd: join(work.folder, 'busy'),
      stdio: 'ignore',
      // Like those of `run`: where CI runs, there would be no cache to wait for.
      env: { PATH: process.env.PATH, XDG_STATE_HOME: join(work.folder, '..') },
    });
    const ended = new Promise((resolve) => stopped.on('exit', resolve));
    while (!existsSync(cache) || readdirSync(cache).length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    stopped.kill('SIGKILL');
    await ended;
    expect(await Promise.all([check(), check()])).toEqual([plainly, plainly]);
    expect(await check()).toEqual(plainly);
    rmSync(cache, { recursive: true });
  });
});
