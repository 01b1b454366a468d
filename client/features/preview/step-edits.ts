/** What is done to steps in the picture: asked of the server, and put into the texts as one edit that one undo takes back. */
import { type TextDocument, Uri, WorkspaceEdit, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import type { FromPreview, ToPreview } from '../../webview/messages.ts';

type Asked = Extract<FromPreview, { type: 'try-step' | 'edit-step' }>;
type Ask = ClientRequests['release/editStep']['ask'];
type Answer = ClientRequests['release/editStep']['answer'];

export interface StepEditsOptions {
  /** The file of the picture. */
  readonly uri: Uri;
  readonly client: BaseLanguageClient;
  say(message: ToPreview): void;
}

export function createStepEdits({ uri, client, say }: StepEditsOptions): (asked: Asked) => Promise<void> {
  return async ({ type, asked, version, edit }) => {
    const refuse = (message: string) => say({ type: 'step-refused', asked, message });
    try {
      const document = await workspace.openTextDocument(uri);
      const ask: Ask = { uri: uri.toString(), version, edit, isTrial: type === 'try-step' };
      const answer = await client.sendRequest<Answer>('release/editStep', ask);
      if ('trouble' in answer) return refuse(answer.trouble);
      const { says, outcome } = answer;
      if (ask.isTrial) return say({ type: 'step-tried', asked, says, outcome });
      if (document.version !== version) return refuse('The text has changed since; the picture follows.');
      if (await workspace.applyEdit(await workspaceEdit(answer, document))) say({ type: 'step-edited', asked, says });
      else refuse(`${uri.path.slice(uri.path.lastIndexOf('/') + 1)} cannot be changed.`);
    } catch (error) {
      refuse(`It was not done: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  async function workspaceEdit(
    { edits }: Extract<Answer, { edits: unknown }>,
    document: TextDocument,
  ): Promise<WorkspaceEdit> {
    const made = new WorkspaceEdit();
    for (const file of new Set(edits.map((one) => one.file))) {
      const own = edits.filter((one) => one.file === file);
      // As the editor spells it, so that it is the document that is open.
      const target = Uri.parse(file).toString() === document.uri.toString() ? document.uri : Uri.parse(file);
      made.set(
        target,
        await client.protocol2CodeConverter.asTextEdits(own.map(({ range, newText }) => ({ range, newText }))),
      );
    }
    return made;
  }
}
