/** The extension in a browser: the language server is a web worker. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateFeatures, clientOptions, type Exports, type Stoppable } from './features/features.ts';

let client: Stoppable | undefined;

export async function activate(context: ExtensionContext): Promise<Exports> {
  const worker = await startWorker(Uri.joinPath(context.extensionUri, 'dist', 'server-web.js'));
  const created = new LanguageClient('releasePlan', 'Release Plan', worker, clientOptions(context));
  client = created;
  return activateFeatures(context, created);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** Where the extension does not come from the web (installed on a remote machine), the editor refuses its address. */
async function startWorker(script: Uri): Promise<Worker> {
  if (/^https?$/.test(script.scheme)) return new Worker(script.toString(true));
  const source = await workspace.fs.readFile(script);
  return new Worker(URL.createObjectURL(new Blob([new Uint8Array(source)], { type: 'text/javascript' })));
}
