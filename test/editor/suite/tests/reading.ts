import * as vscode from 'vscode';
import { equal, eventually, open, rangeOf, replace } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const reading: EditorTest[] = [
  {
    name: 'a hover on a step tells its computed times and who does it',
    async run() {
      const { document } = await open('night.release');
      const text = await hoverOn(document, 'deploy  payments-api');
      for (const part of ['22:20 .. 22:35', '15 min', 'ops']) {
        if (!text.includes(part)) throw new Error(`The hover does not say '${part}': ${text}`);
      }
    },
  },
  {
    name: 'a run with an estimate is simulated in the background, with the same answer in every host',
    async run() {
      const editor = await open('night.release');
      await replace(editor, '20m by priya', '20m..25m..50m by priya');
      let text = '';
      await eventually(
        'what the simulation says',
        async () => {
          text = await hoverOn(editor.document, 'verify  payments-api');
          return text.includes('Ends by Sat 2026-12-05 23:08 with 80 % (8 min later than planned)') || undefined;
        },
        () => text,
      );
      if (!text.includes('100 % of 10,000 runs')) throw new Error(`The hover does not say of how many runs: ${text}`);
    },
  },
  {
    name: 'inlay hints show start and end behind each step, and follow the text',
    async run() {
      const editor = await open('night.release');
      await hints(editor.document, ['22:00 .. 22:20 ◆', '22:20 .. 22:35 ◆', '22:35 .. 22:55 ◆']);
      const range = rangeOf(editor.document, '20m by priya');
      await editor.edit((edit) => edit.replace(range, '50m by priya'));
      await hints(editor.document, ['22:00 .. 22:50 ◆', '22:50 .. 23:05 ◆', '23:05 .. 23:25 ◆']);
    },
  },
  {
    name: 'the code lens tells the end of the run, its contingency and the last moment to roll back',
    async run() {
      const { document } = await open('night.release');
      let titles: string[] = [];
      await eventually(
        'the headline of the release',
        async () => {
          const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
            'vscode.executeCodeLensProvider',
            document.uri,
            20,
          );
          titles = lenses.map(({ command }) => command?.title ?? 'unresolved');
          return (
            titles.some((title) => /^run ends Sat 2026-12-05 22:55 · 5 h 5 min contingency/.test(title)) || undefined
          );
        },
        () => titles.join('\n'),
      );
    },
  },
  {
    name: 'a shorter run is found in the background, and its lens puts the order into the text, to be undone at once',
    async run() {
      const { document } = await open('lanes.release');
      const before = document.getText();
      const shorter = await eventually(
        'the lens of the shorter run',
        () => shorterRun(document.uri),
        () => before,
      );
      await vscode.commands.executeCommand(shorter.command, ...(shorter.arguments ?? []));
      await eventually(
        'the order in the text',
        () => document.getText().includes('task s3-1 45m by p1 with p2 after s1-1') || undefined,
        () => document.getText(),
      );
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), before, 'the text after one undo');
    },
  },
  {
    name: 'the outline lists release, block and steps',
    async run() {
      const { document } = await open('night.release');
      let seen = '';
      await eventually(
        'the outline',
        async () => {
          const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
            'vscode.executeDocumentSymbolProvider',
            document.uri,
          );
          const paths = (symbols ?? []).flatMap((symbol) => pathsOf(symbol));
          seen = paths.join('\n');
          return paths.includes('night-1.0 / run / deploy payments-api') || undefined;
        },
        () => seen,
      );
    },
  },
];

async function hints(document: vscode.TextDocument, expected: string[]): Promise<void> {
  let seen: string[] = [];
  await eventually(
    `the hints ${expected.join(', ')}`,
    async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      seen = (found ?? []).map(({ label }) =>
        (typeof label === 'string' ? label : label.map((part) => part.value).join('')).trim(),
      );
      return expected.join() === seen.join() || undefined;
    },
    () => seen.join(', '),
  );
}

async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    rangeOf(document, text).start,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((part) => (typeof part === 'string' ? part : part.value))
    .join('\n')
    .replaceAll('\\', '');
}

function pathsOf(symbol: vscode.DocumentSymbol, above = ''): string[] {
  const path = above ? `${above} / ${symbol.name}` : symbol.name;
  return [path, ...symbol.children.flatMap((child) => pathsOf(child, path))];
}

async function shorterRun(uri: vscode.Uri): Promise<vscode.Command | undefined> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
  return lenses
    .map(({ command }) => command)
    .find((command) => command?.title.startsWith('The run can end 10 min earlier'));
}
