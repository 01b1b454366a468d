import * as vscode from 'vscode';
import { ask, cursorAt, equal, eventually, open, rangeOf } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const writing: EditorTest[] = [
  {
    name: 'completion at the start of a line offers verbs, and neither names nor clauses of a step',
    async run() {
      const { document } = await open('night.release');
      const line = rangeOf(document, 'verify  payments-api').start;
      const offered = await completions(document, line, 'deploy');
      const missing = ['backup', 'migrate', 'verify', 'parallel', 'gate'].filter((word) => !offered.includes(word));
      equal(missing, [], 'verbs that are not offered');
      equal(
        offered.filter((word) => ['with', 'via', 'undo', 'version', 'mara', 'orders-db'].includes(word)),
        [],
        'words that cannot open a line',
      );
    },
  },
  {
    name: 'a line is written from completions alone',
    async run() {
      const editor = await open('night.release');
      const { document } = editor;
      await cursorAt(editor, rangeOf(document, '  run {').end);
      await ask('press', { keys: ['Enter'] });
      await ask('type', { text: 'stop paym' });
      await accept('payments-api');
      await ask('type', { text: ' 5m by pri' });
      await accept('priya');
      await ask('press', { keys: ['Escape'] });
      await eventually(
        'the line',
        () => (document.getText().includes('\n    stop payments-api 5m by priya\n') ? true : undefined),
        () => document.getText(),
      );
    },
  },
  {
    name: 'a document is formatted, and stays as it is when it is formatted again',
    async run() {
      const { document } = await open('night.release');
      await vscode.commands.executeCommand('editor.action.formatDocument');
      const formatted = await eventually(
        'aligned columns',
        () => (document.getText().includes(aligned) ? document.getText() : undefined),
        () => document.getText(),
      );
      await vscode.commands.executeCommand('editor.action.formatDocument');
      equal(document.getText(), formatted, 'formatted twice');
    },
  },
  {
    name: 'a new release is made from the template, with its first placeholder selected',
    async run() {
      await vscode.commands.executeCommand('releasePlan.newRelease');
      const editor = await eventually(
        'the template',
        () =>
          vscode.window.activeTextEditor?.document.getText().includes('run {')
            ? vscode.window.activeTextEditor
            : undefined,
        () => vscode.window.activeTextEditor?.document.getText() ?? 'no editor',
      );
      equal(editor.document.languageId, 'release', 'language');
      equal(editor.document.getText(editor.selections[0]), 'mara', 'selected');
    },
  },
];

const aligned = `
    migrate orders-db as tables "Order tables" 20m by priya undo 30m
    deploy  payments-api        "Payments"     15m by ops undo 10m
    verify  payments-api        "Smoke"        20m by qa
`;

/** What is offered at a place, once something we wait for is among it. */
function completions(document: vscode.TextDocument, at: vscode.Position, expected: string): Promise<string[]> {
  let offered: string[] = [];
  return eventually(
    `'${expected}' offered`,
    async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      offered = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return offered.includes(expected) ? offered : undefined;
    },
    () => offered.join(', '),
  );
}

/** Waits until the list that is open in the editor has this as its first choice, and takes it. */
async function accept(label: string): Promise<void> {
  const first = {
    place: 'workbench',
    selector: '.suggest-widget.visible .monaco-list-row.focused .label-name',
  } as const;
  let seen: string[] = [];
  await eventually(
    `'${label}' chosen in the open list`,
    async () => {
      seen = await ask('texts', first);
      return seen[0] === label ? true : undefined;
    },
    () => seen.join(', '),
  );
  await ask('press', { keys: ['Tab'] });
  await eventually(
    `'${label}' taken, the list closed`,
    async () => {
      seen = await ask('texts', first);
      return seen.length === 0 || undefined;
    },
    () => seen.join(', '),
  );
}
