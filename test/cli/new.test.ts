/** `release-plan new`, as it is called in a folder and as somebody is asked on a terminal. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NewOptions, newRelease } from '../../cli/commands/new.ts';
import { createWorkplace, type Workplace } from './command.ts';

const AT = ['--at', '2026-11-28T09:00Z'];
const NOW = Date.UTC(2026, 10, 28, 9) / 60_000;

let place: Workplace;
beforeAll(async () => {
  place = await createWorkplace();
});
afterAll(() => place.remove());

const read = (path: string) => readFile(join(place.folder, path), 'utf8');

describe('with options', () => {
  const hotfix = [
    'new',
    '--kind',
    'hotfix',
    '--date',
    '2026-12-03',
    '--zone',
    'Europe/Berlin',
    '--people',
    'Mara Lind, Jonas',
    ...AT,
  ];

  test('writes a plan that its own check has nothing to say of, and never writes over one', async () => {
    const made = await place.run(hotfix);
    expect(made).toMatchObject({ code: 0, stdout: 'hotfix-2026-12-03.release\n' });
    expect(await place.run(['check', 'hotfix-2026-12-03.release', '--max-warnings', '0', ...AT])).toMatchObject({
      code: 0,
    });
    expect(await place.run(['format', '--check', 'hotfix-2026-12-03.release'])).toMatchObject({ code: 0 });
    const before = await read('hotfix-2026-12-03.release');
    expect(before).toContain('window Thu 2026-12-03 18:00 .. 20:00');
    const again = await place.run([...hotfix.map((word) => (word === 'Jonas' ? 'Priya' : word))]);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain(
      'hotfix-2026-12-03.release is there already, and stays as it is; name another file with --out.',
    );
    expect(await read('hotfix-2026-12-03.release')).toBe(before);
  });

  test('takes the kind as the first word, too, and only one of them', async () => {
    const [, , kind, ...rest] = hotfix;
    const shown = await place.run([...hotfix, '--out', '-']);
    expect(await place.run(['new', kind!, ...rest, '--out', '-'])).toMatchObject({ code: 0, stdout: shown.stdout });
    const both = await place.run([...hotfix, 'canary', '--out', '-']);
    expect(both).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Is it a canary or a hotfix? Say it once.'),
    });
  });

  test('writes where it is told: a file, a folder, standard output', async () => {
    await place.write({ 'plans/there.txt': '' });
    expect(await place.run([...hotfix, '--out', 'plans'])).toMatchObject({
      code: 0,
      stdout: 'plans/hotfix-2026-12-03.release\n',
    });
    expect(await place.run([...hotfix, '--out', 'plans/mine.release'])).toMatchObject({ code: 0 });
    const shown = await place.run([...hotfix, '--out', '-']);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toBe(await read('plans/mine.release'));
    const nowhere = await place.run([...hotfix, '--out', 'no/such/folder.release']);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toMatch(/cannot be written/);
  });

  test.each([
    [
      [],
      '--kind (hotfix, database-upgrade, weekend-cut-over, canary, weekly-train, open-source-calendar) and --people "NAME, NAME"',
    ],
    [['--kind', 'canary'], 'Say --people "NAME, NAME"'],
    [['--kind', 'nightly', '--people', 'x'], 'Allowed choices are hotfix'],
    [['--kind', 'canary', '--people', 'x', '--date', '2026-11-01'], 'is in the past. The first day that fits is'],
    [['--kind', 'canary', '--people', 'x', '--zone', 'Berlin'], 'Did you mean Europe/Berlin?'],
    [['--kind', 'canary', '--people', ', '], 'Somebody has to do it'],
  ])('%j is told in a sentence, and nothing is written', async (args, sentence) => {
    const before = await readdir(place.folder);
    const said = await place.run(['new', ...args, ...AT]);
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toContain(sentence);
    expect(await readdir(place.folder)).toEqual(before);
  });
});

describe('on a terminal', () => {
  async function talk(answers: readonly string[], options: Partial<NewOptions> = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'release-plan-new-'));
    let asked = '';
    try {
      const streams = {
        stdin: Readable.from(answers.map((line) => `${line}\n`)),
        write: () => {},
        data: () => {},
        note: (text: string) => {
          asked += text;
        },
        progress: () => {},
        paint: (_: unknown, text: string) => text,
      };
      const outcome = await newRelease({ now: NOW, isInteractive: true, out: `${folder}/`, ...options }, streams).catch(
        (error: Error) => error.message,
      );
      const [file] = await readdir(folder);
      return { asked, outcome, file, text: file && (await readFile(join(folder, file), 'utf8')) };
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('asks one thing after the other, and proposes what an empty answer stands for', async () => {
    const { asked, outcome, file, text } = await talk(['2', '', 'Europe/Berlin', 'Mara Lind, Jonas Weber']);
    expect(outcome).toBe(0);
    expect(file).toBe('database-upgrade-2026-12-26.release');
    expect(text).toContain('person jonas "Jonas Weber"');
    expect(asked).toContain('  2  Database upgrade: ');
    expect(asked).toContain('On which day? [2026-12-26]');
  });

  test('asks again what cannot be meant, and says why', async () => {
    const { asked, outcome, file } = await talk([
      'hotfxi',
      'hotfix',
      '2026-11-01',
      '2026-12-01',
      'CET',
      'UTC',
      '',
      'Mara',
    ]);
    expect(outcome).toBe(0);
    expect(file).toBe('hotfix-2026-12-01.release');
    expect(asked).toContain('Did you mean hotfix?');
    expect(asked).toContain('is in the past');
    expect(asked).toContain('name the place: Europe/Berlin');
    expect(asked).toContain('Somebody has to do it');
  });

  test('does not ask what an option says, and writes nothing when it is left', async () => {
    const { asked, file } = await talk(['Mara'], { kind: 'hotfix', date: '2026-12-01', zone: 'UTC' });
    expect(asked).not.toContain('What do you plan?');
    expect(file).toBe('hotfix-2026-12-01.release');
    const left = await talk(['hotfix', '2026-12-01']);
    expect(left).toMatchObject({ outcome: 'Nothing was written: not all questions were answered.', file: undefined });
  });
});
