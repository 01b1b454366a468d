import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../server/session.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { FOLDER, MAIN } from './source-file.ts';
import { rest, startSession } from './started.ts';

const PLAN = 'import "./shared.release"\nrelease r {\n  run {\n    deploy web 10m by mara\n  }\n}\n';
const SHARED = 'person mara\nservice web\n';

let session: Session;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  session?.dispose();
  vi.useRealTimers();
});

function start(disk: Map<string, string>, delay = 5, then: (uri: string) => void = () => {}) {
  const started = startSession({ disk, delay, then });
  session = started.session;
  return started;
}

function codes(file: SourceFile | undefined, code: string): string[] {
  return (file?.analysis.findings ?? []).filter((each) => each.code === code).map(({ message }) => message);
}

const folders = () => Promise.all([session.setFolders([FOLDER]), rest()]);

describe('analysis', () => {
  test('waits for the keyboard to rest and happens once', async () => {
    const { analysed } = start(new Map(), 30);
    session.open(MAIN, 'release a {}', 1);
    session.change(MAIN, 'release ab {}', 2);
    session.change(MAIN, 'release abc {}', 3);
    await rest(29);
    expect(analysed).toEqual([]);
    await rest();
    expect(analysed.map(({ version }) => version)).toEqual([3]);
  });

  test('starts to wait anew with every key', async () => {
    const { analysed } = start(new Map(), 30);
    session.open(MAIN, 'release a {}', 1);
    await rest(29);
    session.change(MAIN, 'release ab {}', 2);
    await rest(29);
    expect(analysed).toEqual([]);
    await rest(1);
    expect(analysed.map(({ version }) => version)).toEqual([2]);
  });

  test('is given up when a newer text arrives, and begun anew with all that is left', async () => {
    const [a, b] = [`${FOLDER}/a.release`, `${FOLDER}/b.release`];
    let typed = false;
    const { analysed } = start(new Map(), 30, () => {
      if (!typed) session.change(a, 'release a2 {}', 3);
      typed = true;
    });
    const told = () => analysed.map(({ uri, version }) => `${uri.slice(FOLDER.length + 1)} ${version}`);
    session.open(a, 'release a {}', 1);
    session.open(b, 'release b {}', 2);
    await rest(30);
    expect(told()).toEqual(['b.release 2']);
    await rest(29);
    expect(told()).toEqual(['b.release 2']);
    await rest();
    // What has nothing to do with it is not judged again.
    expect(told().slice(1)).toEqual(['a.release 3']);
    expect(analysed.at(-1)!.file.plan.releases).toHaveLength(1);
  });

  test('of an open file does not wait for a folder to be read, and is made anew once it has been', async () => {
    const night = (name: string, by: string) =>
      `person ${by}\nrelease ${name} {\n  kind standard\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    task t "Do it" 10m by ${by}\n  }\n}\n`;
    const importing = (text: string) => `import "./shared.release"\n${text.slice(text.indexOf('\n') + 1)}`;
    const file = (i: number) => `${FOLDER}/plan-${i}.release`;
    const disk = new Map([[`${FOLDER}/shared.release`, SHARED]]);
    for (let i = 0; i < 80; i++)
      disk.set(file(i), i === 79 ? importing(night('r79', 'mara')) : night(`r${i}`, `p${i}`));
    const { analysed } = start(disk);
    const reading = session.setFolders([FOLDER]);
    session.open(MAIN, importing(night('own', 'mara')), 1);
    await Promise.all([reading, rest(3000)]);
    const own = analysed.flatMap(({ uri, file }, i) =>
      uri === MAIN ? [{ i, found: codes(file, 'double-booked') }] : [],
    );
    expect(own[0]).toEqual({ i: 0, found: [] });
    expect(own.at(-1)!.found).toHaveLength(1);
    expect(new Set(analysed.map(({ uri }) => uri)).size).toBe(82);
  });

  test('a passive request for an outdated text is refused, one for the present text is answered', async () => {
    start(new Map(), 30);
    session.open(MAIN, 'release a {}', 1);
    const first = session.settled(MAIN);
    session.change(MAIN, 'release b {}', 2);
    const second = session.settled(MAIN);
    expect(await first).toBeUndefined();
    await rest();
    expect((await second)?.plan.releases[0]?.name).toBe('b');
  });

  test('what the user asks for does not wait', async () => {
    start(new Map(), 10_000);
    session.open(MAIN, 'release a {}', 1);
    expect((await session.current(MAIN))?.plan.releases[0]?.name).toBe('a');
  });
});

describe('imports', () => {
  test('are read before the file is judged', async () => {
    const { analysed } = start(new Map([[`${FOLDER}/shared.release`, SHARED]]));
    await folders();
    session.open(MAIN, PLAN, 1);
    await rest();
    expect(codes(analysed.findLast(({ uri }) => uri === MAIN)?.file, 'unknown-name')).toEqual([]);
  });

  test('that change outside of the editor change their importers', async () => {
    const disk = new Map([[`${FOLDER}/shared.release`, SHARED]]);
    const { analysed } = start(disk);
    await folders();
    session.open(MAIN, PLAN, 1);
    await rest();
    disk.set(`${FOLDER}/shared.release`, 'person mara\n');
    await session.changedOutside([`${FOLDER}/shared.release`]);
    await rest();
    expect(codes(analysed.findLast(({ uri }) => uri === MAIN)?.file, 'unknown-name')).toHaveLength(1);
  });

  test('that appear later are found', async () => {
    const disk = new Map<string, string>();
    const { analysed } = start(disk);
    await folders();
    session.open(MAIN, PLAN, 1);
    await rest();
    expect(codes(analysed.findLast(({ uri }) => uri === MAIN)?.file, 'import-not-found')).toHaveLength(1);
    disk.set(`${FOLDER}/shared.release`, SHARED);
    await session.changedOutside([`${FOLDER}/shared.release`]);
    await rest();
    expect(codes(analysed.findLast(({ uri }) => uri === MAIN)?.file, 'import-not-found')).toEqual([]);
  });

  test('outside of the folders are never read', async () => {
    const { reads } = start(new Map([['file:///secret/x.release', SHARED]]));
    await folders();
    session.open(MAIN, 'import "../secret/x.release"\n', 1);
    await rest();
    expect(reads).not.toContain('file:///secret/x.release');
  });

  test('of a file without a folder stay in its own', async () => {
    const { reads } = start(new Map([[`${FOLDER}/shared.release`, SHARED]]));
    session.open(MAIN, `${PLAN}import "../x.release"\n`, 1);
    await rest();
    expect(reads).toEqual([`${FOLDER}/shared.release`]);
  });
});

describe('files', () => {
  test('of the folders are analysed though nobody opened them', async () => {
    const { analysed } = start(
      new Map([
        [`${FOLDER}/a.release`, 'release a {}'],
        [`${FOLDER}/b.release`, 'release b {}'],
      ]),
    );
    await folders();
    expect(analysed.map(({ uri, version }) => `${uri} ${version}`).sort()).toEqual([
      `${FOLDER}/a.release undefined`,
      `${FOLDER}/b.release undefined`,
    ]);
  });

  test('come behind those that are open, and once these are judged it is told', async () => {
    const [a, z] = [`${FOLDER}/a.release`, `${FOLDER}/z.release`];
    const disk = new Map([a, MAIN, z].map((uri) => [uri, 'release r {}']));
    const { analysed, rested } = start(disk);
    session.open(MAIN, 'release typed {}', 1);
    await folders();
    const before = analysed.length;
    for (const uri of [a, z]) disk.set(uri, 'release other {}');
    session.change(MAIN, 'release again {}', 2);
    await session.changedOutside([a, z]);
    await rest();
    expect(analysed.slice(before).map(({ uri }) => uri)).toEqual([MAIN, a, z]);
    expect(rested).toContain(before + 1);
  });

  test('that are none leave nothing to wait for: it is told once what is open is judged', async () => {
    const { analysed, rested } = start(new Map());
    session.open(MAIN, 'release typed {}', 1);
    await rest();
    expect(rested).toEqual([1]);
    session.change(MAIN, 'release again {}', 2);
    await rest();
    expect([analysed.length, ...rested]).toEqual([2, 1, 2]);
  });

  test('go back to what is on disk when they are closed without saving', async () => {
    start(new Map([[MAIN, 'release saved {}']]));
    await folders();
    session.open(MAIN, 'release typed {}', 1);
    await session.close(MAIN);
    expect((await session.current(MAIN))?.plan.releases[0]?.name).toBe('saved');
  });

  test('that are deleted, or closed without a folder, are gone', async () => {
    const disk = new Map([[MAIN, 'release a {}']]);
    const { gone } = start(disk);
    await folders();
    session.open('untitled:Untitled-1', 'release u {}', 1);
    await rest();
    disk.delete(MAIN);
    await session.changedOutside([MAIN]);
    await session.close('untitled:Untitled-1');
    expect(gone).toEqual([MAIN, 'untitled:Untitled-1']);
  });

  test('that have no place yet are among everything there is, each once; what shows a version is not', async () => {
    const disk = new Map([
      [MAIN, 'release a {}'],
      [`${FOLDER}/shared.release`, 'person mara'],
    ]);
    start(disk);
    await folders();
    session.open('untitled:Untitled-1', 'import "./shared.release"\nrelease u {}', 1);
    session.open('git:/plans/main.release?HEAD', 'release before {}', 1);
    session.open('file:///elsewhere/loose.release', 'release l {}', 1);
    await rest();
    expect(
      session
        .everything()
        .map(({ uri }) => uri)
        .sort(),
    ).toEqual(['file:///elsewhere/loose.release', MAIN, `${FOLDER}/shared.release`, 'untitled:Untitled-1']);
  });

  test('have one identity, however their URI is escaped, and are published as the client spells them', async () => {
    const { analysed } = start(new Map([['file:///plans/a+b@c.release', 'release disk {}']]));
    await folders();
    session.open('file:///plans/a%2Bb%40c.release', 'release typed {}', 7);
    await rest();
    expect(session.everything()).toHaveLength(1);
    expect(analysed.at(-1)).toMatchObject({ uri: 'file:///plans/a%2Bb%40c.release', version: 7 });
  });
});
