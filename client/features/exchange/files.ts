/** Files of other programs between the editor and the server: their bytes travel as base64. */
import { FileType, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { FileBytes, FormatChoice } from '../../../server/protocol.ts';

/** A sentence where it is too large to be sent anywhere. */
export async function fileBytes(
  uri: Uri,
  { mostBytes }: FormatChoice,
): Promise<FileBytes | { readonly trouble: string }> {
  const { size } = await workspace.fs.stat(uri);
  const name = nameOf(uri);
  if (size > mostBytes)
    return { trouble: `${name} has ${Math.ceil(size / MB)} MB: at most ${mostBytes / MB} are read.` };
  return { name, base64: base64Of(await workspace.fs.readFile(uri)) };
}

const MB = 1024 * 1024;

/** Undefined: there is none yet. */
export async function bytesAt(uri: Uri, { mostBytes }: Pick<FormatChoice, 'mostBytes'>): Promise<string | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    return type === FileType.File && size <= mostBytes ? base64Of(await workspace.fs.readFile(uri)) : undefined;
  } catch {
    return undefined;
  }
}

/** '': there is none, or none that can be read. */
export async function textAt(uri: Uri, most: Pick<FormatChoice, 'mostBytes'>): Promise<string> {
  const base64 = await bytesAt(uri, most);
  return base64 === undefined ? '' : new TextDecoder().decode(bytesOf(base64));
}

export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Beside the document, or in the folder of the workspace. */
export function beside(document: Uri, name: string): Uri | undefined {
  if (document.scheme !== 'untitled') return Uri.joinPath(document, '..', name);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder && Uri.joinPath(folder, name);
}

export function formatItems(choices: readonly FormatChoice[]): (QuickPickItem & { readonly format: FormatChoice })[] {
  return choices.map((format) => ({
    label: format.name,
    description: format.extension,
    detail: format.about,
    format,
  }));
}

/** What was not carried, for whoever wants to read all of it. */
export async function showReport(text: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: 'plaintext', content: text }), {
    preview: true,
  });
}

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  // Not all at once: a call takes so many arguments and no more.
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
