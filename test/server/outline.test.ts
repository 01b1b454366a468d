/** What stands in the outline, and where. */
import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { documentSymbols } from '../../server/features/navigate/document-symbols.ts';
import { openFiles } from './source-file.ts';

const outline = (all: readonly DocumentSymbol[], depth = 0): string[] =>
  all.flatMap(({ name, children = [] }) => [`${'  '.repeat(depth)}${name}`, ...outline(children, depth + 1)]);
const outlineOf = (text: string) => outline(documentSymbols(openFiles(text).file));

test('a release has what stands between its braces: nothing right above, beside or below it', () => {
  const text =
    'person ann\nrelease r {\n  milestone go T+2h\n  run {\n    milestone live T+1h\n    task a 5m\n  }\n}\nperson bob\n';
  const told = ['ann', 'r', '  go', '  run', '    live', '    a', 'bob'];
  expect(outlineOf(text)).toEqual(told);
  expect(outlineOf(text.replace('\nperson bob', ' person bob'))).toEqual(told);
});
