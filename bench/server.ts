/** The built language server over stdio, as an editor meets it: open a plan, type into it, wait for the diagnostics. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { type Spread, spreadOf } from './measure.ts';

const URI = 'file:///bench/a.release';

/** The server's debounce, which is waiting and not work: `server/session.ts`. */
const DEBOUNCE = Number(/delay = (\d+)/.exec(readFileSync('server/session.ts', 'utf8'))?.[1] ?? 0);

export async function measureServer(
  text: string,
  rounds: number,
): Promise<{ readonly opened: number; readonly keystroke: Spread; readonly memory: number }> {
  const child = spawn('node', ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let arrived: ((version: number) => void) | undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; version?: number }) => {
    if (params.uri === URI) arrived?.(params.version ?? 0);
  });
  connection.onRequest(() => null);
  connection.listen();
  const diagnosed = (version: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no diagnostics within a minute')), 60_000);
      arrived = (seen) => {
        if (seen < version) return;
        clearTimeout(timer);
        resolve();
      };
    });
  try {
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      workspaceFolders: null,
    });
    connection.sendNotification('initialized', {});
    const started = performance.now();
    const open = diagnosed(1);
    connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'release', version: 1, text },
    });
    await open;
    const opened = performance.now() - started;
    const times: number[] = [];
    const line = text.split('\n').findIndex((one) => one.startsWith('release big'));
    for (let version = 2; version < rounds + 2; version++) {
      const before = performance.now();
      const change = diagnosed(version);
      const at = { line, character: 'release big "A'.length };
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version },
        contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
      });
      await change;
      times.push(performance.now() - before - DEBOUNCE);
    }
    const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    return { opened, keystroke: spreadOf(times), memory };
  } finally {
    connection.dispose();
    child.kill();
  }
}
