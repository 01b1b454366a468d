/** The server as an editor meets it: messages in, messages out. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type Hover,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Located, Preview } from '../../server/protocol.ts';
import { startClient, type TestClient } from './client.ts';
import { FOLDER, MAIN, NIGHT } from './source-file.ts';

let client: TestClient;
afterEach(() => client.stop());

const textDocument = { uri: MAIN };

async function opened(text: string, options: Parameters<typeof startClient>[0] = {}): Promise<TestClient> {
  client = await startClient(options);
  const first = client.diagnostics(MAIN);
  client.open(MAIN, text);
  await first;
  return client;
}

function at(text: string, marked: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(marked)).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

describe('diagnostics', () => {
  test('come as typed, with code, page and related text, and go again', async () => {
    await opened(NIGHT);
    const wrong = client.diagnostics(MAIN, (all) => all.some(({ code }) => code === 'unknown-name'));
    client.change(MAIN, NIGHT.replace('by jonas', 'by jonass'));
    expect((await wrong).find(({ code }) => code === 'unknown-name')).toMatchObject({
      severity: DiagnosticSeverity.Error,
      source: 'release-plan',
      codeDescription: { href: 'file:///docs/checks/unknown-name.md' },
      range: { start: at(NIGHT, 'jonas\n  }') },
    });
    const right = client.diagnostics(MAIN, (all) => !all.some(({ code }) => code === 'unknown-name'));
    client.change(MAIN, NIGHT);
    await right;
  });

  test('are never those of an older text', async () => {
    await opened(NIGHT);
    const last = client.diagnostics(MAIN, (all) => all.some(({ message }) => String(message).includes('last-one')));
    for (let i = 0; i < 20; i++) client.change(MAIN, NIGHT.replace('by jonas', `by nobody-${i}`));
    client.change(MAIN, NIGHT.replace('by jonas', 'by last-one'));
    await last;
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  test('fade what has no effect', async () => {
    await opened(`${NIGHT}person nobody-needed\n`);
    const { diagnostics } = client.published.at(-1)!;
    const faded = diagnostics.filter(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary));
    expect(faded.map(({ code, message }) => `${code}: ${message}`)).toContainEqual(
      expect.stringMatching(/^unused: Nothing uses `nobody-needed`/),
    );
  });
});

describe('requests', () => {
  test('hover tells when a step happens', async () => {
    await opened(NIGHT);
    const { contents } = await client.connection.sendRequest<Hover & { contents: { value: string } }>(
      'textDocument/hover',
      {
        textDocument,
        position: at(NIGHT, 'deploy  web'),
      },
    );
    expect(contents.value.replaceAll('\\', '')).toMatchInlineSnapshot(`
      "**deploy web**

      Sat 2026-12-05 22:50 .. 23:05 Europe/Berlin (15 min)  
      By mara.  
      Critical: every minute of delay moves the end.  
      Starts after tables.  
      Taking everything back after it lasts 20 min; decide by Sun 2026-12-06 01:40.

      Taken back if the run stops after it:

      - +0:00 undo deploy web 10 min by mara
      - +0:10 undo migrate orders-db 10 min by jonas

      ---

      \`deploy\`: brings a new version

      \`\`\`release
      deploy system 15m by who version 1.0.0 -> 1.1.0 undo 10m
      \`\`\`"
    `);
  });

  test('a quick fix, and all at once', async () => {
    const text = NIGHT.replace('by jonas\n', 'by jonass\n');
    await opened(text);
    const actions = await client.connection.sendRequest<{ title: string; kind: string; edit: WorkspaceEdit }[]>(
      'textDocument/codeAction',
      {
        textDocument,
        range: { start: at(text, 'jonass'), end: at(text, 'jonass') },
        context: { diagnostics: [] },
      },
    );
    const fix = actions.find(({ title }) => title === 'Write `jonas`')!;
    expect(fix.edit.changes![MAIN]).toEqual([
      { range: { start: at(text, 'jonass'), end: at(text, '\n  }\n}\n') }, newText: 'jonas' },
    ]);
    const [all] = await client.connection.sendRequest<{ kind: string; edit: WorkspaceEdit }[]>(
      'textDocument/codeAction',
      {
        textDocument,
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only: [CodeActionKind.SourceFixAll] },
      },
    );
    expect(all!.kind).toBe('source.fixAll.release');
    const edits = all!.edit.changes![MAIN]!;
    const { line } = fix.edit.changes![MAIN]![0]!.range.start;
    expect(edits.find(({ newText }) => / by jonas\n$/.test(newText))?.range.start.line).toBe(line);
    // The misspelt name is nobody's, so the verification that is missing goes to somebody else.
    expect(edits.map(({ newText }) => newText).join('')).toContain('verify orders-db "Smoke test" 10m by dba\n');
  });

  test('a rename that cannot be says why', async () => {
    await opened(NIGHT);
    const ask = (newName: string) =>
      client.connection.sendRequest('textDocument/rename', { textDocument, position: at(NIGHT, 'mara'), newName });
    await expect(ask('two words')).rejects.toThrow(/'two words' cannot be a name/);
    await expect(ask('marie')).resolves.toMatchObject({ changes: { [MAIN]: expect.any(Array) } });
  });

  test.each([
    ['textDocument/documentSymbol', {}],
    ['textDocument/codeLens', {}],
    ['textDocument/foldingRange', {}],
    ['textDocument/documentLink', {}],
    ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
    ['textDocument/inlayHint', { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } }],
    ['textDocument/semanticTokens/full', {}],
    ['textDocument/selectionRange', { positions: [{ line: 15, character: 9 }] }],
    ['textDocument/completion', { position: { line: 15, character: 4 } }],
    ['textDocument/prepareCallHierarchy', { position: { line: 22, character: 6 } }],
    ['workspace/symbol', { query: 'mar' }],
  ])('%s is answered for any text', async (method, params) => {
    for (const text of [
      '',
      '{',
      'release',
      'release r {\n  run {\n    deploy',
      NIGHT,
      NIGHT.slice(0, 300),
      '"\u0000'.repeat(50),
    ]) {
      client = await startClient();
      client.open(MAIN, text);
      const answer = await client.connection.sendRequest(method, { textDocument, ...params });
      expect(answer).toBeDefined();
      await client.stop();
    }
    client = await startClient();
  });

  test('of a file nobody opened are answered with nothing', async () => {
    client = await startClient();
    const position = { line: 0, character: 0 };
    expect(await client.connection.sendRequest('textDocument/hover', { textDocument, position })).toBeNull();
    expect(await client.connection.sendRequest('textDocument/definition', { textDocument, position })).toEqual([]);
  });

  test('a passive request is told to come again when the text has moved on', async () => {
    await opened(NIGHT);
    const answers: unknown[] = [];
    // A server with nothing else to do may have answered before the next text comes.
    for (let lines = 1; lines < 50 && !answers.includes(-32801); lines += 2) {
      client.change(MAIN, `${NIGHT}${'\n'.repeat(lines)}`);
      const lenses = client.connection.sendRequest('textDocument/codeLens', { textDocument });
      client.change(MAIN, `${NIGHT}${'\n'.repeat(lines + 1)}`);
      answers.push(
        await lenses.then(
          () => 'answered',
          ({ code }) => code,
        ),
      );
    }
    expect(answers.slice(0, -1).every((one) => one === 'answered')).toBe(true);
    expect(answers.at(-1)).toBe(-32801);
  });
});

describe('the preview', () => {
  test('is pulled as ready pictures', async () => {
    await opened(NIGHT);
    const answer = await client.connection.sendRequest<Preview>('release/preview', {
      uri: MAIN,
      options: { width: 800 },
    });
    expect(answer).toMatchObject({ releases: ['night-1.0'], pictures: { release: 'night-1.0' } });
    expect(answer.pictures!.schedule!.panels.flatMap(({ rows }) => rows).length).toBeGreaterThan(3);
  });

  test('says why there is no picture, and where', async () => {
    await opened('person mara\n');
    const answer = await client.connection.sendRequest<Preview>('release/preview', { uri: MAIN, options: {} });
    expect(answer.pictures).toBeUndefined();
    expect(answer.trouble?.message).toContain('no release');
  });

  test('is told when there is something new', async () => {
    await opened(NIGHT);
    const changed = new Promise((resolve) =>
      client.connection.onNotification('release/changed', (params: { version: number }) => {
        if (params.version === 2) resolve(params);
      }),
    );
    client.change(MAIN, `${NIGHT}\n`);
    expect(await changed).toEqual({ uri: MAIN, version: 2 });
  });

  test('finds the step of the cursor', async () => {
    await opened(NIGHT);
    const located = await client.connection.sendRequest<Located>('release/locate', {
      uri: MAIN,
      position: at(NIGHT, 'undo 10m\n    verify'),
    });
    expect(located).toMatchObject({ release: 'night-1.0', step: 2 });
  });
});

test('closed plans of the folder are checked too', async () => {
  const disk = new Map([[`${FOLDER}/closed.release`, 'release r {\n  run {\n    deploy web 10m by nobody\n  }\n}\n']]);
  client = await startClient({ disk });
  const found = await client.diagnostics(`${FOLDER}/closed.release`);
  expect(found.map(({ code }) => code)).toContain('unknown-name');
});
