/** Every place that mentions the thing under the cursor, in all files of the workspace. */
import type { Location } from 'vscode-languageserver';
import type { Named, Place, Position } from '../../plan/model.ts';
import { mentions, nameAt } from '../../service/lookup.ts';
import type { PlanFile, SourceFile } from '../../service/source-file.ts';

export function references(
  file: SourceFile,
  position: Position,
  files: readonly PlanFile[],
  options: { declaration: boolean },
): Location[] {
  const target = nameAt(file.plan, position)?.target;
  if (!target) return [];
  return mentionsIn(files, target, options).map((place) => ({ uri: place.file, range: place.range }));
}

/** The mentions of `target` in all files; its declaration once. */
export function mentionsIn(
  files: readonly PlanFile[],
  target: Named,
  options: { declaration: boolean } = { declaration: true },
): Place[] {
  return files.flatMap((file) => mentions(file.plan, target, options));
}
