import * as vscode from 'vscode';
import { ask, cursorAt, equal, eventually, open, pictures, rangeOf, replace } from '../harness.ts';
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
        offered.filter((word) => ['via', 'undo', 'version', 'mara', 'orders-db'].includes(word)),
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
    name: 'a line is laid out when it is ended, where somebody wishes that',
    async run() {
      const editor = await open('night.release');
      const { document } = editor;
      await vscode.workspace.getConfiguration('editor').update('formatOnType', true, vscode.ConfigurationTarget.Global);
      await cursorAt(editor, rangeOf(document, '  run {').end);
      await ask('press', { keys: ['Enter'] });
      await ask('type', { text: 'stop     payments-api    5m   by priya ' });
      await ask('press', { keys: ['Escape', 'Enter'] });
      await eventually(
        'the line without what is not needed',
        () => /\n {4}stop {1,4}payments-api 5m by priya\n/.test(document.getText()) || undefined,
        () => document.getText(),
      );
      await vscode.workspace
        .getConfiguration('editor')
        .update('formatOnType', undefined, vscode.ConfigurationTarget.Global);
    },
  },
  {
    name: 'a name changes with its mentions while it is typed, where somebody wishes that',
    async run() {
      const editor = await open('night.release');
      const { document } = editor;
      const settings = vscode.workspace.getConfiguration('editor');
      await settings.update('linkedEditing', true, vscode.ConfigurationTarget.Global);
      await replace(editor, '15m by ops', '15m by ops after tables');
      await cursorAt(editor, rangeOf(document, 'as tables').end);
      // What is typed before they are marked is typed into one of them alone.
      await ask('see', { place: 'workbench', selector: '.linked-editing-decoration' });
      await ask('type', { text: 'x' });
      await eventually(
        'both names',
        () => (/as tablesx /.test(document.getText()) && /after tablesx /.test(document.getText())) || undefined,
        () => document.getText(),
      );
      await settings.update('linkedEditing', undefined, vscode.ConfigurationTarget.Global);
    },
  },
  {
    name: 'selected steps become a runbook and come back, and each is one undo',
    async run() {
      const { document } = await open('night.release');
      const before = document.getText();
      const steps = new vscode.Range(
        rangeOf(document, 'deploy  payments-api').start,
        rangeOf(document, 'verify  payments-api').end,
      );
      await refactor(document, steps, /^Make a runbook of these 2 lines$/);
      equal(/\n {4}use +steps\n/.test(document.getText()), true, 'the line that uses it');
      const extracted = document.getText();
      await refactor(document, rangeOf(document, 'use '), /^Put the steps of `steps` here$/);
      equal(document.getText().includes('use '), false, 'a line that uses it');
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), extracted, 'after one undo');
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), before, 'after two');
    },
  },
  {
    name: 'Tab in a field of a snippet takes what the open list has, and goes on to the next field',
    async run() {
      const editor = await open('night.release');
      const { document } = editor;
      await cursorAt(editor, rangeOf(document, '  run {').end);
      await ask('press', { keys: ['Enter'] });
      await ask('type', { text: 'noti' });
      await accept('notify');
      await ask('type', { text: 'pri' });
      await listed('priya');
      await ask('press', { keys: ['Tab'] });
      await ask('type', { text: 'Away at ten' });
      await eventually(
        'both fields',
        () => /notify priya "Away at ten"/.test(document.getText()) || undefined,
        () => document.getText(),
      );
    },
  },
  {
    name: 'a new release plan is asked for from the walkthrough and opened, and nothing is found in it',
    async run() {
      const walkthrough = 'release-plan.release-plan#start';
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
      const button = '.gettingStartedContainer .monaco-button:has-text("New release plan")';
      // From here on the questions have the keyboard.
      await ask('click', { place: 'workbench', selector: button });
      await answer('What do you plan?', 'Database');
      // The day that is proposed is taken as it stands, after one that cannot be.
      await shown('on which day');
      await ask('press', { keys: ['Control+A'] });
      await ask('type', { text: '2020-01-01' });
      await shown('is in the past');
      await ask('press', { keys: ['Control+A'] });
      await ask('type', { text: ' ' });
      await answer('on which day', '');
      await answer('In which time zone', 'Europe/Berlin');
      await answer('who?', 'Mara Lind, Jonas Weber');
      const editor = await eventually(
        'the plan',
        () => {
          const { activeTextEditor } = vscode.window;
          return activeTextEditor?.document.getText().includes('database-upgrade-') ? activeTextEditor : undefined;
        },
        () => vscode.window.activeTextEditor?.document.getText() ?? 'no editor',
      );
      const { document } = editor;
      equal(document.languageId, 'release', 'language');
      equal(document.isUntitled, true, 'not saved yet');
      equal(document.getText().includes('person jonas "Jonas Weber"'), true, 'the people that were named');
      await vscode.commands.executeCommand('editor.action.formatDocument');
      equal(document.version, 1, 'laid out already');
      equal(vscode.languages.getDiagnostics(document.uri), [], 'findings');
      await pictures('new-plan');
    },
  },
];

const aligned = `
    migrate orders-db as tables "Order tables" 20m by priya undo 30m
    deploy  payments-api        "Payments"     15m by ops undo 10m
    verify  payments-api        "Smoke"        20m by qa
`;

/** Waits for a question with these words, or for what is said of an answer. */
function shown(words: string): Promise<unknown> {
  return ask('see', { place: 'workbench', selector: `.quick-input-widget:has-text("${words}")` });
}

/** Types an answer to a question with these words, and takes the first that fits. */
async function answer(words: string, text: string): Promise<void> {
  await shown(words);
  await pictures(`new-plan-${words.replace(/\W+/g, '-')}`);
  if (text !== '') await ask('type', { text });
  if (text === 'Europe/Berlin' || text === 'Database')
    await ask('see', { place: 'workbench', selector: `.quick-input-list .focused:has-text("${text}")` });
  await ask('press', { keys: ['Enter'] });
}

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

const first = {
  place: 'workbench',
  selector: '.suggest-widget.visible .monaco-list-row.focused .label-name',
} as const;

/** Waits until the list that is open in the editor has this as its first choice. */
async function listed(label: string): Promise<void> {
  let seen: string[] = [];
  await eventually(
    `'${label}' chosen in the open list`,
    async () => {
      seen = await ask('texts', first);
      return seen[0] === label ? true : undefined;
    },
    () => seen.join(', '),
  );
}

/** The same, and takes it. */
async function accept(label: string): Promise<void> {
  let seen: string[] = [];
  await listed(label);
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

/** Waits until it is offered, and does it. */
async function refactor(document: vscode.TextDocument, range: vscode.Range, title: RegExp): Promise<void> {
  let offered: readonly vscode.CodeAction[] = [];
  const action = await eventually(
    `${title}`,
    async () => {
      offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.Refactor.value,
      );
      return offered.find((one) => title.test(one.title));
    },
    () => offered.map((one) => one.title).join('; '),
  );
  if (!(await vscode.workspace.applyEdit(action.edit!))) throw new Error(`'${action.title}' did not apply.`);
}
