/** The run is simulated in the background; until that has answered, nothing waits for it. */
import { afterEach, expect, test } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { startClient, startRefiner, type TestClient } from './client.ts';
import { MAIN, NIGHT } from './source-file.ts';

const TEXT = NIGHT.replace('"Tables" 20m', '"Tables" 20m..25m..50m');
const LIKELY = '80 %';

let client: TestClient;
afterEach(() => client?.stop());

async function hover(): Promise<string> {
  const line = TEXT.split('\n').findIndex((one) => one.includes('migrate orders-db'));
  const position = { line, character: 6 };
  const found = await client.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri: MAIN },
    position,
  });
  return (found.contents as { value: string }).value;
}

test('the hover tells it as soon as it is there', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  client = await startClient({
    startRefiner(receive) {
      const { ask, stop } = startRefiner(receive);
      return { ask: (...asked) => void held.then(() => ask(...asked)), stop };
    },
  });
  client.open(MAIN, TEXT);
  await client.diagnostics(MAIN);
  expect(await hover()).not.toContain(LIKELY);
  release();
  await expect.poll(hover).toContain(LIKELY);
});

test('a host without threads simulates when it is asked', async () => {
  client = await startClient();
  client.open(MAIN, TEXT);
  await client.diagnostics(MAIN);
  expect(await hover()).toContain(LIKELY);
});

test('where the thread fails, the server simulates itself', async () => {
  client = await startClient({
    startRefiner: (receive) => ({
      ask: (id) => receive({ kind: 'failed', id, message: 'no such thread' }),
      stop: () => {},
    }),
  });
  client.open(MAIN, TEXT);
  await client.diagnostics(MAIN);
  await expect.poll(hover).toContain(LIKELY);
});
