/** The extension, one bundle for both hosts: the desktop's Node and the worker of a browser, each of which wakes only its own half. */
import type { ExtensionContext } from 'vscode';
import { activateFeatures, clientOptions, type Exports, type Stoppable } from './features/features.ts';

let client: Stoppable | undefined;

export async function activate(context: ExtensionContext): Promise<Exports> {
  const { createClient } = isNode() ? await import('./hosts/node.ts') : await import('./hosts/web.ts');
  const created = await createClient(context, clientOptions());
  client = created;
  return activateFeatures(context, created);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

const isNode = () => typeof process === 'object' && typeof process.versions?.node === 'string';
