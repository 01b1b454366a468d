/** Which text of a file holds, what is told of it, and until when: while folders come and go, and files are opened, closed and read. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FRESH } from '../../language/workspace.ts';
import { DELAY, type Session } from '../../server/session.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { FOLDER, MAIN, NIGHT, NOW } from './source-file.ts';
import { rest, type SessionStart, startSession } from './started.ts';

const SHARED = `${FOLDER}/shared.release`;
const LOOSE = 'file:///elsewhere/loose.release';
const VERSION = 'git:/plans/main.release?HEAD';
const BY = 'import "./shared.release"\nrelease r {\n  run {\n    task t 10m by mara\n  }\n}\n';
const MARA = 'person mara\n';

let session: Session;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  session.dispose();
  vi.useRealTimers();
});

function start(options: SessionStart = {}) {
  const started = startSession({ delay: 5, ...options });
  session = started.session;
  const told = () => started.analysed.map(({ uri, version }) => `${uri.split('/').at(-1)} ${version ?? '-'}`);
  /** What was told while that happened. */
  const during = async (act: () => unknown): Promise<readonly string[]> => {
    const before = told().length;
    await Promise.all([act(), rest()]);
    return told().slice(before);
  };
  return { ...started, told, during };
}

const disk = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const setFolders = (...folders: readonly string[]) => Promise.all([session.setFolders(folders), rest(1000)]);
const nameIn = (file: SourceFile | undefined) => file?.plan.releases[0]?.name;
const isWrong = (file: SourceFile | undefined) =>
  (file?.analysis.findings ?? []).some(({ code }) => code === 'unknown-name' || code === 'import-not-found');

test('what nobody says otherwise waits a moment for the keyboard to rest', async () => {
  const { told } = start({ delay: undefined });
  session.open(MAIN, 'release a {}', 1);
  await rest(149);
  expect(told()).toEqual([]);
  await rest(1);
  expect(told()).toEqual(['main.release 1']);
  expect(DELAY).toBe(150);
});

test('what was typed last is judged first, then what is open, then the others', async () => {
  const [a, z] = [`${FOLDER}/a.release`, `${FOLDER}/z.release`];
  const { during, rested, told } = start({ disk: disk({ [a]: 'release a {}', [z]: 'release z {}' }) });
  await setFolders(FOLDER);
  session.open(MAIN, 'release m {}', 1);
  session.open(SHARED, MARA, 2);
  await rest();
  expect(await during(() => session.refresh())).toEqual([
    'shared.release 2',
    'main.release 1',
    'a.release -',
    'z.release -',
  ]);
  expect(rested).toContain(told().length - 2);
  expect(await during(() => session.change(MAIN, 'release n {}', 3))).toEqual(['main.release 3']);
  expect((await during(() => session.refresh())).slice(0, 2)).toEqual(['main.release 3', 'shared.release 2']);
});

test('when the clock has gone on everything is judged anew with the next change, and not before', async () => {
  let now = NOW;
  const other = `${FOLDER}/other.release`;
  const { during } = start({ disk: disk({ [other]: 'release o {}' }), now: () => now });
  await setFolders(FOLDER);
  session.open(MAIN, 'release a {}', 1);
  await rest();
  let version = 1;
  const typed = () => during(() => session.change(MAIN, `release a${'b'.repeat(++version)} {}`, version));
  now += FRESH - 1;
  expect(await typed()).toEqual(['main.release 2']);
  now += 1;
  expect(await typed()).toEqual(['main.release 3', 'other.release -']);
  now += FRESH - 1;
  expect(await typed()).toEqual(['main.release 4']);
});

test('a mistake of ours is told of its file, and the other files go on', async () => {
  const failures: string[] = [];
  let isBroken = true;
  const severities = () => {
    if (isBroken) throw new Error('broken');
    return {};
  };
  const { told } = start({
    severities,
    onFailure: (uri, error) => failures.push(`${uri} ${(error as Error).message}`),
  });
  session.open(MAIN, NIGHT, 1);
  session.open(LOOSE, NIGHT, 2);
  await rest();
  expect([...new Set(failures)].sort()).toEqual([`${LOOSE} broken`, `${MAIN} broken`]);
  expect(told()).toEqual([]);
  isBroken = false;
  session.refresh();
  await rest();
  expect(told()).toEqual(['loose.release 2', 'main.release 1']);
});

describe('the text that is open', () => {
  test.each(['an import', 'the folder', 'what has changed outside'])(
    'is the newer one while %s is read',
    async (what) => {
      let go = () => {};
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      let isHeld = what !== 'what has changed outside';
      const files = disk(what === 'an import' ? {} : { [SHARED]: 'release old {}' });
      const { analysed } = start({
        disk: files,
        reading: async (uri) => (uri === SHARED && isHeld ? held : undefined),
      });
      const folders = setFolders(FOLDER);
      if (what !== 'the folder') await folders;
      if (what === 'an import') {
        files.set(SHARED, 'release old {}');
        session.open(MAIN, BY, 1);
      } else if (what === 'what has changed outside') {
        isHeld = true;
        files.set(SHARED, 'release older {}');
        void session.changedOutside([SHARED]);
      }
      await rest();
      session.open(SHARED, 'release typed {}', 2);
      go();
      await rest();
      await folders;
      expect(nameIn(await session.current(SHARED))).toBe('typed');
      expect(nameIn(analysed.findLast(({ uri }) => uri === SHARED)?.file)).toBe('typed');
    },
  );

  test('stays when its file changes, and what says the same is no news', async () => {
    const files = disk({ [MAIN]: 'release a {}', [SHARED]: MARA });
    const { during, reads, rested } = start({ disk: files });
    await setFolders(FOLDER);
    session.open(MAIN, 'release typed {}', 1);
    await rest();
    files.set(MAIN, 'release b {}');
    const before = [reads.length, rested.length];
    expect(await during(() => session.changedOutside([MAIN, `${FOLDER}/notes.txt`]))).toEqual([]);
    expect([reads.length, rested.length]).toEqual(before);
    expect(nameIn(await session.current(MAIN))).toBe('typed');
    expect(await during(() => session.changedOutside([SHARED]))).toEqual([]);
    expect(await during(() => session.appeared([SHARED, LOOSE]))).toEqual([]);
    expect([reads.length, rested.length]).toEqual([before[0]! + 2, before[1]]);
  });

  test('is kept with its version when the folders become others; what was told of them is gone', async () => {
    const other = 'file:///other';
    const files = disk({ [SHARED]: MARA, [`${other}/x.release`]: 'release x {}' });
    const { gone, told, during } = start({ disk: files });
    session.open(MAIN, BY, 1);
    session.open(`${other}/open.release`, 'release open {}', 2);
    await rest();
    expect(await during(() => setFolders(FOLDER))).toEqual(['open.release 2', 'main.release 1', 'shared.release -']);
    expect(await during(() => setFolders(FOLDER, other))).toHaveLength(4);
    expect(nameIn(await session.current(`${other}/open.release`))).toBe('open');
    expect((await session.portfolio()).files()).toHaveLength(4);
    const steps: unknown[] = [];
    const progress = {
      begin: (total: number) => steps.push(total),
      report: (done: number, total: number) => steps.push([done, total]),
      done: () => steps.push(told().length),
    };
    await Promise.all([session.setFolders([other], progress), rest()]);
    expect(steps).toEqual([1, [1, 1], told().length]);
    expect(gone).toEqual([SHARED]);
    await setFolders();
    expect(new Set(gone)).toEqual(new Set([SHARED, `${other}/x.release`]));
    expect((await session.portfolio()).files().toSorted()).toEqual([`${other}/open.release`, MAIN, SHARED].sort());
  });
});

describe('of a text that was open before', () => {
  const BROKEN = NIGHT.replace('migrate orders-db', 'migrte orders-db');

  test.each(['closed', 'in another folder'])('nothing is remembered when it was %s', async (how) => {
    start();
    session.open(LOOSE, NIGHT, 1);
    await rest();
    session.change(LOOSE, BROKEN, 2);
    await rest();
    expect(nameIn(await session.recent(LOOSE))).toBe('night-1.0');
    expect((await session.current(LOOSE))!.whole).toBeDefined();
    if (how === 'closed') {
      await session.close(LOOSE);
      session.open(LOOSE, BROKEN.replace('night-1.0', 'night-2.0'), 3);
    } else {
      session.change(LOOSE, BROKEN.replace('night-1.0', 'night-2.0'), 3);
      void session.setFolders([FOLDER]);
    }
    expect(nameIn(await session.recent(LOOSE))).toBe('night-2.0');
    expect((await session.current(LOOSE))!.whole).toBeUndefined();
    await rest();
  });

  test('what is typed has the plan of a moment ago, and what nobody knows has none', async () => {
    start();
    session.open(MAIN, 'release a {}', 1);
    expect(nameIn(await session.recent(MAIN))).toBe('a');
    await rest();
    session.change(MAIN, 'release b {}', 2);
    const recent = await session.recent(MAIN);
    expect([recent!.text, nameIn(recent)]).toEqual(['release b {}', 'a']);
    expect(await session.recent(LOOSE)).toBeUndefined();
  });

  test('nobody waits for it any more', async () => {
    const { told } = start({ delay: 10_000 });
    session.open(LOOSE, 'release a {}', 1);
    session.open(MAIN, 'release b {}', 2);
    const answers = [LOOSE, MAIN].map((uri) => session.settled(uri));
    await session.close(LOOSE);
    expect(await answers[0]).toBeUndefined();
    session.dispose();
    expect(await answers[1]).toBeUndefined();
    await rest(20_000);
    expect(told()).toEqual([]);
  });
});

describe('a version of a file', () => {
  test('reads what the folder has, as it is typed there, and hears of nothing else', async () => {
    const files = disk({ [SHARED]: MARA, [`${FOLDER}/other.release`]: 'release o {}' });
    const { analysed, during, told } = start({ disk: files });
    await setFolders(FOLDER);
    session.open(VERSION, BY, 1);
    await rest();
    const last = () => analysed.findLast(({ uri }) => uri === VERSION)?.file;
    expect([nameIn(last()), isWrong(last())]).toEqual(['r', false]);
    const its = `${VERSION.split('/').at(-1)} 1`;
    expect(await during(() => session.open(SHARED, 'person ann\n', 2))).toEqual(['shared.release 2', its]);
    expect(isWrong(last())).toBe(true);
    expect(await during(() => session.change(SHARED, MARA, 3))).toContain(its);
    expect(isWrong(last())).toBe(false);
    expect(await during(() => session.open(`${FOLDER}/other.release`, 'release p {}', 4))).toEqual(['other.release 4']);
    files.delete(SHARED);
    expect(await during(() => session.close(SHARED))).toContain(its);
    expect(isWrong(last())).toBe(true);
    // Once it is closed it is forgotten, and what it reads is news for nobody.
    await session.close(VERSION);
    expect(await during(() => session.open(SHARED, MARA, 5))).toEqual(['shared.release 5']);
    expect(told()).not.toContain(undefined);
  });

  test('that no editor has open is judged with what it imports, and not remembered', async () => {
    const { told } = start({ disk: disk({ [SHARED]: MARA }) });
    await setFolders(FOLDER);
    const before = told().length;
    const analysis = await session.apart(VERSION, BY);
    expect(analysis.plan.releases.map(({ name }) => name)).toEqual(['r']);
    expect(isWrong({ analysis } as SourceFile)).toBe(false);
    await rest();
    expect([told().length, session.everything().length]).toEqual([before, 1]);
  });
});

test('what the user asks for has its imports, and so have all plans together', async () => {
  const files = disk({ [SHARED]: MARA });
  start({ disk: files, delay: 10_000 });
  session.open(MAIN, BY, 1);
  const loose = await session.portfolio();
  expect([loose.files().includes(SHARED), loose.text(MAIN)]).toEqual([true, BY]);
  await setFolders(FOLDER);
  files.set(`${FOLDER}/more.release`, 'person zoe\n');
  session.change(MAIN, `import "./more.release"\n${BY}`, 2);
  expect(isWrong(await session.current(MAIN))).toBe(false);
  session.change(MAIN, BY, 3);
  expect((await session.portfolio()).files()).toContain(MAIN);
});

test('what is gone with its folder, or appears with it, is told; what nobody knew before is not read', async () => {
  const files = disk({ [`${FOLDER}/sub/a.release`]: 'release a {}' });
  const { gone, during, reads } = start({ disk: files });
  await setFolders(FOLDER);
  files.clear();
  await Promise.all([session.changedOutside([`${FOLDER}/sub`]), rest()]);
  expect(gone).toEqual([`${FOLDER}/sub/a.release`]);
  files.set(`${FOLDER}/new/b.release`, 'release b {}');
  expect(await during(() => session.appeared([`${FOLDER}/new`]))).toEqual(['b.release -']);
  files.set(`${FOLDER}/c.release`, 'release c {}');
  expect(await during(() => session.appeared([`${FOLDER}/c.release`]))).toEqual(['c.release -']);
  await session.changedOutside([LOOSE]);
  expect(reads).not.toContain(LOOSE);
});
