/** The calendar of changes of the whole workspace: one panel, drawn anew as plans change, restored after a reload. */
import { commands, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import { calendarDocument } from '../../webview/calendar/document.ts';
import { type CalendarWishes, messageFromCalendar, type ToCalendar } from '../../webview/calendar/messages.ts';
import type { News } from '../news.ts';
import { revealLine } from '../preview/reveal.ts';
import { furnish, reasonOf } from '../webviews.ts';

const CALENDAR_COMMAND = 'releasePlan.showCalendar';
const VIEW_TYPE = 'releasePlan.calendar';
type Ask = ClientRequests['release/calendar']['ask'];
type Answer = ClientRequests['release/calendar']['answer'];

export function activateCalendar(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  let open: { readonly panel: WebviewPanel; readonly refresh: () => void } | undefined;

  const adopt = (panel: WebviewPanel): void => {
    const calendar = { panel, refresh: createCalendar(panel, client, context.extensionUri) };
    open = calendar;
    panel.onDidDispose(() => {
      if (open === calendar) open = undefined;
    });
  };

  context.subscriptions.push(
    commands.registerCommand(CALENDAR_COMMAND, () => {
      if (open) return open.panel.reveal();
      const options = { enableScripts: true, enableFindWidget: true };
      adopt(window.createWebviewPanel(VIEW_TYPE, 'Calendar of Changes', ViewColumn.Active, options));
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: WebviewPanel) {
        if (open) panel.dispose();
        else adopt(panel);
      },
    }),
    news(() => open?.refresh()),
    { dispose: () => open?.panel.dispose() },
  );
}

/** The calendar stays in view when it leads somewhere. */
function beside({ viewColumn }: WebviewPanel): ViewColumn {
  return viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
}

/** Gives what draws it anew. */
function createCalendar(panel: WebviewPanel, client: BaseLanguageClient, extensionUri: Uri): () => void {
  let wish: CalendarWishes | undefined;
  /** Counts the pulls: only the answer of the last one is shown. */
  let pull = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  furnish({ panel, extensionUri, script: 'webview-calendar.js', document: calendarDocument }, (data) => {
    const message = messageFromCalendar(data);
    if (message?.type === 'reveal') void revealLine(Uri.parse(message.file), message.line, beside(panel));
    else if (message) {
      wish = message.wish;
      void draw();
    }
  });
  panel.onDidDispose(() => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    // While somebody types every version is news; the calendar can wait.
    timer = setTimeout(() => void draw(), 400);
  };

  async function draw(): Promise<void> {
    if (!wish) return;
    const mine = ++pull;
    const ask: Ask = { ...wish, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    let said: ToCalendar;
    try {
      const answer = await client.sendRequest<Answer>('release/calendar', ask);
      said = 'trouble' in answer ? { type: 'trouble', message: answer.trouble } : { type: 'show', ...answer };
    } catch (error) {
      said = { type: 'trouble', message: `The calendar cannot be drawn: ${reasonOf(error)}` };
    }
    if (mine === pull) void panel.webview.postMessage(said);
  }
}
