import * as vscode from 'vscode';
import { ask, cursorAt, equal, eventually, noDiagnostic, open, rangeOf, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const names: EditorTest[] = [
  {
    name: 'F2 renames a person in the shared file and in the plans that import it',
    async run() {
      const editor = await open('night.release');
      await cursorAt(editor, rangeOf(editor.document, 'by ops').end);
      await ask('press', { keys: ['F2'] });
      // The editor may take the keys back while the box opens on a busy machine; whoever sees that clicks into it.
      await ask('click', { place: 'workbench', selector: '.rename-box input' });
      await ask('see', { place: 'workbench', selector: '.rename-box input:focus' });
      await ask('press', { keys: ['Control+A'] });
      await ask('type', { text: 'platform' });
      await ask('press', { keys: ['Enter'] });
      const shared = await vscode.workspace.openTextDocument(workspaceFile('shared/team.release'));
      await eventually(
        'both files renamed',
        () =>
          (editor.document.getText().includes('15m by platform undo') &&
            shared.getText().includes('person platform')) ||
          undefined,
        () => `${editor.document.getText()}\n${shared.getText()}`,
      );
      equal(/\bops\b/.test(editor.document.getText() + shared.getText()), false, 'the old name is still there');
      await noDiagnostic(editor.document, 'unknown-name');
    },
  },
  {
    name: 'a name that is taken is refused in words',
    async run() {
      const { document } = await open('night.release');
      const at = rangeOf(document, 'by ops').end;
      const refusal = await vscode.commands
        .executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, 'qa')
        .then(
          () => 'none',
          (error: Error) => error.message,
        );
      if (!refusal.includes("'qa' is already a person")) throw new Error(`The refusal reads: ${refusal}`);
    },
  },
  {
    name: 'F12 leads from a name to its declaration in the imported file',
    async run() {
      const editor = await open('night.release');
      await cursorAt(editor, rangeOf(editor.document, 'deploy  payments-api').end);
      await ask('press', { keys: ['F12'] });
      const found = await eventually(
        'the shared file in the active editor',
        () => {
          const active = vscode.window.activeTextEditor;
          return active?.document.uri.path.endsWith('/shared/team.release') ? active : undefined;
        },
        () => String(vscode.window.activeTextEditor?.document.uri),
      );
      const line = await eventually(
        'the cursor on the declaration',
        () => {
          const text = found.document.lineAt(found.selection.active.line).text;
          return text.startsWith('service  payments-api') ? text : undefined;
        },
        () => found.document.lineAt(found.selection.active.line).text,
      );
      equal(line, 'service  payments-api in production {', 'line');
    },
  },
];
