import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../../language/edit/edits.ts';

/** Edits of several files in the form the protocol wants: by file. */
export function workspaceEdit(edits: readonly TextEdit[]): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const { file, range, newText } of edits) {
    const ofFile = changes[file] ?? [];
    changes[file] = ofFile;
    ofFile.push({ range, newText });
  }
  return { changes };
}
