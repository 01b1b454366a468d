/** What every view of the board gets. */
import type { Said } from '../plan/log/events.ts';
import type { Board, BoardStep } from '../view/run/board.ts';
import type { Told } from './link/link.ts';

export interface Props {
  readonly board: Board;
  readonly told: Told;
  /** Milliseconds since the epoch, of the night. */
  readonly now: number;
  say(said: Said): void;
}

/** Steps of the night, in the order in which they are to begin. */
export function nightSteps({ steps }: Board): readonly BoardStep[] {
  return steps
    .filter(({ part }) => part === 'run')
    .toSorted((a, b) => a.forecast.start - b.forecast.start || a.planned.start - b.planned.start);
}
