/** `export` and `import` as users call them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAN_FORMATS } from '../../exchange/plan-formats.ts';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';
import { ISOLATED, TestRepository } from './repository.ts';

let work: Workplace;

beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'night.release': FINE });
});
afterAll(() => work.remove());

test('help and the page name every format', async () => {
  const page = await readFile('docs/exchange.md', 'utf8');
  const help = async (command: string) => (await work.run([command, '--help'])).stdout.replace(/\s+/g, ' ');
  const [exporting, importing] = [await help('export'), await help('import')];
  for (const { name, write, read } of PLAN_FORMATS) {
    expect(page).toContain(`| \`${name}\` |`);
    expect(exporting.includes(`"${name}"`)).toBe(write !== undefined);
    expect(importing.includes(`"${name}"`)).toBe(read !== undefined);
  }
});

test('a plan leaves, somebody ticks a step and asks for more time, and it comes back as a diff', async () => {
  const sent = await work.run(['export', 'night.release', '-o', 'night.json', ...AT]);
  expect(sent.code).toBe(0);
  const path = join(work.folder, 'night.json');
  const outline = JSON.parse(await readFile(path, 'utf8'));
  const run = outline.items.find(({ kind }: { kind: string }) => kind === 'run');
  Object.assign(run.items[0], { done: true, duration: '25m', notes: ['Slower than last time'] });
  await work.write({ 'filled.json': JSON.stringify(outline) });
  const { code, stdout, stderr } = await work.run(['import', 'filled.json', '--into', 'night.release', ...AT]);
  expect(code).toBe(1);
  expect(stdout.split('\n').filter((line) => /^[+-] /.test(line))).toEqual([
    expect.stringMatching(/^- +deploy.*15m/),
    '+    // Slower than last time',
    expect.stringMatching(/^\+ +deploy.*25m.* done$/),
  ]);
  expect(stderr).toContain('duration was "15m", now "25m"');
  expect(stderr).toContain('What the plan is found to be:');
  expect(await readFile(join(work.folder, 'night.release'), 'utf8')).toBe(FINE);
  await work.run(['import', 'filled.json', '--into', 'night.release', '-o', 'night.release', ...AT]);
  expect(await readFile(join(work.folder, 'night.release'), 'utf8')).toContain('// Slower than last time');
  await work.write({ 'night.release': FINE });
});

test('what comes back as it was changes nothing', async () => {
  await work.run(['export', 'night.release', '-o', 'same.json', ...AT]);
  const { code, stdout } = await work.run(['import', 'same.json', '--into', 'night.release', ...AT]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
});

test('an import never writes over what somebody has written', async () => {
  await work.write({ 'one.json': '{ "title": "One", "zone": "UTC" }', 'mine.release': '// mine\n' });
  const { code, stderr } = await work.run(['import', 'one.json', '-o', 'mine.release', ...AT]);
  expect(code).toBe(2);
  expect(stderr).toContain('is there already');
  expect(await readFile(join(work.folder, 'mine.release'), 'utf8')).toBe('// mine\n');
});

test('what --map says is remembered for all tables of a folder, where it is asked for', async () => {
  await work.write({
    'sheets/one.csv': 'Was;Wen\nKasse stoppen;Mara\n',
    'sheets/two.csv': 'Was;Wen\nKasse starten;Jonas\n',
  });
  const map = ['--map', 'Was=title', '--map', 'Wen=by'];
  const first = await work.run(['import', 'sheets/one.csv', ...map, '--remember', ...AT]);
  expect(first.stdout).toContain('by Mara');
  expect(await readFile(join(work.folder, 'sheets/.release-plan-map'), 'utf8')).toMatch(/^#.*\nWas=title\nWen=by\n$/);
  const second = await work.run(['import', 'sheets/two.csv', ...AT]);
  expect(second.stdout).toContain('by Jonas');
  expect(second.stderr).toContain('.release-plan-map beside the file says of them (Was=title, Wen=by)');
  const other = await work.run(['import', 'sheets/two.csv', '--map', 'Wen=notes', ...AT]);
  expect(other.stdout).not.toContain('by Jonas');
  expect((await work.run(['import', 'sheets/two.csv', '--remember', ...AT])).code).toBe(2);
});

test('a calendar says what has changed since a revision: what is gone is called off, what has moved is newer', async () => {
  const repository = await new TestRepository(work, 'since').init();
  const plan = FINE.replace('    verify web', '    task tidy 5m by mara\n    verify web');
  await repository.commit({ 'night.release': plan });
  await repository.write({ 'night.release': FINE });
  const since = (revision: string) =>
    work.run(['export', 'night.release', '--format', 'ics', '--since', revision, ...AT], {
      cwd: 'since',
      env: ISOLATED,
    });
  const { code, stdout } = await since('HEAD');
  expect(code).toBe(0);
  const events = stdout.split('BEGIN:VEVENT').slice(1);
  const event = (words: string) => events.filter((one) => one.includes(words));
  expect(event('tidy').map((one) => one.includes('STATUS:CANCELLED'))).toEqual([true]);
  // It begins five minutes sooner, where it follows on what is gone.
  expect(event('Smoke')[0]).toContain('SEQUENCE:1');
  expect(event('rollout')[0]).not.toContain('SEQUENCE:1');
  expect(await since('no-such')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such') });
});
