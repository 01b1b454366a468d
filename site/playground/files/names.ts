/** Files of the playground, as the language server knows them: below one folder that is nowhere. */

export const FOLDER = 'file:///plans';

export function uriOf(name: string): string {
  return `${FOLDER}/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** Whatever is escaped in it: the server spells some characters otherwise. Undefined: it lies elsewhere. */
export function nameOf(uri: string): string | undefined {
  if (!uri.startsWith(`${FOLDER}/`)) return undefined;
  try {
    return decodeURIComponent(uri.slice(FOLDER.length + 1));
  } catch {
    return undefined;
  }
}
