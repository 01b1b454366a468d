import * as vscode from 'vscode';
import {
  applyQuickFix,
  commandUntil,
  diagnostic,
  eventually,
  noDiagnostic,
  open,
  rangeOf,
  replace,
} from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const fixes: EditorTest[] = [
  {
    name: 'the quick fix of a missing backup inserts it before the migration, and one undo takes it back',
    async run() {
      const { document } = await open('night.release');
      const before = document.getText();
      const { range } = await diagnostic(document, 'backup-missing', migration);
      await applyQuickFix(document, range, 'Back up `orders-db` before');
      await noDiagnostic(document, 'backup-missing');
      const backup = rangeOf(document, 'backup orders-db');
      if (!backup.start.isBefore(rangeOf(document, 'migrate orders-db').start)) {
        throw new Error(`The backup comes after the migration:\n${document.getText()}`);
      }
      await vscode.commands.executeCommand('undo');
      if (document.getText() !== before) throw new Error(`One undo left this:\n${document.getText()}`);
      await diagnostic(document, 'backup-missing', migration);
    },
  },
  {
    name: '“fix all” repairs several findings at once',
    async run() {
      const editor = await open('night.release');
      const { document } = editor;
      await replace(editor, 'verify  payments-api', 'verify  payments-appi');
      await diagnostic(document, 'unknown-name', 'payments-appi');
      await diagnostic(document, 'backup-missing', migration);
      await commandUntil('editor.action.fixAll', document, (text) => !text.includes('payments-appi'));
      await noDiagnostic(document, 'unknown-name');
      await noDiagnostic(document, 'backup-missing');
      rangeOf(document, 'verify  payments-api ');
    },
  },
  {
    name: 'on save, where the settings say so, everything is fixed that needs no choice',
    async run() {
      const settings = vscode.workspace.getConfiguration('editor', { languageId: 'release' });
      const actions = { 'source.fixAll.release': 'explicit' };
      await settings.update('codeActionsOnSave', actions, vscode.ConfigurationTarget.Workspace, true);
      const editor = await open('hotfix.release');
      const { document } = editor;
      const onDisk = await vscode.workspace.fs.readFile(document.uri);
      try {
        await replace(editor, 'verify ', 'verfy ');
        await diagnostic(document, 'syntax', 'verfy');
        await document.save();
        await eventually(
          'the word as it was',
          () => /^ +verify +payments-api/m.test(document.getText()) || undefined,
          () => document.getText(),
        );
        await eventually(
          'the repair saved as well',
          () => !document.isDirty || undefined,
          () => document.getText(),
        );
      } finally {
        await vscode.workspace.fs.writeFile(document.uri, onDisk);
        await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace, true);
      }
    },
  },
  {
    name: 'a finding is waived with a reason to fill in',
    async run() {
      const { document } = await open('night.release');
      const { range } = await diagnostic(document, 'backup-missing', migration);
      await applyQuickFix(document, range, /^Waive backup-missing/);
      await noDiagnostic(document, 'backup-missing');
      rangeOf(document, 'waive backup-missing');
    },
  },
];

const migration = 'migrate orders-db as tables  "Order tables" 20m by priya undo 30m';
