/**
 * The editor. It stands in a shadow root: there the styles that it makes are handed to the browser as objects, and the policy of the
 * page needs no exception for style elements.
 */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import {
  findReferencesKeymap,
  formatKeymap,
  hoverTooltips,
  jumpToDefinitionKeymap,
  type LSPClient,
  LSPPlugin,
  renameKeymap,
  serverCompletionSource,
} from '@codemirror/lsp-client';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { uriOf } from '../files/names.ts';
import { serverDecorations } from './decorations.ts';
import { releaseLanguage } from './language.ts';
import { THEME } from './theme.ts';

export interface EditorOptions {
  readonly onChange: () => void;
  /** The line, from zero, on which the cursor is now. */
  readonly onCursor: (line: number) => void;
}

export function editorState(
  client: LSPClient,
  { name, text }: { readonly name: string; readonly text: string },
  { onChange, onCursor }: EditorOptions,
): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      dropCursor(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      indentUnit.of('  '),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': `Plan ${name}`,
        tabindex: '0',
        spellcheck: 'false',
        autocapitalize: 'off',
      }),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...formatKeymap,
        ...renameKeymap,
        ...jumpToDefinitionKeymap,
        ...findReferencesKeymap,
        ...lintKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        // Esc, then Tab leaves the editor.
        indentWithTab,
      ]),
      releaseLanguage(),
      client.plugin(uriOf(name), 'release'),
      autocompletion({ override: [serverCompletionSource] }),
      hoverTooltips(),
      lintGutter(),
      serverDecorations(),
      THEME,
      EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
        if (docChanged) onChange();
        if (docChanged || selectionSet) onCursor(state.doc.lineAt(state.selection.main.head).number - 1);
      }),
    ],
  });
}

export function createEditor(host: HTMLElement, state: EditorState): EditorView {
  const root = host.attachShadow({ mode: 'open' });
  return new EditorView({ parent: root, root, state });
}

/** Squiggles, and what is said at them. What was typed since the server looked is taken into account. */
export function showDiagnostics(view: EditorView, diagnostics: readonly Diagnostic[]): void {
  const plugin = LSPPlugin.get(view);
  if (!plugin) return;
  const at = (position: Diagnostic['range']['start']) => {
    const { doc, changes } = { doc: plugin.syncedDoc, changes: plugin.unsyncedChanges };
    const line = doc.line(Math.min(position.line + 1, doc.lines));
    return changes.mapPos(Math.min(line.from + position.character, line.to));
  };
  view.dispatch(
    setDiagnostics(
      view.state,
      diagnostics.map(({ range, severity = 1, message, code, tags }) => ({
        from: at(range.start),
        to: at(range.end),
        severity: SEVERITIES[severity],
        message: `${message} [${code}]`,
        ...(tags?.includes(UNNECESSARY) && { markClass: 'unused' }),
      })),
    ),
  );
}

/** By the numbers of the protocol. */
const SEVERITIES = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' } as const;
const UNNECESSARY = 1;

/** The line, from zero, in sight, with the cursor at its first word. */
export function reveal(view: EditorView, line: number, focus: boolean): void {
  const { from, text } = view.state.doc.line(Math.min(line + 1, view.state.doc.lines));
  const anchor = from + /^\s*/.exec(text)![0].length;
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
  if (focus) view.focus();
}
