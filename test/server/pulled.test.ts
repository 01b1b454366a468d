/** Findings for a client that asks for them: the same as are told to others, and what has not changed is not sent again. */
import { afterEach, describe, expect, test } from 'vitest';
import type {
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { startClient, type TestClient } from './client.ts';
import { FOLDER, MAIN, NIGHT } from './source-file.ts';

let client: TestClient;
afterEach(() => client.stop());

const ASKS = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const OTHER = `${FOLDER}/other.release`;
const WRONG = NIGHT.replace('by jonas', 'by jonass');

const asked = (uri: string, previousResultId?: string) =>
  client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
    ...(previousResultId !== undefined && { previousResultId }),
  });

/** Where a newer text comes in between, the client asks once more. */
async function full(uri: string): Promise<FullDocumentDiagnosticReport> {
  const report = await asked(uri).catch(() => asked(uri));
  if (report.kind !== 'full') throw new Error('nothing new');
  return report;
}

const workspace = (previousResultIds: readonly { uri: string; value: string }[] = []) =>
  client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });

const codes = ({ items }: FullDocumentDiagnosticReport) => items.map(({ code }) => code);

describe('a client that can be told', () => {
  test('is told, and not asked to ask', async () => {
    client = await startClient({ capabilities: { textDocument: { diagnostic: {}, publishDiagnostics: {} } } });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const first = client.diagnostics(MAIN);
    client.open(MAIN, NIGHT);
    await first;
  });
});

describe('a client that asks', () => {
  test('gets what is wrong with the present text, and not twice', async () => {
    client = await startClient({ capabilities: ASKS });
    client.open(MAIN, WRONG);
    const first = await full(MAIN);
    expect(codes(first)).toContain('unknown-name');
    expect(await asked(MAIN, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.change(MAIN, NIGHT);
    expect(codes(await full(MAIN))).not.toContain('unknown-name');
    expect(client.published).toEqual([]);
  });

  test('gets nothing of what nobody knows', async () => {
    client = await startClient({ capabilities: ASKS });
    expect(await full(`${FOLDER}/nothing.release`)).toMatchObject({ items: [] });
  });

  test('gets those of closed plans, told only once, and that those of a file that is gone are gone', async () => {
    const disk = new Map([[OTHER, WRONG]]);
    client = await startClient({ capabilities: ASKS, disk });
    let wake: () => void = () => {};
    const asksAgain = () => new Promise<void>((resolve) => (wake = resolve));
    client.connection.onRequest('workspace/diagnostic/refresh', () => wake());
    // The folder is read in the background.
    let next = asksAgain();
    let found = await workspace();
    for (; found.items.length === 0; found = await workspace()) {
      await next;
      next = asksAgain();
    }
    const [item] = found.items;
    if (item?.kind !== 'full') throw new Error('not told');
    expect(item).toMatchObject({ uri: OTHER, version: null });
    expect(codes(item)).toContain('unknown-name');
    const previous = [{ uri: OTHER, value: item.resultId! }];
    expect((await workspace(previous)).items).toMatchObject([{ kind: 'unchanged', uri: OTHER }]);
    disk.delete(OTHER);
    next = asksAgain();
    void client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: OTHER }] });
    await next;
    expect((await workspace(previous)).items).toMatchObject([{ kind: 'full', uri: OTHER, items: [] }]);
  });
});
