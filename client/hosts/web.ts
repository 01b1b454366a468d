/** In a browser the language server is a web worker. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser';

export async function createClient(
  { extensionUri }: ExtensionContext,
  clientOptions: LanguageClientOptions,
): Promise<LanguageClient> {
  const worker = await startWorker(Uri.joinPath(extensionUri, 'dist'));
  return new LanguageClient('releasePlan', 'Release Plan', worker, clientOptions);
}

/** Where the extension does not come from the web (installed on a remote machine), the editor refuses its address. */
async function startWorker(dist: Uri): Promise<Worker> {
  const script = Uri.joinPath(dist, 'server-web.js');
  if (/^https?$/.test(script.scheme)) return new Worker(script.toString(true));
  // As one text: from there the server could not find its engine, and has to be told where the formats are.
  const read = async (name: string) => new Uint8Array(await workspace.fs.readFile(Uri.joinPath(dist, name)));
  const [formats, ...parts] = await Promise.all(['formats.js', 'engine.js', 'server-web.js'].map(read));
  const at = URL.createObjectURL(new Blob([formats!], { type: 'text/javascript' }));
  const sources = [`self.ReleasePlanFormatsAt=${JSON.stringify(at)};\n`, ...parts.flatMap((source) => [source, '\n'])];
  return new Worker(URL.createObjectURL(new Blob(sources, { type: 'text/javascript' })));
}
