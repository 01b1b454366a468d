/** The other mentions of the name under the cursor in this file; the declaration is the one that writes. */
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver';
import type { Position } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { compare, mentions, nameAt } from '../../../service/lookup.ts';

export function documentHighlights(file: SourceFile, position: Position): DocumentHighlight[] {
  const { plan } = file;
  const target = nameAt(plan, position)?.target;
  if (!target) return [];
  return mentions(plan, target).map((place) => ({
    range: place.range,
    kind:
      place.file === target.namePlace.file && compare(place.range.start, target.namePlace.range.start) === 0
        ? DocumentHighlightKind.Write
        : DocumentHighlightKind.Read,
  }));
}
