import * as vscode from 'vscode';
import { type Place, testedExtension } from '../protocol.ts';
import { ask, pauses } from './ask.ts';

/** Where our own pictures are drawn, for the questions that name a place. */
export const preview: Place = { webviewOf: testedExtension };

/** Asks for browser actions and pictures: `await ask('click', { place: preview, selector: 'role=button' })`. */
export { ask };

export function workspaceFile(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

/** Opens a file of the fixture workspace in an editor, and waits until the extension is there for it. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(path)));
  await vscode.extensions.getExtension(testedExtension)?.activate();
  return editor;
}

/** Puts the cursor somewhere and waits until keys that are pressed arrive there. */
export async function cursorAt(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  editor.selection = new vscode.Selection(position, position);
  await settled();
  let focus: unknown;
  await eventually(
    `the keyboard in ${name(editor.document)}`,
    async () => {
      focus = await ask('evaluate', { place: 'workbench', expression: focusedEditor });
      return String(focus).endsWith(name(editor.document).split('/').at(-1)!) || undefined;
    },
    () => String(focus),
  );
}

/** The file of the editor that has the keyboard. */
const focusedEditor = `document.activeElement?.closest('.monaco-editor')?.closest('[data-uri]')?.getAttribute('data-uri')
  ?? document.activeElement?.tagName`;

/** Waits until the window has done what it was told last: its answers come in the order of the questions. */
export async function settled(): Promise<void> {
  await vscode.commands.getCommands(true);
}

/** The range of a text in a document; the text must occur exactly once, so that a test says which one it means. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const all = document.getText();
  const start = all.indexOf(text);
  if (start < 0) throw new Error(`'${text}' is not in ${name(document)}:\n${all}`);
  if (all.indexOf(text, start + 1) >= 0) throw new Error(`'${text}' is in ${name(document)} more than once.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Replaces the one place where a text stands, as an edit that one undo takes back. */
export async function replace(editor: vscode.TextEditor, text: string, by: string): Promise<void> {
  const range = rangeOf(editor.document, text);
  if (!(await editor.edit((edit) => edit.replace(range, by)))) throw new Error(`'${text}' could not be replaced.`);
}

/** In seconds: only what never comes takes so long, on whatever machine. */
const PATIENCE = 60;

/** Polls until the value is there; the error names what was there instead. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  seen: () => string | Promise<string>,
  seconds = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  const pause = pauses(25);
  do {
    const value = await look();
    if (value !== undefined) return value;
    await pause();
  } while (Date.now() < deadline);
  throw new Error(`${what}: not within ${seconds} s. Seen: ${(await seen()) || 'nothing'}`);
}

/**
 * Gives a command whose end VS Code does not tell, and waits for what it does to a document. While it waits for the server,
 * VS Code drops it without a word for a cursor that moves or a marker that comes, and for the same command given again: so
 * it is given again only when it has had time enough.
 */
export function commandUntil(
  command: string,
  document: vscode.TextDocument,
  isDone: (text: string) => boolean,
): Promise<true> {
  const done = () => isDone(document.getText()) || undefined;
  return eventually(
    `what '${command}' does to ${name(document)}`,
    async () => {
      await vscode.commands.executeCommand(command);
      return eventually(command, done, () => '', PATIENCE / 6).catch(done);
    },
    () => document.getText(),
  );
}

/** Waits until a document has a diagnostic with this code on this text, and gives it. */
export function diagnostic(document: vscode.TextDocument, code: string, on: string): Promise<vscode.Diagnostic> {
  return eventually(
    `'${code}' on '${on}' in ${name(document)}`,
    () => diagnosticsOf(document).find((each) => codeOf(each) === code && document.getText(each.range) === on),
    () => describe(document),
  );
}

/** Waits until a document has no diagnostic with this code. */
export async function noDiagnostic(document: vscode.TextDocument, code: string): Promise<void> {
  await eventually(
    `no '${code}' in ${name(document)}`,
    () => (diagnosticsOf(document).some((each) => codeOf(each) === code) ? undefined : true),
    () => describe(document),
  );
}

export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri);
}

/** The code as people write it, whether or not it links to a page. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Applies the quick fix of this title that is offered at a range, as choosing it from the light bulb does. */
export async function applyQuickFix(
  document: vscode.TextDocument,
  at: vscode.Range,
  title: string | RegExp,
): Promise<void> {
  const matches = (found: string) => (typeof title === 'string' ? found === title : title.test(found));
  let offered: vscode.CodeAction[] = [];
  const fix = await eventually(
    `quick fix '${title}' in ${name(document)}`,
    async () => {
      offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        at,
        vscode.CodeActionKind.QuickFix.value,
        // Resolved as the light bulb resolves it, for servers that compute the edit late.
        10,
      );
      return offered.find((action) => matches(action.title));
    },
    () => offered.map((action) => `'${action.title}'`).join(', '),
  );
  if (fix.edit && !(await vscode.workspace.applyEdit(fix.edit))) throw new Error(`'${fix.title}' did not apply.`);
  if (fix.command) await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
}

/** The themes that every VS Code since 1.101 brings, by what they are. */
const themes = {
  light: { name: 'Default Light Modern', kind: vscode.ColorThemeKind.Light },
  dark: { name: 'Default Dark Modern', kind: vscode.ColorThemeKind.Dark },
  'high contrast': { name: 'Default High Contrast', kind: vscode.ColorThemeKind.HighContrast },
  'high contrast light': { name: 'Default High Contrast Light', kind: vscode.ColorThemeKind.HighContrastLight },
};

/** Changes the colour theme of the window and waits until it has arrived. */
export async function useTheme(theme: keyof typeof themes): Promise<void> {
  const { name, kind } = themes[theme];
  await vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);
  await eventually(
    `theme '${name}'`,
    () => (vscode.window.activeColorTheme.kind === kind ? true : undefined),
    () => vscode.ColorThemeKind[vscode.window.activeColorTheme.kind],
  );
}

/**
 * Pictures of the window for people to look at, as it is or in each of these themes: where somebody says into which folder
 * (`--screenshots`). Nothing is asked of them, and the themes alone are a twentieth of a run.
 */
export async function pictures(name: string, ...inThemes: readonly (keyof typeof themes)[]): Promise<void> {
  if (!vscode.workspace.getConfiguration('suite').get('pictures')) return;
  for (const theme of inThemes) {
    await useTheme(theme);
    await ask('screenshot', { name: `${name}-${theme}` });
  }
  if (inThemes.length === 0) await ask('screenshot', { name });
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, found ${found}`);
}

function describe(document: vscode.TextDocument): string {
  return diagnosticsOf(document)
    .map((each) => {
      const { line, character } = each.range.start;
      return `${line + 1}:${character + 1} ${codeOf(each)} on '${document.getText(each.range)}': ${each.message}`;
    })
    .join('\n  ');
}

function name(document: vscode.TextDocument): string {
  return vscode.workspace.asRelativePath(document.uri);
}
