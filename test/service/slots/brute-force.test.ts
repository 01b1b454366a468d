/**
 * The next windows against the long way: every quarter of an hour of some weeks is tried, each as a text of its own, and held against a
 * table of who and what is taken that knows nothing of ours. No window that is not free, and none missed that is.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkspace } from '../../../language/workspace.ts';
import { factsOf } from '../../../plan/findings/findings.ts';
import type { Span } from '../../../plan/time/model.ts';
import { freeSlots, IN_THE_WAY } from '../../../service/slots/slots.ts';

const DAY = 1440;
/** A Monday, so that weeks are whole; three weeks on, Berlin puts its clocks forward. */
const FIRST = Date.UTC(2027, 2, 8) / 60_000;
const NOW = FIRST - 7 * DAY;
/** What others have lies in so many days, and behind them everything is free. */
const DAYS = 25;
const WEEKS = 8;
const END = FIRST + WEEKS * 7 * DAY;

const PEOPLE = ['ann', 'bob', 'cid'];
/** By system, what it stands on and needs. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  app: [],
  web: ['app'],
  shop: ['web', 'app'],
  far: [],
};
/** By system, what it runs on: a freeze of one is a freeze of both. */
const GROUNDS: Readonly<Record<string, readonly string[]>> = { app: [], web: ['app'], shop: [], far: [] };
const SYSTEMS = Object.keys(NEEDS);

const lengths = fc.constantFrom(15, 30, 60);
const steps = fc.array(
  fc.record({ by: fc.constantFrom(...PEOPLE), system: fc.constantFrom(...SYSTEMS), long: lengths }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const moments = fc.tuple(fc.integer({ min: 1, max: DAYS - 1 }), fc.integer({ min: 6, max: 22 })).map(([day, hour]) => ({
  day,
  hour,
  at: FIRST + day * DAY + hour * 60,
}));
const days = fc.tuple(fc.nat(DAYS - 4), fc.nat(3)).map(([first, more]) => ({ first, last: first + more }));
const frozen = fc.constantFrom(...SYSTEMS, 'production');

const companies = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
  mine: fc.record({ steps, day: fc.nat(9), hour: fc.constantFrom(8, 13, 22, 23) }),
  others: fc.array(fc.record({ steps, moment: moments }), { maxLength: 8 }),
  /** One after the other through all the days, with gaps. */
  leave: fc.array(fc.record({ who: fc.constantFrom(...PEOPLE), days }), { maxLength: 3 }),
  holidays: fc.uniqueArray(fc.nat(DAYS), { maxLength: 3 }),
  freezes: fc.array(fc.record({ of: frozen, days }), { maxLength: 3 }),
  /** Every week on that day, some hours. */
  round: fc.option(fc.record({ of: frozen, day: fc.nat(6), from: fc.integer({ min: 0, max: 20 }) }), {
    nil: undefined,
  }),
  events: fc.array(days, { maxLength: 2 }),
  /** Every day some hours, or every week: when alone a system may be changed. */
  kept: fc.option(
    fc.record({
      of: fc.constantFrom(...SYSTEMS),
      every: fc.constantFrom('Mon..Sun', 'Tue', 'Sun'),
      from: fc.integer({ min: 0, max: 20 }),
    }),
    { nil: undefined },
  ),
});
type Company = typeof companies extends fc.Arbitrary<infer T> ? T : never;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const dateOf = (day: number) => new Date((FIRST + day * DAY) * 60_000).toISOString().slice(0, 10);
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

function sharedText({ zone, leave, holidays, freezes, round, events, kept }: Company): string {
  return [
    'zone UTC',
    'environment production',
    'service app in production',
    'service web on app in production',
    'service shop in production {\n  uses web\n}',
    'service far in production',
    `calendar ours {\n  zone ${zone}\n  working Mon..Fri 00:00 .. 24:00\n${holidays.map((day) => `  holiday ${dateOf(day)}\n`).join('')}}`,
    ...PEOPLE.map((name) => {
      const away = leave.filter(({ who }) => who === name);
      return `person ${name} {\n  zone UTC\n${away.map(({ days: { first, last } }) => `  leave ${dateOf(first)} .. ${dateOf(last)}\n`).join('')}}`;
    }),
    ...freezes.map(
      ({ of, days: { first, last } }, i) => `freeze f${i} of ${of} from ${dateOf(first)} until ${dateOf(last)}`,
    ),
    round &&
      `freeze weekly of ${round.of} every ${WEEKDAYS[round.day]} ${clock(round.from)} .. ${clock(round.from + 4)}`,
    ...events.map(({ first, last }, i) => `event e${i} during ${dateOf(first)} .. ${dateOf(last)}`),
    kept && `maintenance kept of ${kept.of} every ${kept.every} ${clock(kept.from)} .. ${clock(kept.from + 4)}`,
    '',
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

const runOf = (all: Company['mine']['steps']) =>
  all.map(({ system, by, long }) => `    deploy ${system} ${long}m by ${by} undo 5m\n`).join('');
const lengthOf = (all: Company['mine']['steps']) => all.reduce((sum, { long }) => sum + long, 0);

function planText(name: string, zone: string, window: string, all: Company['mine']['steps']): string {
  return `import "shared.release"\nrelease ${name} {\n  kind standard\n  zone ${zone}\n  calendar ours\n  window ${window}\n  run {\n${runOf(all)}  }\n}\n`;
}

/** A step of a run that begins at a moment, and when. */
function* stepsFrom(at: number, all: Company['mine']['steps']) {
  let start = at;
  for (const step of all) {
    yield { ...step, start, end: start + step.long };
    start += step.long;
  }
}

/** What is taken of a key is never free to another: by key, in minutes. */
function takenBy({ others, leave, freezes, round, events }: Company): ReadonlyMap<string, readonly Span[]> {
  const taken = new Map<string, Span[]>();
  const take = (key: string, start: number, end: number) => {
    taken.set(key, [...(taken.get(key) ?? []), { start, end }]);
  };
  const wholeDays = (key: string, { first, last }: Company['events'][number]) =>
    take(key, FIRST + first * DAY, FIRST + (last + 1) * DAY);
  for (const { steps: all, moment } of others) {
    const systems = new Map<string, Span>();
    for (const { by, system, start, end } of stepsFrom(moment.at, all)) {
      take(`person ${by}`, start, end);
      // From the first step that touches it to the last one.
      systems.set(system, { start: systems.get(system)?.start ?? start, end });
    }
    for (const [system, { start, end }] of systems) take(`system ${system}`, start, end);
  }
  for (const { who, days: away } of leave) wholeDays(`person ${who}`, away);
  for (const { of, days: when } of freezes) wholeDays(`frozen ${of}`, when);
  if (round)
    for (let day = round.day; day < WEEKS * 7 + 14; day += 7)
      take(`frozen ${round.of}`, FIRST + day * DAY + round.from * 60, FIRST + day * DAY + (round.from + 4) * 60);
  for (const event of events) wholeDays('event', event);
  return taken;
}

/** Whether a window that begins at a moment is free, minute by minute of every step. */
function isFree(company: Company, taken: ReadonlyMap<string, readonly Span[]>, at: number): boolean {
  const meets = (key: string, { start, end }: Span) =>
    (taken.get(key) ?? []).some((one) => one.start < end && start < one.end);
  const { mine, kept } = company;
  const all = [...stepsFrom(at, mine.steps)];
  if (meets('event', { start: at, end: at + lengthOf(mine.steps) })) return false;
  for (const { by, system, start, end } of all) {
    if (meets(`person ${by}`, { start, end })) return false;
    const span = {
      start: all.find((one) => one.system === system)!.start,
      end: all.findLast((one) => one.system === system)!.end,
    };
    for (const other of SYSTEMS)
      if (other === system || NEEDS[system]!.includes(other) || NEEDS[other]!.includes(system))
        if (meets(`system ${other}`, span)) return false;
    for (const other of [...SYSTEMS, 'production'])
      if (
        other === system ||
        other === 'production' ||
        GROUNDS[system]!.includes(other) ||
        GROUNDS[other]?.includes(system)
      )
        if (meets(`frozen ${other}`, { start, end })) return false;
    if (kept && (system === kept.of || GROUNDS[kept.of]!.includes(system))) {
      const day = Math.floor((start - FIRST) / DAY);
      const from = FIRST + day * DAY + kept.from * 60;
      const isDay = kept.every === 'Mon..Sun' || WEEKDAYS[((day % 7) + 7) % 7] === kept.every;
      if (!isDay || start < from || end > from + 4 * 60) return false;
    }
  }
  return true;
}

/** The clock on the wall, and the day. */
function onTheWall(at: number, wall: Intl.DateTimeFormat) {
  const [day, hour] = wall.format(at * 60_000).split(' ') as [string, string];
  return { day, clock: hour, weekday: (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7 };
}

/** The hour that the window has now, on each day of its kind. */
function* candidates({ zone, holidays }: Company, T: number) {
  const off = new Set(holidays.map(dateOf));
  // Swedes write 2027-03-28 08:00.
  const written = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const { clock: hour, weekday } = onTheWall(T, written);
  for (let at = T + 15; at < END; at += 15) {
    const wall = onTheWall(at, written);
    if (wall.clock !== hour) continue;
    if (weekday >= 5 ? wall.weekday >= 5 : wall.weekday < 5 && !off.has(wall.day)) yield { at, ...wall };
  }
}

const FILE = 'file:///mine.release';

function workspaceOf(company: Company) {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  workspace.set('file:///shared.release', sharedText(company));
  for (const [i, { steps: all, moment }] of company.others.entries()) {
    const end = moment.at + lengthOf(all) + 60;
    const last = `${new Date(end * 60_000).toISOString().slice(0, 16).replace('T', ' ')}`;
    const window = `${dateOf(moment.day)} ${clock(moment.hour)} .. ${last}`;
    workspace.set(`file:///other-${i}.release`, planText(`other-${i}`, 'UTC', window, all));
  }
  return workspace;
}

const windowAt = (day: string, hour: string, long: number) => {
  const minutes = Number(hour.slice(0, 2)) * 60 + long;
  const isNext = minutes > DAY;
  const date = isNext ? new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10) : day;
  const rest = isNext ? minutes - DAY : minutes;
  return `${day} ${hour} .. ${date} ${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`;
};

test('finds what is free and nothing else, in order, whatever is in the way', () => {
  let [rounds, passedBy] = [0, 0];
  fc.assert(
    fc.property(companies, (company) => {
      const { zone, mine } = company;
      const workspace = workspaceOf(company);
      const long = lengthOf(mine.steps) + 30;
      const hour = clock(mine.hour);
      const textAt = (day: string) => planText('mine', zone, windowAt(day, hour, long), mine.steps);
      workspace.set(FILE, textAt(dateOf(mine.day)));
      expect(workspace.files().flatMap((uri) => workspace.plan(uri).problems)).toEqual([]);
      const { T } = workspace.analysis(FILE).schedules[0]!;
      const found = freeSlots(workspace, FILE, { count: 3 }, NOW);
      if ('trouble' in found) throw new Error(found.trouble);
      const starts = found.slots.map(({ start }) => start).filter((start) => Date.parse(start) / 60_000 < END);
      const got = starts.map((start) => start.slice(0, 16));
      const inTheWay = () =>
        new Set(
          factsOf(workspace.analysis(FILE).findings)
            .filter(({ code, severity }) => IN_THE_WAY.has(code) && severity !== 'information')
            .map(({ code, place }) => `${code} ${place.range.start.line}`),
        );
      const before = inTheWay();
      const taken = takenBy(company);
      const free: string[] = [];
      for (const { at, day, clock: wall } of candidates(company, T!)) {
        if (free.length === 3) break;
        if (!isFree(company, taken, at)) continue;
        workspace.set(FILE, textAt(day));
        expect(workspace.analysis(FILE).schedules[0]!.T).toBe(at);
        if ([...inTheWay()].every((one) => before.has(one))) free.push(`${day}T${wall}`);
        else passedBy++;
      }
      expect(got).toEqual(free);
      rounds++;
    }),
    { numRuns: 60 },
  );
  expect(rounds).toBe(60);
  expect(passedBy).toBeGreaterThan(0);
});
