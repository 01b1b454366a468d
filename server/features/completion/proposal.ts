/** What every part of completion looks at, and what it offers. */
import type { CompletionItemKind } from 'vscode-languageserver';
import type { CursorContext } from '../../../language/cursor.ts';
import type { Position } from '../../../plan/model.ts';
import type { SourceFile } from '../../session.ts';

export interface CompletionOptions {
  /** The client expands `${1:placeholders}`. */
  readonly snippets: boolean;
  /** Minutes since the epoch: dates are offered from here on. */
  readonly now: number;
}

/** What a part of completion offers; the caller turns it into protocol items. */
export interface Proposal {
  readonly text: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** The best first; equals in the order of the alphabet. */
  readonly rank?: number;
  /** Text with placeholders, for clients that can; `text` for the others. */
  readonly snippet?: string;
}

/** What all parts look at. */
export interface CompletionSite {
  readonly file: SourceFile;
  readonly position: Position;
  readonly context: CursorContext;
  readonly options: CompletionOptions;
}
