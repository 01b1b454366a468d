/** What the extension is made of, for both hosts: a list of features over one language client. */
import { type ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/protocol.ts';
import { activateOpenPlanTool } from './agents/open-plan.ts';
import { activateCommands } from './commands/commands.ts';
import { activateCompare } from './compare/compare.ts';
import { activateFiles } from './files/files.ts';
import { activateMarkdown } from './markdown/markdown.ts';
import { activateNews } from './news.ts';
import { activatePreview, PREVIEW_COMMAND } from './preview/preview.ts';
import { REVEAL_COMMAND } from './preview/reveal.ts';
import { activateReleases } from './releases/releases.ts';
import { activateStatus } from './status/status.ts';

export type Stoppable = Pick<BaseLanguageClient, 'stop'>;

/** What the Markdown preview asks an extension for. */
export type Exports = Pick<ReturnType<typeof activateMarkdown>, 'extendMarkdownIt'>;

export async function activateFeatures(context: ExtensionContext, client: BaseLanguageClient): Promise<Exports> {
  activateFiles(context, client);
  const news = activateNews(context, client);
  activatePreview(context, client, news);
  activateStatus(context, client, news);
  activateCommands(context, client);
  activateCompare(context, client);
  activateOpenPlanTool(context, client);
  activateReleases(context, client, news);
  const markdown = activateMarkdown(context, client, news);
  await client.start();
  return markdown;
}

export function clientOptions(context: ExtensionContext): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    reads: true,
    previewCommand: PREVIEW_COMMAND,
    revealCommand: REVEAL_COMMAND,
    checkPages: `${Uri.joinPath(context.extensionUri, 'docs', 'checks').toString()}/`,
  };
  return {
    // Without a scheme: saved, unsaved and virtual documents alike.
    documentSelector: [{ language: 'release' }],
    initializationOptions,
    markdown: { isTrusted: false, supportHtml: false },
  };
}
