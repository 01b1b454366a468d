/** Calendars and people of random projects. */
import {
  type CalendarDef,
  DAY,
  type HoursDef,
  type OffDef,
  type PersonDef,
  type Wall,
  type ZoneDef,
} from './project.ts';
import type { Random } from './random.ts';

const WORKDAYS = [0, 1, 2, 3, 4];
const hour = (clock: number): number => clock * 60;

/** Several of a kind, the first of them for the release. No shift ends or begins in the hour that clocks skip. */
const PATTERNS: readonly (readonly HoursDef[])[] = [
  [{ weekdays: WORKDAYS, from: hour(9), to: hour(17) }],
  [
    { weekdays: WORKDAYS, from: hour(8), to: hour(12) },
    { weekdays: WORKDAYS, from: hour(13), to: hour(17) },
  ],
  [
    { weekdays: [0, 1, 2, 3], from: hour(8), to: hour(17) },
    { weekdays: [4], from: hour(8), to: hour(13) },
  ],
  [{ weekdays: [0, 2], from: hour(10), to: hour(15) }],
  [{ weekdays: [5, 6], from: hour(9), to: hour(18) }],
  [{ weekdays: [6, 0, 1, 2, 3], from: hour(22), to: hour(6) }],
  [{ weekdays: [1, 2, 3, 4, 5], from: hour(6), to: hour(14) }],
  [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: 0, to: hour(24) }],
  [
    { weekdays: [4], from: hour(20), to: hour(24) },
    { weekdays: [5, 6], from: 0, to: hour(24) },
  ],
];

/** @param freeDays how many of a hundred calendars may have days off */
export function calendars(
  r: Random,
  zone: string,
  resolution: number,
  base: Wall,
  freeDays: number,
): readonly CalendarDef[] {
  const made: CalendarDef[] = [];
  const count = r.int(2, 6);
  for (let i = 0; i < count; i++) {
    made.push({
      name: `c${i}`,
      zone: i === 0 ? { name: zone, offset: 0 } : zoneFor(r, zone, resolution),
      hours: i === 0 ? r.pick(PATTERNS.slice(0, 3)) : hours(r, resolution),
      off: offs(r, r.percent(freeDays) ? r.int(0, 4) : 0, base, resolution),
    });
  }
  // One that takes over the holidays of another.
  const last = made.at(-1)!;
  const plain = made.find((one) => one !== last && one.zone.offset === last.zone.offset);
  if (plain && r.percent(50)) made.push({ ...last, name: `c${count}`, holidaysOf: plain });
  return made;
}

/** A person without a name. */
export function profile(
  r: Random,
  all: readonly CalendarDef[],
  zone: string,
  resolution: number,
  base: Wall,
  freeDays: number,
): Omit<PersonDef, 'name'> {
  const calendar = r.pick(all);
  const ofTeam = r.percent(10);
  return {
    calendar,
    ofTeam,
    zone: !ofTeam && r.percent(8) ? zoneFor(r, zone, resolution) : undefined,
    shifts: r.percent(12) ? hours(r, resolution) : [],
    leave: r.percent(freeDays / 4) ? offs(r, r.int(1, 2), base, resolution) : [],
  };
}

function hours(r: Random, resolution: number): readonly HoursDef[] {
  if (r.percent(75)) return r.pick(PATTERNS);
  const weekdays = [0, 1, 2, 3, 4, 5, 6].filter(() => r.percent(60));
  const from = hour(r.int(5, 12)) + r.int(0, 3) * resolution;
  const to = from + hour(r.int(3, 9)) + r.int(0, 3) * resolution;
  return [{ weekdays: weekdays.length > 0 ? weekdays : [2], from, to: Math.min(to, hour(24)) }];
}

/** Zones that never change their clocks, so that a table of the week says all of them in the project's. */
function zoneFor(r: Random, zone: string, resolution: number): ZoneDef {
  if (zone !== 'UTC' || r.percent(60)) return { name: zone, offset: 0 };
  const zones = [
    { name: 'Asia/Tokyo', offset: 540 },
    { name: 'America/Phoenix', offset: -420 },
    ...(resolution <= 30 ? [{ name: 'Asia/Kolkata', offset: 330 }] : []),
  ];
  return r.pick(zones);
}

function offs(r: Random, count: number, base: Wall, resolution: number): readonly OffDef[] {
  return Array.from({ length: count }, (): OffDef => {
    const day = base / DAY + r.int(-30, 90);
    if (r.percent(70)) return { kind: 'days', from: day, to: day + r.pick([0, 0, 1, 6, 13]) };
    const start = day * DAY + hour(r.int(5, 20)) + r.int(0, 3) * resolution;
    const end = start + r.int(1, Math.floor((3 * DAY) / resolution)) * resolution;
    const clock = end % DAY;
    return { kind: 'span', start, end: clock >= hour(1) && clock <= hour(4) ? end - clock : end };
  });
}
