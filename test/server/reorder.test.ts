/** A shorter run is found in the background, told, and put into the text only when the user says so. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams, CodeAction, CodeLens } from 'vscode-languageserver';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { startClient, startRefiner, type TestClient } from './client.ts';
import { FOLDER, openFiles } from './source-file.ts';

const URI = `${FOLDER}/lanes.release`;

const LANES = readFileSync(resolve(import.meta.dirname, '../editor/fixtures/workspace/lanes.release'), 'utf8');

let client: TestClient;
afterEach(() => client?.stop());

/** Opens the text and waits until the search has been told of. */
async function searched(text: string, start = startRefiner) {
  client = await startClient({ startRefiner: start });
  let told = 0;
  const found = new Promise<void>((resolve) => {
    client.connection.onNotification('release/changed', () => {
      if (++told === 2) resolve();
    });
  });
  client.open(URI, text);
  await found;
}

async function lens(): Promise<CodeLens> {
  const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
    textDocument: { uri: URI },
  });
  return lenses.at(-1)!;
}

function runEnd(text: string): number {
  return openFiles(text).file.analysis.schedules[0]!.run!.end;
}

test('the lens tells the gain, and its command puts it into the text', async () => {
  await searched(LANES);
  const { command } = await lens();
  expect(command?.title).toBe('The run can end 10 min earlier: put the order into the text');
  const applied = new Promise<ApplyWorkspaceEditParams>((resolve) => {
    client.connection.onRequest('workspace/applyEdit', (params) => {
      resolve(params);
      return { applied: true };
    });
  });
  await client.connection.sendRequest('workspace/executeCommand', command);
  const { edit } = await applied;
  const edits = edit.changes![URI]!.map((one) => ({ ...one, file: URI }));
  expect(edits.map(({ newText }) => newText.trim())).toEqual(['after s1-1']);
  expect(runEnd(LANES) - runEnd(applyTextEdits(LANES, edits))).toBe(10);
});

test('the same as a refactoring anywhere in the run', async () => {
  await searched(LANES);
  const ask = (line: number, only?: string[]) =>
    client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: { start: { line, character: 8 }, end: { line, character: 8 } },
      context: { diagnostics: [], ...(only && { only }) },
    });
  const titles = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).filter(({ kind }) => kind === 'refactor.rewrite').map(({ title }) => title);
  expect(await titles(13)).toEqual(['The run can end 10 min earlier: `s3-1` waits for `s1-1`']);
  expect(await titles(13, ['refactor'])).toHaveLength(1);
  expect(await titles(13, ['quickfix'])).toEqual([]);
  expect(await titles(13, ['quickfix', 'refactor'])).toHaveLength(1);
  expect(await titles(1)).toEqual([]);
});

test('what was found of another text is not offered', async () => {
  await searched(LANES);
  // The order as it was proposed: there is nothing more to find, however soon somebody looks.
  client.change(URI, LANES.replace('s3-1 45m by p1 with p2', 's3-1 45m by p1 with p2 after s1-1'));
  await client.diagnostics(URI);
  expect((await lens()).command?.title).not.toContain('earlier: put');
});

test('the thread that searches is stopped with the server', async () => {
  let stopped = 0;
  await searched(LANES, (receive) => ({ ...startRefiner(receive), stop: () => stopped++ }));
  await client.stop();
  expect(stopped).toBe(1);
});
