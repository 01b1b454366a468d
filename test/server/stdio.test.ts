/** The built server as a process of its own, spoken to over stdio, as Neovim and others do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createWorkplace, FINE, type Workplace } from '../cli/command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'plans/shared.release': 'person mara\nperson jonas\nservice web\n',
    'outside.release': 'person secret\n',
  });
});
afterAll(() => work.remove());

describe.each([
  ['dist/server.js --stdio', () => [work.server, '--stdio']],
  ['release-plan lsp', () => [work.program, 'lsp']],
  ['release-plan lsp --stdio', () => [work.program, 'lsp', '--stdio']],
])('%s', (_, args) => {
  test('checks a plan with its imports, and ends when it is told to', async () => {
    const server = spawn(process.execPath, args(), { cwd: work.folder, stdio: 'pipe' });
    const connection = connect(server);
    const folder = pathToFileURL(`${work.folder}/plans`).href;
    const uri = `${folder}/main.release`;
    const diagnosed = new Promise<Diagnostic[]>((resolve) =>
      connection.onNotification('textDocument/publishDiagnostics', (params) => {
        if (params.uri === uri) resolve(params.diagnostics);
      }),
    );
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'plans' }],
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri,
        languageId: 'release',
        version: 1,
        text: `import "./shared.release"\nimport "../outside.release"\n${FINE.slice(FINE.indexOf('release')).replace('by jonas', 'by secret')}`,
      },
    });
    const codes = (await diagnosed).map(({ code, range }) => `${code} ${range.start.line}`);
    // The file outside of the folder exists and is not read: its person stays unknown.
    expect(codes).toContain('import-not-found 1');
    expect(codes).toContain('unknown-name 11');
    expect(codes.filter((code) => code.startsWith('unknown-name'))).toHaveLength(1);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
    connection.dispose();
  });
});

function connect(server: ChildProcess): ProtocolConnection {
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout!),
    new StreamMessageWriter(server.stdin!),
  );
  connection.listen();
  return connection;
}
