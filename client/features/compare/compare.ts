/** Both schedules of a plan in two versions, from the diff editor and from source control, with what is different marked. */
import { commands, type ExtensionContext, TabInputTextDiff, Uri, ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';

const COMPARE_COMMAND = 'releasePlan.compareSchedules';
type Answer = ClientRequests['release/difference']['answer'];

interface Sides {
  readonly base: Uri;
  readonly head: Uri;
}

export function activateCompare(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    commands.registerCommand(COMPARE_COMMAND, async (target: unknown) => {
      const sides = sidesOf(target);
      if (!sides) {
        void window.showInformationMessage(
          'Open two versions of a .release file beside each other first, or choose a changed one in source control.',
        );
        return;
      }
      try {
        await show(client, sides);
      } catch (error) {
        void window.showErrorMessage(
          `The two versions cannot be compared: ${error instanceof Error ? error.message : error}`,
        );
      }
    }),
  );
}

/** Source control names a file, a diff editor both of its sides. */
function sidesOf(target: unknown): Sides | undefined {
  const resource = (target as { readonly resourceUri?: unknown } | undefined)?.resourceUri;
  if (resource instanceof Uri) return { base: committed(resource), head: resource };
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputTextDiff ? { base: input.original, head: input.modified } : undefined;
}

/** A file as the last commit has it, as the Git extension of VS Code calls it. */
function committed(file: Uri): Uri {
  return file.with({ scheme: 'git', query: JSON.stringify({ path: file.fsPath, ref: 'HEAD' }) });
}

async function show(client: BaseLanguageClient, { base, head }: Sides): Promise<void> {
  const [was, is] = await Promise.all([textOf(base), textOf(head)]);
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const ask: ClientRequests['release/difference']['ask'] = {
    base: { uri: base.toString(), text: was, name: nameOf(base, head) },
    head: { uri: head.toString(), text: is, name: nameOf(head, base) },
    nonce,
  };
  const { html } = await client.sendRequest<Answer>('release/difference', ask);
  const title = head.path.slice(head.path.lastIndexOf('/') + 1);
  // It is read, and leads nowhere: no script.
  const panel = window.createWebviewPanel('releasePlan.compare', `${title}: both schedules`, ViewColumn.Active, {
    enableScripts: false,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = html;
}

async function textOf(uri: Uri): Promise<string> {
  return (await workspace.openTextDocument(uri)).getText();
}

/** `HEAD`, `index`, `working tree`; of two files their names. */
function nameOf(uri: Uri, other: Uri): string {
  if (uri.scheme === 'git') {
    const ref = (JSON.parse(uri.query || '{}') as { readonly ref?: unknown }).ref;
    return ref === '' || ref === '~' ? 'index' : typeof ref === 'string' ? ref : 'git';
  }
  if (other.path === uri.path) return 'working tree';
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
