import { type Release, rootBlock } from '../../model.ts';
import type { Schedule } from '../../schedule/model.ts';
import { isRelative } from '../../schedule/relative.ts';
import type { Instant } from '../../time/model.ts';

/**
 * The last moment of its windows, blocks, milestones, rehearsals and tests. Hypercare, follow-up, reviews and messages
 * come after a release as well as before it. Undefined: nobody knows.
 */
export function endOfRelease(release: Release, schedule: Schedule): Instant | undefined {
  const blocks = new Set(release.blocks.filter(({ kind }) => kind !== 'follow-up' && kind !== 'messages'));
  const steps = release.steps.filter(({ block }) => blocks.has(rootBlock(block)));
  const windows = release.windows.map(({ id }) => schedule.windows[id]);
  // As long as one of its dates is open it is not over.
  if (windows.some((window) => window === undefined)) return undefined;
  const ends = [
    ...windows.map((window) => window!.end ?? window!.start),
    ...[...blocks].flatMap(({ id }) => schedule.blocks[id]?.end ?? []),
    ...steps.flatMap(({ id }) => schedule.steps[id]?.occurrences.at(-1)?.end ?? schedule.steps[id]?.end ?? []),
    ...release.milestones.flatMap(({ id }) => schedule.milestones[id] ?? []),
    ...release.rehearsals.flatMap(({ id }) => schedule.rehearsals[id]?.end ?? []),
    ...release.uats.flatMap(({ id }) => schedule.uats[id]?.end ?? []),
  ].filter((end) => !isRelative(schedule, end));
  return ends.length > 0 ? ends.reduce((last, end) => Math.max(last, end)) : undefined;
}
