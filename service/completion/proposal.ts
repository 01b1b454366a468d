/** What every part of completion looks at, and what it offers. */
import type { CursorContext } from '../../language/cursor.ts';
import type { Position } from '../../plan/model.ts';
import type { SourceFile } from '../files/source-file.ts';

export interface CompletionOptions {
  /** Minutes since the epoch: dates are offered from here on. */
  readonly now: number;
}

/** What sort of thing is offered, as editors have a picture for each. */
export type ProposalKind =
  | 'constant'
  | 'enum-member'
  | 'event'
  | 'file'
  | 'keyword'
  | 'method'
  | 'module'
  | 'reference'
  | 'snippet'
  | 'text'
  | 'value'
  | 'variable';

/** What a part of completion offers. */
export interface Proposal {
  readonly text: string;
  readonly kind: ProposalKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** The best first; equals as they came. */
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
