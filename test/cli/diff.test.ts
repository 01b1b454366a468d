/** `release-plan diff` in repositories that are really there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatNames } from '../../cli/formats.ts';
import { expectGolden } from '../support/golden.ts';
import { elementsOf, readXml } from '../support/xml.ts';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';
import { ISOLATED, TestRepository } from './repository.ts';

const ROOT = join(import.meta.dirname, '../..');

let work: Workplace;
let count = 0;
beforeAll(async () => {
  work = await createWorkplace();
});
afterAll(() => work.remove());

const repository = () => new TestRepository(work, `r${count++}`).init();
const LONGER = FINE.replace('rollout 15m', 'rollout 40m');
const TRAIN = `zone UTC
person ann
service web
train payments every 2w from Sat 2026-12-05 22:00 {
  template night
}
release night(day: date, number) "Night {number}" {
  window day 22:00 .. 24:00
  run {
    deploy web 15m by ann undo 5m
  }
}
`;
const plan = (name: string, text = FINE) => text.replace('night-1.0', name).replace('CHG0042137', `CHG-${name}`);
const LATER = 'go-live moves 25 min later (Sat 2026-12-05 22:50 Europe/Berlin)';

describe('what is compared', () => {
  let at: TestRepository;
  beforeAll(async () => {
    at = await repository();
    await at.commit({ 'p/a.release': plan('a1'), 'p/b.release': plan('b1'), 'c.release': plan('c1') });
    at.git(['tag', 'v1']);
    await at.commit({ 'p/a.release': plan('a1', LONGER) }, '2026-11-02');
    at.git(['checkout', '--quiet', '-b', 'change']);
    await at.commit({ 'p/b.release': plan('b1', LONGER) }, '2026-11-03');
    at.git(['checkout', '--quiet', 'main']);
    await at.commit({ 'c.release': plan('c1', LONGER) }, '2026-11-04');
  });

  /** The paths that are told of. */
  const paths = async (args: readonly string[], cwd?: string): Promise<string[]> => {
    const { stdout, stderr } = await at.run(['diff', ...splice(args)], cwd === undefined ? {} : { cwd });
    expect(stderr).toBe('');
    return JSON.parse(stdout).plans.map(({ path }: { path: string }) => path);
  };
  /** Options stand before `--`. */
  const splice = (args: readonly string[]) => {
    const dashes = args.indexOf('--');
    const options = ['--format', 'json', ...AT];
    return dashes < 0 ? [...args, ...options] : [...args.slice(0, dashes), ...options, ...args.slice(dashes)];
  };

  test.each([
    [
      ['v1', 'main'],
      ['c.release', 'p/a.release'],
    ],
    [['v1..main'], ['c.release', 'p/a.release']],
    [
      ['main', 'v1'],
      ['c.release', 'p/a.release'],
    ],
    [
      ['main', 'change'],
      ['c.release', 'p/b.release'],
    ],
    // What both come from, as a pull request is shown.
    [['main...change'], ['p/b.release']],
    [['...change'], ['p/b.release']],
    [['v1', 'main', 'p'], ['p/a.release']],
    [['v1', 'main', '--', 'c.release'], ['c.release']],
    [['v1..main', 'p/b.release'], []],
    [['v1'], ['c.release', 'p/a.release']],
    [[], []],
  ])('%j', async (args, expected) => {
    expect(await paths(args)).toEqual(expected);
  });

  test('the working tree, with what git does not ignore', async () => {
    await at.write({
      'c.release': plan('c1'),
      'p/a.release': null,
      'new.release': plan('n1'),
      'old.release': plan('o1'),
      '.gitignore': 'old.release\n',
    });
    const { stdout } = await at.run(['diff', '--format', 'json', ...AT]);
    const told = JSON.parse(stdout).plans.map(({ status, path }: Record<string, string>) => `${status} ${path}`);
    expect(told).toEqual(['changed c.release', 'added new.release', 'removed p/a.release']);
    expect(await paths(['--', 'p'])).toEqual(['p/a.release']);
    expect(await paths(['HEAD', '--', '.'], `${at.folder.split('/').at(-1)}/p`)).toEqual(['p/a.release']);
    await at.write({ '.releaseignore': 'new.release\n' });
    expect(await paths([])).toEqual(['c.release', 'p/a.release']);
    expect(await paths(['--no-ignore'])).toContain('new.release');
    expect(await paths(['--', 'new.release'])).toEqual(['new.release']);
    at.git(['clean', '-qfdx']);
    at.git(['checkout', '--quiet', '.']);
  });

  test('two files, one of them in a revision', async () => {
    await at.write({ 'x.release': plan('a1'), 'y.release': plan('a1', LONGER) });
    for (const args of [
      ['x.release', 'y.release'],
      ['v1:p/a.release', 'y.release'],
      ['v1:p/a.release', 'main:p/a.release'],
      ['v1:./p/a.release', 'main:p/a.release'],
    ]) {
      const { stdout, stderr } = await at.run(['diff', ...args, ...AT]);
      expect({ args, stdout: stdout.includes(LATER), stderr }).toEqual({ args, stdout: true, stderr: '' });
    }
    at.git(['clean', '-qfdx']);
  });

  test('a plan of a train with what its template gives, and nothing else with that', async () => {
    await work.write({
      'train/shared.release': `person ann\nperson bob\nservice web\n`,
      'train/shop.release': `import "shared.release"\nzone UTC\ntrain shop every 2w from Sat 2026-12-05 22:00 {\n  template night\n}\nrelease night(day: date, number) "Night {number}" {\n  window day 22:00 .. 24:00\n  run {\n    deploy web 15m by ann undo 5m\n    verify web 5m by bob\n  }\n}\n`,
    });
    const run = (args: readonly string[]) => work.run([...args, '--at', '2026-11-20T09:00Z'], { cwd: 'train' });
    expect((await run(['next', 'shop'])).code).toBe(0);
    const path = join(work.folder, 'train/shop-2026-12-05.release');
    const diff = () => run(['diff', '--template', 'shop-2026-12-05.release']);
    expect((await diff()).stdout).toBe(
      'No release plan is different between the template night and shop-2026-12-05.release.\n',
    );
    writeFileSync(path, readFileSync(path, 'utf8').replace('15m by ann', '25m by bob'));
    expect((await diff()).stdout).toContain('duration 15m → 25m; by ann → bob');
    const shared = await run(['diff', '--template', 'shared.release']);
    expect(shared).toMatchObject({ code: 2, stderr: expect.stringContaining('has 0 releases') });
  });

  test('two files outside of any repository, without git', async () => {
    await work.write({ 'plain/x.release': FINE, 'plain/y.release': LONGER });
    const { code, stdout } = await work.run(['diff', 'x.release', 'y.release', ...AT], {
      cwd: 'plain',
      env: { PATH: '/nowhere' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain(LATER);
  });

  test('imports as they were in that revision', async () => {
    const own = await repository();
    const shared = 'person mara "Mara Lind"\nperson jonas "Jonas Berg"\nservice web\n';
    const night = `import "shared/s.release"\n${FINE.slice(FINE.indexOf('release night'))}`;
    await own.commit({ 'night.release': night, 'shared/s.release': shared });
    await own.commit({ 'shared/s.release': shared.replace('service web\n', 'service webshop\n') }, '2026-11-02');
    const { code, stdout } = await own.run(['diff', 'HEAD~1', 'HEAD', '--exit-code', ...AT]);
    expect(code).toBe(1);
    expect(stdout).toContain('night-1.0 in night.release');
    expect(stdout).toContain('+ error unknown-name');
    expect((await own.run(['diff', 'HEAD', 'HEAD~1', '--exit-code', ...AT])).code).toBe(0);
  });

  test('nothing is different', async () => {
    const { code, stdout, stderr } = await at.run(['diff', 'main', 'main', ...AT]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'No release plan is different between main and main.\n',
      stderr: '',
    });
  });
});

describe('plans that came, went or moved', () => {
  test('are told as such', async () => {
    const at = await repository();
    await at.commit({ 'a.release': plan('a1'), 'gone.release': plan('g1'), 'same.release': plan('s1') });
    await at.commit(
      {
        'a.release': null,
        'x/b.release': plan('a1', LONGER),
        'gone.release': null,
        'shared/f.release': 'person max\n',
      },
      '2026-11-02',
    );
    const { stdout } = await at.run(['diff', 'HEAD~1', 'HEAD', '--format', 'json', ...AT]);
    const told = JSON.parse(stdout).plans.map((one: Record<string, string>) => [one.status, one.path, one.was]);
    expect(told).toEqual([
      ['removed', 'gone.release', null],
      ['added', 'shared/f.release', null],
      ['changed', 'x/b.release', 'a.release'],
    ]);
    const text = (await at.run(['diff', 'HEAD~1', 'HEAD', ...AT])).stdout;
    expect(text).toContain(`a1 in x/b.release\n  · moved here from a.release\n  ! ${LATER}`);
    expect(text).toContain('g1 in gone.release\n  · the release is gone');
    expect(text).not.toContain('s1');
  });

  test('and nothing else of those that only moved', async () => {
    const at = await repository();
    await at.commit({ 'a.release': FINE });
    at.git(['mv', 'a.release', 'b.release']);
    await at.commit({}, '2026-11-02');
    const { stdout } = await at.run(['diff', 'HEAD~1', 'HEAD', ...AT]);
    expect(stdout.split('\n').slice(2)).toEqual(['b.release', '  · moved here from a.release', '']);
  });
});

describe('a pull request', () => {
  let at: TestRepository;
  beforeAll(async () => {
    const example = (path: string) => readFileSync(join(import.meta.dirname, '../../examples', path), 'utf8');
    at = await repository();
    const before = example('payments-4.2.release');
    await at.commit({ 'payments-4.2.release': before, 'shared/acme.release': example('shared/acme.release') });
    at.git(['checkout', '--quiet', '-b', 'change']);
    await at.commit({ 'payments-4.2.release': pullRequest(before) }, '2026-11-20');
  });
  const diff = (...args: string[]) => at.run(['diff', 'main', 'change', ...args, '--at', '2026-11-02T12:00Z']);

  test('in the terms of the business', async () => {
    const { code, stdout, stderr } = await diff();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const headline of [
      '! go-live moves 30 min later (Sun 2026-12-06 00:50 Europe/Berlin)',
      '! the run ends 45 min later (Sun 2026-12-06 01:15 Europe/Berlin)',
      '! outage 1 h 25 min → 1 h 55 min, 15 min over what is promised',
      '! rollback margin 2 h 25 min → 1 h 55 min',
      '· 1 step added, 1 removed, 1 moved, 1 renamed, 1 changed',
      '! scope grew after the freeze (PAY-399)',
      '· 1 waiver added',
    ]) {
      expect(stdout).toContain(`  ${headline}\n`);
    }
    expect(stdout).toMatch(/ {2}! 2 errors, 2 warnings/);
  });

  test('as the comment of a bot', async () => {
    const { stdout } = await diff('--format', 'markdown');
    expectGolden(stdout, './golden/pull-request.golden.md', import.meta.url);
  });

  test('as a picture', async () => {
    const { stdout } = await diff('--format', 'svg');
    expectGolden(stdout, './golden/pull-request.golden.svg', import.meta.url);
    const elements = elementsOf(readXml(stdout));
    const ids = elements.flatMap((one) => one.attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const ghosts = elements.filter((one) => one.attributes.get('class') === 'rp-ghost');
    expect(ghosts.length).toBeGreaterThan(5);
    expect(elements.filter((one) => one.attributes.get('class') === 'rp-changed')).toHaveLength(4);
  });

  test('as a page that needs nothing else', async () => {
    const { stdout } = await diff('--format', 'html');
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).not.toMatch(/<script|<link|src=|https?:\/\/(?!www\.w3\.org)/);
    expect(stdout).toContain('go-live moves 30 min later');
  });

  test('for programs', async () => {
    const report = JSON.parse((await diff('--format', 'json')).stdout);
    expect(report).toMatchObject({
      version: 1,
      base: { name: 'main', commit: expect.stringMatching(/^[0-9a-f]{40}$/) },
      head: { name: 'change' },
      plans: [{ status: 'changed', path: 'payments-4.2.release', was: null, headlines: [] }],
      newErrors: 2,
      problems: [],
    });
    const [release] = report.plans[0].releases;
    expect(release).toMatchObject({
      name: 'payments-4.2',
      headlines: expect.arrayContaining([{ text: 'rollback margin 2 h 25 min → 1 h 55 min', tone: 'worse' }]),
      run: {
        goLive: { from: '2026-12-06T00:20+01:00', to: '2026-12-06T00:50+01:00' },
        rollbackMargin: { from: 145, to: 115 },
      },
      scope: [{ status: 'added', name: 'PAY-399', afterFreeze: true }],
    });
    expect(release.steps).toContainEqual(expect.objectContaining({ label: 'refund-schema', was: 'refund-tables' }));
    expect(JSON.stringify(report)).not.toContain('file:');
  });

  test('fails on new errors where it is asked to', async () => {
    expect((await diff('--exit-code')).code).toBe(1);
    expect((await at.run(['diff', 'change', 'main', '--exit-code', ...AT])).code).toBe(0);
  });

  test('into a file', async () => {
    const { code, stdout } = await diff('--format', 'markdown', '-o', 'comment.md');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(at.folder, 'comment.md'), 'utf8')).toMatch(/^<!-- release-plan diff -->\n/);
  });
});

function pullRequest(text: string): string {
  const moved = '      deploy  payments-api                               15m by ops version 4.1.3 -> 4.2.0 undo 10m\n';
  const behind = '      deploy  checkout-web                               15m by ops undo 10m\n';
  expect(text).toContain(moved + behind);
  return text
    .replace('20m..25m..50m by dba undo 30m', '45m..55m..80m by dba undo 70m')
    .replace('as refund-tables "Refund tables"', 'as refund-schema "Refund tables"')
    .replace('threatens  refund-tables', 'threatens  refund-schema')
    .replace(moved + behind, behind + moved)
    .replace('      snapshot app-02 10m by ops\n', '')
    .replace('    record orders-db', '    verify checkout-web "Refund journey" 15m by qa\n    record orders-db')
    .replace('    should PAY-352', '    must PAY-399 "Partial refunds" by jonas due T-3wd\n    should PAY-352')
    .replace(
      '  waive rest',
      '  waive rollback-too-late until Tue 2026-12-08 because "The vendor stands by"\n  waive rest',
    );
}

describe('what a plan says is text', () => {
  const HOSTILE = '</summary><img src=x onerror=alert(1)> @org/team #1 [x](http://e.example) `code` ~~x~~ | \u001B[31m';

  test('in a comment, a picture, a page and a terminal', async () => {
    const at = await repository();
    await at.commit({ 'a.release': FINE });
    await at.commit({ 'a.release': FINE.replace('"Smoke"', `"${HOSTILE}"`) }, '2026-11-02');
    const told = async (format: string) => (await at.run(['diff', 'HEAD~1', 'HEAD', '--format', format, ...AT])).stdout;
    const markdown = await told('markdown');
    const { marked } = await import('marked');
    const html = marked.parse(markdown) as string;
    const tags = new Set([...html.matchAll(/<([a-z]+\d?)/g)].map((match) => match[1]));
    expect([...tags].sort()).toEqual(['code', 'details', 'h2', 'h3', 'li', 'p', 'strong', 'summary', 'ul']);
    expect(markdown).not.toMatch(/@org|http:\/\//);
    expect(await told('svg')).not.toContain('<img');
    expect(await told('html')).not.toContain('<img');
    expect(await told('text')).not.toContain('\u001B');
  });
});

describe('what plans said earlier', () => {
  const scoped = (items: string) =>
    FINE.replace('  run {', `  scope {\n    frozen on Fri 2026-11-06\n${items}  }\n\n  run {`);
  const FIRST = scoped('    should A-1 "First" by mara done\n');
  const GROWN = scoped('    should A-1 "First" by mara done\n    should A-2 "Second" by mara done\n');
  const codes = ({ stdout }: { stdout: string }) =>
    JSON.parse(stdout).files.flatMap(({ releases }: { releases: { findings: { code: string }[] }[] }) =>
      releases.flatMap(({ findings }) => findings.map(({ code }) => code)),
    );

  test('is asked of git by `check`', async () => {
    const at = await repository();
    await at.commit({ 'a.release': FIRST }, '2026-11-02');
    await at.commit({ 'a.release': GROWN }, '2026-11-09');
    const check = (...args: string[]) => at.run(['check', '--format', 'json', ...AT, ...args]);
    expect(codes(await check())).toEqual(['scope-after-freeze']);
    expect(codes(await check('--no-history'))).toEqual([]);
    // What is not committed yet came later still.
    await at.write({ 'a.release': GROWN.replace('A-2', 'A-3') });
    expect(codes(await check())).toEqual(['scope-after-freeze']);
    at.git(['checkout', '--quiet', '.']);
    // The plan is the same one in another folder.
    await at.write({ 'x/y/z.txt': '' });
    at.git(['mv', 'a.release', 'x/b.release']);
    await at.commit({}, '2026-11-10');
    expect(codes(await check())).toEqual(['scope-after-freeze']);
  });

  test('knows what a merge brought when it was merged, not when it was written', async () => {
    const at = await repository();
    await at.commit({ 'a.release': FIRST }, '2026-11-02');
    at.git(['checkout', '--quiet', '-b', 'change']);
    await at.commit({ 'a.release': GROWN }, '2026-11-03');
    at.git(['checkout', '--quiet', 'main']);
    await at.commit({ other: '' }, '2026-11-04');
    const day = '2026-11-10T12:00:00Z';
    at.git(['merge', '--quiet', '--no-ff', '-m', 'merge', 'change'], { GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day });
    expect(codes(await at.run(['check', '--format', 'json', ...AT]))).toEqual(['scope-after-freeze']);
  });

  test('is silent where nobody remembers, and says so where a clone was cut off', async () => {
    const at = await repository();
    await at.commit({ 'a.release': FIRST }, '2026-11-02');
    await at.commit({ 'a.release': GROWN, 'plain.release': plan('p1') }, '2026-11-09');
    const shallow = new TestRepository(work, `r${count++}`);
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${at.folder}`, shallow.folder], {
      env: { PATH: process.env.PATH, ...ISOLATED },
      stdio: 'ignore',
    });
    const cut = await shallow.run(['check', '--format', 'json', ...AT]);
    expect(codes(cut)).toEqual([]);
    expect(cut.stderr).toBe(
      'release-plan: This clone is shallow: older versions of plans, as of the day that their scope was frozen, are not in ' +
        'it (`fetch-depth: 0` fetches them). `scope-after-freeze` and `rehearsal-stale` see only what is marked in the plans.\n',
    );
    // A plan that nothing depends on in the past is not bothered with it, and neither is who says so.
    expect((await shallow.run(['check', 'plain.release', ...AT])).stderr).toBe('');
    expect((await shallow.run(['check', '--no-history', ...AT])).stderr).toBe('');
    const { stderr } = await shallow.run(['diff', 'main~1', 'main', ...AT]);
    expect(stderr).toContain('The clone is shallow: fetch what you compare with');

    await work.write({ 'nowhere/a.release': GROWN });
    expect(await work.run(['check', ...AT], { cwd: 'nowhere' })).toMatchObject({ code: 0, stderr: '' });
    const empty = await repository();
    await empty.write({ 'a.release': GROWN });
    expect(await empty.run(['check', ...AT])).toMatchObject({ code: 0, stderr: '' });
    await empty.commit({}, '2026-11-09');
    expect(await empty.run(['check', ...AT])).toMatchObject({ code: 0, stderr: '' });
  });

  test('without git, `check` says what is missing and goes on', async () => {
    const at = await repository();
    await at.commit({ 'a.release': GROWN });
    const { code, stderr } = await at.run(['check', ...AT], { env: { PATH: '/nowhere' } });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^release-plan: git is not installed, or not on the PATH.*--no-history/);
  });
});

describe('what cannot be compared', () => {
  const misuse = async (at: TestRepository, args: readonly string[], says: string, env = {}) => {
    const { code, stdout, stderr } = await at.run(['diff', ...args, ...AT], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ {4}at |fault of Release Plan/m);
  };

  test('is told in a sentence', async () => {
    const at = await repository();
    await at.write({ 'a.release': FINE });
    await misuse(at, [], 'has no commit yet');
    await misuse(at, ['main'], "'main' is neither a file nor a revision");
    await at.commit({ 'a.release': FINE });
    at.git(['tag', 'plans']);
    await at.commit({ 'plans/b.release': FINE, other: '' }, '2026-11-02');
    await misuse(at, ['mian', 'HEAD'], "'mian' is neither a file nor a revision");
    await misuse(at, ['HEAD', 'HEAD~9', '--', 'a.release'], "'HEAD~9' is neither a file nor a revision");
    await misuse(at, ['plans'], "'plans' is a revision and a file. Write `diff plans --`");
    await misuse(at, ['HEAD:gone.release', 'a.release'], 'There is no gone.release in HEAD.');
    await misuse(at, ['HEAD~9:a.release', 'a.release'], "'HEAD~9' is neither");
    await misuse(at, ['--', '../elsewhere.release'], 'lies outside of the git repository');
    await misuse(at, [], 'git is not installed', { PATH: '/nowhere' });
    at.git(['checkout', '--quiet', '--orphan', 'island']);
    await at.commit({}, '2026-11-03');
    await misuse(at, ['main...island'], 'have no commit in common');
    const nowhere = new TestRepository(work, 'no-repository');
    await nowhere.write({ 'a.release': FINE });
    await misuse(nowhere, [], 'is in no git repository');
  });

  test('is no option of git, whatever it looks like', async () => {
    const at = await repository();
    await at.commit({ 'a.release': FINE });
    const file = join(at.folder, 'written');
    for (const revision of [`--output=${file}`, '-O/bin/sh', '--upload-pack=touch written']) {
      await misuse(at, [`HEAD..${revision}`], 'is neither a file nor a revision');
      const { code } = await at.run(['diff', ...AT, 'HEAD', '--', revision]);
      expect(code).toBe(2);
    }
    expect(existsSync(file)).toBe(false);
  });

  test('does not keep the others from being compared', async () => {
    const at = await repository();
    const binary = new Uint8Array([0x50, 0x4b, 0, 0, 0xff, 0xfe]);
    await at.commit({ 'a.release': FINE, 'b.release': FINE, 'c.release': FINE, 'old.release': binary });
    await at.commit(
      { 'a.release': LONGER, 'b.release': binary, 'c.release': FINE.replace('  run {', '  rum {') },
      '2026-11-02',
    );
    const { code, stdout, stderr } = await at.run(['diff', 'HEAD~1', 'HEAD', ...AT]);
    expect(code).toBe(2);
    expect(stdout).toContain(LATER);
    expect(stderr).toContain('b.release of HEAD is no text in UTF-8');
    expect(stderr).toMatch(/c\.release of HEAD has .* not understood \(line \d+: /);
    // What never could be read is nobody's news.
    expect(stderr).not.toContain('old.release');
    const back = await at.run(['diff', 'HEAD', 'HEAD~1', ...AT, '--', 'c.release', 'a.release']);
    expect({ code: back.code, stderr: back.stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('c.release of HEAD'),
    });
    const missing = await at.run(['diff', 'HEAD~1', 'HEAD', ...AT, '--', 'a.release', 'z.release']);
    expect(missing.code).toBe(2);
    expect(missing.stdout).toContain(LATER);
    expect(missing.stderr).toBe('release-plan: There is no plan z.release in HEAD~1, and none in HEAD.\n');
  });
});

test('nothing of a repository is executed', async () => {
  const at = await repository();
  const bin = join(at.folder, '.bin');
  mkdirSync(bin);
  const trap = join(bin, 'trap.sh');
  await at.write({ '.bin/trap.sh': `#!/bin/sh\necho "$0 $@" >> ${join(at.folder, 'trapped')}\ncat\n` });
  chmodSync(trap, 0o755);
  const scoped = FINE.replace(
    '  run {',
    '  scope {\n    frozen on Fri 2026-11-06\n    should A-1 by mara done\n  }\n\n  run {',
  );
  await at.commit({
    'a.release': scoped,
    '.gitattributes': '*.release diff=trap filter=trap\n',
    '.gitignore': '.bin\ntrapped\n',
  });
  await at.commit({ 'a.release': scoped.replace('rollout 15m', 'rollout 40m') }, '2026-11-09');
  for (const hook of ['post-checkout', 'post-index-change', 'fsmonitor-watchman']) {
    await at.write({ [`.git/hooks/${hook}`]: `#!/bin/sh\n${trap}\n` });
    chmodSync(join(at.folder, '.git/hooks', hook), 0o755);
  }
  for (const [name, value] of [
    ['core.fsmonitor', trap],
    ['core.pager', trap],
    ['pager.log', 'true'],
    ['diff.external', trap],
    ['diff.trap.textconv', trap],
    ['diff.trap.command', trap],
    ['filter.trap.clean', trap],
    ['filter.trap.smudge', trap],
    ['filter.trap.process', trap],
    ['gpg.program', trap],
    ['log.showSignature', 'true'],
    ['core.sshCommand', trap],
    ['alias.log', `!${trap}`],
    ['remote.origin.url', `ext::${trap}`],
    ['remote.origin.promisor', 'true'],
    ['extensions.partialClone', 'origin'],
    ['protocol.ext.allow', 'always'],
  ]) {
    at.git(['config', name!, value!]);
  }
  await at.write({ 'a.release': scoped.replace('rollout 15m', 'rollout 50m') });
  const env = { GIT_EXTERNAL_DIFF: trap, GIT_PAGER: trap };
  expect((await at.run(['diff', 'HEAD~1', 'HEAD', ...AT], { env })).stdout).toContain(LATER);
  expect((await at.run(['diff', ...AT], { env })).stdout).toContain('go-live moves 10 min later');
  expect((await at.run(['check', ...AT], { env })).code).toBe(0);

  // A partial clone lacks it, and would have it fetched by a command of the repository.
  at.git(['config', 'core.repositoryFormatVersion', '1']);
  const blob = at.git(['rev-parse', 'HEAD~1:a.release']).trim();
  rmSync(join(at.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const partial = await at.run(['diff', 'HEAD~1', 'HEAD', ...AT], { env });
  expect({ code: partial.code, stderr: partial.stderr }).toEqual({
    code: 2,
    stderr:
      'release-plan: a.release of HEAD~1 is not in this clone, which holds only a part of the repository: fetch it.\n',
  });
  expect(existsSync(join(at.folder, 'trapped'))).toBe(false);
  // And the traps are set: who asks git without care is caught.
  at.git(['diff', 'HEAD']);
  expect(existsSync(join(at.folder, 'trapped'))).toBe(true);
});

test('a repository does not make the whole disk its own', async () => {
  const at = await repository();
  await at.commit({ 'a.release': FINE });
  at.git(['config', 'core.worktree', '/']);
  const { code, stderr } = await at.run(['diff', ...AT]);
  expect(code).toBe(2);
  expect(stderr).toContain('core.worktree');
});

describe('docs/diff.md', () => {
  const page = readFileSync(join(ROOT, 'docs/diff.md'), 'utf8');
  const fences = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1]!);
  let at: TestRepository;
  beforeAll(async () => {
    at = await repository();
    await at.write({ 'plans/trains.release': TRAIN });
    await at.run(['next', 'payments', 'plans', ...AT]);
    await at.commit({ 'plans/night.release': FINE });
    await at.commit({ 'plans/night.release': LONGER, 'old.release': FINE, 'new.release': LONGER }, '2026-11-02');
    at.git(['branch', 'change']);
    at.git(['update-ref', 'refs/remotes/origin/main', 'HEAD~1']);
  });

  test.each(fences('sh').flatMap((fence) => fence.trim().split('\n')))('%s', async (command) => {
    const [program, ...args] = command.split(' ');
    expect(program).toBe('release-plan');
    expect(await at.run(args)).toMatchObject({ code: 0, stderr: '' });
  });

  test('names options, formats and fields that there are, and all of them', async () => {
    const { stdout } = await at.run(['diff', '--help']);
    const named = (text: string) => new Set(text.match(/(?<=[`\s])--[a-z][a-z-]+/g));
    // What git is told in the recipe is none of ours.
    const prose = page.replace(/^```yaml.*?^```/gms, '');
    expect([...named(stdout)].filter((option) => option !== '--help').sort()).toEqual([...named(prose)].sort());
    const formats = [...page.matchAll(/^\| `(\w+)` \| (?:people|programs|a )/gm)].map((match) => match[1]);
    expect(formats).toEqual(formatNames('difference'));
    const report = JSON.parse((await at.run(['diff', 'HEAD~1', 'HEAD', '--format', 'json'])).stdout);
    for (const field of [...Object.keys(report), ...Object.keys(report.plans[0])]) expect(page).toContain(field);
  });

  test('gives the action what it takes, and gets the comment from it', async () => {
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    const recipe = parse(fences('yaml')[0]!);
    const step = recipe.jobs.plans.steps.find(({ id }: { id?: string }) => id === 'plans');
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    const own = action.runs.steps.find(({ id }: { id?: string }) => id === 'diff');
    const output = join(at.folder, '.git/output');
    execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', own.run], {
      cwd: at.folder,
      env: {
        ...{
          PATH: process.env.PATH,
          ...ISOLATED,
          GITHUB_OUTPUT: output,
          GITHUB_ACTION_PATH: dirname(dirname(work.program)),
        },
        ...{ FOLDER: '.', AT: '', BASE: 'origin/main', COMMENT: action.inputs.comment.default },
      },
    });
    expect(readFileSync(output, 'utf8')).toBe('comment=./release-plan-diff.md\n');
    const marker = /startswith\("(.*)"\)/.exec(fences('yaml')[0]!)![1]!;
    const comment = readFileSync(join(at.folder, 'release-plan-diff.md'), 'utf8');
    expect(comment.startsWith(marker)).toBe(true);
    expect(comment).toContain('go-live moves 25 min later');
  });
});

describe('check --merge-base: what only the merge has', () => {
  let at: TestRepository;
  const OTHERS = FINE.replace('service web', 'service shop')
    .replaceAll(' web', ' shop')
    .replace('night-1.0', 'shop-2.0')
    .replace('CHG0042137', 'CHG-2');
  const check = (args: readonly string[], options = {}) => at.run(['check', ...args, ...AT], options);
  beforeAll(async () => {
    at = await repository();
    // Both plans mean the same Mara.
    const people = 'person mara "Mara Lind"\nperson jonas "Jonas Berg"\n';
    const importing = (text: string) => text.replace(people, 'import "people.release"\n\n');
    await at.commit({ 'people.release': people, 'readme.md': 'One' });
    at.git(['checkout', '--quiet', '-b', 'shop']);
    await at.commit({ 'p/shop.release': importing(OTHERS).replace('people.', '../people.') }, '2026-11-02');
    at.git(['checkout', '--quiet', 'main']);
    await at.commit({ 'night.release': importing(FINE) }, '2026-11-03');
  });

  test('is told with what either side changes, and fails; each side alone is clean', async () => {
    expect((await check(['.'])).code).toBe(0);
    const objects = at.git(['count-objects', '-v']);
    const { code, stdout, stderr } = await check(['--merge-base', 'shop']);
    expect(stdout).toContain('[double-booked] `jonas` is in two places');
    expect(stdout).toContain('Neither side has it alone: HEAD changes night.release, shop changes p/shop.release.');
    expect(stdout).toMatch(/2 releases in 2 files\.\n$/);
    expect(stderr).toMatch(/judged as after a merge of HEAD \(\w+\) with shop \(\w+\)/);
    expect(code).toBe(1);
    expect(at.git(['count-objects', '-v'])).toBe(objects);
    expect(at.git(['status', '--porcelain'])).toBe('');
  });

  test('in the formats of check, for the files that are asked for, without what a baseline knows', async () => {
    const json = JSON.parse((await check(['p', '--merge-base', 'shop', '--format', 'json'])).stdout);
    expect(json.files.map(({ path }: { path: string }) => path)).toEqual(['p/shop.release']);
    const sarif = JSON.parse((await check(['**/night.release', '--merge-base', 'shop', '--format', 'sarif'])).stdout);
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('double-booked');
    at.git(['checkout', '--quiet', '--detach', 'main']);
    at.git(['merge', '--quiet', '--no-edit', 'shop']);
    await check(['--write-baseline', '../known.json']);
    at.git(['checkout', '--quiet', 'main']);
    const known = await check(['--merge-base', 'shop', '--baseline', '../known.json']);
    expect(known).toMatchObject({ code: 0, stdout: expect.stringContaining('No findings for 2 releases') });
  });

  test('has a conflict of text told as one, and no driver of the configuration run', async () => {
    at.git(['checkout', '--quiet', '-b', 'longer']);
    await at.commit({ 'night.release': readFileSync(join(at.folder, 'night.release'), 'utf8').replace('15m', '20m') });
    at.git(['checkout', '--quiet', 'main']);
    at.git(['checkout', '--quiet', '-b', 'shorter']);
    const shorter = readFileSync(join(at.folder, 'night.release'), 'utf8').replace('15m', '12m');
    await at.commit({ 'night.release': shorter, '.gitattributes': '*.release merge=theirs\n' });
    at.git(['config', 'merge.theirs.driver', `touch "${join(at.folder, 'owned')}"`]);
    const { code, stdout, stderr } = await check(['--merge-base', 'longer']);
    expect(stderr).toContain(
      'night.release cannot be merged as text: HEAD and longer both changed it. Merge it by hand;',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(join(at.folder, 'owned'))).toBe(false);
    at.git(['checkout', '--quiet', 'main']);
  });

  test.each([
    ['no such revision', ['--merge-base', 'nowhere'], "'nowhere' is no revision of this git repository. Fetch it"],
    ['an option in its place', ['--merge-base=--all'], "'--all' is no revision"],
    ['repairs', ['--merge-base', 'shop', '--fix'], 'judges plans that lie nowhere yet: leave --fix out'],
    ['standard input', ['-', '--merge-base', 'shop'], 'standard input is not'],
  ])('says what is wrong: %s', async (_, args, sentence) => {
    const { code, stderr } = await check(args);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });

  test('says that there is no repository, no common commit, a shallow clone, nothing to merge', async () => {
    await work.write({ 'plain/night.release': FINE });
    const plain = await work.run(['check', '--merge-base', 'main', ...AT], { cwd: 'plain' });
    expect(plain).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('in no git repository, so there is nothing to merge with.'),
    });
    at.git(['checkout', '--quiet', '--orphan', 'other']);
    await at.commit({ 'readme.md': 'Two' });
    expect((await check(['--merge-base', 'main'])).stderr).toContain(
      'HEAD and main have no commit in common. Git merges no histories',
    );
    at.git(['checkout', '--quiet', 'main']);
    const nothing = await check(['--merge-base', 'main~1']);
    expect(nothing).toMatchObject({
      code: 0,
      stderr: 'release-plan: main~1 is in HEAD already: there is nothing to merge.\n',
    });
    at.git(['clone', '--quiet', '--depth', '1', `file://${at.folder}`, join(work.folder, 'shallow')]);
    const shallow = await work.run(['check', '--merge-base', 'origin/shop', ...AT], { cwd: 'shallow', env: ISOLATED });
    expect(shallow).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The clone is shallow: fetch the whole history'),
    });
  });

  test('is a step of the action', () => {
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    const own = action.runs.steps.find(({ id }: { id?: string }) => id === 'merge');
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', own.run], {
      cwd: at.folder,
      encoding: 'utf8',
      env: {
        ...{ PATH: process.env.PATH, ...ISOLATED, GITHUB_ACTION_PATH: dirname(dirname(work.program)) },
        ...{ FILES: '.', BASELINE: '', AT: AT[1], BASE: 'shop', SUMMARY: 'true' },
        GITHUB_STEP_SUMMARY: join(at.folder, '.git/summary'),
      },
    });
    expect(ran.stderr).toContain('with shop (');
    expect(ran.stdout).toContain('::error file=night.release');
    expect(ran.status).toBe(1);
    expect(readFileSync(join(at.folder, '.git/summary'), 'utf8')).toContain('Neither side has it alone');
  });
});
