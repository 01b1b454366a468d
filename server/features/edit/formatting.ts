/** The formatter's text as edits by line. */
import type { FormattingOptions, TextEdit } from 'vscode-languageserver';
import { format } from '../../../language/format.ts';
import type { Range } from '../../../plan/model.ts';
import { lineEdits } from '../../../service/editing/line-edits.ts';

export function formatting(text: string, options: FormattingOptions): TextEdit[] {
  return lineEdits(text, format(text, { tabSize: options.tabSize, insertSpaces: options.insertSpaces }));
}

/** Only what touches the lines of `range`; the whole file decides how it is aligned. */
export function rangeFormatting(text: string, range: Range, options: FormattingOptions): TextEdit[] {
  return formatting(text, options).filter(
    (edit) => edit.range.start.line <= range.end.line && edit.range.end.line >= range.start.line,
  );
}
