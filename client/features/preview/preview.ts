/** The preview beside the editor: one panel a file, restored after a reload. */
import { commands, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PreviewState } from '../../webview/messages.ts';
import type { News } from '../news.ts';
import { whoSitsHere } from '../night/who.ts';
import { createPreviewPanel, type PreviewPanel } from './panel.ts';
import { REVEAL_COMMAND, revealLine } from './reveal.ts';

export const PREVIEW_COMMAND = 'releasePlan.openPreview';
const CHECKLIST_COMMAND = 'releasePlan.showChecklist';
const VIEW_TYPE = 'releasePlan.preview';

export function activatePreview(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  const who = whoSitsHere(context.workspaceState);
  const panels = new Map<string, PreviewPanel>();

  const open = (target?: unknown, release?: unknown): PreviewPanel | undefined => {
    const uri = uriOf(target) ?? window.activeTextEditor?.document.uri;
    if (!uri) {
      void window.showInformationMessage('Open a .release file first: the preview shows the plan in it.');
      return undefined;
    }
    const shown = panels.get(uri.toString());
    if (shown) {
      shown.reveal();
      if (typeof release === 'string') shown.choose(release);
      return shown;
    }
    const panel = window.createWebviewPanel(
      VIEW_TYPE,
      'Preview',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableFindWidget: true },
    );
    return adopt(panel, uri, typeof release === 'string' ? release : undefined);
  };

  const adopt = (panel: WebviewPanel, uri: Uri, release?: string): PreviewPanel => {
    const preview = createPreviewPanel({ panel, uri, client, extensionUri: context.extensionUri, release, who });
    panels.set(uri.toString(), preview);
    panel.onDidDispose(() => panels.delete(uri.toString()));
    return preview;
  };

  context.subscriptions.push(
    commands.registerCommand(PREVIEW_COMMAND, (target, release) => void open(target, release)),
    commands.registerCommand(REVEAL_COMMAND, (file: unknown, line: unknown) => {
      if (typeof file === 'string' && typeof line === 'number') void revealLine(Uri.parse(file), line);
    }),
    commands.registerCommand(CHECKLIST_COMMAND, (target) => open(target)?.showTab('checklist')),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: WebviewPanel, state: PreviewState | undefined) {
        if (state?.uri && !panels.has(state.uri)) adopt(panel, Uri.parse(state.uri), state.release);
        else panel.dispose();
      },
    }),
    news((uri) => panels.get(uri.toString())?.refresh()),
    window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
      if (textEditor.document.languageId !== 'release' || !selection) return;
      // The cursor may stand in a shared file whose steps are shown in the preview of another one.
      for (const preview of panels.values()) preview.markCursor(textEditor.document.uri, selection.active.line);
    }),
    {
      dispose() {
        for (const preview of panels.values()) preview.dispose();
      },
    },
  );
}

/** The explorer gives a URI, a code lens its text. */
function uriOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  return typeof target === 'string' ? Uri.parse(target) : undefined;
}
