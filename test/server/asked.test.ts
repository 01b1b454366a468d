/** What a server makes of the client that starts it, and of what nobody has opened or changed. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CompletionList, Diagnostic } from 'vscode-languageserver';
import type { ClientRequests } from '../../server/protocol.ts';
import { startClient, type TestClient } from './client.ts';
import { FOLDER, MAIN, NIGHT } from './source-file.ts';

let client: TestClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function found(uri: string, text: string): Promise<readonly Diagnostic[]> {
  const first = client!.diagnostics(uri);
  client!.open(uri, text);
  return first;
}

test('findings lead to the pages that the client names, or else to those of the host', async () => {
  const pageOf = ([first]: readonly Diagnostic[]) => first!.codeDescription!.href;
  client = await startClient({ initializationOptions: { checkPages: 'https://docs.example.org/' } });
  expect(pageOf(await found(MAIN, NIGHT))).toMatch(/^https:\/\/docs\.example\.org\/[a-z-]+\.md$/);
  await client.stop();
  client = await startClient();
  expect(pageOf(await found(MAIN, NIGHT))).toMatch(/^file:\/\/\/docs\/checks\/[a-z-]+\.md$/);
});

test('the page of a check is the one of the documents; of a code that there is none of it says what may have been meant', async () => {
  client = await startClient();
  const page = (code: string) =>
    client!.connection.sendRequest<ClientRequests['release/checkPage']['answer']>('release/checkPage', { code });
  const written = readFileSync(resolve(import.meta.dirname, '../../docs/checks/backup-missing.md'), 'utf8');
  expect(await page('backup-missing')).toEqual({ markdown: written });
  expect(await page('backup-missin')).toEqual({ markdown: expect.stringContaining('Did you mean backup-missing') });
});

test('who is free is told of the text as it is typed, not as it was judged last', async () => {
  client = await startClient();
  await found(MAIN, NIGHT);
  const line = NIGHT.split('\n').findIndex((each) => each.includes('verify'));
  const lines = NIGHT.split('\n').toSpliced(line + 1, 0, '    task 5m by ');
  const typed = lines.join('\n').replace(/^person mara.*$/m, '$& {\n  leave Fri 2026-12-04 .. Mon 2026-12-07\n}');
  client.change(MAIN, typed);
  const { items } = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: { uri: MAIN },
    position: { line: line + 3, character: '    task 5m by '.length },
  });
  expect(items.find(({ label }) => label === 'mara')?.detail).toContain('on leave');
});

test('of a file that nobody has opened the picture and the choices are of no version', async () => {
  const closed = `${FOLDER}/closed.release`;
  client = await startClient({ disk: new Map([[closed, NIGHT]]) });
  await client.diagnostics(closed);
  const options = { width: 700, zoom: 1, grouping: 'block' as const };
  const preview = (uri: string) =>
    client!.connection.sendRequest<ClientRequests['release/preview']['answer']>('release/preview', { uri, options });
  expect(await preview(closed)).toMatchObject({ version: 0 });
  const choices = { uri: closed, release: 'night-1.0' };
  expect(await client.connection.sendRequest('release/choices', choices)).toMatchObject({ version: 0 });
  await found(closed, NIGHT);
  expect((await preview(closed))!.version).toBeGreaterThan(0);
});

test('a log that was touched and says the same is no news', async () => {
  const id = '0193a5c8-1f2b-7c3d-8e4f-5a6b7c8d9e0f';
  const line = (own: object) =>
    `${JSON.stringify({ at: '2026-12-05T21:15:07Z', clock: 1, writer: 'w', by: 'mara', ...own })}\n`;
  let text = line({ id, note: 'We begin' });
  let touched = () => {};
  client = await startClient({
    runFiles: {
      texts: async () => [{ name: 'log', text }],
      watch: (_uri, _run, changed) => {
        touched = changed;
        return () => {};
      },
      say: async () => ({ noted: 0 }),
    },
  });
  await found(MAIN, NIGHT);
  const options = { width: 700, zoom: 1, grouping: 'block' as const };
  const preview = () => client!.connection.sendRequest('release/preview', { uri: MAIN, options });
  await preview();
  let told = 0;
  const isTold = new Promise<void>((resolve) => {
    client!.connection.onNotification('release/changed', () => {
      told++;
      resolve();
    });
  });
  touched();
  // What is asked behind it is answered behind it.
  for (let i = 0; i < 3; i++) await preview();
  expect(told).toBe(0);
  text += line({ id: id.replace('9e0f', '9e10'), clock: 2, note: 'And go on' });
  touched();
  await isTold;
});
