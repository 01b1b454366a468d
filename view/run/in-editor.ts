/** What the board of a night and an editor that shows it say to each other: the page reaches no server there. Types alone. */
import type { RunEvent } from '../../plan/log/events.ts';
import type { Board, BoardLine } from './board.ts';

export type ToBoard =
  /** The night as it is now. */
  | {
      readonly type: 'night';
      /** Of the plan, and of its release: what outlives a reload. */
      readonly uri: string;
      readonly release: string;
      readonly rehearsal?: string;
      readonly run: string;
      readonly board: Board;
      readonly lines: readonly BoardLine[];
      /** Milliseconds since the epoch. */
      readonly now: number;
      /** Who sits there, as far as they have said so. */
      readonly me?: string;
    }
  /** There is none to show: why. */
  | {
      readonly type: 'trouble';
      readonly uri: string;
      readonly release?: string;
      readonly rehearsal?: string;
      readonly message: string;
    }
  /** What became of what was said; `isLater`: it may be noted later. */
  | { readonly type: 'said'; readonly asked: number; readonly trouble?: string; readonly isLater?: boolean };

export type FromBoard =
  /** It runs, and wants the night. */
  | { readonly type: 'ready' }
  /** Who sits there. */
  | { readonly type: 'me'; readonly name: string }
  /** To be noted. */
  | { readonly type: 'say'; readonly asked: number; readonly events: readonly RunEvent[] };
