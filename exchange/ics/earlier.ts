/** What subscribers have seen: the events of the calendar that is replaced, as it was written. */
import { dayNumber, MINUTES_PER_DAY } from '../../plan/time/date.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { instantOf, isKnownZone } from '../../plan/time/zone.ts';

export interface Earlier {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  /** The lines that say what it is, unfolded; identity, number, stamp and alarm apart. */
  readonly content: string;
  readonly isCancelled: boolean;
}

/** Of a file that is no calendar of ours nothing is known. */
export async function earlierIn(bytes: Uint8Array): Promise<ReadonlyMap<string, Earlier>> {
  const text = new TextDecoder().decode(bytes).replace(/\r?\n[ \t]/g, '');
  const found = new Map<string, Earlier>();
  if (!text.includes('PRODID:-//Release Plan//')) return found;
  for (const [, inside] of text.matchAll(/BEGIN:VEVENT\r?\n([\s\S]*?)\r?\nEND:VEVENT/g)) {
    const lines = inside!
      .replace(/BEGIN:VALARM[\s\S]*?END:VALARM\r?\n?/g, '')
      .split(/\r?\n/)
      .filter((line) => line !== '');
    const value = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
    const uid = value('UID');
    if (uid === undefined) continue;
    found.set(uid, {
      uid,
      sequence: Number(value('SEQUENCE') ?? 0) || 0,
      stamp: value('DTSTAMP') ?? '19700101T000000Z',
      content: lines.filter((line) => !/^(?:UID|SEQUENCE|DTSTAMP):/.test(line)).join('\n'),
      isCancelled: value('STATUS') === 'CANCELLED',
    });
  }
  return found;
}

/** By whose clock it is said when it begins, and when that is; undefined: by nobody's that somebody has to know. */
export function zonedBegin({ content }: Earlier): { readonly zone: Zone; readonly at: Instant } | undefined {
  const [, zone, ...numbers] = /^DTSTART;TZID=([^:\n]+):(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/m.exec(content) ?? [];
  if (zone === undefined || !isKnownZone(zone)) return undefined;
  const [year, month, day, hour, minute] = numbers.map(Number) as [number, number, number, number, number];
  return { zone, at: instantOf(dayNumber(year, month, day) * MINUTES_PER_DAY + hour * 60 + minute, zone) };
}
