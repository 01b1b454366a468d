/** Each request of the protocol is answered by its feature: of the present text, for the place and by the options of the question. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Position } from 'vscode-languageserver';
import { completion } from '../../server/features/edit/completion.ts';
import { formatting, onTypeFormatting, rangeFormatting } from '../../server/features/edit/formatting.ts';
import { linkedEditing } from '../../server/features/edit/linked-editing.ts';
import { prepareRename, rename } from '../../server/features/edit/rename.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/navigate/call-hierarchy.ts';
import { definition } from '../../server/features/navigate/definition.ts';
import { documentHighlights } from '../../server/features/navigate/document-highlight.ts';
import { documentLinks } from '../../server/features/navigate/document-links.ts';
import { documentSymbols } from '../../server/features/navigate/document-symbols.ts';
import { foldingRanges } from '../../server/features/navigate/folding.ts';
import { locate } from '../../server/features/navigate/locate.ts';
import { references } from '../../server/features/navigate/references.ts';
import { selectionRanges } from '../../server/features/navigate/selection-range.ts';
import { workspaceSymbols } from '../../server/features/navigate/workspace-symbols.ts';
import { codeLenses, statusOf } from '../../server/features/show/code-lens.ts';
import { hover } from '../../server/features/show/hover.ts';
import { inlayHints } from '../../server/features/show/inlay-hints.ts';
import { semanticTokens, semanticTokensIn } from '../../server/features/show/semantic-tokens.ts';
import type { InitializationOptions } from '../../server/protocol.ts';
import { expectGolden } from '../support/golden.ts';
import { startClient, type TestClient } from './client.ts';
import { FOLDER, MAIN, NIGHT, NOW, openFiles } from './source-file.ts';

const style = { tabSize: 4, insertSpaces: true };
const some = { start: { line: 15, character: 0 }, end: { line: 20, character: 0 } };
const OTHER = `${FOLDER}/other.release`;
const TEXT = `${NIGHT}\n  // see https://example.org/night\nrelease after-1.0 {\n  zone Europe/Berlin\n  window 2026-12-09 22:00 .. 23:00\n  run {\n    deploy   web 5m by mara\n  }\n}\n`;
const asInitialized: InitializationOptions = { previewCommand: 'show', revealCommand: 'reveal' };

type Here = ReturnType<typeof openFiles> & { readonly at: Position };

/** By method: its own parameters, and what the feature says when it is asked itself. */
const REQUESTS: readonly (readonly [string, (here: Here) => object, (here: Here) => unknown])[] = [
  ['hover', position, ({ file, at }) => hover(file, at) ?? null],
  ['definition', position, ({ file, at }) => definition(file, at)],
  ...[true, false].map(
    (declaration) =>
      [
        'references',
        (here: Here) => ({ ...position(here), context: { includeDeclaration: declaration } }),
        ({ file, files, at }: Here) => references(file, at, files, { declaration }),
      ] as const,
  ),
  ['documentHighlight', position, ({ file, at }) => documentHighlights(file, at)],
  ['prepareRename', position, ({ file, at }) => orWhy(() => prepareRename(file, at))],
  [
    'rename',
    (here) => ({ ...position(here), newName: 'eve' }),
    ({ file, files, at }) => orWhy(() => rename(file, at, 'eve', files)),
  ],
  ['completion', position, ({ file, at }) => completion(file, at, { snippets: true, now: NOW })],
  ['linkedEditingRange', position, ({ file, files, at }) => linkedEditing(file, at, files)],
  ['documentSymbol', nothing, ({ file }) => documentSymbols(file)],
  ['codeLens', nothing, ({ file }) => codeLenses(file, asInitialized)],
  ['documentLink', nothing, ({ file }) => documentLinks(file)],
  ['inlayHint', () => ({ range: some }), ({ file }) => inlayHints(file, some, { steps: true, times: true })],
  ['semanticTokens/full', nothing, ({ file }) => semanticTokens(file).data],
  ['semanticTokens/range', () => ({ range: some }), ({ file }) => semanticTokensIn(file, some).data],
  ['prepareCallHierarchy', position, ({ file, at }) => prepareCallHierarchy(file, at)],
  ['foldingRange', nothing, ({ file }) => foldingRanges(file.text)],
  ['selectionRange', ({ at }) => ({ positions: [at] }), ({ file, at }) => selectionRanges(file.text, [at])],
  ['formatting', () => ({ options: style }), ({ file }) => formatting(file.text, style)],
  ['rangeFormatting', () => ({ range: some, options: style }), ({ file }) => rangeFormatting(file.text, some, style)],
  [
    'onTypeFormatting',
    ({ at }) => ({ position: at, ch: '}', options: style }),
    ({ file, at }) => onTypeFormatting(file.text, at, '}', style),
  ],
];

function position({ at }: Here): object {
  return { position: at };
}

function nothing(): object {
  return {};
}

function orWhy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).message;
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
/** Colours have an id that tells when they were asked for. */
const told = (answer: unknown): unknown => (answer as { data?: unknown } | null)?.data ?? answer;

let client: TestClient;
afterEach(() => client.stop());

/** A text that has been typed twice, so that its version is 2. */
async function opened(text: string, disk: ReadonlyMap<string, string> = new Map()): Promise<void> {
  client = await startClient({
    disk: new Map(disk),
    initializationOptions: asInitialized,
    capabilities: {
      textDocument: {
        definition: { linkSupport: true },
        completion: { completionItem: { snippetSupport: true } },
      },
    },
  });
  const first = client.diagnostics(MAIN);
  client.open(MAIN, `person zoe\n${text}`);
  await first;
  const second = client.diagnostics(MAIN);
  client.change(MAIN, text);
  await second;
}

test('of every feature the answer is its own, at places of every kind', async () => {
  const importing = `import "./other.release"\n${TEXT.replace('person jonas "Jonas Berg"\n', '')}`;
  const others = { 'other.release': 'person jonas "Jonas Berg"\nperson ines by jonas\n' };
  await opened(importing, new Map([[OTHER, others['other.release']]]));
  const opens = openFiles(importing, others);
  const lines = importing.split('\n');
  const behind = (text: string, skip = 0): Position => {
    const line = lines.findIndex((each) => each.includes(text));
    return { line, character: lines[line]!.indexOf(text) + skip };
  };
  const places = [
    { line: 0, character: 0 },
    behind('other.release'),
    behind('mara', 1),
    behind('is mara, jonas', 10),
    behind('deploy  web', 2),
    behind('deploy  web', 'deploy  web '.length),
    behind('verify'),
    behind('  }', 3),
    { line: lines.length - 1, character: 0 },
    { line: 9_999, character: 7 },
  ];
  for (const [method, own, feature] of REQUESTS) {
    for (const at of places) {
      const here = { ...opens, at };
      const answer = client.connection
        .sendRequest(`textDocument/${method}`, { textDocument: { uri: MAIN }, ...own(here) })
        .catch((error: Error) => error.message);
      expect(plain(told(await answer)), `${method} ${JSON.stringify(at)}`).toEqual(plain(feature(here)));
    }
  }
  const items = places.flatMap((at) => prepareCallHierarchy(opens.file, at));
  for (const item of items) {
    const calls = (way: string) => client.connection.sendRequest(`callHierarchy/${way}Calls`, { item });
    expect(await calls('incoming')).toEqual(plain(incomingCalls(opens.file, item)));
    expect(await calls('outgoing')).toEqual(plain(outgoingCalls(opens.file, item)));
  }
  for (const at of places) {
    const where = { uri: MAIN, position: at };
    expect(await client.connection.sendRequest('release/locate', where)).toEqual(plain(locate(opens.file, at)));
  }
  const symbols = await client.connection.sendRequest('workspace/symbol', { query: 'a' });
  expect(symbols).toEqual(expect.arrayContaining(plain(workspaceSymbols(opens.files, 'a')) as unknown[]));
});

test('the line at the foot of the window is of the release that the cursor is in, else of the first one', async () => {
  await opened(TEXT);
  const { file } = openFiles(TEXT);
  const [night, after] = file.plan.releases;
  const line = TEXT.split('\n').findIndex((each) => each.startsWith('release after'));
  for (const [at, release] of [
    [0, night],
    [10, night],
    [line, after],
    [line + 4, after],
  ] as const) {
    const said = await client.connection.sendRequest('release/status', {
      uri: MAIN,
      position: { line: at, character: 3 },
    });
    expect(said).toEqual(statusOf(file, release!));
  }
});

describe('what the client of ours asks', () => {
  const options = { width: 700, zoom: 1, grouping: 'block' as const };
  const changes = { delays: [{ step: 'night-1.0/run/deploy web', minutes: 10 }] };
  const ASKED: readonly (readonly [string, object])[] = [
    ['preview', { options }],
    ['choices', { release: 'night-1.0' }],
    ['findings', {}],
  ];

  test.each(ASKED)('%s is of the version that it was made of', async (what, own) => {
    await opened(NIGHT);
    expect(await client.connection.sendRequest(`release/${what}`, { uri: MAIN, ...own })).toMatchObject({ version: 2 });
    expect(
      await client.connection.sendRequest(`release/${what}`, { uri: `${FOLDER}/gone.release`, ...own }),
    ).toBeNull();
  });

  test.each([
    ['whatIf', { changes, options }],
    ['editStep', { edit: { kind: 'title', step: 2, title: 'New' }, isTrial: true }],
  ])('%s is tried on the version that is meant, and on no other', async (what, own) => {
    await opened(NIGHT);
    const ask = (uri: string, version: number) =>
      client.connection.sendRequest<{ trouble?: string; isOutdated?: boolean; version?: number }>(`release/${what}`, {
        uri,
        version,
        ...own,
      });
    for (const version of [1, 3]) {
      const answer = await ask(MAIN, version);
      expect(answer).toEqual({ trouble: expect.stringContaining('The text has changed'), isOutdated: true });
    }
    expect((await ask(MAIN, 2)).isOutdated).toBeUndefined();
    expect(await ask(`${FOLDER}/gone.release`, 0)).toEqual({ trouble: 'This file is not known any more.' });
  });

  test.each([
    ['export', { format: 'csv' }],
    ['tick', { line: 20 }],
    ['night', {}],
    ['say', { said: [] }],
    ['import', { name: 'a.csv', into: `${FOLDER}/gone.release` }],
  ])('%s of a file that nobody knows says so', async (what, own) => {
    await opened(NIGHT);
    const answer = await client.connection.sendRequest(`release/${what}`, { uri: `${FOLDER}/gone.release`, ...own });
    expect(answer).toEqual({ trouble: 'This file is not known any more.' });
  });

  test.each(['locate', 'status', 'tickInNight'])('%s of a file that nobody knows is nothing', async (what) => {
    await opened(NIGHT);
    const ask = { uri: `${FOLDER}/gone.release`, position: { line: 0, character: 0 }, of: 'x' };
    const none = { locate: {}, status: { text: '' }, tickInNight: null }[what];
    expect(await client.connection.sendRequest(`release/${what}`, ask)).toEqual(none);
  });
});

test('what a server can is what it has always been able to, and what the client asks for', async () => {
  client = await startClient();
  const said = JSON.stringify(client.initialized, undefined, 2);
  expectGolden(`${said}\n`, './golden/capabilities.golden.json', import.meta.url);
  await client.stop();
  client = await startClient({ capabilities: { textDocument: { diagnostic: {} } } });
  expect(client.initialized.capabilities).toEqual({
    ...JSON.parse(said).capabilities,
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
  });
});
