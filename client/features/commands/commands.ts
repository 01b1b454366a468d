/** The commands of the palette that are not the preview's own. */
import { commands, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { exportPlan } from '../exchange/export.ts';
import { importFile } from '../exchange/import.ts';
import { newRelease } from './new.ts';
import { nextRelease } from './next.ts';

export function activateCommands(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    commands.registerCommand('releasePlan.new', () => newRelease(client)),
    commands.registerCommand('releasePlan.nextRelease', () => nextRelease(client)),
    commands.registerCommand('releasePlan.import', (uri: unknown, all: unknown) => importFile(client, uri, all)),
    commands.registerCommand('releasePlan.export', (uri: unknown, to: unknown) => exportPlan(client, uri, to)),
    commands.registerCommand('releasePlan.restartServer', () => restart(client)),
    commands.registerCommand('releasePlan.showOutput', () => client.outputChannel.show()),
  );
}

async function restart(client: BaseLanguageClient): Promise<void> {
  await client.stop();
  await client.start();
}
