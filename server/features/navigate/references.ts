/** Every place that mentions the thing under the cursor, in all files of the workspace. */
import type { Location } from 'vscode-languageserver';
import type { Position } from '../../../plan/model.ts';
import type { PlanFile, SourceFile } from '../../../service/files/source-file.ts';
import { mentionsIn, nameAt } from '../../../service/lookup.ts';

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
