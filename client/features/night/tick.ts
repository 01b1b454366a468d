/** A tick in a checklist while the run is open: it goes into the log, and can be taken back there. */
import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import type { Who } from './who.ts';

type Ticked = ClientRequests['release/tickInNight']['answer'];
type Said = ClientRequests['release/say']['answer'];

/** `text`: no run is open, and the tick is one of the text; a sentence: why it is not noted. */
export async function tickInNight(
  client: BaseLanguageClient,
  who: Who,
  uri: string,
  of: string,
): Promise<'text' | 'noted' | { readonly trouble: string }> {
  const ask = (by: string | undefined) =>
    client.sendRequest<Ticked>('release/tickInNight', { uri, of, ...(by !== undefined && { by }) });
  let answer = await ask(who.name);
  if (answer && 'people' in answer) {
    const by = await who.ask(answer.people);
    if (by === undefined) return { trouble: 'Nothing was noted: a log says who did it.' };
    answer = await ask(by);
  }
  if (!answer) return 'text';
  if ('trouble' in answer) return answer;
  if ('people' in answer) return { trouble: 'Nothing was noted: a log says who did it.' };
  void tell(client, uri, answer);
  return 'noted';
}

/** Not waited for: it may be read long after. */
async function tell(
  client: BaseLanguageClient,
  uri: string,
  { noted, release, undo }: Extract<Ticked, { noted: string }>,
): Promise<void> {
  const wanted = await window.showInformationMessage(`Noted: ${noted}.`, 'Undo');
  if (wanted !== 'Undo') return;
  const said = await client.sendRequest<Said>('release/say', { uri, release, said: [undo] });
  if ('trouble' in said) await window.showErrorMessage(said.trouble);
}
