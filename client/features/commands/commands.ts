/** The commands of the palette that are not the preview's own. */
import { commands, type ExtensionContext, SnippetString, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { NEW_RELEASE } from './new-release.ts';

export function activateCommands(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    commands.registerCommand('releasePlan.newRelease', newRelease),
    commands.registerCommand('releasePlan.restartServer', () => restart(client)),
    commands.registerCommand('releasePlan.showOutput', () => client.outputChannel.show()),
  );
}

/** An unsaved document with a plan to fill in, placeholder by placeholder. */
async function newRelease(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'release', content: '' });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(NEW_RELEASE));
}

async function restart(client: BaseLanguageClient): Promise<void> {
  await client.stop();
  await client.start();
}
