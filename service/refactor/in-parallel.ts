/** Steps that are done one after the other are done side by side. */
import type { Range } from '../../plan/model.ts';
import type { Attempt, Version } from './model.ts';
import { indented, selectionAt } from './selection.ts';

export function inParallel(version: Version, range: Range): readonly Attempt[] {
  const selection = selectionAt(version, range);
  if (!selection || selection.lines.length < 2 || selection.block.kind === 'parallel') return [];
  const newText = `parallel {\n${indented(selection.text, '  ')}\n}`;
  return [
    {
      kind: 'rewrite',
      title: `Put these ${selection.lines.length} lines side by side`,
      ways: [[{ file: version.uri, range: selection.range, newText: atDepth(newText, selection.range) }]],
    },
  ];
}

/** The first line stands where the text is put. */
export function atDepth(text: string, { start }: Range): string {
  return text.split('\n').join(`\n${' '.repeat(start.character)}`);
}
