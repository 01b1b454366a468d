import * as vscode from 'vscode';
import { ask, diagnostic, equal, noDiagnostic, open, rangeOf, replace } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const diagnostics: EditorTest[] = [
  {
    name: 'an unknown name is marked as it is typed, and cleared when it is put right',
    async run() {
      const editor = await open('hotfix.release');
      const end = rangeOf(editor.document, 'verify   payments-api').end;
      editor.selection = new vscode.Selection(end, end);
      await ask('type', { text: 'x' });
      const found = await diagnostic(editor.document, 'unknown-name', 'payments-apix');
      equal(found.severity, vscode.DiagnosticSeverity.Error, 'severity');
      await ask('press', { keys: ['Escape', 'Backspace'] });
      await noDiagnostic(editor.document, 'unknown-name');
    },
  },
  {
    name: 'an unknown name is marked in a document that was never saved',
    async run() {
      const { document: saved } = await open('hotfix.release');
      const unsaved = await vscode.workspace.openTextDocument({ language: 'release', content: saved.getText() });
      const editor = await vscode.window.showTextDocument(unsaved);
      await replace(editor, 'deploy   payments-api', 'deploy   payments-ui');
      await diagnostic(unsaved, 'unknown-name', 'payments-ui');
    },
  },
];
