/**
 * Wall clocks and instants.
 *
 * The offsets of a zone are read once through `temporal-polyfill` (never the native Temporal, so that every host gives
 * the same answer) into small integer tables; everything after that is integer arithmetic.
 */
import { Temporal } from 'temporal-polyfill/implementation';
import { type Day, dayNumber, dayOfWallTime, MINUTES_PER_DAY, type WallTime } from './date.ts';
import type { Instant, Minutes, Zone } from './model.ts';

/** What a wall time is in a zone. A skipped or doubled hour has two readings, the earlier instant first. */
export type Reading =
  | { readonly kind: 'unique'; readonly at: Instant }
  /**
   * `nonexistent`: the clock jumps over it; the readings are what it would be with the offset after and with the one
   * before the jump. `ambiguous`: the clock shows it twice. `at` is the reading to go on with: the one with the offset
   * before the change (ISO's and Temporal's "compatible").
   */
  | {
      readonly kind: 'nonexistent' | 'ambiguous';
      readonly at: Instant;
      readonly readings: readonly [Instant, Instant];
    };

/**
 * True for `UTC`, `GMT`, `AoE` and every IANA zone with an area (`Europe/Berlin`). Abbreviations such as `EST` are not
 * known: each stands for several zones, and for one of them only during half of the year.
 */
export function isKnownZone(zone: Zone): boolean {
  return tableOf(zone) !== undefined;
}

/** Minutes to add to UTC to get the wall clock of `zone` at that instant. An unknown zone counts as UTC. */
export function offsetAt(zone: Zone, at: Instant): Minutes {
  const table = tableOf(zone);
  if (!table) return 0;
  if (table.fixed !== undefined) return table.fixed;
  const bucket = bucketAt(table, at);
  let offset = bucket.offset;
  for (const change of bucket.changes) {
    if (at < change.at) break;
    offset = change.offset;
  }
  return offset;
}

export function wallTime(at: Instant, zone: Zone): WallTime {
  return at + offsetAt(zone, at);
}

/** The calendar date in `zone` at that instant. */
export function dayAt(at: Instant, zone: Zone): Day {
  return dayOfWallTime(wallTime(at, zone));
}

/** Which instant, or instants, a wall time is. */
export function readWallTime(wall: WallTime, zone: Zone): Reading {
  // No zone has changed its clock twice within two days, so the offsets a day away are the only candidates.
  const before = offsetAt(zone, wall - MINUTES_PER_DAY - offsetAt(zone, wall));
  const after = offsetAt(zone, wall + MINUTES_PER_DAY - offsetAt(zone, wall));
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (early === late) return { kind: 'unique', at: early };
  const earlyHolds = wallTime(early, zone) === wall;
  const lateHolds = wallTime(late, zone) === wall;
  if (earlyHolds && lateHolds) return { kind: 'ambiguous', at: early, readings: [early, late] };
  if (earlyHolds) return { kind: 'unique', at: early };
  if (lateHolds) return { kind: 'unique', at: late };
  return { kind: 'nonexistent', at: late, readings: [early, late] };
}

/** The instant of a wall time; of a doubled one the first, of a skipped one as far after the jump as it lies in it. */
export function instantOf(wall: WallTime, zone: Zone): Instant {
  return readWallTime(wall, zone).at;
}

/** `clock` in minutes after midnight; 1440 is the midnight that ends the day. */
export function instantOfDay(day: Day, clock: Minutes, zone: Zone): Instant {
  return instantOf(day * MINUTES_PER_DAY + clock, zone);
}

/** The changes of the clock in `zone` between two instants, first and last included. */
export function clockChanges(
  zone: Zone,
  from: Instant,
  to: Instant,
): readonly { readonly at: Instant; readonly before: Minutes; readonly after: Minutes }[] {
  const table = tableOf(zone);
  if (!table || table.fixed !== undefined || to < from) return [];
  const found: { at: Instant; before: Minutes; after: Minutes }[] = [];
  for (let key = bucketKey(from); key <= bucketKey(to); key++) {
    for (const { at } of bucketAt(table, key * BUCKET).changes) {
      if (at >= from && at <= to) found.push({ at, before: offsetAt(zone, at - 1), after: offsetAt(zone, at) });
    }
  }
  return found;
}

// ------------------------------------------------------------------------------------------------- offset tables

interface ZoneTable {
  readonly zone: Zone;
  /** Set for zones that never change. */
  readonly fixed?: Minutes;
  readonly buckets: Map<number, Bucket>;
}

/** About a year of a zone: the offset at its begin, and the changes within. */
interface Bucket {
  readonly offset: Minutes;
  readonly changes: readonly { readonly at: Instant; readonly offset: Minutes }[];
}

const BUCKET = 1 << 19;
/** Temporal ends at ±100 million days; a year less leaves room for a bucket. */
const LAST_BUCKET = Math.floor((100_000_000 * MINUTES_PER_DAY) / BUCKET) - 1;

const FIXED: ReadonlyMap<Zone, Minutes> = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['AoE', -12 * 60],
]);

/** `undefined` as a value: asked before, and unknown. */
const tables = new Map<Zone, ZoneTable | undefined>();

function tableOf(zone: Zone): ZoneTable | undefined {
  const known = tables.get(zone);
  if (known || tables.has(zone)) return known;
  const table = newTable(zone);
  tables.set(zone, table);
  return table;
}

function newTable(zone: Zone): ZoneTable | undefined {
  const fixed = FIXED.get(zone);
  if (fixed !== undefined) return { zone, fixed, buckets: new Map() };
  if (!zone.includes('/')) return undefined;
  try {
    zoned(zone, dayNumber(2026, 1, 1) * MINUTES_PER_DAY);
    return { zone, buckets: new Map() };
  } catch {
    return undefined;
  }
}

function bucketKey(at: Instant): number {
  if (Number.isNaN(at)) return 0;
  return Math.max(-LAST_BUCKET, Math.min(LAST_BUCKET, Math.floor(at / BUCKET)));
}

function bucketAt(table: ZoneTable, at: Instant): Bucket {
  const key = bucketKey(at);
  let bucket = table.buckets.get(key);
  if (!bucket) {
    bucket = readBucket(table.zone, key);
    table.buckets.set(key, bucket);
  }
  return bucket;
}

function readBucket(zone: Zone, key: number): Bucket {
  const first = zoned(zone, key * BUCKET);
  const changes: { at: Instant; offset: Minutes }[] = [];
  let next = first.getTimeZoneTransition('next');
  while (next && minutes(next) < (key + 1) * BUCKET) {
    changes.push({ at: minutes(next), offset: offsetMinutes(next) });
    next = next.getTimeZoneTransition('next');
  }
  return { offset: offsetMinutes(first), changes };
}

function zoned(zone: Zone, at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at * 60_000).toZonedDateTimeISO(zone);
}

function minutes(time: Temporal.ZonedDateTime): Instant {
  return Math.round(time.epochMilliseconds / 60_000);
}

/** Local mean times of the nineteenth century had odd seconds; a plan has whole minutes. */
function offsetMinutes(time: Temporal.ZonedDateTime): Minutes {
  return Math.round(time.offsetNanoseconds / 60e9);
}
