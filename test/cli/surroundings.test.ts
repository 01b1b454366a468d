/** What lies around plans, and what the answer goes to: odd names, pipes, links, full disks. Nothing waits, nothing is lost. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { AT, createWorkplace, FINE, fineAs, type Workplace } from './command.ts';
import { TestRepository } from './repository.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
});
afterAll(() => work.remove());

/** No stack, no source, and one line for what went wrong. */
function expectOneLine(stderr: string): void {
  expect(stderr).toMatch(/^release-plan: [^\n]+\n$/);
  expect(stderr).not.toMatch(/ at |node:|function/);
}

describe('what steers a terminal', () => {
  const ODD = 'x\u001B[2J\u009B1m\u0007\u202E.release';

  test('is escaped in the name of a file', async () => {
    mkdirSync(join(work.folder, 'odd'));
    writeFileSync(join(work.folder, 'odd', ODD), new Uint8Array([255]));
    writeFileSync(join(work.folder, 'odd', `1${ODD}`), FINE.replace('zone    Europe/Berlin', 'zone\u001B Nowhere'));
    for (const command of ['check', 'schedule', 'format --check', 'check --fix --dry-run']) {
      const { stdout, stderr } = await work.run([...command.split(' '), ...(command.startsWith('format') ? [] : AT)], {
        cwd: 'odd',
      });
      expect(stdout + stderr).not.toMatch(/(?![\n\t])\p{Cc}|\u202E/u);
      expect(stderr).toContain('"x\\u001b[2J\\u009b1m\\u0007\\u202e.release"');
    }
  });

  test.each([
    ['check', '\u001B[31mnone.release'],
    ['check', '--\u001B[31m'],
    ['\u001B[31m'],
    ['explain', '\u001B[31m'],
    ['check', '--at', '\u001B[31m'],
    ['check', '--format', '\u001B[31m'],
    ['check', '--baseline', '\u001B[31m'],
    ['check', '--report', '\u001B[31m'],
    ['render', 'none', '--group', '\u001B[31m'],
    ['schedule', 'plan.release', '--set', '\u001B[31m'],
    ['policy', 'plan.release', '--release', '\u001B[31m'],
  ])('is escaped in an argument: %j %j', async (...args) => {
    await work.write({ 'plan.release': FINE });
    const { code, stdout, stderr } = await work.run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expectOneLine(stderr);
    expect(stderr).toContain('\\u001b[31m');
  });

  test('goes to another program as it is', async () => {
    const text = FINE.replace('"Mara Lind"', '"Mara\u001B[2J Lind"');
    expect((await work.run(['format', '-'], { stdin: text })).stdout).toContain('"Mara\u001B[2J Lind"');
  });

  test('leaves our own colours alone', async () => {
    await work.write({ 'plan.release': FINE.replace('"Smoke"', '"\u001B[5mSmoke" nonsense') });
    const { stdout } = await work.run(['check', 'plan.release', ...AT], { env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001B[31m');
    expect(stdout).not.toContain('\u001B[5m');
  });
});

describe('an answer that cannot be written', () => {
  const shell = (command: string) =>
    spawnSync('bash', ['--norc', '-c', command], {
      cwd: work.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, RP: work.program, NODE: process.execPath },
    });

  test
    .skipIf(!existsSync('/dev/full'))
    .each(['check', 'schedule', 'render', 'explain --list', '--help', 'format', 'check --format json'])(
    'to a full disk is told: %s',
    async (command) => {
      await work.write({ 'plan.release': FINE });
      const file = /explain|help/.test(command) ? '' : ' plan.release';
      const { status, stderr } = shell(`"$NODE" "$RP" ${command}${file} > /dev/full`);
      expectOneLine(stderr);
      expect(stderr).toContain('the disk is full');
      expect(status).toBe(2);
    },
  );

  test('is silent where nobody reads on', () => {
    const { stderr, stdout } = shell(
      '"$NODE" "$RP" explain --list --format json | head -c 10; echo " ${PIPESTATUS[0]}"',
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\[\n {2}\{\n {5}[02]\n$/);
  });

  test.skipIf(!existsSync('/dev/full'))('does not hang or die by a signal when nothing can be told at all', () => {
    expect(shell('"$NODE" "$RP" check none > /dev/full 2> /dev/full').status).toBe(2);
  });
});

describe('what is no file', () => {
  beforeAll(async () => {
    await work.write({
      'strange/plan.release': `import "pipe.release"\nimport "folder.release"\nimport "link.release"\n${FINE}`,
    });
    const at = (name: string) => join(work.folder, 'strange', name);
    execFileSync('mkfifo', [at('pipe.release'), at('sub.release')]);
    mkdirSync(at('folder.release'));
    symlinkSync('/dev/zero', at('link.release'));
  });

  test('is told where it is imported, and not waited for', async () => {
    const { code, stdout } = await work.run(['check', 'plan.release', ...AT], { cwd: 'strange' });
    expect(code).toBe(1);
    expect(stdout).toContain('`pipe.release` cannot be read');
    expect(stdout).toContain('`folder.release` cannot be read');
    expect(stdout).toContain('`link.release` lies outside');
  });

  test.each(['check', 'format --check', 'schedule', 'preview', 'render', 'policy', 'diff plan.release'])(
    'is told where it is named: %s',
    async (command) => {
      const { code, stderr } = await work.spawn([...command.split(' '), 'pipe.release'], { cwd: 'strange' });
      expect(code).toBe(2);
      expect(stderr).toMatch(/pipe\.release/);
    },
  );

  test('is told where it is found in a folder', async () => {
    const { code, stderr } = await work.run(['check', ...AT], { cwd: 'strange' });
    expect(code).toBe(2);
    expect(stderr).toContain('release-plan: pipe.release is no file: a plan is a text file.\n');
    expect(stderr).toContain('release-plan: sub.release is no file');
  });

  test('leaves nothing out in the place of an ignore file', async () => {
    await work.write({ 'ignoring/plan.release': FINE });
    execFileSync('mkfifo', [join(work.folder, 'ignoring', '.releaseignore')]);
    const { code, stderr } = await work.run(['check', ...AT], { cwd: 'ignoring' });
    expect(code).toBe(2);
    expectOneLine(stderr);
  });

  test('is read where a shell puts it', async () => {
    await work.write({ 'plan.release': FINE });
    const { stdout } = spawnSync(
      'bash',
      ['--norc', '-c', '"$NODE" "$RP" check --at 2026-11-23T12:00Z <(cat plan.release)'],
      {
        cwd: work.folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, RP: work.program, NODE: process.execPath },
      },
    );
    expect(stdout).toBe('No findings for 1 release in 1 file.\n');
  });
});

describe('a file that is written', () => {
  const UNTIDY = FINE.replace('  kind    standard', '  kind standard');
  const at = (name: string) => join(work.folder, 'written', name);

  test('keeps its other names, its mode and the links to it', async () => {
    await work.write({ 'written/one.release': UNTIDY });
    linkSync(at('one.release'), at('two.release'));
    symlinkSync('one.release', at('three.release'));
    execFileSync('chmod', ['640', at('one.release')]);
    const { stdout } = await work.run(['format', '--write', 'three.release'], { cwd: 'written' });
    expect(stdout).toBe('three.release\n');
    for (const name of ['one', 'two', 'three']) expect(readFileSync(at(`${name}.release`), 'utf8')).toBe(format(FINE));
    expect(statSync(at('one.release'))).toMatchObject({ nlink: 2, ino: statSync(at('two.release')).ino });
    expect(statSync(at('one.release')).mode & 0o777).toBe(0o640);
    expect(readlinkSync(at('three.release'))).toBe('one.release');
    expect(readdirSync(join(work.folder, 'written')).sort()).toEqual(['one.release', 'three.release', 'two.release']);
  });

  test('is made where a link leads that leads nowhere yet', async () => {
    await work.write({ 'written/plan.release': FINE });
    symlinkSync('new.svg', at('link.svg'));
    expect((await work.run(['render', 'plan.release', '-o', 'link.svg'], { cwd: 'written' })).code).toBe(0);
    expect(readlinkSync(at('link.svg'))).toBe('new.svg');
    expect(readFileSync(at('new.svg'), 'utf8')).toContain('<svg');
  });

  test('that cannot be is told in a line, and stays', async () => {
    await work.write({ 'written/plan.release': FINE });
    mkdirSync(at('folder'), { recursive: true });
    for (const output of ['folder', 'none/x.svg', 'plan.release/x.svg', `${'x'.repeat(300)}.svg`]) {
      const { code, stderr } = await work.run(['render', 'plan.release', '-o', output], { cwd: 'written' });
      expect(code).toBe(2);
      expectOneLine(stderr);
    }
  });
});

describe('git', () => {
  const names = [
    'new\nline.release',
    'a "quoted" one.release',
    'back\\slash.release',
    ' leading.release',
    'ünïcode.release',
    '-dash.release',
    ':(top)x.release',
    'tab\tbed.release',
    'cr\r.release',
  ];

  test('compares plans of any name', async () => {
    const repository = await new TestRepository(work, 'names').init();
    await repository.commit(Object.fromEntries(names.map((name, i) => [name, fineAs(`night-${i}.0`)])));
    await repository.write(
      Object.fromEntries(names.map((name, i) => [name, fineAs(`night-${i}.0`).replace('15m', '25m')])),
    );
    const { code, stdout, stderr } = await repository.run(['diff', '--format', 'json', ...AT]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const plans = JSON.parse(stdout).plans as { path: string; status: string }[];
    expect(plans.map(({ path }) => path).sort()).toEqual([...names].sort());
    expect(new Set(plans.map(({ status }) => status))).toEqual(new Set(['changed']));
    expect((await repository.run(['diff', ...AT])).stdout).toContain('"new\\nline.release"');
  });

  test.each<[string, Record<string, string>]>([
    [
      'a hook of another repository',
      { GIT_DIR: '/nowhere/.git', GIT_WORK_TREE: '/nowhere', GIT_INDEX_FILE: '/nowhere/index', GIT_PREFIX: 'x/' },
    ],
    [
      'other objects',
      { GIT_OBJECT_DIRECTORY: '/nowhere', GIT_ALTERNATE_OBJECT_DIRECTORIES: '/nowhere', GIT_COMMON_DIR: '/nowhere' },
    ],
    ['a trace', { GIT_TRACE: '1', GIT_TRACE_SETUP: '2' }],
    ['pathspecs and a namespace', { GIT_GLOB_PATHSPECS: '1', GIT_ICASE_PATHSPECS: '1', GIT_NAMESPACE: 'x' }],
    [
      'programs',
      { GIT_EXTERNAL_DIFF: 'false', GIT_PAGER: 'false', PAGER: 'false', GIT_EDITOR: 'false', GIT_ASKPASS: 'false' },
    ],
    ['another language', { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' }],
  ])('is not led astray by %s', async (_, env) => {
    const repository = existsSync(join(work.folder, 'led', '.git'))
      ? new TestRepository(work, 'led')
      : await new TestRepository(work, 'led').init();
    await repository.commit({ 'plan.release': FINE });
    await repository.write({ 'plan.release': FINE.replace('15m', '25m') });
    const { code, stdout, stderr } = await repository.run(['diff', ...AT], { env });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('25 min');
  });
});

describe('a call that means nothing', () => {
  test.each([
    [['check', '--nonsense']],
    [['check', '--format', 'nonsense']],
    [['nonsense']],
    [['render']],
    [['render', 'a', 'b']],
    [['explain', 'a', 'b']],
    [['check', '--max-warnings', 'many']],
    [['check', '--at']],
    [['preview', 'plan.release', '--port', '70000']],
    [['schedule', 'plan.release', '--runs', '-1']],
  ])('ends with 2 and a line: %j', async (args) => {
    await work.write({ 'plan.release': FINE });
    const { code, stderr, stdout } = await work.run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expectOneLine(stderr);
  });
});
