import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isTable } from '../../view/tables/tabled.ts';
import { VIEWS } from '../../view/views.ts';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'night.release': FINE,
    'ugly.release': FINE.replace('  kind    standard', '      kind standard'),
  });
});
afterAll(() => work.remove());

describe('schedule, what if', () => {
  const night = (...args: string[]) => work.run(['schedule', 'night.release', ...args, ...AT]);

  test('says what would be different, and leaves the file as it is', async () => {
    const before = await readFile(join(work.folder, 'night.release'), 'utf8');
    const { code, stdout, stderr } = await night('--set', 'rollout.duration=+30m', '--start', '+10m');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toBe(`What if: rollout.duration=+30m, start +10m
night-1.0: ends 40 min later, contingency 3 h 35 min → 2 h 55 min

The release
  ~ Run starts       Sat 2026-12-05 22:10, 10 min later
  ~ Run ends         Sat 2026-12-05 23:05, 40 min later
  ~ Run takes        25 min → 55 min (30 min more)
  ~ Contingency      3 h 35 min → 2 h 55 min (40 min less)
  ~ Rollback margin  3 h 25 min → 2 h 45 min (40 min less)

Steps
  ~ rollout       duration 15m → 45m; starts Sat 2026-12-05 22:10, 10 min later; ends Sat 2026-12-05 22:55, 40 min later
  ~ 40 min later  1 step moves: verify web

People
  ~ mara  works 15 min → 45 min (30 min more)
`);
    expect(await readFile(join(work.folder, 'night.release'), 'utf8')).toBe(before);
  });

  test('as JSON, with the changed schedule and the difference', async () => {
    const { stdout } = await night('--without', 'jonas', '--format', 'json');
    const { files, difference } = JSON.parse(stdout);
    expect(files[0].releases[0].steps[1].by).toEqual([]);
    expect(difference.gaps).toMatchObject([{ what: 'verify web', who: 'jonas', path: 'night.release', line: 13 }]);
    expect(difference.releases[0]).toMatchObject({ name: 'night-1.0', status: 'changed' });
    const moved = JSON.parse((await night('--start', '+10m', '--format', 'json')).stdout).difference.releases[0];
    expect(moved.run.start).toEqual({ from: '2026-12-05T22:00+01:00', to: '2026-12-05T22:10+01:00' });
  });

  test('exits 2 with what is possible instead', async () => {
    expect(await night('--set', 'rolout.duration=1h')).toMatchObject({
      code: 2,
      stderr: 'release-plan: No step is called `rolout`. Did you mean `rollout`?\n',
    });
    expect(await night('--without', 'marra')).toMatchObject({ code: 2 });
    const { code, stderr } = await work.run(['schedule', 'night.release', 'ugly.release', '--start', '+1h', ...AT]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Name one of them')]);
  });
});

describe('schedule', () => {
  test('is a table of steps and what the approver asks', async () => {
    const { code, stdout } = await work.run(['schedule', 'night.release', ...AT]);
    expect(code).toBe(0);
    expect(stdout).toBe(`night-1.0 "The night", times in Europe/Berlin
   start                 end                   float  step        by     block
*  Sat 2026-12-05 22:00  Sat 2026-12-05 22:15  -      rollout     mara   run
*  Sat 2026-12-05 22:15  Sat 2026-12-05 22:25  -      verify web  jonas  run

run          Sat 2026-12-05 22:00 .. Sat 2026-12-05 22:25 (25 min; no order of its steps is shorter)
contingency  3 h 35 min
rollback     decide by Sun 2026-12-06 01:50
             after Sat 2026-12-05 22:00: 10 min by undo, rollout begun
* critical: any delay moves the end

Dates, in order of time
date                  until                 what    name
Sat 2026-12-05 22:00  Sun 2026-12-06 02:00  window
Sat 2026-12-05 22:00  Sat 2026-12-05 22:25  run
`);
  });

  test('counts from T while there is no date', async () => {
    const { stdout } = await work.run(['schedule', '-', ...AT], {
      stdin: FINE.replace(/window .*/, 'window tbd'),
    });
    expect(stdout).toContain('T+0:15');
  });

  test('says what is missing: the end of the window, the time of a step', async () => {
    const told = async (text: string) => (await work.run(['schedule', '-', ...AT], { stdin: text })).stdout;
    const open = await told(FINE.replace(/(window +\S+ \S+ \S+) \.\. .*/, '$1'));
    expect(open).toContain('rollback     no last moment to decide, as nothing says when the window ends\n');
    expect(open).toContain('10 min by undo, rollout begun');
    const untimed = await told(FINE.replace(/verify web .*/, '$& at tbd'));
    expect(untimed).toContain('(15 min without a step that has no time)');
    expect(untimed).toContain('contingency  3 h 45 min without a step that has no time\n');
  });

  test('as JSON', async () => {
    const { stdout } = await work.run(['schedule', 'night.release', '--format', 'json', ...AT]);
    const [release] = JSON.parse(stdout).files[0].releases;
    expect(release.steps).toHaveLength(2);
    expect(release.runs).toMatchObject([{ minutes: 25, untimedSteps: 0, contingencyMinutes: 215 }]);
    expect(release.dates).toMatchObject([
      { what: 'window', lasts: true, start: '2026-12-05T22:00+01:00', end: '2026-12-06T02:00+01:00', unknown: null },
      { what: 'run', start: '2026-12-05T22:00+01:00', end: '2026-12-05T22:25+01:00', due: null },
    ]);
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

  test('one view alone, of those that --help and the documents name', async () => {
    const help = (await work.run(['render', '--help'])).stdout.replace(/\s+/g, ' ');
    expect(help).toContain(`(choices: ${VIEWS.map(({ id }) => `"${id}"`).join(', ')})`);
    for (const { id, title, needs } of VIEWS) {
      const page = await work.run(['render', 'night.release', '--format', 'html', '--view', id]);
      expect(page.stdout.match(/<h2>(?!Findings)[^<]*/g)).toEqual([`<h2>${title}`]);
      const picture = await work.run(['render', 'night.release', '--view', id]);
      if (needs.length > 0 || isTable(id)) expect(picture.stdout).toMatch(/^<svg/);
      else expect(picture).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--format html') });
    }
    const commands = (await readFile('docs/views.md', 'utf8')).match(/^release-plan .*/gm)!;
    await work.write({ 'plans/night.release': FINE });
    for (const command of commands)
      expect(await work.run(command.split(' ').slice(1))).toMatchObject({ code: 0, stderr: '' });
  });

  test('of a chosen release it is in doubt what is in doubt in that one', async () => {
    const other = FINE.slice(FINE.indexOf('release night-1.0')).replace('night-1.0', 'day-1.0');
    const stdin = `${FINE.replace(/^ {2}run .*$/m, '$&\n    deploy web %%%')}\n${other}`;
    const drawn = async (release: string) =>
      (await work.run(['render', '-', '--format', 'html', '--release', release], { stdin })).stdout;
    expect(await drawn('night-1.0')).toContain('cannot be read');
    expect(await drawn('day-1.0')).not.toContain('cannot be read');
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
  test('says what a check is about, how severe it is, and shows both examples', async () => {
    const { code, stdout } = await work.run(['explain', 'backup-missing']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^backup-missing: A database/);
    expect(stdout).toContain('Severity: error.');
    expect(stdout).toContain('There is a quick fix');
    expect(stdout).toMatch(/Found in\n {2}\S[\s\S]*Not found in\n {2}\S/);
    const rest = (await work.run(['explain', 'rehearsal-missing'])).stdout;
    expect(rest).toContain('off for standard');
    expect(rest).toMatch(/passed \(number, default 2; 3 for major\)/);
  });

  test('lists all codes', async () => {
    const { stdout } = await work.run(['explain']);
    expect(stdout).toMatch(/^rollback-missing +error +fix +\S/m);
    expect(stdout).toMatch(/^rest-too-short +warning +(?!fix)\S/m);
    expect((await work.run(['explain', '--list'])).stdout).toBe(stdout);
  });

  test('as JSON has all that the page has', async () => {
    const list = JSON.parse((await work.run(['explain', '--list', '--format', 'json'])).stdout);
    const check = list.find(({ code }: { code: string }) => code === 'rehearsal-missing');
    expect(check).toMatchObject({
      severity: 'error',
      severities: { standard: 'off', normal: 'error', emergency: 'off', major: 'error' },
      fixable: true,
      parameters: expect.arrayContaining([
        expect.objectContaining({
          name: 'passed',
          type: 'number',
          default: 2,
          defaults: expect.objectContaining({ major: 3 }),
        }),
      ]),
    });
    expect(check.example.breaks).toContain('release');
    expect(JSON.parse((await work.run(['explain', 'rehearsal-missing', '--format', 'json'])).stdout)).toEqual(check);
  });

  test('as Markdown is the page of the documentation', async () => {
    const page = await readFile(new URL('../../docs/checks/cycle.md', import.meta.url), 'utf8');
    expect((await work.run(['explain', 'cycle', '--format', 'markdown'])).stdout).toBe(page);
  });

  test('offers the nearest codes for one that does not exist', async () => {
    const { code, stderr } = await work.run(['explain', 'backup']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean backup-');
    expect((await work.run(['explain', 'unasigned'])).stderr).toContain('Did you mean unassigned?');
    expect((await work.run(['explain', 'internal-error'])).stderr).toContain('a check itself has failed');
    expect((await work.run(['explain', 'cycle', '--list'])).code).toBe(2);
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
