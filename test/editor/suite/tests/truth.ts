import * as vscode from 'vscode';
import {
  ask,
  codeOf,
  diagnostic,
  diagnosticsOf,
  eventually,
  noDiagnostic,
  open,
  pictures,
  preview,
  rangeOf,
  replace,
  useTheme,
  workspaceFile,
} from '../harness.ts';
import type { EditorTest } from '../runner.ts';

/** Nothing stands in the editor that was true once. */
export const truth: EditorTest[] = [
  {
    name: 'while a line cannot be read the preview strikes what hangs on it, in light and dark, until it is whole',
    async run() {
      const editor = await open('night.release');
      await vscode.commands.executeCommand('releasePlan.openPreview');
      await ask('see', { place: preview, selector: '.rp-names .rp-row text >> text=orders-db' });
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
      const line = rangeOf(editor.document, 'migrate orders-db').start.line;
      await replace(editor, 'migrate orders-db', 'migrte orders-db');
      await ask('see', { place: preview, selector: `#banner.rp-unread button >> text=line ${line + 1}` });
      await ask('see', { place: preview, selector: '.rp-summary s.rp-was' });
      await ask('see', { place: preview, selector: '.rp-names .rp-row tspan.rp-was' });
      // The picture is the one of before: the step that is being typed is still in it.
      await ask('see', { place: preview, selector: '.rp-names .rp-row text >> text=orders-db' });
      await ask('see', { place: 'workbench', selector: '.codelens-decoration >> text=1 line cannot be read' });
      await ask('see', { place: 'workbench', selector: '.statusbar-item >> text=1 line cannot be read' });
      for (const theme of ['light', 'dark'] as const) {
        await useTheme(theme);
        await ask('see', { place: preview, selector: '.rp-summary s.rp-was' });
        await pictures(`broken-line-${theme}`);
      }
      await ask('click', { place: preview, selector: 'role=tab[name="Checklist"]' });
      await ask('see', { place: preview, selector: '.rp-checklist .rp-at s.rp-was' });
      await pictures('broken-line-checklist-dark');
      await ask('click', { place: preview, selector: 'role=tab[name="Schedule"]' });
      await ask('click', { place: preview, selector: '#banner button' });
      await eventually(
        'the cursor on the broken line',
        () => vscode.window.activeTextEditor?.selection.active.line === line || undefined,
        () => `line ${vscode.window.activeTextEditor?.selection.active.line}`,
      );
      await replace(editor, 'migrte orders-db', 'migrate orders-db');
      await eventually(
        'no mark',
        async () => {
          const left = await ask('evaluate', {
            place: preview,
            expression: "document.querySelectorAll('.rp-was, .rp-unread, .rp-earlier').length",
          });
          return left === 0 || undefined;
        },
        () => 'marks',
      );
    },
  },
  {
    name: 'a double booking in another file comes and goes as that file is typed, deleted and its folder with it',
    async run() {
      const { document } = await open('night.release');
      await diagnostic(document, 'backup-missing', migration);
      const folder = workspaceFile('other');
      const uri = vscode.Uri.joinPath(folder, 'clash.release');
      const text = document
        .getText()
        .replace('"shared/', '"../shared/')
        .replace(/^release \S+/m, 'release clash-1');
      await vscode.workspace.fs.createDirectory(folder);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const isClash = (each: vscode.Diagnostic) => each.message.includes('clash-1');
      const clash = (wanted: boolean) =>
        eventually(
          wanted ? 'a clash' : 'no clash',
          () => diagnosticsOf(document).some(isClash) === wanted || undefined,
          () =>
            diagnosticsOf(document)
              .map((each) => `${codeOf(each)} ${each.message}`)
              .join('\n'),
        );
      try {
        await clash(true);
        await vscode.workspace.fs.delete(folder, { recursive: true, useTrash: false });
        await clash(false);
        await eventually(
          'no findings of the file that is gone',
          () => vscode.languages.getDiagnostics(uri).length === 0 || undefined,
          () => vscode.languages.getDiagnostics(uri).map(codeOf).join(),
        );
      } finally {
        await vscode.workspace.fs.delete(folder, { recursive: true, useTrash: false }).then(undefined, () => undefined);
      }
    },
  },
  {
    name: 'a version of a file is no second plan',
    async run() {
      const { document } = await open('night.release');
      const provider = vscode.workspace.registerTextDocumentContentProvider('git', {
        provideTextDocumentContent: () => document.getText(),
      });
      try {
        const version = await vscode.workspace.openTextDocument(
          document.uri.with({ scheme: 'git', query: '{"ref":"~"}' }),
        );
        await vscode.languages.setTextDocumentLanguage(version, 'release');
        await vscode.window.showTextDocument(version);
        const line = rangeOf(version, 'migrate orders-db').start;
        await eventually(
          'a hover in the version',
          async () => {
            const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
              'vscode.executeHoverProvider',
              version.uri,
              line,
            );
            return hovers.length > 0 || undefined;
          },
          () => 'nothing',
        );
        await noDiagnostic(document, 'double-booked');
        const told = vscode.languages.getDiagnostics(version.uri);
        if (told.length > 0) throw new Error(`The version is told: ${told.map(codeOf).join()}`);
      } finally {
        provider.dispose();
      }
    },
  },
];

const migration = 'migrate orders-db as tables  "Order tables" 20m by priya undo 30m';
