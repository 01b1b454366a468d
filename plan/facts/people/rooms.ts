/** Which rooms are taken when: `where "Room 5"` of meetings, gates and rosters. */
import type { Place, Release } from '../../model.ts';
import { stepLabel } from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import { isForward } from '../changes/changes.ts';

export interface RoomUse {
  /** As written, and as two spellings of it compare. */
  readonly room: string;
  readonly key: string;
  readonly span: Span;
  readonly label: string;
  readonly kind: 'meeting' | 'roster';
  readonly place: Place;
}

/** In order of time; nothing while the date is open. */
export function roomsOf(release: Release, schedule: Schedule): readonly RoomUse[] {
  if (schedule.T === undefined) return [];
  const uses: RoomUse[] = [];
  const add = (
    room: string | undefined,
    kind: RoomUse['kind'],
    label: string,
    place: Place,
    spans: readonly Span[],
  ) => {
    if (room === undefined || room.trim() === '') return;
    const key = roomKey(room);
    for (const span of spans) if (span.end > span.start) uses.push({ room, key, span, label, kind, place });
  };
  for (const step of release.steps) {
    const at = schedule.steps[step.id];
    if (!at || step.done || !isForward(step)) continue;
    add(step.where, 'meeting', stepLabel(step), step.head, at.occurrences.length > 0 ? at.occurrences : [at]);
  }
  for (const { where, name, head, id } of release.rosters) {
    const span = schedule.rosters[id];
    if (span) add(where, 'roster', name, head, [span]);
  }
  return uses.sort((a, b) => a.span.start - b.span.start);
}

/** As two spellings of a room compare. */
export function roomKey(room: string): string {
  return room.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
