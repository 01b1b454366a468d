/**
 * The preview: beside the editor, where it follows from plan to plan until it is pinned, or in the place of the text (`Open With…`). Panels
 * are there again after a reload.
 */
import {
  type CustomTextEditorProvider,
  commands,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PreviewState } from '../../webview/messages.ts';
import type { News } from '../news.ts';
import { whoSitsHere } from '../night/who.ts';
import { createPreviewPanel, type PreviewPanel } from './panel.ts';
import { REVEAL_COMMAND, revealLine } from './reveal.ts';

export const PREVIEW_COMMAND = 'releasePlan.openPreview';
const CHECKLIST_COMMAND = 'releasePlan.showChecklist';
const PIN_COMMAND = 'releasePlan.pinPreview';
const FOLLOW_COMMAND = 'releasePlan.unpinPreview';
/** For the menus: which of the two is offered. */
const PINNED = 'releasePlan.previewPinned';
const VIEW_TYPE = 'releasePlan.preview';
const EDITOR_TYPE = 'releasePlan.picture';

interface Open {
  readonly panel: WebviewPanel;
  uri: Uri;
  preview: PreviewPanel;
  /** It stays with its file. */
  isPinned: boolean;
}

export function activatePreview(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  const who = whoSitsHere(context.workspaceState);
  const all = new Set<Open>();
  const beside = (uri: Uri) => [...all].find((one) => isBeside(one) && isSame(one.uri, uri));

  const open = (target?: unknown, release?: unknown): PreviewPanel | undefined => {
    const uri = uriOf(target) ?? window.activeTextEditor?.document.uri;
    if (!uri) {
      void window.showInformationMessage('Open a .release file first: the preview shows the plan in it.');
      return undefined;
    }
    const shown = beside(uri)?.preview;
    if (shown) {
      shown.reveal();
      if (typeof release === 'string') shown.choose(release);
      return shown;
    }
    const panel = window.createWebviewPanel(
      VIEW_TYPE,
      'Preview',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true },
    );
    return adopt(panel, uri, { release: typeof release === 'string' ? release : undefined });
  };

  const adopt = (
    panel: WebviewPanel,
    uri: Uri,
    { release, isPinned = false }: { readonly release?: string; readonly isPinned?: boolean } = {},
  ): PreviewPanel => {
    const preview = createPreviewPanel({ panel, uri, client, extensionUri: context.extensionUri, release, who });
    const one: Open = { panel, uri, preview, isPinned };
    all.add(one);
    panel.onDidDispose(() => all.delete(one));
    panel.onDidChangeViewState(() => panel.active && tellPinned());
    tellPinned();
    return preview;
  };

  /** Another plan is looked at: the preview that is free goes with it. */
  const follow = (uri: Uri) => {
    const free = [...all].filter((one) => isBeside(one) && !one.isPinned);
    if (free.length === 0 || beside(uri)) return;
    const one = free.at(-1)!;
    one.preview.leave();
    one.uri = uri;
    one.preview = createPreviewPanel({ panel: one.panel, uri, client, extensionUri: context.extensionUri, who });
  };

  const tellPinned = () =>
    void commands.executeCommand(
      'setContext',
      PINNED,
      [...all].some((one) => one.panel.active && one.isPinned),
    );

  /** What has the keyboard; where that is the text, what is seen beside it. */
  const pin = (isPinned: boolean) => {
    const active = [...all].filter(({ panel }) => panel.active);
    const meant = active.length > 0 ? active : [...all].filter((one) => isBeside(one) && one.panel.visible);
    for (const one of meant) {
      one.isPinned = isPinned;
      one.preview.keepPinned(isPinned);
    }
    tellPinned();
  };

  const inPlace: CustomTextEditorProvider = {
    resolveCustomTextEditor(document, panel) {
      adopt(panel, document.uri, { isPinned: true });
    },
  };

  context.subscriptions.push(
    commands.registerCommand(PREVIEW_COMMAND, (target, release) => void open(target, release)),
    commands.registerCommand(REVEAL_COMMAND, (file: unknown, line: unknown) => {
      if (typeof file === 'string' && typeof line === 'number') void revealLine(Uri.parse(file), line);
    }),
    commands.registerCommand(CHECKLIST_COMMAND, (target) => open(target)?.showTab('checklist')),
    commands.registerCommand(PIN_COMMAND, () => pin(true)),
    commands.registerCommand(FOLLOW_COMMAND, () => pin(false)),
    window.registerCustomEditorProvider(EDITOR_TYPE, inPlace),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: WebviewPanel, state: PreviewState | undefined) {
        const uri = state?.uri === undefined ? undefined : Uri.parse(state.uri);
        if (uri && !beside(uri)) adopt(panel, uri, { release: state?.release, isPinned: state?.isPinned });
        else panel.dispose();
      },
    }),
    news((uri) => {
      for (const one of all) if (isSame(one.uri, uri)) one.preview.refresh();
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.languageId === 'release') follow(editor.document.uri);
    }),
    window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
      if (textEditor.document.languageId !== 'release' || !selection) return;
      // The cursor may stand in a shared file whose steps are shown in the preview of another one.
      for (const { preview } of all) preview.markCursor(textEditor.document.uri, selection.active.line);
    }),
    {
      dispose() {
        for (const { preview } of all) preview.dispose();
      },
    },
  );
}

/** It is no editor of its own. */
function isBeside({ panel }: Open): boolean {
  return panel.viewType.endsWith(VIEW_TYPE);
}

function isSame(a: Uri, b: Uri): boolean {
  return a.toString() === b.toString();
}

/** The explorer gives a URI, a code lens its text. */
function uriOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  return typeof target === 'string' ? Uri.parse(target) : undefined;
}
