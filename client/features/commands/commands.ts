/** The commands of the palette that are not the preview's own. */
import { commands, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { newRelease } from './new.ts';

export function activateCommands(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    commands.registerCommand('releasePlan.new', () => newRelease(client)),
    commands.registerCommand('releasePlan.restartServer', () => restart(client)),
    commands.registerCommand('releasePlan.showOutput', () => client.outputChannel.show()),
  );
}

async function restart(client: BaseLanguageClient): Promise<void> {
  await client.stop();
  await client.start();
}
