/** One preview: asks the server for pictures, hands them to the webview, and leads its clicks back to the text. */
import { commands, type TextDocument, Uri, type WebviewPanel, WorkspaceEdit, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import { GROUPINGS, type Grouping } from '../../../view/schedule/rows.ts';
import type { ViewId } from '../../../view/views.ts';
import { previewDocument } from '../../webview/document.ts';
import { messageFromPreview } from '../../webview/message-schemas.ts';
import type { FromPreview, ToPreview, Wishes } from '../../webview/messages.ts';
import { tickInNight } from '../night/tick.ts';
import type { Who } from '../night/who.ts';
import { furnish, reasonOf } from '../webviews.ts';
import { createFindings } from './findings.ts';
import { revealLine } from './reveal.ts';
import { createStepEdits } from './step-edits.ts';

export interface PreviewPanel {
  reveal(): void;
  /** Shows another release of the file. */
  choose(release: string): void;
  /** By the id of its view. */
  showTab(tab: ViewId): void;
  /** Pulls the pictures of the present text. */
  refresh(): void;
  markCursor(uri: Uri, line: number): void;
  /** Whether it stays with its file is kept over a reload of the window. */
  keepPinned(isPinned: boolean): void;
  /** Its panel goes on with another file. */
  leave(): void;
  dispose(): void;
}

export interface PreviewPanelOptions {
  readonly panel: WebviewPanel;
  readonly uri: Uri;
  readonly client: BaseLanguageClient;
  readonly extensionUri: Uri;
  readonly release?: string;
  readonly who: Who;
}

type WhatIfAsk = ClientRequests['release/whatIf']['ask'];
type Tried = ClientRequests['release/whatIf']['answer'];
type PreviewAsk = ClientRequests['release/preview']['ask'];
type ChoicesAsk = ClientRequests['release/choices']['ask'];
type ChoicesAnswer = ClientRequests['release/choices']['answer'];
type TickAnswer = ClientRequests['release/tick']['answer'];
type PreviewAnswer = ClientRequests['release/preview']['answer'];

export function createPreviewPanel({
  panel,
  uri,
  client,
  extensionUri,
  release,
  who,
}: PreviewPanelOptions): PreviewPanel {
  const { webview } = panel;
  let wishes: Wishes | undefined;
  let chosen = release;
  let tab: ViewId | undefined;
  /** Counts the pulls: only the answer of the last one is shown. */
  let pull = 0;
  /** The version of the document that is shown, and what is tried with it. */
  let version = 0;
  let shown: string | undefined;
  /** Undefined: nobody has said it here. */
  let isPinned: boolean | undefined;
  let trial: Omit<WhatIfAsk, 'uri' | 'options'> | undefined;
  const editStep = createStepEdits({ uri, client, say });
  const find = createFindings({ uri, client, release: () => shown, say });

  panel.title = `Preview ${nameOf(uri)}`;
  const listening = furnish(
    {
      ...{ panel, extensionUri, script: 'webview.js' },
      document: (options) => previewDocument({ ...options, grouping: defaultGroup() }),
    },
    (data) => {
      const message = messageFromPreview(data);
      if (message) receive(message);
    },
  );

  return {
    reveal: () => panel.reveal(undefined, true),
    choose(name) {
      chosen = name;
      void refresh();
    },
    showTab(wanted) {
      tab = wanted;
      if (wishes) say({ type: 'tab', tab: wanted });
    },
    refresh: () => void refresh(),
    markCursor: (file, line) => say({ type: 'cursor', file: file.toString(), line }),
    keepPinned(is) {
      isPinned = is;
      say({ type: 'pinned', isPinned });
    },
    leave() {
      pull++;
      listening.dispose();
    },
    dispose: () => panel.dispose(),
  };

  function receive(message: FromPreview): void {
    if (message.type === 'reveal') return void revealLine(Uri.parse(message.file), message.line);
    if (message.type === 'try') {
      trial = message.changes && { version, changes: message.changes };
      return void refresh();
    }
    if (message.type === 'reorder') return void reorder();
    if (message.type === 'try-step' || message.type === 'edit-step') return void editStep(message);
    if (message.type === 'choices') return void offer();
    if (message.type === 'findings' || message.type === 'repairs' || message.type === 'repair')
      return void find(message);
    if (message.type === 'tick') return void tick(Uri.parse(message.file), message.line, message.of);
    // While it was hidden nobody heard it.
    if (message.type === 'ready' && isPinned !== undefined) say({ type: 'pinned', isPinned });
    const isFirst = wishes === undefined;
    wishes = message.wishes;
    // A wish made in the panel is the newer one; before the first picture the command that opened it is.
    chosen = isFirst ? (chosen ?? wishes.release) : wishes.release;
    void refresh().then(() => {
      if (!isFirst) return;
      if (tab) say({ type: 'tab', tab });
      const editor = window.visibleTextEditors.find((each) => each.document.uri.toString() === uri.toString());
      if (editor) say({ type: 'cursor', file: uri.toString(), line: editor.selection.active.line });
    });
  }

  async function offer(): Promise<void> {
    const ask: ChoicesAsk = { uri: uri.toString(), ...(shown !== undefined && { release: shown }) };
    const answer = await client.sendRequest<ChoicesAnswer>('release/choices', ask);
    if (answer) say({ type: 'choices', ...answer });
  }

  /** The server has the command: it knows what it found, and for which text. */
  async function reorder(): Promise<void> {
    try {
      await commands.executeCommand('releasePlan.reorder', uri.toString(), shown);
    } catch (error) {
      say({ type: 'trouble', message: `The order was not put into the text: ${reasonOf(error)}` });
    }
  }

  async function tick(file: Uri, line: number, of: string | undefined): Promise<void> {
    try {
      await opened(file);
      // A step of an imported file is done in the night of this one.
      const inNight = of === undefined ? 'text' : await tickInNight(client, who, uri.toString(), of);
      if (inNight === 'noted') return;
      if (inNight !== 'text') return say({ type: 'trouble', message: inNight.trouble });
      const ticked = await client.sendRequest<TickAnswer>('release/tick', { uri: file.toString(), line });
      if ('trouble' in ticked) return say({ type: 'trouble', message: ticked.trouble, file: file.toString(), line });
      const edit = new WorkspaceEdit();
      edit.set(file, await client.protocol2CodeConverter.asTextEdits(ticked.edits));
      if (!(await workspace.applyEdit(edit))) {
        say({ type: 'trouble', message: `${nameOf(file)} cannot be changed, so the tick is not recorded.` });
      }
    } catch (error) {
      say({ type: 'trouble', message: `The tick was not recorded: ${reasonOf(error)}` });
    }
  }

  async function refresh(): Promise<void> {
    if (!wishes) return;
    const mine = ++pull;
    const { release: _, ...drawn } = wishes;
    try {
      await opened(uri);
      const options: PreviewAsk['options'] = { ...drawn, ...(chosen && { release: chosen }) };
      const tried = trial && (await tryOut(options));
      if (mine !== pull || tried === 'shown') return;
      const answer = await client.sendRequest<PreviewAnswer>('release/preview', { uri: uri.toString(), options });
      if (mine === pull) show(answer, tried);
    } catch (error) {
      if (mine === pull) say({ type: 'trouble', message: `The plan cannot be drawn: ${reasonOf(error)}` });
    }
  }

  /** `shown`: it is there, or the panel says why not; a text: it is over, because of this. */
  async function tryOut(options: PreviewAsk['options']): Promise<'shown' | string> {
    const asked = trial!;
    const ask: WhatIfAsk = { uri: uri.toString(), options, ...asked };
    const answer = await client.sendRequest<Tried>('release/whatIf', ask);
    // Something else is tried by now: its own answer is shown.
    if (trial !== asked) return 'shown';
    if (!('trouble' in answer)) {
      const { pictures, summary, report } = answer;
      say({ type: 'tried', pictures, summary, report });
      return 'shown';
    }
    trial = undefined;
    if (answer.isOutdated) return 'The plan was edited: this is the plan again, and what was tried is gone.';
    say({ type: 'not-tried', message: answer.trouble });
    return 'shown';
  }

  function show(answer: PreviewAnswer, notice?: string): void {
    if (answer) version = answer.version;
    if (answer?.pictures) {
      const { pictures, releases } = answer;
      shown = pictures.release;
      const isReadOnly = workspace.fs.isWritableFileSystem(uri.scheme) === false;
      const readOnly = `${nameOf(uri)} cannot be changed here: it is only shown.`;
      const more = { ...(isReadOnly && { readOnly }), ...(notice && { notice }) };
      say({ type: 'show', uri: uri.toString(), pictures, releases, version, ...more });
    } else {
      say({ type: 'trouble', isEarlier: true, ...(answer?.trouble ?? { message: `${nameOf(uri)} cannot be read.` }) });
    }
  }

  function say(message: ToPreview): void {
    void webview.postMessage(message);
  }
}

/** After a reload the panel may be there before the document is: the server knows open documents. */
async function opened(uri: Uri): Promise<TextDocument> {
  return workspace.openTextDocument(uri);
}

function defaultGroup(): Grouping {
  const group = workspace.getConfiguration('releasePlan').get<string>('preview.group');
  return GROUPINGS.find((each) => each === group) ?? 'block';
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
