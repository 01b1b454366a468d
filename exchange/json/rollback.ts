/** The way back through the runs of a release as JSON. */
import { find } from '../../plan/ids.ts';
import { type Release, stepLabel } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { viaName } from '../../plan/schedule/rollback/describe.ts';
import type { Instant } from '../../plan/time/model.ts';

export interface JsonRollback {
  /** The last moment at which a rollback can be decided; `null` where nothing limits it. */
  decideBy: string | null;
  /** The step that is going on then, or comes next, as messages call it. */
  step: string | null;
  /** Behind `decideBy` there is only forward: a point of no return, or an irreversible step. */
  noReturn: boolean;
  /** In order of time. Each holds for what is decided after `from`, and at `to` at the latest. */
  stages: JsonRollbackStage[];
  /** What is called, and what goes on in its place once that no longer fits. The first is the one of the stages. */
  cascades: { via: string; fitsUntil: string | null; neverReached: boolean }[][];
}

export interface JsonRollbackStage {
  from: string | null;
  to: string | null;
  /** How long taking everything back lasts then. */
  minutes: number;
  /** The block: its name, else `rollback`; `undo` where there is none. */
  via: string;
  /** It ends in time. */
  fits: boolean;
}

/** `null` where nothing runs. */
export function jsonRollback(
  release: Release,
  { rollbacks, rollbackDecision }: Schedule,
  iso: (at: Instant | undefined) => string | null,
): JsonRollback | null {
  if (rollbacks.length === 0) return null;
  const { at, step, noReturn = false } = rollbackDecision ?? {};
  return {
    decideBy: iso(at),
    step: step ? stepLabel(find(release, step)) : null,
    noReturn,
    stages: rollbacks.flatMap(({ stages }) =>
      stages.map(({ from, to, minutes, via, fits }) => ({
        from: iso(from),
        to: iso(to),
        minutes,
        via: viaName(release, via),
        fits,
      })),
    ),
    cascades: rollbacks.flatMap(({ cascades }) =>
      cascades.map(({ links }) =>
        links.map(({ via, fitsUntil, idle }) => ({
          via: viaName(release, via),
          fitsUntil: iso(fitsUntil),
          neverReached: idle,
        })),
      ),
    ),
  };
}
