/** What there is to know of the thing under the cursor, as the protocol has it. */
import type { Hover } from 'vscode-languageserver';
import type { Position } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { describe } from '../../../service/hover/hover.ts';

export function hover(file: SourceFile, position: Position): Hover | null {
  const found = describe(file, position);
  return found ? { contents: { kind: 'markdown', value: found.markdown }, range: found.range } : null;
}
