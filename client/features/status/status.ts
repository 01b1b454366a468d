/** The release of the cursor in one line, at the foot of the window; a warning while a line of it cannot be read. */
import { type ExtensionContext, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import type { News } from '../news.ts';
import { BOARD_COMMAND } from '../night/night.ts';
import { PREVIEW_COMMAND } from '../preview/preview.ts';
import { REVEAL_COMMAND } from '../preview/reveal.ts';

type Answer = ClientRequests['release/status']['answer'];

const MINUTE = 60_000;

export function activateStatus(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  const item = window.createStatusBarItem('releasePlan.status', StatusBarAlignment.Left);
  item.name = 'Release Plan';
  /** Counts the questions: only the answer to the last one is shown. */
  let asked = 0;

  const update = async (): Promise<void> => {
    const mine = ++asked;
    const editor = window.activeTextEditor;
    if (editor?.document.languageId !== 'release') return item.hide();
    const { document, selection } = editor;
    const position = client.code2ProtocolConverter.asPosition(selection.active);
    const uri = document.uri.toString();
    // A text that has moved on is asked about again when it is read.
    const answer = await client.sendRequest<Answer>('release/status', { uri, position }).catch(() => undefined);
    if (mine !== asked || !answer) return;
    if (answer.text === '') return item.hide();
    const { unread, note, isNight } = answer;
    const icon = unread ? '$(warning)' : isNight ? '$(dashboard)' : '$(calendar)';
    item.text = `${icon} ${answer.text}${note ? ' $(debug-disconnect)' : ''}`;
    // VS Code cuts what is longer than its bar has room for.
    item.tooltip = note ? `${answer.text}\n\n${note}` : answer.text;
    item.backgroundColor = unread && new ThemeColor('statusBarItem.warningBackground');
    item.command = unread
      ? { title: 'Go to the line', command: REVEAL_COMMAND, arguments: [unread.file, unread.line] }
      : isNight
        ? { title: 'Open the board', command: BOARD_COMMAND, arguments: [uri] }
        : { title: 'Open the preview', command: PREVIEW_COMMAND, arguments: [uri] };
    item.show();
  };

  // A countdown goes on without anybody doing anything.
  const timer = setInterval(() => void update(), MINUTE / 2);
  context.subscriptions.push(
    item,
    { dispose: () => clearInterval(timer) },
    window.onDidChangeActiveTextEditor(() => void update()),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) void update();
    }),
    news((uri) => {
      if (uri.toString() === window.activeTextEditor?.document.uri.toString()) void update();
    }),
  );
}
