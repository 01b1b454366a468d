/** What one file says is news for the others: changed, closed, created, deleted, renamed, in a folder that goes. */
import { afterEach, describe, expect, test } from 'vitest';
import { startClient, type TestClient } from './client.ts';
import { FOLDER, MAIN } from './source-file.ts';

const SHARED = 'person ann\nservice web\n';
const plan = (name: string, day: string) =>
  `import "/shared.release"
release ${name} {
  zone UTC
  window ${day} 20:00 .. 23:00
  run {
    deploy web 1h by ann undo 5m
  }
}
`.replace('"/', '"./');
const SAME = plan('one', 'Sat 2026-12-05');
const OTHER = `${FOLDER}/other.release`;
const disk = (more: Record<string, string> = {}) =>
  new Map(Object.entries({ [`${FOLDER}/shared.release`]: SHARED, [MAIN]: SAME, ...more }));

let client: TestClient;
afterEach(() => client.stop());

const isClash = (all: readonly { code?: unknown }[]) => all.some(({ code }) => code === 'double-booked');
const changed = (uri: string, type = 2) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

async function started(files: Map<string, string>) {
  client = await startClient({ disk: files });
  const first = client.diagnostics(MAIN);
  client.open(MAIN, SAME);
  await first;
}

describe('a double booking comes and goes in the open file', () => {
  test('when the other one is typed, and closed without being saved', async () => {
    await started(disk());
    const clash = client.diagnostics(MAIN, isClash);
    client.open(OTHER, plan('two', 'Sat 2026-12-05'));
    await clash;
    const clear = client.diagnostics(MAIN, (all) => !isClash(all));
    client.change(OTHER, plan('two', 'Sun 2026-12-06'));
    await clear;
    const again = client.diagnostics(MAIN, isClash);
    client.change(OTHER, plan('two', 'Sat 2026-12-05'));
    await again;
    const closed = client.diagnostics(MAIN, (all) => !isClash(all));
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: OTHER } });
    await closed;
  });

  test('when it is created, deleted and created under another name', async () => {
    const files = disk();
    await started(files);
    const created = client.diagnostics(MAIN, isClash);
    files.set(OTHER, plan('two', 'Sat 2026-12-05'));
    await changed(OTHER, 1);
    await created;
    const deleted = client.diagnostics(MAIN, (all) => !isClash(all));
    files.delete(OTHER);
    await changed(OTHER, 3);
    await deleted;
    const renamed = client.diagnostics(MAIN, isClash);
    files.set(`${FOLDER}/renamed.release`, plan('two', 'Sat 2026-12-05'));
    await changed(`${FOLDER}/renamed.release`, 1);
    await renamed;
  });

  test('and in closed files too', async () => {
    const closed = `${FOLDER}/closed.release`;
    await started(disk({ [closed]: plan('three', 'Sun 2026-12-06') }));
    const clash = client.diagnostics(closed, isClash);
    client.change(MAIN, SAME.replace('Sat 2026-12-05', 'Sun 2026-12-06'));
    await clash;
  });
});

describe('a folder', () => {
  const inFolder = `${FOLDER}/old/other.release`;
  const there = () => disk({ [inFolder]: plan('two', 'Sat 2026-12-05').replace('./', '../') });

  test.each([
    ['deleted, which is told of the folder alone', () => changed(`${FOLDER}/old`, 3)],
    [
      'deleted in the editor',
      () => client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: `${FOLDER}/old` }] }),
    ],
  ])('that is %s', async (_, tell) => {
    const files = there();
    client = await startClient({ disk: files });
    const clash = client.diagnostics(MAIN, isClash);
    const others = client.diagnostics(inFolder, isClash);
    client.open(MAIN, SAME);
    await Promise.all([clash, others]);
    const clear = client.diagnostics(MAIN, (all) => !isClash(all));
    const gone = client.diagnostics(inFolder, (all) => all.length === 0);
    files.delete(inFolder);
    await tell();
    await Promise.all([clear, gone]);
  });

  test('that is renamed: its findings stand under the new name', async () => {
    const files = there();
    client = await startClient({ disk: files });
    // What nobody was told of has nothing to be taken back.
    const told = client.diagnostics(inFolder, isClash);
    client.open(MAIN, SAME);
    await told;
    const fresh = `${FOLDER}/new/other.release`;
    const gone = client.diagnostics(inFolder, (all) => all.length === 0);
    const found = client.diagnostics(fresh, isClash);
    files.set(fresh, files.get(inFolder)!);
    files.delete(inFolder);
    await client.connection.sendNotification('workspace/didRenameFiles', {
      files: [{ oldUri: `${FOLDER}/old`, newUri: `${FOLDER}/new` }],
    });
    await Promise.all([gone, found]);
  });
});

describe('documents that are no files', () => {
  const version = `git:/plans/main.release?${encodeURIComponent('{"path":"/plans/main.release","ref":"~"}')}`;
  const settled = (uri: string) => client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });

  test.each([
    ['an earlier version in git', version],
    ['a review', 'review:/plans/main.release?commit=1'],
    ['the local history', 'vscode-local-history:/plans/main.release?1'],
  ])('%s clashes with nothing, is told nothing, and can be read with its names', async (_, uri) => {
    await started(disk());
    client.open(uri, SAME);
    await settled(uri);
    await settled(MAIN);
    expect(client.published.filter((each) => isClash(each.diagnostics))).toEqual([]);
    expect(client.published.findLast((each) => each.uri === uri)?.diagnostics ?? []).toEqual([]);
    const line = SAME.split('\n').findIndex((text) => text.includes('by ann'));
    const character = SAME.split('\n')[line]!.indexOf('ann');
    const definition = await client.connection.sendRequest('textDocument/definition', {
      textDocument: { uri },
      position: { line, character },
    });
    expect(definition).toMatchObject([{ uri: `${FOLDER}/shared.release` }]);
    const symbols = await client.connection.sendRequest('workspace/symbol', { query: 'one' });
    expect(symbols).toHaveLength(1);
  });

  test('a draft is judged by itself', async () => {
    await started(disk());
    const found = client.diagnostics('untitled:Untitled-1');
    client.open('untitled:Untitled-1', SAME.replace(/^import.*\n/, 'person ann\nservice web\n'));
    expect((await found).map(({ code }) => code)).not.toContain('unknown-name');
    await settled(MAIN);
    expect(client.published.filter((each) => isClash(each.diagnostics))).toEqual([]);
  });
});
