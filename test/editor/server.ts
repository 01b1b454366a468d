import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { command, sameNode } from '../../scripts/editor/command.ts';
import type { Session } from './session.ts';

export interface Server {
  /** `127.0.0.1:PORT`, as it stands in addresses. */
  authority: string;
  /** It is gone, by itself or because it was stopped. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Installs the package as a user does, from the file. */
export async function installPackage(entry: string, session: Session, vsix: string): Promise<void> {
  await command(process.execPath, [entry, ...folders(session), '--install-extension', vsix]);
}

/** Starts a VS Code server of its own on a port that the system chooses. */
export async function startServer(entry: string, session: Session): Promise<Server> {
  const child = spawn(
    process.execPath,
    [
      entry,
      ...folders(session),
      '--without-connection-token',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      // Without it the server ignores the payload that names the suite.
      '--enable-smoke-test-driver',
      '--disable-workspace-trust',
    ],
    // A group of its own: the extension hosts end with it.
    { env: sameNode(), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  // However this process ends, Ctrl+C included, no server is left behind.
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', kill);
  const ended = once(child, 'exit');
  const stop = async () => {
    process.off('exit', kill);
    kill();
    await ended;
  };
  const port = await new Promise<string>((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer) => {
      output += chunk;
      const found = /listening on (\d+)/.exec(output);
      if (found) resolve(found[1]!);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The VS Code server ended (exit ${code}):\n${output.slice(-2000)}`)));
    setTimeout(() => reject(new Error(`The VS Code server did not listen:\n${output.slice(-2000)}`)), 180_000).unref();
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { authority: `127.0.0.1:${port}`, ended, stop };
}

function folders(session: Session): string[] {
  return [
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
    '--user-data-dir',
    session.userData,
    '--extensions-dir',
    session.extensions,
  ];
}
