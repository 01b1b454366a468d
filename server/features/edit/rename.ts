/** Renames a thing wherever it is mentioned, as the protocol has it: what cannot be renamed is an error with the reason. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import type { Position } from '../../../plan/model.ts';
import type { Found } from '../../../plan/what-if/find.ts';
import { nameToChange, renamed } from '../../../service/editing/rename.ts';
import type { PlanFile, SourceFile } from '../../../service/files/source-file.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Why a rename is refused, in words for the user. */
export class RenameRefused extends Error {}

export function prepareRename(file: SourceFile, position: Position): { range: Range; placeholder: string } {
  return orRefuse(nameToChange(file, position));
}

export function rename(file: SourceFile, position: Position, typed: string, files: readonly PlanFile[]): WorkspaceEdit {
  return workspaceEdit(orRefuse(renamed(file, position, typed, files)).edits);
}

function orRefuse<T extends object>(found: Found<T>): T {
  if ('trouble' in found) throw new RenameRefused(found.trouble);
  return found;
}
