/** The board of a night as a panel: the page that `release-plan run` serves, over the log beside the plan. */
import { commands, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, LocateAsk, Located, NightAsk } from '../../../server/protocol.ts';
import type { ToBoard } from '../../../view/run/in-editor.ts';
import { boardDocument } from '../../webview/board/document.ts';
import { messageFromBoard } from '../../webview/board/messages.ts';
import type { News } from '../news.ts';
import { furnish, reasonOf } from '../webviews.ts';
import { type Who, whoSitsHere } from './who.ts';

export const BOARD_COMMAND = 'releasePlan.openBoard';
const REHEARSAL_COMMAND = 'releasePlan.openRehearsalBoard';
const VIEW_TYPE = 'releasePlan.board';
/** The countdown goes on without anybody saying anything, in milliseconds. */
const TICK = 15_000;

type Shown = ClientRequests['release/night']['answer'];
type Said = ClientRequests['release/say']['answer'];

interface BoardPanel {
  readonly asked: NightAsk;
  readonly panel: WebviewPanel;
  readonly refresh: () => void;
}

export function activateNight(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  const panels = new Map<string, BoardPanel>();
  const who = whoSitsHere(context.workspaceState);
  const script = 'board.js';

  const adopt = async (panel: WebviewPanel, asked: NightAsk): Promise<void> => {
    const { extensionUri } = context;
    const style = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', 'board.css'));
    const board = createBoard({ panel, client, who, asked });
    const document = (options: Parameters<typeof boardDocument>[0]) =>
      boardDocument(options, new TextDecoder().decode(style));
    furnish({ panel, extensionUri, script, document }, board.hear);
    panels.set(keyOf(asked), { panel, asked, refresh: board.refresh });
    const timer = setInterval(board.refresh, TICK);
    panel.onDidDispose(() => {
      clearInterval(timer);
      panels.delete(keyOf(asked));
    });
  };

  const show = async (asked: NightAsk): Promise<void> => {
    const shown = panels.get(keyOf(asked));
    if (shown) return shown.panel.reveal();
    const { path } = Uri.parse(asked.uri);
    const name = asked.rehearsal ?? path.slice(path.lastIndexOf('/') + 1);
    const options = { enableScripts: true, retainContextWhenHidden: true };
    await adopt(window.createWebviewPanel(VIEW_TYPE, `Board ${name}`, ViewColumn.Active, options), asked);
  };

  context.subscriptions.push(
    commands.registerCommand(REHEARSAL_COMMAND, async () => {
      const uri = window.activeTextEditor?.document.uri;
      if (!uri) return;
      const release = await releaseAtCursor(client, uri);
      const ask: NightAsk = { uri: uri.toString(), ...(release !== undefined && { release }) };
      const night = await client.sendRequest<Shown>('release/night', ask);
      if ('trouble' in night) return void window.showErrorMessage(night.trouble);
      if (night.rehearsals.length === 0)
        return void window.showInformationMessage(`${night.board.release} has no rehearsal.`);
      const rehearsal = await window.showQuickPick([...night.rehearsals], { title: 'The board of which rehearsal?' });
      if (rehearsal !== undefined) await show({ ...ask, rehearsal });
    }),
    commands.registerCommand(BOARD_COMMAND, async (target: unknown, release: unknown) => {
      // The explorer gives a URI, the status bar its text; who asks in a text means the release there.
      const given = typeof target === 'string' ? Uri.parse(target) : target;
      const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
      if (!uri) return void window.showInformationMessage('Open the plan of the night first: its log lies beside it.');
      const meant = typeof release === 'string' ? release : await releaseAtCursor(client, uri);
      await show({ uri: uri.toString(), ...(meant !== undefined && { release: meant }) });
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: WebviewPanel, state: Partial<NightAsk> | undefined) {
        if (typeof state?.uri !== 'string') return panel.dispose();
        const { uri, release, rehearsal } = state;
        const asked = {
          uri,
          ...(typeof release === 'string' && { release }),
          ...(typeof rehearsal === 'string' && { rehearsal }),
        };
        if (panels.has(keyOf(asked))) panel.dispose();
        else await adopt(panel, asked);
      },
    }),
    news((uri) => {
      for (const { asked, refresh } of panels.values()) if (asked.uri === uri.toString()) refresh();
    }),
    {
      dispose() {
        for (const { panel } of panels.values()) panel.dispose();
      },
    },
  );
}

function keyOf({ uri, release = '', rehearsal = '' }: NightAsk): string {
  return `${uri}\n${release}\n${rehearsal}`;
}

async function releaseAtCursor(client: BaseLanguageClient, uri: Uri): Promise<string | undefined> {
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (!editor) return undefined;
  const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
  const ask: LocateAsk = { uri: uri.toString(), position };
  return (await client.sendRequest<Located>('release/locate', ask)).release;
}

interface BoardOptions {
  readonly panel: WebviewPanel;
  readonly client: BaseLanguageClient;
  readonly who: Who;
  readonly asked: NightAsk;
}

function createBoard({ panel, client, who, asked }: BoardOptions) {
  /** Counts the pulls: only the answer of the last one is shown. */
  let pull = 0;
  let isReady = false;

  return {
    refresh: () => void refresh(),
    hear(data: unknown): void {
      const message = messageFromBoard(data);
      if (message?.type === 'me') who.choose(message.name);
      else if (message?.type === 'say') void note(message.asked, message.events);
      else if (message) {
        isReady = true;
        void refresh();
      }
    },
  };

  async function refresh(): Promise<void> {
    if (!isReady) return;
    const mine = ++pull;
    const said = await shown().catch((error: unknown) => trouble(reasonOf(error)));
    if (mine === pull) say(said);
  }

  async function shown(): Promise<ToBoard> {
    await workspace.openTextDocument(Uri.parse(asked.uri));
    const answer = await client.sendRequest<Shown>('release/night', asked);
    if ('trouble' in answer) return trouble(answer.trouble);
    const { name } = who;
    const { rehearsals: _, ...night } = answer;
    return {
      ...{ type: 'night', ...asked, release: night.board.release, ...night },
      ...(name !== undefined && { me: name }),
    };
  }

  async function note(number: number, events: readonly { readonly id: string }[]): Promise<void> {
    const ask = { ...asked, said: events as ClientRequests['release/say']['ask']['said'] };
    const answer = await client
      .sendRequest<Said>('release/say', ask)
      .catch((error: unknown) => ({ trouble: reasonOf(error), isLater: true }));
    if (!('trouble' in answer)) return say({ type: 'said', asked: number });
    say({ type: 'said', asked: number, trouble: answer.trouble, ...(answer.isLater && { isLater: true }) });
  }

  function trouble(message: string): ToBoard {
    return { type: 'trouble', ...asked, message };
  }

  function say(message: ToBoard): void {
    void panel.webview.postMessage(message);
  }
}
