/**
 * Pictures of every view of a plan in every theme: beside its text, beside it in a narrow window, and alone. No test of the suite: it makes what
 * somebody has to look at (`node test/editor/run.ts --suite test/editor/suite/looks.ts --screenshots DIR`).
 */
import * as vscode from 'vscode';
import { ask, eventually, open, preview, settled, useTheme } from './harness.ts';
import { runTests } from './runner.ts';

const THEMES = ['light', 'dark', 'high contrast', 'high contrast light'] as const;

export function run(): Promise<void> {
  return runTests([{ name: 'every view in every theme', run: lookAtAll, seconds: 1500 }]);
}

async function lookAtAll(): Promise<void> {
  await open('night.release');
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  await vscode.commands.executeCommand('workbench.action.closeAuxiliaryBar');
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('releasePlan.openPreview');
  await ask('see', { place: preview, selector: '#schedule .rp-row' });
  const views = (await ask('evaluate', {
    place: preview,
    expression: `[...document.querySelectorAll('[role=tab]')].map((tab) => tab.getAttribute('aria-controls'))`,
  })) as string[];
  for (const theme of THEMES) {
    await useTheme(theme);
    await take(views, `${theme} beside`);
  }
  await vscode.commands.executeCommand('workbench.action.toggleSidebarVisibility');
  for (const theme of ['light', 'high contrast'] as const) {
    await useTheme(theme);
    await take(views, `${theme} narrow`);
  }
  await vscode.commands.executeCommand('workbench.action.maximizeEditorHideSidebar');
  for (const theme of ['dark', 'high contrast light'] as const) {
    await useTheme(theme);
    await take(views, `${theme} alone`);
  }
  await vscode.workspace
    .getConfiguration('workbench')
    .update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
}

async function take(views: readonly string[], name: string): Promise<void> {
  for (const view of views) {
    await ask('click', { place: preview, selector: `#tab-${view}` });
    await eventually(
      view,
      async () =>
        ((await ask('evaluate', {
          place: preview,
          expression: `document.getElementById('${view}').childElementCount > 0`,
        })) as boolean) || undefined,
      () => 'nothing of it',
    );
    await settled();
    await new Promise((resolve) => setTimeout(resolve, 400));
    await ask('screenshot', { name: `${name} ${view}`.replaceAll(' ', '-') });
  }
}
