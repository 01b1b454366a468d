/** `release-plan migrate`: shown first, written when it is told to, and each file has its word. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkplace, FINE, type Workplace } from './command.ts';

const PEOPLE = 'person mara "Mara Lind" { leave Mon 2027-01-04 – Fri 2027-01-08 }\n';
const OLD = `import "shared/people.release"\n${FINE.slice(FINE.indexOf('\n') + 1)}`
  .replace('rollout 15m', 'rollout 15 minutes')
  .replace('22:00 .. Sun', '22:00 – Sun');
const NEW = OLD.replace('15 minutes', '15m').replace('–', '..');

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
});
afterAll(() => work.remove());

const text = (path: string) => readFile(join(work.folder, path), 'utf8');
const git = (...args: string[]) =>
  spawnSync('git', ['-c', 'user.name=M', '-c', 'user.email=m@x', ...args], { cwd: work.folder });

test('a folder: as a diff that git applies, then into the files, and then there is nothing to do', async () => {
  await work.write({
    'a/night.release': OLD,
    'a/shared/people.release': PEOPLE,
    'a/torn.release': Buffer.from([0xff, 0]),
  });
  const shown = await work.run(['migrate', 'a']);
  expect(shown.stderr.split('\n')).toEqual([
    'a/night.release: 2 lines to write as the language has it now',
    'a/shared/people.release: 1 line to write as the language has it now',
    'release-plan: left as it is: a/torn.release is no text in UTF-8: a plan is a text file.',
    '',
  ]);
  expect(shown.code).toBe(2);
  expect(await text('a/night.release')).toBe(OLD);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'before');
  expect(spawnSync('git', ['apply', '-'], { cwd: work.folder, input: shown.stdout }).status).toBe(0);
  expect(await text('a/night.release')).toBe(NEW);

  git('checkout', '.');
  const written = await work.run(['migrate', 'a/night.release', '--write']);
  expect(written).toMatchObject({
    code: 0,
    stdout: 'a/night.release: 2 lines written as the language has it now\n',
    stderr: 'release-plan: a/shared/people.release is imported, and has 1 line to write otherwise: name it as well.\n',
  });
  expect([await text('a/night.release'), await text('a/shared/people.release')]).toEqual([NEW, PEOPLE]);
  expect(await work.run(['migrate', 'a/night.release', '--check'])).toMatchObject({
    code: 0,
    stdout: 'a/night.release: nothing to do\n',
  });
});

test('git is asked whether it has what is written over; --check changes nothing, and shows it where it is told to', async () => {
  const windows = `\uFEFF${OLD.replaceAll('\n', '\r\n')}`;
  await work.write({ 'b/night.release': windows, 'b/shared/people.release': 'person mara\n' });
  const checked = await work.run(['migrate', 'b/night.release', '--check', '--diff']);
  expect(checked.code).toBe(1);
  expect(checked.stdout).toContain('-  window  Sat 2026-12-05 22:00 – Sun');
  expect(await text('b/night.release')).toBe(windows);
  expect((await work.run(['migrate', 'b/night.release', '--write'])).stderr).toBe(
    'release-plan: b/night.release was not in git as it was: git does not give that back.\n',
  );
  expect(await text('b/night.release')).toBe(`\uFEFF${NEW.replaceAll('\n', '\r\n')}`);
});
