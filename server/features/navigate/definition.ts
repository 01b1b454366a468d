/** From a name to where it is declared, from an import to its file. */
import type { LocationLink } from 'vscode-languageserver';
import type { Position } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { contains, nameAt } from '../../../service/lookup.ts';

export function definition(file: SourceFile, position: Position): LocationLink[] {
  const { plan } = file;
  const imported = plan.imports.find((each) => contains(each.place.range, position));
  if (imported?.target && !imported.problem) {
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return [
      {
        targetUri: imported.target,
        targetRange: top,
        targetSelectionRange: top,
        originSelectionRange: imported.place.range,
      },
    ];
  }
  const name = nameAt(plan, position);
  if (!name?.target) return [];
  return [
    {
      targetUri: name.target.namePlace.file,
      targetRange: name.target.place.range,
      targetSelectionRange: name.target.namePlace.range,
      originSelectionRange: name.place.range,
    },
  ];
}
