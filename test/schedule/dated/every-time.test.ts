/** Properties of all dates, over random releases of all kinds of lines. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonReport } from '../../../exchange/json/json.ts';
import type { Time } from '../../../plan/model.ts';
import { formatIso } from '../../../plan/time/format.ts';
import { itemsOf } from '../../../view/schedule/items.ts';
import { planned, releaseOf } from './dates.ts';

const RUNS = 150;

const date = fc
  .integer({ min: 0, max: 60 })
  .map((days) => new Date(Date.UTC(2026, 10, 1 + days)))
  .map(
    (at) => `${at.toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })} ${at.toISOString().slice(0, 10)}`,
  );
const hour = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(half >> 1).padStart(2, '0')}:${half & 1 ? '30' : '00'}`);
const offset = fc
  .tuple(fc.constantFrom('-', '+'), fc.integer({ min: 1, max: 9 }), fc.constantFrom('h', 'd', 'wd', 'w'))
  .map(([sign, count, unit]) => `T${sign}${count}${unit}`);
const point = fc
  .tuple(
    fc.constantFrom('beta', 'acceptance', 'acceptance.start', 'code.end', 'first', 'second', 'second.end', 'docs'),
    fc.constantFrom('', ' + 2h', ' - 1d', ' + 1wd'),
  )
  .map((parts) => parts.join(''));
/** Any way to write a moment or a day. */
const time = fc.oneof(
  date,
  fc.tuple(date, hour).map((parts) => parts.join(' ')),
  offset,
  fc.tuple(offset, hour).map((parts) => parts.join(' ')),
  point,
);
const range = fc.oneof(
  date,
  fc.tuple(time, time).map(([from, to]) => `${from} .. ${to}`),
  fc.tuple(date, hour, hour).map(([day, from, to]) => `${day} ${from} .. ${to}`),
);

/** Every line that can have a date, with times in all of its places. */
const lines: Readonly<Record<string, fc.Arbitrary<string>>> = {
  freeze: fc.tuple(time, time).map(([from, until]) => `freeze NAME of web from ${from} until ${until}`),
  frozenDuring: range.map((during) => `freeze NAME of web during ${during}`),
  event: range.map((during) => `event NAME during ${during}`),
  milestone: time.map((at) => `milestone NAME at ${at} by ines`),
  milestoneDue: time.map((due) => `milestone NAME due ${due}`),
  rehearsal: fc
    .tuple(time, time)
    .map(([at, on]) => `rehearsal NAME 2h by ines in staging at ${at} {\n passed by priya on ${on}\n}`),
  uat: fc
    .tuple(range, time, time)
    .map(
      ([during, due, on]) =>
        `uat NAME in staging by ines during ${during} {\n sign-off by priya due ${due} on ${on}\n}`,
    ),
  roster: fc
    .tuple(range, range, hour, hour)
    .map(
      ([during, cover, from, to]) =>
        `roster NAME during ${during} {\n shift every 8h\n cover by priya during ${cover}\n cover by ines ${from} .. ${to}\n}`,
    ),
  benefit: fc
    .tuple(time, time)
    .map(([review, on]) => `benefit NAME by ines {\n assessed on ${on}\n review at ${review}\n}`),
  risk: time.map((due) => `risk NAME by ines {\n review due ${due}\n}`),
  issue: time.map((due) => `issue NAME by ines due ${due}`),
  change: fc.tuple(range, time).map(([during, on]) => `change NAME during ${during} approved by ines on ${on}`),
  confirmed: time.map((on) => `confirmed by ines on ${on}`),
  budget: time.map((on) => `budget 100 EUR approved by ines on ${on}`),
  waive: time.map((until) => `waive no-deputy until ${until} because "so"`),
  // A name in front would be that of the window.
  window: range.filter((during) => /^[A-Z]/.test(during)).map((during) => `window NAME ${during}`),
  task: fc
    .tuple(time, time, time)
    .map(([at, due, item]) => `task NAME 1h by ines not before ${at} due ${due} {\n - "Ready" by priya due ${item}\n}`),
  meet: fc.tuple(time, time).map(([at, due]) => `meet NAME 1h by priya at ${at} due ${due}`),
  during: range.map((during) => `task NAME 1h by ines during ${during}`),
  notify: time.map((at) => `notify buyers as NAME by priya via mail at ${at}`),
  every: fc.tuple(time, time).map(([from, until]) => `meet NAME 30m by ines every 1w from ${from} until ${until}`),
  phase: fc
    .tuple(time, time, time)
    .map(
      ([at, due, inner]) =>
        `phase NAME at ${at} due ${due} {\n task NAME-in 1h by priya at ${inner}\n milestone NAME-done at ${inner}\n}`,
    ),
  stream: range.map((during) => `stream NAME during ${during} {\n task NAME-in 1h by priya\n}`),
  play: time.map((until) => `play NAME until ${until} {\n task NAME-in 1h by priya\n}`),
  rollback: time.map((due) => `rollback NAME due ${due} {\n task NAME-in 1h by priya\n}`),
  gate: fc.tuple(time, time).map(([at, to]) => `gate NAME 1h by priya at ${at} {\n no-go then postpone to ${to}\n}`),
  when: time.map((to) => `when "Errors" > 1 % then postpone to ${to}`),
};

const FIXED = `  milestone beta Mon 2026-11-02 10:00
  milestone docs due Fri 2026-11-20
  window second Wed 2026-12-09 15:00 .. 16:00
  rehearsal first 3h by priya in staging at Mon 2026-11-09 10:00
  uat acceptance in staging by priya during Mon 2026-11-16 .. Wed 2026-11-18
  freeze code of web from T-3wd until T-1d
  scope {
    frozen on Mon 2026-11-09
    must ITEM-1 by ines due T-2wd
    must ITEM-2 by priya added on Tue 2026-11-10
  }`;

const releases = fc
  .array(fc.oneof(...Object.values(lines)), { minLength: 1, maxLength: 6 })
  .map((parts) =>
    [
      FIXED,
      ...parts.map((part, i) => `  ${part.replaceAll('NAME', `x${i}`)}`),
      '  run {\n    task go 1h by priya\n  }',
    ].join('\n'),
  );

/** All times below a part of a plan, by where they are written. */
function timesIn(part: unknown, found: Set<Time> = new Set(), seen: Set<unknown> = new Set()): ReadonlySet<Time> {
  if (typeof part !== 'object' || part === null || seen.has(part)) return found;
  seen.add(part);
  const { kind, place } = part as { kind?: string; place?: unknown };
  if (place && kind !== undefined && ['instant', 'offset', 'point', 'clock', 'unknown'].includes(kind))
    found.add(part as Time);
  const children = part instanceof Map ? [...part.values()] : Object.values(part);
  for (const child of children) timesIn(child, found, seen);
  return found;
}

test('every time that a release writes has its moment in the schedule', () => {
  let count = 0;
  fc.assert(
    fc.property(releases, (text) => {
      const { analysis, schedule } = planned(text);
      expect(analysis.plan.problems.map(({ message }) => message)).toEqual([]);
      const missing = [...timesIn(analysis.plan.releases[0])].filter(({ id }) => !schedule.moments[id]);
      count += Object.keys(schedule.moments).length;
      expect(missing).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  expect(count).toBeGreaterThan(RUNS * 10);
});

test('every kind of line is in the dates of the schedule', () => {
  for (const [kind, line] of Object.entries(lines)) {
    const [text] = fc.sample(line, { numRuns: 1, seed: 7 });
    const { schedule } = planned(`${FIXED}\n${text!.replaceAll('NAME', 'own')}`);
    const isHere = ({ place }: { place: Time['place'] }) =>
      place.range.start.line > releaseOf(FIXED).split('\n').length - 3;
    expect(schedule.dated.filter(isHere).length, `${kind}: ${text}`).toBeGreaterThan(0);
  }
});

test('the dates of JSON and picture are those of the schedule, in order of time', () => {
  fc.assert(
    fc.property(releases, (text) => {
      const { analysis, release, schedule } = planned(text);
      const json = jsonReport([analysis], String, { dates: true, fixesOf: () => [] }).files[0]!.releases[0]!;
      const iso = (at: number | undefined, zone: string) => (at === undefined ? null : formatIso(at, zone));
      expect(json.dates!.map(({ start, end, due }) => [start, end, due])).toEqual(
        schedule.dated.map(({ start, end, due, zone }) => [iso(start, zone), iso(end, zone), iso(due, zone)]),
      );
      const firsts = schedule.dated.map(({ start, due, end }) => start ?? due ?? end ?? Number.POSITIVE_INFINITY);
      expect(firsts).toEqual([...firsts].sort((a, b) => (a === b ? 0 : a - b)));
      for (const item of itemsOf(analysis.plan, release, schedule)) {
        if (item.kind !== 'range') continue;
        const dated = schedule.dated.find((one) => one.place === item.place && one.what === item.what)!;
        for (const span of item.spans) {
          expect([span.start, span.end]).toEqual([
            dated.start ?? Number.NEGATIVE_INFINITY,
            dated.end ?? Number.POSITIVE_INFINITY,
          ]);
        }
      }
    }),
    { numRuns: RUNS / 3 },
  );
});

test('a line keeps its dates wherever it stands', () => {
  const fixed = fc.oneof(
    time.map((at) => `meet NAME 1h by priya at ${at}`),
    time.map((at) => `meet NAME 1wd by priya at ${at}`),
    time.map((at) => `gate NAME 30m by ines at ${at}`),
    time.map((at) => `notify buyers as NAME by priya via mail at ${at}`),
    time.map((at) => `milestone NAME at ${at}`),
    time.map((due) => `milestone NAME due ${due}`),
    fc
      .tuple(date, hour, date)
      .map(([from, at, until]) => `meet NAME 30m by ines every 1w from ${from} ${at} until ${until}`),
    fc.tuple(date, date).map(([from, until]) => `meet NAME 30m by ines every Tue, Fri from ${from} until ${until}`),
  );
  const places: readonly ((line: string) => string)[] = [
    (line) => line,
    (line) => `prepare {\n ${line}\n}`,
    (line) => `phase around {\n ${line}\n}`,
    (line) => `phase around at Thu 2026-09-24 {\n ${line}\n}`,
    (line) => `stream around {\n ${line}\n}`,
    (line) => `phase around {\n  parallel {\n ${line}\n}\n}`,
  ];
  const points = FIXED.replace(/ {2}milestone docs.*\n/, '');
  fc.assert(
    fc.property(
      fixed.filter((line) => !line.includes('docs')),
      (line) => {
        const written = line.replaceAll('NAME', 'own');
        const told = places.map((place) => {
          const { schedule } = planned(`${points}\n${place(written)}`);
          const own = schedule.dated.find(({ label }) => label === 'own');
          return own && [own.start, own.end, own.due, own.occurrences];
        });
        expect(told.slice(1), written).toEqual(told.slice(1).map(() => told[0]));
      },
    ),
    {
      numRuns: RUNS / 3,
      // Longer than what is left of the working day.
      examples: [['meet NAME 1h by priya at T-1d 16:30'], ['gate NAME 45m by ines at T-1d 16:45']],
    },
  );
});
