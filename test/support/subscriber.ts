/** Whoever has subscribed to a calendar: takes what is new and what has a higher number, and shows what is not off (RFC 5546, 2.1.5). */
import { execFileSync } from 'node:child_process';
import ICAL from 'ical.js';
import { ensureIcalendar } from '../../scripts/editor/icalendar.ts';

export interface SeenEvent {
  /** Minutes since 1970, or a day; a moment has one end with its start. */
  readonly start: number | string;
  readonly end: number | string;
  readonly summary: string;
}

/** By uid, what stands in a calendar program at the end that has read one file after the other. */
export type Seen = ReadonlyMap<string, SeenEvent>;

/** As ical.js reads it, which is what Thunderbird has. */
export function seenByIcalJs(texts: readonly string[]): Seen {
  const known = new Map<string, SeenEvent & { sequence: number; stamp: string; isOff: boolean }>();
  for (const text of texts) {
    const root = new ICAL.Component(ICAL.parse(text) as never);
    for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone as never);
    for (const one of root.getAllSubcomponents('vevent')) {
      const { uid, startDate, endDate, summary, sequence } = new ICAL.Event(one);
      const stamp = String(one.getFirstPropertyValue('dtstamp'));
      const before = known.get(uid);
      if (before && (sequence < before.sequence || (sequence === before.sequence && stamp < before.stamp))) continue;
      const isOff = one.getFirstPropertyValue('status') === 'CANCELLED';
      known.set(uid, { start: whenOf(startDate), end: whenOf(endDate), summary, sequence, stamp, isOff });
    }
  }
  return shown(known);
}

function whenOf(time: ICAL.Time): number | string {
  return time.isDate ? time.toString() : time.toUnixTime() / 60;
}

const PYTHON = `
import json, sys
from icalendar import Calendar
def when(at):
    return int(at.timestamp() // 60) if hasattr(at, 'hour') else str(at)
def read(texts):
    known = {}
    for text in texts:
        for one in Calendar.from_ical(text).walk('VEVENT'):
            start = one.decoded('dtstart')
            end = one.decoded('dtend') if 'dtend' in one else start
            number = (int(one.get('sequence', 0)), one.decoded('dtstamp'))
            uid = str(one['uid'])
            if uid in known and number < known[uid][0]:
                continue
            said = {'start': when(start), 'end': when(end), 'summary': str(one['summary'])}
            known[uid] = (number, str(one.get('status')) == 'CANCELLED', said)
    return {uid: said for uid, (number, off, said) in known.items() if not off}
print(json.dumps([read(texts) for texts in json.load(sys.stdin)]))
`;

/** As Debian's python3-icalendar reads it: of each subscriber the files that they have read. */
export async function seenByIcalendar(subscribers: readonly (readonly string[])[]): Promise<readonly Seen[]> {
  const python = await ensureIcalendar();
  const input = JSON.stringify(subscribers);
  const printed = execFileSync(python, ['-c', PYTHON], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return (JSON.parse(printed) as Record<string, SeenEvent>[]).map((one) => new Map(Object.entries(one)));
}

function shown(known: ReadonlyMap<string, SeenEvent & { readonly isOff: boolean }>): Seen {
  return new Map(
    [...known].flatMap(([uid, { start, end, summary, isOff }]) => (isOff ? [] : [[uid, { start, end, summary }]])),
  );
}
