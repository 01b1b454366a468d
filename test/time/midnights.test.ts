/**
 * Written times around changes of the clock, in any zone: what does not exist, or exists twice, is told with its own date, and
 * every repair stays within the length of the change. Temporal is the judge.
 *
 * A seeded part runs here; `ZONES=all npx vitest run test/time/midnights.test.ts` tries every zone and every change from 1975
 * to 2045.
 */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/implementation';
import { expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { ambiguousTime } from '../../plan/checks/ambiguous-time.ts';
import type { Found } from '../../plan/checks/check.ts';
import { nonexistentTime } from '../../plan/checks/nonexistent-time.ts';
import type { Plan } from '../../plan/model.ts';
import { dateOfDay, dayNumber, formatClock, formatDay, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import type { Instant } from '../../plan/time/model.ts';
import { type ClockChange, clockChanges } from '../../plan/time/zone.ts';
import { planOf } from '../support/inventory.ts';

const DAY = 1440;
const EVERYWHERE = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));

/** Zones that skip or double midnight, leave a date out, or change by half an hour, and the year of it. */
const SPECIAL: readonly (readonly [zone: string, year: number])[] = [
  ['Africa/Cairo', 2027],
  ['America/Santiago', 2026],
  ['America/Santiago', 2027],
  ['America/Asuncion', 2023],
  ['America/Havana', 2027],
  ['America/Sao_Paulo', 2017],
  ['Asia/Beirut', 2027],
  ['Asia/Gaza', 2015],
  ['Asia/Tehran', 2021],
  ['Asia/Damascus', 2021],
  ['America/Nuuk', 2027],
  ['America/Scoresbysund', 2024],
  ['Atlantic/Azores', 2027],
  ['Africa/Casablanca', 2026],
  ['Australia/Lord_Howe', 2026],
  ['America/Caracas', 2016],
  ['Pacific/Apia', 2011],
  ['Pacific/Fakaofo', 2011],
  ['Pacific/Kiritimati', 1994],
  ['Pacific/Enderbury', 1994],
  ['Pacific/Kwajalein', 1993],
];

const FORMS = {
  /** Both with their dates. */
  begin: (date: string, clock: string, next: string) => `window ${date} ${clock} .. ${next} 12:00`,
  end: (date: string, clock: string, _next: string, before: string) => `window ${before} 11:00 .. ${date} ${clock}`,
  /** The first such moment after the begin. */
  'clock alone': (date: string, clock: string) => `window ${date} 00:05 .. ${clock}`,
  milestone: (date: string, clock: string) => `milestone there ${date} ${clock}`,
  'without a weekday': (date: string, clock: string) => `milestone there ${date.slice(4)} ${clock}`,
} as const;
const ALL_FORMS = Object.keys(FORMS) as (keyof typeof FORMS)[];

test('the times around every change of the clock that is special', () => {
  for (const [zone, year] of SPECIAL) judgeYear(zone, year);
});

test('the times around changes of the clock in any zone', { timeout: 3_600_000 }, () => {
  if (process.env.ZONES === 'all') {
    for (const zone of EVERYWHERE) for (let year = 1975; year <= 2045; year++) judgeYear(zone, year);
    console.log(
      `${judged.toLocaleString('en')} times written, ${told.toLocaleString('en')} told, ${repaired.toLocaleString('en')} repairs`,
    );
  } else {
    fc.assert(fc.property(fc.constantFrom(...EVERYWHERE), fc.integer({ min: 1975, max: 2045 }), judgeYear), {
      numRuns: 40,
      seed: 20_271_031,
    });
  }
});

let judged = 0;
let told = 0;
let repaired = 0;

function judgeYear(zone: string, year: number): void {
  for (const change of clockChanges(zone, dayNumber(year, 1, 1) * DAY, dayNumber(year + 1, 1, 1) * DAY - 1)) {
    for (const [day, clock] of timesAround(change)) {
      // What is one moment reads the same in every form.
      const forms = isOneMoment(zone, day, clock) ? (['begin'] as const) : ALL_FORMS;
      for (const form of forms) judge(zone, day, clock, form, change);
    }
  }
}

/** Just before, in and just behind what is skipped or doubled, and the midnights near it in both ways of writing. */
function timesAround({ at, before, after }: ClockChange): readonly (readonly [day: number, clock: number])[] {
  const [first, last] = [at + Math.min(before, after), at + Math.max(before, after)];
  const midnight = Math.round((first + last) / 2 / DAY) * DAY;
  const walls = [first - 1, first, Math.floor((first + last) / 2), last - 1, last, midnight];
  const split = walls.map((wall) => [Math.floor(wall / DAY), ((wall % DAY) + DAY) % DAY] as const);
  return [...split, [midnight / DAY - 1, DAY]];
}

function judge(
  zone: string,
  day: number,
  clock: number,
  form: keyof typeof FORMS,
  { before, after }: ClockChange,
): void {
  const date = (of: number) => `${WEEKDAYS[weekdayOfDay(of)]} ${formatDay(of)}`;
  const line = FORMS[form](date(day), formatClock(clock), date(day + 3), date(day - 3));
  const text = `zone ${zone}\nrelease there-1 {\n  zone ${zone}\n  ${line}\n}\n`;
  const plan = planOf(text);
  // A clock alone behind a begin that is no moment itself is another question.
  if (form === 'clock alone' && (clock <= 5 || !isOneMoment(zone, day, 5))) return;
  judged++;
  const isLeftOut = !hasMinutes(zone, day);
  const expected = isOneMoment(zone, day, clock)
    ? undefined
    : isLeftOut || !exists(zone, day, clock)
      ? 'nonexistent'
      : 'ambiguous';
  const found = findings(plan);
  expect([found.length, line], zone).toEqual([expected === undefined ? 0 : 1, line]);
  if (expected === undefined) return;
  told++;
  const [finding] = found;
  expect(finding!.message).toContain(date(day));
  expect(finding!.fixes!().length).toBeGreaterThan(0);
  const gap = Math.abs(after - before);
  const written = read(zone, day, clock);
  for (const fix of finding!.fixes!()) {
    repaired++;
    const better = applyTextEdits(
      text,
      textEdits(fix.edits, () => text),
    );
    const mended = planOf(better);
    expect([findings(mended), mended.problems, better]).toEqual([[], [], better]);
    const [own, other] = instants(mended, form);
    const distance = Math.abs(own! - written);
    expect([distance <= gap, distance % DAY === 0 ? gap >= distance : true, better], `${line} in ${zone}`).toEqual([
      true,
      true,
      better,
    ]);
    // What is not repaired stays where it was.
    expect(other).toBe(instants(plan, form)[1]);
  }
}

function findings(plan: Plan): Found[] {
  return [nonexistentTime, ambiguousTime].flatMap((check) => {
    if (check.of !== 'plan') return [];
    return [
      ...check.find({
        plan,
        schedules: [],
        trainmates: () => [],
        parameters: {
          number: () => 0,
          duration: () => ({ minutes: 0, days: 0, months: 0, workingDays: 0 }),
          words: () => [],
        },
      }),
    ];
  });
}

/** The instant that is written in the form, and the one at the other end. */
function instants(plan: Plan, form: keyof typeof FORMS): (Instant | undefined)[] {
  const release = plan.releases[0]!;
  const [window] = release.windows;
  const times = window ? [window.from, window.to] : [release.milestones[0]!.at];
  const ordered = form === 'end' || form === 'clock alone' ? times.reverse() : times;
  return ordered.map((time) => (time?.kind === 'instant' ? time.at : undefined));
}

// ------------------------------------------------------------------------------------------------ what Temporal says

function plain(day: number, clock: number): Temporal.PlainDateTime {
  const { year, month, day: dayOfMonth } = dateOfDay(day);
  return new Temporal.PlainDateTime(year, month, dayOfMonth).add({ minutes: clock });
}

function read(zone: string, day: number, clock: number): Instant {
  return plain(day, clock).toZonedDateTime(zone).epochMilliseconds / 60_000;
}

function isOneMoment(zone: string, day: number, clock: number): boolean {
  try {
    plain(day, clock).toZonedDateTime(zone, { disambiguation: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function exists(zone: string, day: number, clock: number): boolean {
  const time = plain(day, clock);
  return time.toZonedDateTime(zone).toPlainDateTime().equals(time);
}

function hasMinutes(zone: string, day: number): boolean {
  const { year, month, day: dayOfMonth } = dateOfDay(day);
  const date = new Temporal.PlainDate(year, month, dayOfMonth);
  return date.toZonedDateTime(zone).toPlainDate().equals(date);
}
