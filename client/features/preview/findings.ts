/** Findings of the release that is shown, and what the editor itself offers to do about each. */
import { type CodeAction, CodeActionKind, commands, type Diagnostic, Range, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, ListedFinding } from '../../../server/protocol.ts';
import type { FromPreview, ToPreview } from '../../webview/messages.ts';

type Asked = Extract<FromPreview, { type: 'findings' | 'repairs' | 'repair' }>;
type Ask = ClientRequests['release/findings']['ask'];
type Answer = ClientRequests['release/findings']['answer'];

export interface FindingsOptions {
  /** The file of the picture. */
  readonly uri: Uri;
  readonly client: BaseLanguageClient;
  /** The release that is shown. */
  release(): string | undefined;
  say(message: ToPreview): void;
}

export function createFindings({ uri, client, release, say }: FindingsOptions): (asked: Asked) => Promise<void> {
  /** Those that the preview was told last: it means them by their number. */
  let told: readonly ListedFinding[] = [];

  return async (asked) => {
    if (asked.type === 'findings') return list();
    const { finding: index } = asked;
    const finding = told[index];
    const none = (message: string) => say({ type: 'repairs', finding: index, titles: [], message });
    if (!finding) return none('This finding is gone.');
    try {
      const repairs = await repairsOf(finding);
      if (asked.type === 'repairs') {
        if (repairs.length === 0) none('Nothing can be done about it unasked; go to its line.');
        else say({ type: 'repairs', finding: index, titles: repairs.map(({ title }) => title) });
        return;
      }
      const chosen = repairs.find(({ title }) => title === asked.title);
      if (!chosen?.edit) none('The text has changed since, and this repair is offered no more.');
      else if (!(await workspace.applyEdit(chosen.edit))) none('The text cannot be changed.');
    } catch (error) {
      none(`It was not repaired: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  async function list(): Promise<void> {
    const name = release();
    const ask: Ask = { uri: uri.toString(), ...(name !== undefined && { release: name }) };
    const answer = await client.sendRequest<Answer>('release/findings', ask);
    told = answer?.findings ?? [];
    say({ type: 'found', findings: told });
  }
}

/** The quick fixes of the finding, as the light bulb has them. */
async function repairsOf({
  code,
  message,
  file,
  range: { start, end },
}: ListedFinding): Promise<readonly CodeAction[]> {
  const target = Uri.parse(file);
  await workspace.openTextDocument(target);
  const range = new Range(start.line, start.character, end.line, end.character);
  const offered = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    target,
    range,
    CodeActionKind.QuickFix.value,
  );
  const isOf = (one: Diagnostic) => codeOf(one) === code && one.message === message;
  return offered.filter(({ edit, diagnostics }) => edit !== undefined && (diagnostics ?? []).some(isOf));
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
