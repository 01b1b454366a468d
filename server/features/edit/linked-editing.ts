/** The mentions of a name that change with it while it is typed where it is declared: where no other file has one, and all are spelt alike. */
import type { LinkedEditingRanges } from 'vscode-languageserver';
import type { Position } from '../../../plan/model.ts';
import { nameToChange } from '../../../service/editing/rename.ts';
import type { PlanFile, SourceFile } from '../../../service/files/source-file.ts';
import { mentionsIn, nameAt, slice } from '../../../service/lookup.ts';

/** `files`: all that may mention it. What is mentioned elsewhere is renamed, which asks first. */
export function linkedEditing(
  file: SourceFile,
  position: Position,
  files: readonly PlanFile[],
): LinkedEditingRanges | null {
  const at = nameAt(file.plan, position);
  const target = at?.target;
  // Whoever writes `by bob` in the place of `by ann` means somebody else, and no other name of hers.
  if (!target || at.place !== target.namePlace || 'trouble' in nameToChange(file, position)) return null;
  const places = mentionsIn(files, target);
  const isHere = places.every((place) => place.file === file.uri && slice(file.text, place.range) === target.name);
  if (!isHere || places.length < 2) return null;
  return { ranges: places.map(({ range }) => range), wordPattern: NAME };
}

/**
 * What a name may become while it is typed. Editors read it without the flag that knows letters of any script (`\p{L}`), so it is
 * told by what ends a name.
 */
const NAME = '[^\\s"{}()\\[\\],:;/<>=%|+]+';
