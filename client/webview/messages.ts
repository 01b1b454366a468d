/** What the preview and the extension say to each other. */
import type { ListedFinding, StepEdit, StepOutcome, Wanted, WhatIfChoices } from '../../server/protocol.ts';
import type { Pictures } from '../../view/pictures.ts';
import type { Arrangement } from '../../view/tables/arranged.ts';

/** To the preview. */
export type ToPreview =
  /** The pictures of this version of the text; what was shown before is replaced. */
  | {
      readonly type: 'show';
      readonly uri: string;
      readonly pictures: Pictures;
      /** Names of all releases of the file, in the order of the text. */
      readonly releases: readonly string[];
      /** Something that was tried is gone, because of this. */
      readonly notice?: string;
      /** Of the document that it is a picture of: what is done in the picture is done to that. */
      readonly version: number;
      /** Why nothing of it can be changed here. */
      readonly readOnly?: string;
    }
  /** What was tried: its pictures take the place of the plan's until these are shown again. */
  | { readonly type: 'tried'; readonly pictures: Pictures; readonly summary: string; readonly report: string }
  /** It could not be tried; what is shown stays. */
  | { readonly type: 'not-tried'; readonly message: string }
  /** Nothing new can be drawn: the last picture stays, under a banner that says why and leads to the line. */
  | {
      readonly type: 'trouble';
      readonly message: string;
      readonly file?: string;
      readonly line?: number;
      /** There is nothing to draw any more: what stays is from before. */
      readonly isEarlier?: boolean;
    }
  /** What would come of it, and which text would change; `asked` says what is answered. */
  | {
      readonly type: 'step-tried';
      readonly asked: number;
      readonly says: readonly string[];
      readonly outcome: StepOutcome;
    }
  /** It is in the text. */
  | { readonly type: 'step-edited'; readonly asked: number; readonly says: readonly string[] }
  /** It cannot be, because of this; the text is as it was. */
  | { readonly type: 'step-refused'; readonly asked: number; readonly message: string }
  /** What can be tried out, edited and looked for, of the version that is shown. */
  | { readonly type: 'choices'; readonly choices: WhatIfChoices; readonly version: number }
  | { readonly type: 'found'; readonly findings: readonly ListedFinding[] }
  /** What can be done about a finding, by what it does; `message`: why nothing can. */
  | {
      readonly type: 'repairs';
      readonly finding: number;
      readonly titles: readonly string[];
      readonly message?: string;
    }
  /** It stays with its file from now on, or goes along with the editor. */
  | { readonly type: 'pinned'; readonly isPinned: boolean }
  /** Somebody asked for this view by a command. */
  | { readonly type: 'tab'; readonly tab: PreviewState['tab'] }
  /** The cursor of the editor stands here (zero-based line). */
  | { readonly type: 'cursor'; readonly file: string; readonly line: number };

/** From the preview. */
export type FromPreview =
  /** It runs, and wants pictures for these wishes. */
  | { readonly type: 'ready'; readonly wishes: Wishes }
  /** Other pictures are wanted: another width, zoom, grouping or release. */
  | { readonly type: 'wish'; readonly wishes: Wishes }
  /** What if the plan said this? Nothing: back to the plan. */
  | { readonly type: 'try'; readonly changes?: Wanted }
  /** Somebody wants to see the line (zero-based) in the editor. */
  | { readonly type: 'reveal'; readonly file: string; readonly line: number }
  /** The shorter order that the summary tells of is wanted in the text. */
  | { readonly type: 'reorder' }
  /** What would come of it if this were done to a step of that version of the text? */
  | { readonly type: 'try-step'; readonly asked: number; readonly version: number; readonly edit: StepEdit }
  /** It is to be done. */
  | { readonly type: 'edit-step'; readonly asked: number; readonly version: number; readonly edit: StepEdit }
  /** What can be tried out, edited and looked for is wanted. */
  | { readonly type: 'choices' }
  /** All findings of the release that is shown are wanted. */
  | { readonly type: 'findings' }
  /** What can be done about one of them: its number in the list. */
  | { readonly type: 'repairs'; readonly finding: number }
  /** That is to be done. */
  | { readonly type: 'repair'; readonly finding: number; readonly title: string }
  /** The box of what begins on this line (zero-based) was clicked; `of`: of what, for the log of an open run. */
  | { readonly type: 'tick'; readonly file: string; readonly line: number; readonly of?: string };

export interface Wishes {
  /** Pixels there are for the schedule. */
  readonly width: number;
  readonly zoom: number;
  readonly grouping: 'block' | 'person' | 'system';
  /** The view that is looked at. */
  readonly view: string;
  readonly release?: string;
  /** The only rows of the view that are wanted, counted over all of it; `to` is behind the last. */
  readonly rows: { readonly from: number; readonly to: number };
  /** Groups of it that are one row each: those with these keys, or all but those. */
  readonly folded: { readonly all: boolean; readonly but: readonly string[] };
  /** Of a table: how it is sorted, and the words of the only rows that are wanted. */
  readonly arranged?: Arrangement;
}

/** What outlives a reload (`vscode.setState`); the serializer of the panel finds the file in `uri`. */
export interface PreviewState {
  readonly uri?: string;
  readonly release?: string;
  /** It stays with its file; missing: it does not. */
  readonly isPinned?: boolean;
  /** The id of a view. */
  readonly tab: string;
  readonly grouping: Wishes['grouping'];
  readonly zoom: number;
  readonly folded: Wishes['folded'];
  /** By the id of the view. */
  readonly arranged: Readonly<Record<string, Arrangement>>;
  /** By the id of the view. */
  readonly scroll: Readonly<Record<string, readonly [left: number, top: number]>>;
}
