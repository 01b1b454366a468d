/** The import lines of a text and where they lead, before anything else of it is read. */
import type { Import, Place } from '../../plan/model.ts';
import { tokenize } from '../parse/parser.ts';
import { rangeOf } from '../parse/tokens.ts';

export interface ImportLine {
  readonly path: string;
  readonly target?: string;
  readonly problem?: Extract<Import['problem'], 'outside' | 'unreadable'>;
  readonly place: Place;
}

/**
 * `roots`: folders an import may not leave; without any, the folder of the file. `base`: where the file lies, if not where
 * its own URI says.
 */
export function findImports(uri: string, text: string, roots: readonly string[], base = uri): ImportLine[] {
  // Imports stand at the top as a rule: what follows the last line that could be one need not be read. What is imported
  // may stand on the line below.
  const last = [...text.matchAll(/\bimport\b/g)].at(-1);
  if (!last) return [];
  const line = /import(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*[^\r\n]*/y;
  line.lastIndex = last.index;
  line.test(text);
  const { tokens } = tokenize(text.slice(0, line.lastIndex));
  return tokens.flatMap((token, i) => {
    if (token.tokenType.name !== 'import') return [];
    const string = tokens[i + 1];
    if (string?.tokenType.name !== 'STRING') return [];
    const place: Place = { file: uri, range: rangeOf(string) };
    const path = string.image.replace(/^"|"$/g, '');
    return [{ path, place, ...leadsTo(base, path, roots) }];
  });
}

function leadsTo(uri: string, path: string, roots: readonly string[]): Pick<ImportLine, 'target' | 'problem'> {
  // A path of the disk, a drive, another scheme, a query: nothing of that is a file beside this one.
  if (path.trim() === '' || /^[a-z][a-z0-9+.-]*:|^[\\/]|[?#\\\0]/i.test(path))
    return { problem: path.trim() === '' ? 'unreadable' : 'outside' };
  let target: string;
  try {
    target = new URL(path.split('/').map(encodeURIComponent).join('/'), uri).href;
  } catch {
    return { problem: 'unreadable' };
  }
  const folders = roots.length > 0 && roots.some((root) => isInside(uri, root)) ? roots : [folderOf(uri)];
  return folders.some((folder) => isInside(target, folder)) ? { target } : { problem: 'outside' };
}

/** Whether `uri` is `folder` or lies below it. Both canonical. */
export function isInside(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
