/** What is answered of a text alone, in every place of one that is laid out as badly as can be: layout, folds, selections, names that change together. */
import { test } from 'vitest';
import type { Range, SelectionRange, TextEdit } from 'vscode-languageserver';
import { formatting, onTypeFormatting, rangeFormatting } from '../../server/features/edit/formatting.ts';
import { linkedEditing } from '../../server/features/edit/linked-editing.ts';
import { foldingRanges } from '../../server/features/navigate/folding.ts';
import { selectionRanges } from '../../server/features/navigate/selection-range.ts';
import { expectGolden } from '../support/golden.ts';
import { openFiles } from './source-file.ts';

const TEXT = `
import "a.release"
import   "b.release"
/* two
   lines */
// and one
person ann   "Ann" { zone UTC }
person  bob { // off
 leave Mon 2026-12-07 .. Tue 2026-12-08 }


  team ops is ann,
   bob
service web
// alone

release one-1.0 "One" { window Sat 2026-12-05 22:00
 .. 24:00
	owner ann
  run {

	deploy web 10m   by ann
 task longer-name "Look" 5m by
   bob after deploy web { - "See" by ann
  - "Tell" done
 }
  verify web 5m by ops } }
	release two-1.0 {
 run { task a 5m by annn
  task b 5m }
}
`;
const TEXTS: Readonly<Record<string, string>> = {
  'as it is': TEXT,
  'with a brace too few': TEXT.replace('verify web 5m by ops } }', 'verify web 5m by ops }'),
  'with a brace too many': TEXT.replace('service web', 'service web }'),
  'with words that cannot be read': TEXT.replace('5m by\n', '5m by by\n').replace('"One"', '"One'),
  'with the ends of another system': TEXT.replaceAll('\n', '\r\n'),
  'of one line': 'release  one { run {task a 5m} }',
  'of nothing': '',
  'of white space': ' \n\t\n',
};
const STYLE = { tabSize: 2, insertSpaces: true };

const at = ({ start, end }: Range) => `${start.line}:${start.character}-${end.line}:${end.character}`;
const edited = (edits: readonly TextEdit[]) =>
  edits.map((edit) => `${at(edit.range)} ${JSON.stringify(edit.newText)}`).join(' ');

test.each(Object.entries(TEXTS))('a text %s', (name, text) => {
  const lines = text.split(/\r?\n/);
  const rows: string[] = [`all: ${edited(formatting(text, { tabSize: 4, insertSpaces: false }))}`];
  for (const [line, content] of lines.entries()) {
    for (const ch of ['\n', '}']) {
      const edits = onTypeFormatting(text, { line, character: content.length }, ch, STYLE);
      if (edits.length > 0) rows.push(`${line} ${JSON.stringify(ch)}: ${edited(edits)}`);
    }
    for (const more of text === TEXT ? [0, 1, 4] : [1]) {
      const range = { start: { line, character: 0 }, end: { line: line + more, character: 0 } };
      const edits = rangeFormatting(text, range, STYLE);
      if (edits.length > 0) rows.push(`${line}..${line + more}: ${edited(edits)}`);
    }
  }
  rows.push(
    `folds: ${foldingRanges(text)
      .map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`)
      .join(', ')}`,
  );
  const words = lines.flatMap((content, line) =>
    [...content.matchAll(/\S+|$/g)].map(({ index }) => ({ line, character: index })),
  );
  for (const [i, one] of selectionRanges(text, words).entries()) {
    const around: string[] = [];
    for (let range: SelectionRange | undefined = one; range; range = range.parent) around.push(at(range.range));
    rows.push(`${words[i]!.line}:${words[i]!.character} in ${around.join(' < ')}`);
  }
  const { file, files } = openFiles(text);
  for (const position of words) {
    const linked = linkedEditing(file, position, files);
    if (linked) rows.push(`${position.line}:${position.character} with ${linked.ranges.map(at).join(', ')}`);
  }
  expectGolden(`${rows.join('\n')}\n`, `./golden/a-text-${name.replaceAll(' ', '-')}.golden.txt`, import.meta.url);
});
