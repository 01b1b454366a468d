/** What the extension is made of, for both hosts: a list of features over one language client. */
import type { ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/protocol.ts';
import { activateOpenPlanTool } from './agents/open-plan.ts';
import { activateCalendar } from './calendar/calendar.ts';
import { activateCheckPages, CHECK_PAGES } from './check-pages.ts';
import { activateCommands } from './commands/commands.ts';
import { activateCompare } from './compare/compare.ts';
import { activateFiles } from './files/files.ts';
import { activateMarkdown } from './markdown/markdown.ts';
import { activateNews } from './news.ts';
import { activateNight } from './night/night.ts';
import { activatePreview, PREVIEW_COMMAND } from './preview/preview.ts';
import { REVEAL_COMMAND } from './preview/reveal.ts';
import { activateReleases } from './releases/releases.ts';
import { activateStatus } from './status/status.ts';
import { activateToday } from './today/today.ts';

export type Stoppable = Pick<BaseLanguageClient, 'stop'>;

/** What the Markdown preview asks an extension for. */
export type Exports = Pick<ReturnType<typeof activateMarkdown>, 'extendMarkdownIt'>;

export function activateFeatures(context: ExtensionContext, client: BaseLanguageClient): Exports {
  activateFiles(context, client);
  const news = activateNews(context, client);
  activatePreview(context, client, news);
  activateStatus(context, client, news);
  activateCheckPages(context, client);
  activateCommands(context, client);
  activateCompare(context, client);
  activateOpenPlanTool(context, client);
  activateReleases(context, client, news);
  activateToday(context, client, news);
  activateCalendar(context, client, news);
  activateNight(context, client, news);
  const markdown = activateMarkdown(context, client, news);
  // What asks the server waits for it; the editor need not. A start that fails is told by the client.
  client.start().catch((error: unknown) => client.error('The language server did not start.', error, false));
  return markdown;
}

export function clientOptions(): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    reads: true,
    previewCommand: PREVIEW_COMMAND,
    revealCommand: REVEAL_COMMAND,
    checkPages: CHECK_PAGES,
  };
  return {
    // Without a scheme: saved, unsaved and virtual documents alike.
    documentSelector: [{ language: 'release' }],
    initializationOptions,
    markdown: { isTrusted: false, supportHtml: false },
  };
}
