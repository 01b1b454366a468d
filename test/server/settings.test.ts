/** The setting `releasePlan.checks`: whoever sits at the editor has the last word on how severe a check is. */
import { afterEach, describe, expect, test } from 'vitest';
import { type CodeAction, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Preview } from '../../server/protocol.ts';
import { DEFAULT_SETTINGS, readSettings } from '../../server/settings.ts';
import { startClient, type TestClient } from './client.ts';
import { MAIN, NIGHT } from './source-file.ts';

const textDocument = { uri: MAIN };
const UNPROVEN = NIGHT.replace(/ {4}verify.*\n/, '');
const CODE = 'verify-missing';

let client: TestClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function opened(settings: () => unknown): Promise<TestClient> {
  client = await startClient({ settings });
  const first = client.diagnostics(MAIN);
  client.open(MAIN, UNPROVEN);
  await first;
  return client;
}

/** What the editor asks for by itself is answered behind any analysis there is to do; twice, for settings that come between. */
async function analysed(): Promise<void> {
  for (let i = 0; i < 2; i++) await client!.connection.sendRequest('textDocument/codeLens', { textDocument });
}

async function actions(): Promise<readonly string[]> {
  const line = UNPROVEN.split('\n').findIndex((each) => each.includes('deploy'));
  const position = { line, character: 6 };
  const found = await client!.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
  return found.map(({ title }) => title);
}

describe('a changed severity', () => {
  test('is that of the next diagnostics, though nobody typed', async () => {
    let checks: unknown;
    await opened(() => ({ checks }));
    const lastly = () => client!.published.at(-1)!.diagnostics.find(({ code }) => code === CODE)?.severity;
    expect(lastly()).toBe(DiagnosticSeverity.Error);
    for (const [severity, wanted] of [
      ['warning', DiagnosticSeverity.Warning],
      ['off', undefined],
      ['information', DiagnosticSeverity.Information],
      ['no such severity', DiagnosticSeverity.Error],
    ] as const) {
      checks = { [CODE]: severity };
      const next = client!.diagnostics(MAIN);
      await client!.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await next;
      expect(lastly()).toBe(wanted);
    }
  });

  test.each([
    [{}, true],
    [{ [CODE]: 'off' }, false],
  ])('of %j holds from the start, for code actions and the preview as well', async (checks, isFound) => {
    await opened(() => ({ checks }));
    const titles = await actions();
    expect(titles.some((title) => title === 'Verify `web` after it')).toBe(isFound);
    expect(titles.some((title) => title.startsWith(`Waive ${CODE}`))).toBe(isFound);
    const preview = await client!.connection.sendRequest<Preview>('release/preview', { uri: MAIN, options: {} });
    expect(JSON.stringify(preview).includes('is the last change of')).toBe(isFound);
  });

  test('of nothing analyses nothing again', async () => {
    await opened(() => ({ checks: {}, codeLens: true }));
    await analysed();
    const before = client!.published.length;
    await client!.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await actions();
    await analysed();
    expect(client!.published.length).toBe(before);
  });

  test('of a check that finds nothing here is no news', async () => {
    let checks: unknown = {};
    await opened(() => ({ checks }));
    await analysed();
    const news: object[] = [];
    client!.connection.onNotification('release/changed', (params) => void news.push(params));
    const change = async (severities: object) => {
      checks = severities;
      await client!.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await actions();
      await analysed();
    };
    await change({ 'freeze-violation': 'off' });
    expect(news).toEqual([]);
    await change({ 'freeze-violation': 'off', [CODE]: 'off' });
    expect(news).toEqual([{ uri: MAIN, version: 1 }]);
  });
});

test('severities of unknown checks, unknown severities and other values are left out', () => {
  const checks = { unused: 'off', 'no-such-check': 'error', cycle: 'fatal', syntax: 7 };
  expect(readSettings({ checks }).checks).toEqual({ unused: 'off' });
  const noBooleans = { codeLens: 'off', inlayHints: { steps: 0, times: null } };
  for (const raw of [{ checks: 'off' }, { checks: null }, { checks: ['off'] }, noBooleans, { inlayHints: false }]) {
    expect(readSettings(raw)).toEqual(DEFAULT_SETTINGS);
  }
});
