/**
 * Wall clocks and instants.
 *
 * The offsets of a zone are read once through `temporal-polyfill` (never the native Temporal, so that every host gives
 * the same answer) into small integer tables; everything after that is integer arithmetic.
 */
import { Temporal } from 'temporal-polyfill/implementation';
import { type Day, dayNumber, dayOfWallTime, MINUTES_PER_DAY, type WallTime } from './date.ts';
import type { Instant, Minutes, Zone } from './model.ts';
import { ABBREVIATIONS } from './zone-abbreviations.ts';

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
 * True for every IANA zone with an area (`Europe/Berlin`) and for what is one offset all year: `UTC`, `GMT`, `AoE`, `UTC-7`,
 * `-07:00`, and abbreviations. `EST` is UTC-5 in July as well; that whoever wrote it meant a place is for a check to say.
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

/** False for a date that the zone leaves out as a whole, as Samoa did with 2011-12-30. */
export function isDayIn(day: Day, zone: Zone): boolean {
  return startOfDay(day, zone) < startOfDay(day + 1, zone);
}

/** The instant of a wall time; of a doubled one the first, of a skipped one as far after the jump as it lies in it. */
export function instantOf(wall: WallTime, zone: Zone): Instant {
  return readWallTime(wall, zone).at;
}

/** `clock` in minutes after midnight; 0 is the first minute that the day has, and 1440 that of the next one. */
export function instantOfDay(day: Day, clock: Minutes, zone: Zone): Instant {
  if (clock === 0) return startOfDay(day, zone);
  if (clock === MINUTES_PER_DAY) return startOfDay(day + 1, zone);
  return instantOf(day * MINUTES_PER_DAY + clock, zone);
}

/** Midnight, or the end of the jump of the clock that leaves it out. */
function startOfDay(day: Day, zone: Zone): Instant {
  const reading = readWallTime(day * MINUTES_PER_DAY, zone);
  return reading.kind === 'nonexistent' ? (jumpOver(reading.readings, zone)?.at ?? reading.at) : reading.at;
}

/** The change of the clock that leaves out the wall time with these two readings. */
export function jumpOver([early, late]: readonly [Instant, Instant], zone: Zone): ClockChange | undefined {
  return clockChanges(zone, early, late)[0];
}

export interface ClockChange {
  readonly at: Instant;
  /** Offsets. */
  readonly before: Minutes;
  readonly after: Minutes;
}

/** The changes of the clock in `zone` between two instants, first and last included. */
export function clockChanges(zone: Zone, from: Instant, to: Instant): readonly ClockChange[] {
  const table = tableOf(zone);
  if (!table || table.fixed !== undefined || to < from) return [];
  const found: ClockChange[] = [];
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

/** The offset of a zone that is the same all year; undefined for places, and for what is no offset on Earth. */
function fixedOffset(zone: Zone): Minutes | undefined {
  if (zone === 'UTC' || zone === 'GMT') return 0;
  if (zone === 'AoE') return -12 * 60;
  const [, sign, hours, minutes = '0'] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::(\d{2}))?$/.exec(zone) ?? [];
  if (sign === undefined) return ABBREVIATIONS.get(zone)?.offset;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return Number(minutes) < 60 && offset >= -12 * 60 && offset <= 14 * 60 ? offset : undefined;
}

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
  const fixed = fixedOffset(zone);
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
