/** A file that moves takes its importers along: their paths, and its own. */
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../../language/edit/edits.ts';
import { isInside } from '../../../language/files/imports.ts';
import type { PlanFile } from '../../../service/files/source-file.ts';
import { canonicalUri, relativePath } from '../../../service/files/uri.ts';
import { slice } from '../../../service/lookup.ts';
import { workspaceEdit } from './workspace-edit.ts';

export function willRenameFiles(
  renames: readonly { readonly oldUri: string; readonly newUri: string }[],
  files: readonly PlanFile[],
): WorkspaceEdit {
  const moved = renames.map(({ oldUri, newUri }) => ({ from: canonicalUri(oldUri), to: canonicalUri(newUri) }));
  // A renamed folder moves everything below it.
  const goal = (uri: string): string => {
    const move = moved.find(({ from }) => isInside(uri, from));
    return move ? move.to + uri.slice(move.from.length) : uri;
  };
  const edits: TextEdit[] = [];
  for (const file of files) {
    for (const { target, path, place } of file.plan.imports) {
      if (!target || place.file !== file.uri) continue;
      const fresh = relativePath(goal(file.uri), goal(target));
      if (relativePath(file.uri, target) === fresh) continue;
      const written = slice(file.text, place.range);
      if (!written.includes(path)) continue;
      // Editors apply these edits before they move the files.
      edits.push({ file: file.uri, range: place.range, newText: written.replace(path, () => fresh) });
    }
  }
  return workspaceEdit(edits);
}
