/** Plans of other repositories in an editor: found where a setting names a store, told once where it cannot be read, and never in the way. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { createWorkspace } from '../../language/workspace.ts';
import { toldElsewhere } from '../../plan/facts/across/elsewhere.ts';
import { plansInFolder } from '../../server/folder-store.ts';
import type { ClientRequests } from '../../server/protocol.ts';
import { openPlanFolder } from '../../store/plans/folder.ts';
import { startClient, type TestClientOptions } from './client.ts';
import { FOLDER, NOW } from './source-file.ts';

const URI = `${FOLDER}/web.release`;
const plan = (name: string) => `person ann
service shop
release ${name} {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    verify shop 30m by ann
  }
}
`;

let store: string;
beforeAll(async () => {
  store = await mkdtemp(join(tmpdir(), 'release-plan-store-'));
  const workspace = createWorkspace({ roots: [], now: () => NOW });
  workspace.set('file:///x.release', plan('theirs-1'));
  const releases = workspace.tells('file:///x.release').map((one) => {
    return toldElsewhere(workspace.plan('file:///x.release'), one, NOW, false);
  });
  const record = { path: 'plans/x.release', revision: 'r1', committed: 1, releases };
  const folder = await openPlanFolder(store, 'make');
  await folder.put([{ ...record, repository: 'acme/shop' }]);
  await folder.put([{ ...record, repository: 'acme/web' }]);
});
afterAll(() => rm(store, { recursive: true }));

const SENTENCE = 'What plans of other repositories take at the same time is not known.';

async function editor(options: TestClientOptions & { settings: () => unknown }) {
  const client = await startClient({ disk: new Map(), ...options });
  const told: string[] = [];
  client.connection.onNotification('window/showMessage', ({ message }) => void told.push(message));
  const found = (has: boolean) =>
    client.diagnostics(URI, (all) => all.some(isClash) === has).then((all) => all.filter(isClash));
  const status = () =>
    client.connection.sendRequest<ClientRequests['release/status']['answer']>('release/status', {
      uri: URI,
      position: { line: 3, character: 0 },
    });
  const change = () => client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  return { client, told, found, status, change };
}

const isClash = ({ code }: Diagnostic) => code === 'double-booked';

test('a clash with a plan of another repository is found, and gone with the store; why is told once, and all else goes on', async () => {
  let settings: object = { store, repository: 'acme/web' };
  const { client, told, found, status, change } = await editor({ settings: () => settings, askStore: plansInFolder });
  const clash = found(true);
  client.open(URI, plan('ours-1'));
  const [one] = await clash;
  expect(one?.message).toContain('`theirs-1 (acme/shop)`');
  expect(one?.relatedInformation).toBeUndefined();
  const { markup } = await client.connection.sendRequest<{ markup: string }>('release/calendar', {
    ...{ months: 3, for: [], zone: 'UTC', width: 800 },
  });
  expect(markup).toContain('theirs-1 (acme/shop)');
  // It is no clash with itself.
  expect(markup).not.toContain('(acme/web)');

  const without = found(false);
  settings = { store: `${store}-gone`, repository: 'acme/web' };
  await change();
  await without;
  expect(told).toEqual([expect.stringContaining(`-gone is no store of plans`)]);
  expect(told[0]).toContain(SENTENCE);
  expect((await status()).note).toBe(told[0]);

  const again = found(true);
  settings = { store, repository: 'acme/web' };
  await change();
  await again;
  expect(told.length).toBe(1);
  expect((await status()).note).toBeUndefined();
  await client.stop();
});

test.each([
  ['a database', { store: 'postgres://somebody:secret@db/plans', repository: 'a/b' }, plansInFolder, 'asks a database'],
  ['a repository without a name', { store: '/nowhere' }, plansInFolder, 'releasePlan.repository'],
  ['a browser', { store: '/nowhere' }, undefined, 'A browser has no folder'],
])('%s is told, without a secret, and plans are judged as ever', async (_, settings, askStore, why) => {
  const { client, told, status } = await editor({ settings: () => settings, ...(askStore && { askStore }) });
  const findings = client.diagnostics(URI, (all) => all.length > 0);
  client.open(URI, plan('ours-1'));
  expect((await findings).some(isClash)).toBe(false);
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(told[0]).toContain(why);
  expect(told[0]).toContain(SENTENCE);
  expect(told.join()).not.toContain('secret');
  expect((await status()).note).toBe(told[0]);
  await client.stop();
});

test('the name of a repository is that of git, also in a folder of it and in a worktree; nothing is run for it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'release-plan-origin-'));
  await mkdir(join(root, 'main/.git/worktrees/tree'), { recursive: true });
  await mkdir(join(root, 'main/plans'), { recursive: true });
  await mkdir(join(root, 'tree'));
  await writeFile(
    join(root, 'main/.git/config'),
    '[core]\n\tbare = false\n[remote "fork"]\n\turl = https://x/y/z\n[remote "origin"]\n\turl = https://me:secret@git.example.org/acme/web.git\n\tfetch = +refs\n',
  );
  await writeFile(join(root, 'main/.git/worktrees/tree/commondir'), '../..\n');
  await writeFile(join(root, 'tree/.git'), `gitdir: ${join(root, 'main/.git/worktrees/tree')}\n`);
  const records = await openPlanFolder(join(root, 'store'), 'make');
  const record = { path: 'a', revision: 'r', committed: 1 };
  const span = { start: 1, end: 2 };
  const release = { release: 'r', zone: 'UTC', work: span, people: [], environments: [], systems: [], needs: [] };
  const releases = [{ ...release, freezes: [], rooms: [], reserved: [], records: [], line: 0 }];
  for (const repository of ['git.example.org/acme/web', 'git.example.org/acme/shop'])
    await records.put([{ ...record, repository, releases }]);
  for (const folder of ['main', 'main/plans', 'tree']) {
    const folders = [pathToFileURL(join(root, folder)).href];
    const { plans, trouble } = await plansInFolder({ store: join(root, 'store'), folders, about: [] });
    expect([trouble, plans.map(({ whose }) => whose)]).toEqual([undefined, ['git.example.org/acme/shop']]);
  }
  const relative = { store: '../store', folders: [pathToFileURL(join(root, 'tree')).href], about: [] };
  expect((await plansInFolder(relative)).plans.length).toBe(1);
  await rm(root, { recursive: true });
});
