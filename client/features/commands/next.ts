/** `Write the Next Release of a Train…`: the one in front, or which one, where there are several; the server writes it. */
import { commands, Uri, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';

type Answer = ClientRequests['release/trains']['answer'];

/** Of the server, which every editor has. */
const NEXT_COMMAND = 'releasePlan.next';

export async function nextRelease(client: BaseLanguageClient): Promise<void> {
  const { trains } = await client.sendRequest<Answer>('release/trains', {});
  // What to do where there is none, or where two are called the same, the server says.
  if (trains.length < 2) return void (await commands.executeCommand(NEXT_COMMAND));
  const open = window.activeTextEditor?.document.uri.toString();
  const [here, another] = trains.filter(({ uri }) => Uri.parse(uri).toString() === open);
  if (here && !another) return void (await commands.executeCommand(NEXT_COMMAND, here.name));
  const items = trains.map(({ name, title, at, there }) => ({
    label: name,
    description: at === undefined ? 'leaves no more' : there === undefined ? at : `${at}: ${there} is there`,
    ...(title !== undefined && { detail: title }),
  }));
  const picked = await window.showQuickPick(items, {
    title: 'The next release of which train?',
    matchOnDetail: true,
  });
  if (picked) await commands.executeCommand(NEXT_COMMAND, picked.label);
}
