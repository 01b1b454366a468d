/** Whatever an editor can ask of a file, the protocol's and ours. */
import type { Journal } from './journal.ts';
import { FOLDER, NIGHT } from './source-file.ts';

export type Places = readonly (readonly [line: number, character: number])[];

export const START = { line: 0, character: 0 };
export const WHOLE = { start: START, end: { line: 99, character: 0 } };
/** `ID,Task` and a row. */
const IMPORT = { file: { name: 'a.csv', base64: 'SUQsVGFzawoxLEEK' }, others: [], format: 'csv', map: [] };
const STYLE = { tabSize: 2, insertSpaces: true };

/** What is asked of a file, the protocol's and ours. */
export async function answers(here: Journal, uri: string, places: Places): Promise<void> {
  await glances(here, uri, places);
  const { asks, client } = here;
  const textDocument = { uri };
  for (const [method, params] of Object.entries({
    documentSymbol: {},
    documentLink: {},
    inlayHint: { range: WHOLE },
    'semanticTokens/full': {},
    foldingRange: {},
    selectionRange: { positions: [{ line: 2, character: 6 }] },
    formatting: { options: STYLE },
    rangeFormatting: { range: WHOLE, options: STYLE },
  }))
    await asks(`textDocument/${method}`, { textDocument, ...params }, '');
  const options = { width: 700, zoom: 1, grouping: 'block' };
  const { version } = await client.connection.sendRequest<{ version: number }>('release/preview', { uri, options });
  const edit = { kind: 'title', step: 2, title: 'New' };
  const delays = { delays: [{ step: 'night-1.0/run/deploy web', minutes: 10 }] };
  for (const [what, params] of [
    ['preview', { options }],
    ['choices', { release: 'nothing' }],
    ['findings', { release: 'night-1.0' }],
    ['formats', {}],
    ['export', { format: 'csv' }],
    ['tickInNight', { of: 'night-1.0/deploy web' }],
    ['tickInNight', { of: 'night-1.0/deploy web', by: 'mara' }],
    ['tickInNight', { of: 'night-1.0/nothing', by: 'mara' }],
    ['tickInNight', { of: 'other/deploy web' }],
    ['night', { rehearsal: 'nothing' }],
    ['night', { release: 'night-1.0' }],
    ['say', { said: [] }],
    ['import', { ...IMPORT, into: uri }],
    ['import', { ...IMPORT, file: { name: 'a.csv', base64: '' }, into: uri }],
    ['whatIf', { version, changes: delays, options }],
    ['whatIf', { version, changes: { delays: [{ step: 'nothing', minutes: 1 }] }, options }],
    ['editStep', { version, edit, isTrial: true }],
    ['editStep', { version, edit: { ...edit, step: 99 }, isTrial: true }],
  ] as const)
    await asks(`release/${what}`, { uri, ...params }, JSON.stringify(params));
  for (const [method, params] of [
    ['workspace/symbol', { query: 'w' }],
    ['release/releases', {}],
    ['release/trains', {}],
    ['release/today', { zone: 'UTC', by: 'person' }],
    ['release/today', { zone: 'Nowhere', by: 'time' }],
    ['release/calendar', { zone: 'UTC', for: [], months: 1, width: 700 }],
    ['release/inline', { uri, text: NIGHT, width: 500, ids: 'a' }],
    ['release/difference', { base: { uri, text: '', name: 'a' }, head: { uri, text: NIGHT, name: 'b' }, nonce: 'n' }],
    ['release/checkPage', { code: 'nothing' }],
    ['release/newChoices', { zone: 'UTC' }],
    ['release/formats', {}],
    ['release/import', IMPORT],
    [
      'workspace/willRenameFiles',
      { files: [{ oldUri: `${FOLDER}/people.release`, newUri: `${FOLDER}/crew.release` }] },
    ],
  ] as const)
    await asks(method, params);
}

/** At one place and another, and what is there or not. */
export async function glances({ asks }: Journal, uri: string, places: Places): Promise<void> {
  const textDocument = { uri };
  await asks('textDocument/codeLens', { textDocument }, uri);
  await asks('textDocument/documentSymbol', { textDocument }, uri);
  await asks('textDocument/diagnostic', { textDocument }, uri);
  for (const triggerKind of [1, 2])
    await asks(
      'textDocument/codeAction',
      { textDocument, range: WHOLE, context: { diagnostics: [], triggerKind } },
      uri,
    );
  for (const [line, character] of places) {
    const position = { line, character };
    const place = `${line}:${character}`;
    for (const [method, params] of Object.entries({
      hover: {},
      definition: {},
      references: { context: { includeDeclaration: false } },
      documentHighlight: {},
      prepareRename: {},
      rename: { newName: 'eve' },
      completion: {},
      linkedEditingRange: {},
      prepareCallHierarchy: {},
      onTypeFormatting: { ch: '\n', options: STYLE },
    }))
      await asks(`textDocument/${method}`, { textDocument, position, ...params }, place);
    await asks('release/status', { uri, position }, place);
    await asks('release/locate', { uri, position }, place);
  }
  for (const [what, params] of [
    ['choices', {}],
    ['findings', {}],
    ['tick', { line: 19 }],
    ['night', {}],
    ['night', { release: 'nothing' }],
    ['say', { said: [] }],
    ['whatIf', { version: 0, changes: {}, options: { width: 700, zoom: 1, grouping: 'block' } }],
    ['editStep', { version: 0, edit: { kind: 'title', step: 2, title: 'New' }, isTrial: true }],
  ] as const)
    await asks(`release/${what}`, { uri, ...params }, JSON.stringify(params));
}
