/** The pages that codes of findings lead to: the server writes them, so that none of them need lie in the package. */
import { type ExtensionContext, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../server/protocol.ts';

const SCHEME = 'release-plan-check';

/** Where they are, as a URI ending in `/`; behind it `CODE.md`. */
export const CHECK_PAGES = `${SCHEME}:/`;

export function activateCheckPages(context: ExtensionContext, client: BaseLanguageClient): void {
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const code = /^\/(.+)\.md$/.exec(path)?.[1] ?? path;
      const { markdown } = await client.sendRequest<ClientRequests['release/checkPage']['answer']>(
        'release/checkPage',
        {
          code,
        },
      );
      return markdown;
    },
  });
  context.subscriptions.push(provider);
}
