/** The built language server over stdio, as an editor meets it: open a plan, type into it, wait for the diagnostics. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { type Spread, spreadOf } from './measure.ts';

/** The server's debounce, which is waiting and not work: `server/session.ts`. */
const DEBOUNCE = Number(/delay = (\d+)/.exec(readFileSync('server/session.ts', 'utf8'))?.[1] ?? 0);

/** What a preview beside the editor asks for. */
const LOOKED_AT = { view: 'schedule', width: 700, rows: { from: 0, to: 60 } };

export interface ServerMeasured {
  /** From the opening of the file to its diagnostics; of a workspace from the start of the server, which reads that meanwhile. */
  readonly opened: number;
  /** Until all of the workspace has been read and judged. */
  readonly settled: number;
  readonly keystroke: Spread;
  /** Until the rows of the schedule that are looked at are there to be drawn, findings before them. */
  readonly picture: Spread;
  readonly memory: number;
}

/** @param folder the workspace, as a URI; none: the plan is alone */
export async function measureServer(
  text: string,
  rounds: number,
  { uri = 'file:///bench/a.release', folder }: { readonly uri?: string; readonly folder?: string } = {},
): Promise<ServerMeasured> {
  const started = performance.now();
  // With the young generation that the extension gives it.
  const child = spawn('node', ['--max-semi-space-size=8', 'dist/server.js', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let arrived: ((version: number) => void) | undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; version?: number }) => {
    if (params.uri === uri) arrived?.(params.version ?? 0);
  });
  connection.onRequest(() => null);
  const read = new Promise<void>((resolve) =>
    connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
      if (value.kind === 'end') resolve();
    }),
  );
  connection.listen();
  const diagnosed = (version: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no diagnostics within five minutes')), 300_000);
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
      capabilities: folder === undefined ? {} : { window: { workDoneProgress: true } },
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
    });
    connection.sendNotification('initialized', {});
    const began = folder === undefined ? performance.now() : started;
    const open = diagnosed(1);
    connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'release', version: 1, text },
    });
    await open;
    const opened = performance.now() - began;
    // A workspace is read and judged first: what is measured is an edit in it.
    if (folder !== undefined) await read;
    const settled = performance.now() - started;
    const times: number[] = [];
    const pictured: number[] = [];
    const line = text.split('\n').findIndex((one) => /^release \S+ "/.test(one));
    const character = text.split('\n')[line]!.indexOf('"') + 1;
    for (let version = 2; version < rounds + 2; version++) {
      const before = performance.now();
      const change = diagnosed(version);
      const at = { line, character };
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
      });
      await change;
      times.push(performance.now() - before - DEBOUNCE);
      await connection.sendRequest('release/preview', { uri, options: LOOKED_AT });
      pictured.push(performance.now() - before - DEBOUNCE);
    }
    const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    return { opened, settled, keystroke: spreadOf(times), picture: spreadOf(pictured), memory };
  } finally {
    connection.dispose();
    child.kill();
  }
}
