import { standardRelease } from '../facts/example.ts';
import { overlap } from '../facts/people/bookings.ts';
import type { RoomUse } from '../facts/people/rooms.ts';
import { quoted, titleText, whenSpan } from '../facts/words.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (room: string) =>
  standardRelease(
    `
    person priya
    person jonas
    `,
    `
    meet briefing 1h by priya at Fri 2026-12-04 10:00 where "Room 5"
    meet retro    1h by jonas at Fri 2026-12-04 10:30 where "${room}"${room === 'Room 5' ? '  // <- room-double-booked' : ''}
    `,
  );

export const roomDoubleBooked: ReleaseCheck = {
  code: 'room-double-booked',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Two meetings in one room at the same time',
  why:
    'One of them stands in the corridor, and on the night nobody has the time to find another room. Plans of several ' +
    'releases book the same rooms, and only whoever looks at all of them sees it.',
  fixable: false,
  example: { breaks: plan('Room 5'), passes: plan('Room 6') },
  *find(subject) {
    const own = subject.published.rooms;
    if (own.length === 0) return;
    const told = new Set<string>();
    for (const [i, use] of own.entries()) {
      // Whoever meets in the room of a roster of the same release is of it.
      const other = own.slice(0, i).find((one) => one.kind === use.kind && isClash(one, use));
      if (other) yield* clash(subject, use, other, told);
    }
    for (const { release: of, rooms: uses } of subject.others) {
      for (const use of own) {
        const other = uses.find((one) => isClash(one, use));
        if (other) yield* clash(subject, use, other, told, of);
      }
    }
  },
};

function isClash(a: RoomUse, b: RoomUse): boolean {
  return a.key === b.key && (a.label !== b.label || a.place !== b.place) && overlap(a.span, b.span) !== undefined;
}

/** Two that come round are told once. */
function* clash({ schedule }: ReleaseSubject, use: RoomUse, other: RoomUse, told: Set<string>, of?: string) {
  const key = `${of ?? ''} ${other.label} ${use.label}`;
  if (told.has(key)) return;
  told.add(key);
  const whose = of === undefined ? '' : ` of the release ${quoted(of)}`;
  yield {
    message:
      `${titleText(use.room)} is taken twice: by ${quoted(use.label)} (${whenSpan(schedule, use.span)}) and by ` +
      `${quoted(other.label)}${whose} (${whenSpan(schedule, other.span)}); move one of them, or meet elsewhere.`,
    place: use.place,
    about: [use.label, other.label],
    related: [{ message: `${quoted(other.label)}${whose} has it too`, place: other.place }],
  };
}
