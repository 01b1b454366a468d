/** Shows a line of a file in the editor that has it, or in a new one. */
import { Position, Range, Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from 'vscode';

export const REVEAL_COMMAND = 'releasePlan.revealLine';

/** `line` counts from zero; `otherwise` is where a new editor opens. */
export async function revealLine(uri: Uri, line: number, otherwise = ViewColumn.One): Promise<void> {
  const shown = window.visibleTextEditors.find((each) => each.document.uri.toString() === uri.toString());
  const document = shown?.document ?? (await workspace.openTextDocument(uri));
  const editor = await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? otherwise });
  const text = document.lineAt(Math.min(line, document.lineCount - 1));
  const start = new Position(text.lineNumber, text.firstNonWhitespaceCharacterIndex);
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, text.range.end), TextEditorRevealType.InCenterIfOutsideViewport);
}
