/** What comes before `initialize` or after `shutdown` is refused with the code the protocol has for it. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createLifecycle } from '../../server/lifecycle.ts';
import { startServer } from '../../server/server.ts';
import { MAIN, NIGHT } from './source-file.ts';

function started() {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const lifecycle = createLifecycle();
  const { messageStrategy } = lifecycle;
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), { messageStrategy });
  lifecycle.answerOn(server);
  startServer(server, () => ({ read: async () => undefined, find: async () => [] }), { delay: 5 });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.listen();
  return client;
}

const position = { line: 0, character: 0 };
const textDocument = { uri: MAIN };
const REQUESTS: readonly (readonly [string, object])[] = [
  ['textDocument/hover', { textDocument, position }],
  ['textDocument/completion', { textDocument, position }],
  [
    'textDocument/codeAction',
    { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } },
  ],
  ['textDocument/formatting', { textDocument, options: {} }],
  ['workspace/symbol', { query: '' }],
  ['release/preview', { uri: MAIN, options: {} }],
  ['no/such', {}],
  ['shutdown', {}],
];
const initialize = { processId: null, rootUri: null, capabilities: {} };

test('before, during and after', async () => {
  const client = started();
  const open = { textDocument: { ...textDocument, languageId: 'release', version: 1, text: NIGHT } };
  await client.sendNotification('textDocument/didOpen', open);
  await client.sendNotification('initialized', {});
  for (const [method, params] of REQUESTS) {
    await expect(client.sendRequest(method, params), method).rejects.toMatchObject({ code: -32002 });
  }
  await client.sendRequest('initialize', initialize);
  await expect(client.sendRequest('initialize', initialize)).rejects.toMatchObject({ code: -32600 });
  // What was said too early was not heard.
  expect(await client.sendRequest('textDocument/hover', { textDocument, position })).toBeNull();
  await client.sendNotification('textDocument/didOpen', open);
  expect(await client.sendRequest('textDocument/documentSymbol', { textDocument })).not.toEqual([]);
  await client.sendRequest('shutdown');
  await client.sendNotification('textDocument/didChange', {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ text: '' }],
  });
  for (const [method, params] of REQUESTS) {
    await expect(client.sendRequest(method, params), method).rejects.toMatchObject({ code: -32600 });
  }
  client.dispose();
});
