/** Rosters that say over which channel they are open: the night goes on under them. */
import type { Roster } from '../../model.ts';
import type { Span } from '../../schedule/model.ts';
import type { Facts } from '../facts.ts';

export interface Bridge {
  readonly roster: Roster;
  readonly span: Span;
}

/** Those of a release; undefined where one of them has no time yet. */
export function bridgesOf({ release, schedule }: Pick<Facts, 'release' | 'schedule'>): readonly Bridge[] | undefined {
  const bridges: Bridge[] = [];
  for (const roster of release.rosters) {
    if (roster.via.length === 0) continue;
    const span = schedule.rosters[roster.id];
    if (!span) return undefined;
    bridges.push({ roster, span });
  }
  return bridges;
}
