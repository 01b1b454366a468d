import * as vscode from 'vscode';
import { ask, cursorAt, diagnostic, equal, noDiagnostic, open, rangeOf, replace } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const diagnostics: EditorTest[] = [
  {
    name: 'an unknown name is marked as it is typed, and cleared when it is put right',
    async run() {
      const editor = await open('hotfix.release');
      await cursorAt(editor, rangeOf(editor.document, 'verify   payments-api').end);
      await ask('type', { text: 'x' });
      const found = await diagnostic(editor.document, 'unknown-name', 'payments-apix');
      equal(found.severity, vscode.DiagnosticSeverity.Error, 'severity');
      await ask('press', { keys: ['Escape', 'Backspace'] });
      await noDiagnostic(editor.document, 'unknown-name');
    },
  },
  {
    name: 'the code of a finding leads to its page',
    async run() {
      const { document } = await open('night.release');
      const { code } = await diagnostic(document, 'backup-missing', migration);
      if (typeof code !== 'object') throw new Error(`The code is ${code}, without a link.`);
      const page = (await vscode.workspace.openTextDocument(code.target)).getText();
      if (!page.startsWith('# backup-missing\n'))
        throw new Error(`${code.target} is no page about a check: ${page.slice(0, 100)}`);
    },
  },
  {
    name: 'an unfinished line does not lose the findings of the others',
    async run() {
      const editor = await open('broken.release');
      const { document } = editor;
      await diagnostic(document, 'unknown-name', 'nobody-known');
      await diagnostic(document, 'unknown-name', 'payments-ui');
      await cursorAt(editor, rangeOf(document, '  run {').end);
      await ask('press', { keys: ['Enter'] });
      await ask('type', { text: 'deploy payments-api 10m by' });
      await ask('press', { keys: ['Escape'] });
      await diagnostic(document, 'syntax', 'by');
      await diagnostic(document, 'unknown-name', 'nobody-known');
      await diagnostic(document, 'unknown-name', 'payments-ui');
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

const migration = 'migrate orders-db as tables  "Order tables" 20m by priya undo 30m';
