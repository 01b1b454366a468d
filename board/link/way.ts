/** The way from the page to whoever keeps the log: a board server, or the editor that shows the page. */
import type { RunEvent } from '../../plan/log/events.ts';
import type { Board, BoardLine } from '../../view/run/board.ts';
import type { Outbox } from './outbox.ts';

export interface Snapshot {
  readonly board: Board;
  readonly run: string;
  /** All there are; undefined, as `more`: those that were told before. */
  readonly lines?: readonly BoardLine[];
  /** Behind those that were told before, of which these have been taken back. */
  readonly more?: { readonly lines: readonly BoardLine[]; readonly taken: readonly string[] };
  readonly now: number;
  readonly speed: number;
  readonly clock: number;
  readonly here: number;
  readonly around?: string;
}

/** What a browser was told last, which is kept for a page that is opened without a network. */
export interface Last extends Required<Pick<Snapshot, 'board' | 'run' | 'lines' | 'now' | 'speed'>> {
  /** When that was, on the clock of this device. */
  readonly toldAt: number;
  readonly me?: string;
  readonly isKnown: boolean;
  readonly may: boolean;
}

/** The board answers, and cannot note it now. */
export class NotNow extends Error {}

export interface Way {
  /** Before anything else; a sentence: what of it did not work. */
  begin(): Promise<string | undefined>;
  /** Who this is: as a link says it, or as they have said themselves. Undefined: nobody answers. */
  meet(): Promise<{ readonly name?: string; readonly may: boolean } | { readonly trouble: string } | undefined>;
  /** What was in the way may have passed, as while an editor still reads its folder: to be met again. */
  readonly passed?: (then: () => void) => void;
  /** Whom somebody chose to be here before. */
  remembered(): string | undefined;
  remember(me: string): void;
  /** `lost`: nothing comes just now; `isOver`: nothing will, before somebody listens anew. */
  listen(hear: (snapshot: Snapshot) => void, lost: (isOver: boolean) => void): void;
  /** Throws where it has to wait, a `NotNow` with the reason. */
  send(run: string, events: readonly RunEvent[]): Promise<'noted' | { readonly refused: string }>;
  outbox(run: string): Promise<Outbox>;
  /** What was told last, where this device keeps that. */
  readonly last?: { kept(): Last | undefined; keep(last: Last): void; forget(): void };
}
