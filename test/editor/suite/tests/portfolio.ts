import * as vscode from 'vscode';
import { ask, eventually, open, preview, rangeOf, replace, useTheme, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

/** What all plans of a folder have with each other. */
export const portfolio: EditorTest[] = [
  {
    name: 'the calendar of changes shows all plans, their clashes and both sides, leads to lines, and follows the text',
    async run() {
      const year = await calendarOfTwo();
      await vscode.commands.executeCommand('releasePlan.showCalendar');
      await ask('see', { place: preview, selector: '.rp-calendar .rp-c-clash' });
      await ask('see', { place: preview, selector: '.rp-finding >> text=second' });
      await ask('click', { place: preview, selector: '.rp-finding strong >> text=second' });
      await eventually(
        'the other plan of the clash, at its release',
        () => {
          const editor = vscode.window.activeTextEditor;
          return (
            (editor?.document.uri.path.endsWith('second.release') && editor.selection.active.line === 1) || undefined
          );
        },
        () => String(vscode.window.activeTextEditor?.document.uri),
      );
      for (const theme of ['light', 'dark', 'high contrast'] as const) {
        await useTheme(theme);
        await ask('screenshot', { name: `calendar-${theme}` });
      }
      await ask('click', { place: preview, selector: '#ask' });
      await ask('type', { text: 'seconds' });
      await ask('press', { keys: ['Enter'] });
      await ask('see', { place: preview, selector: `#note >> text=Did you mean second?` });
      await ask('click', { place: preview, selector: '#asked button' });
      await ask('type', { text: '/ann' });
      await ask('press', { keys: ['Enter'] });
      await ask('see', { place: preview, selector: 'h1 >> text=Changes for ann' });
      await ask('screenshot', { name: 'calendar-asked' });
      await ask('click', { place: preview, selector: '#asked button' });
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(year.second), {
        viewColumn: vscode.ViewColumn.Two,
      });
      await replace(editor, `${inDays(20)} 22:00`, `${inDays(30)} 22:00`);
      await ask('see', { place: preview, selector: `tr >> text=${inDays(30)} 22:00` });
      await ask('see', { place: preview, selector: 'text=Nothing clashes' });
      await ask('click', { place: preview, selector: `tr:has-text("${inDays(30)} 22:00") td[data-th=what]` });
      await eventually(
        'the cursor on the release',
        () => editor.selection.active.line === rangeOf(editor.document, 'release second').start.line || undefined,
        () => `line ${editor.selection.active.line + 1}`,
      );
    },
    async afterReload() {
      await ask('see', { place: preview, selector: '.rp-c-label >> text=second' });
      await vscode.workspace.fs.delete(workspaceFile('year'), { recursive: true });
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    },
  },
];

/** A calendar begins today, whenever that is. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function calendarOfTwo() {
  const folder = workspaceFile('year');
  const write = async (name: string, text: string) => {
    const uri = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };
  await write(
    'shared.release',
    `zone Europe/Berlin
person ann
environment production
service shop in production
freeze christmas of production from ${inDays(40)} until ${inDays(50)}
train weekly every 1w from ${inDays(4)} 10:00
`,
  );
  const plan = (name: string, day: string) => `import "shared.release"
release ${name} "The ${name} one & <b>" {
  zone Europe/Berlin
  window ${day}
  run {
    deploy shop 1h by ann undo 5m
  }
}
`;
  await open('night.release');
  await write('first.release', plan('first', `${inDays(20)} 22:00 .. 24:00`));
  const second = await write('second.release', plan('second', `${inDays(20)} 22:00 .. 24:00`));
  return { second };
}
