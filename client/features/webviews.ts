/** What all panels have: a document of ours that runs one script of ours, an icon, and ears for what it says. */
import { type Disposable, Uri, type WebviewPanel } from 'vscode';
import type { ShellOptions } from '../webview/shell.ts';

export interface Furniture {
  readonly panel: WebviewPanel;
  readonly extensionUri: Uri;
  /** The name of its script in `dist/`. */
  readonly script: string;
  readonly document: (options: ShellOptions) => string;
}

export function furnish(
  { panel, extensionUri, script, document }: Furniture,
  hear: (data: unknown) => void,
): Disposable {
  const { webview } = panel;
  const dist = Uri.joinPath(extensionUri, 'dist');
  const icons = Uri.joinPath(extensionUri, 'client', 'icons');
  panel.iconPath = { light: Uri.joinPath(icons, 'file-light.svg'), dark: Uri.joinPath(icons, 'file-dark.svg') };
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const listening = webview.onDidReceiveMessage(hear);
  panel.onDidDispose(() => listening.dispose());
  webview.html = document({
    nonce: nonce(),
    scriptUri: webview.asWebviewUri(Uri.joinPath(dist, script)).toString(),
  });
  return listening;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(36).padStart(2, '0')).join('');
}
