/**
 * A session from its first to its last word, for editors that can do all, that ask for findings, and that can do nothing: what each of them
 * hears of the same deeds, and what it is answered in files of every standing.
 */
import { afterEach, expect, test, vi } from 'vitest';
import type { StoreTold } from '../../server/elsewhere.ts';
import type { RunFiles } from '../../server/nights.ts';
import { expectGolden } from '../support/golden.ts';
import { answers, glances, type Places, START, WHOLE } from './asks.ts';
import { startRefiner, type TestClientOptions } from './client.ts';
import { journal } from './journal.ts';
import { FOLDER, MAIN, NIGHT } from './source-file.ts';

afterEach(() => {
  vi.useRealTimers();
});

const at = (name: string) => `${FOLDER}/${name}.release`;
const PEOPLE = 'person mara "Mara Lind"\nperson jonas "Jonas Berg"\n';
const TEXT = `import "people.release"\n${NIGHT.replace(/^person.*\n/gm, '')}`;
const HALF = TEXT.replace('deploy  web 15m by mara', 'deploy  web 15m by "');
const TRAIN = `service shop
person ann
train web every 1w from Sat 2026-11-28 22:00 {
  template weekly
}
release weekly(day: date) {
  zone Europe/Berlin
  window day 22:00 .. 24:00
  run {
    deploy shop 10m by ann
  }
}
`;
const LOOSE = 'file:///elsewhere/loose.release';
const DRAFT = 'untitled:Untitled-1';
const VERSION = 'git:/plans/main.release?HEAD';

const CAN_ALL = {
  textDocument: {
    publishDiagnostics: {},
    definition: { linkSupport: true },
    completion: { completionItem: { snippetSupport: true } },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
};
const ASKS = {
  textDocument: { diagnostic: {} },
  workspace: { configuration: true, diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true } },
};

/** The log of a night that is open, in memory. */
function nightOf(uri: string, run: string): RunFiles {
  const open = {
    id: '0193a5c8-1f2b-7c3d-8e4f-5a6b7c8d9e0f',
    clock: 1,
    writer: 'm',
    by: 'mara',
    at: '2026-11-23T11:00:00Z',
  };
  const lines = [JSON.stringify({ ...open, open: 'real' })];
  const changed = new Set<() => void>();
  return {
    texts: async (file, of) => (file === uri && of === run ? [{ name: 'log', text: `${lines.join('\n')}\n` }] : []),
    watch: (_, __, change) => {
      changed.add(change);
      return () => changed.delete(change);
    },
    async say(file, of, said) {
      if (file !== uri || of !== run) return { trouble: 'Somebody else writes.', isLater: true };
      for (const one of said) lines.push(JSON.stringify({ ...one, clock: lines.length + 1, writer: 'm' }));
      for (const change of changed) change();
      return { noted: said.length };
    },
  };
}

const STORE: readonly StoreTold[] = [
  { plans: [], notes: ['shop is left out: it is of a later version.'] },
  { plans: [], notes: [], trouble: 'No folder is there.' },
  { plans: [], notes: [] },
];

const KINDS: Readonly<Record<string, TestClientOptions>> = {
  'that can do all': {
    capabilities: CAN_ALL,
    startRefiner,
    initializationOptions: { previewCommand: 'show', revealCommand: 'reveal', checkPages: 'https://docs.example.org/' },
  },
  'that asks for findings': { capabilities: ASKS, initialize: { workspaceFolders: null, rootUri: FOLDER } },
  'that can do nothing': {
    capabilities: {},
    initialize: { workspaceFolders: undefined, initializationOptions: undefined },
  },
};

test.each(Object.entries(KINDS))('an editor %s', async (name, kind) => {
  const disk = new Map([
    [at('people'), PEOPLE],
    [at('train'), TRAIN],
    [at('folder/one'), 'release one {\n}\n'],
    [LOOSE, 'release loose {\n}\n'],
    ['file:///more/added.release', 'release added {\n}\n'],
  ]);
  let settings: object = {};
  let asked = 0;
  const here = await journal(
    {
      ...kind,
      disk,
      runFiles: nightOf(MAIN, 'night-1.0'),
      askStore: async () => STORE[asked++ % STORE.length]!,
    },
    {
      'workspace/configuration': () => [settings],
      'workspace/applyEdit': { applied: false, failureReason: 'The disk is full' },
      'window/showDocument': { success: true },
    },
  );
  const { client, does, asks } = here;
  // What hangs on the place hangs on nothing that an editor can do.
  const places = kind.capabilities === CAN_ALL ? PLACES : PLACES.slice(0, 1);
  const tell = (method: string, params: object) => client.connection.sendNotification(method, params);

  await does('opens the plan', () => client.open(MAIN, TEXT));
  await does('types a remark', () => client.change(MAIN, `${TEXT}// later\n`));
  await does('types half a line', () => client.change(MAIN, HALF));
  await answers(here, MAIN, places);
  await does('types twice at once', () => {
    client.change(MAIN, TEXT.replace('15m', '1m'));
    client.change(MAIN, TEXT.replace('15m', '150m'));
  });
  await does('takes it back', () => client.change(MAIN, TEXT));
  await answers(here, MAIN, places);
  await asks('textDocument/diagnostic', { textDocument: { uri: MAIN } });
  await asks('workspace/diagnostic', { previousResultIds: [{ uri: at('gone'), value: '3' }] });

  await does('opens what it imports', () => client.open(at('people'), PEOPLE));
  await does('renames somebody there', () => client.change(at('people'), PEOPLE.replace('person jonas', 'person jon')));
  await does('closes it without saving', () => close(at('people')));
  for (const [what, uri] of [
    ['what lies elsewhere', LOOSE],
    ['what has no place', DRAFT],
    ['what was', VERSION],
  ] as const) {
    await does(`opens ${what}`, () => client.open(uri, TEXT.replace('by jonas', 'by joans')));
    await glances(here, uri, places);
    await does(`closes ${what}`, () => close(uri));
  }
  await glances(here, at('train'), places);
  await glances(here, at('nothing'), places);

  const watched = (uri: string, type: number) => tell('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  await does('changes a file outside', () => {
    disk.set(at('people'), PEOPLE.replace('jonas', 'jon'));
    return watched(at('people'), 2);
  });
  await does('changes nothing outside', () => watched(at('people'), 2));
  await does('changes it back', () => {
    disk.set(at('people'), PEOPLE);
    return watched(at('people'), 2);
  });
  await does('makes what is no plan', () => watched(`${FOLDER}/notes.txt`, 1));
  await does('renames a folder', () => {
    disk.set(at('renamed/one'), disk.get(at('folder/one'))!);
    disk.delete(at('folder/one'));
    return tell('workspace/didRenameFiles', { files: [{ oldUri: `${FOLDER}/folder`, newUri: `${FOLDER}/renamed` }] });
  });
  await does('deletes it', () => {
    disk.delete(at('renamed/one'));
    return tell('workspace/didDeleteFiles', { files: [{ uri: `${FOLDER}/renamed` }] });
  });

  const configured = (fresh: object) => {
    settings = fresh;
    return tell('workspace/didChangeConfiguration', { settings: null });
  };
  await does('wants no lenses', () => configured({ codeLens: false, inlayHints: { times: false } }));
  await asks('textDocument/codeLens', { textDocument: { uri: MAIN } });
  await asks('textDocument/inlayHint', { textDocument: { uri: MAIN }, range: WHOLE });
  await does('wants less severity', () => configured({ checks: { 'unknown-name': 'warning', 'no-deputy': 'off' } }));
  await does('wants the same', () => configured({ checks: { 'unknown-name': 'warning', 'no-deputy': 'off' } }));
  await does('names a store', () => configured({ store: '../store', repository: 'acme/shop' }));
  await asks('release/status', { uri: MAIN, position: START });
  await does('names another one', () => configured({ store: '../stores' }));
  await asks('release/status', { uri: MAIN, position: START });
  await does('names none', () => configured({}));
  await asks('release/status', { uri: MAIN, position: START });

  for (const [command, given] of [
    ['releasePlan.reorder', []],
    ['releasePlan.reorder', [MAIN]],
    ['releasePlan.reorder', [MAIN, 'night-1.0']],
    ['releasePlan.next', []],
    ['releasePlan.next', ['web']],
    ['releasePlan.next', ['nothing']],
    ['releasePlan.nothing', []],
  ] as const)
    await does(`runs ${command} ${given}`, () =>
      client.connection.sendRequest('workspace/executeCommand', { command, arguments: given }),
    );

  const folders = (added: readonly string[], removed: readonly string[]) =>
    tell('workspace/didChangeWorkspaceFolders', {
      event: {
        added: added.map((uri) => ({ uri, name: uri })),
        removed: removed.map((uri) => ({ uri, name: uri })),
      },
    });
  await does('adds a folder', () => folders(['file:///more'], []));
  await does('removes the first one', () => folders([], [FOLDER]));
  await does('closes the plan', () => close(MAIN));
  await does('ends', () => client.stop());
  expectGolden(here.read(), `./golden/an-editor-${name.replaceAll(' ', '-')}.golden.txt`, import.meta.url);
  expect(client.initialized.serverInfo?.name).toBe('release-plan');

  function close(uri: string): Promise<void> {
    return tell('textDocument/didClose', { textDocument: { uri } });
  }
});

/** Of the plan: the target of a step, its verb, who does it, an import, a name, and behind the end. */
const PLACES: Places = [
  [19, 14],
  [0, 10],
  [1, 12],
  [19, 6],
  [19, 23],
  [99, 0],
];
